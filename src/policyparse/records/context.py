"""What a notice and its targets know besides their fields: the file they came from, and views made of them."""
from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from policyparse.options import Options
    from policyparse.records.notice import Notice
    from policyparse.views.pictures import Pictures

T = TypeVar("T")


class Context:
    """Is neither compared, nor written, nor sent to another process: records are equal whatever they know besides.

    Attributes:
        notice: The one that a target belongs to.
        given: What was parsed: a path, bytes, an image; None where that is not known.
        options: Those it was parsed with.
    """

    __slots__ = ("_made", "given", "notice", "options")

    def __init__(self) -> None:
        self.notice: Notice | None = None
        self.given: Any = None
        self.options: Options | None = None
        self._made: dict[str, tuple[object, Any]] = {}

    def made(self, name: str, owner: object, make: Callable[[], T]) -> T:
        """A view of `owner` as it was made before; made now for the first time, or if another was the owner then."""
        known, value = self._made.get(name, (None, None))
        if known is not owner:
            value = make()
            self._made[name] = (owner, value)
        made: T = value
        return made

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Context)

    def __hash__(self) -> int:
        return 0

    def __reduce__(self) -> tuple[type[Context], tuple[()]]:
        return Context, ()


def coming_from(given: Any, options: Options, notice: Notice) -> Notice:
    """`notice`, which now knows what it was parsed from."""
    given = Path(given).absolute() if isinstance(given, (str, Path)) and _has_pages(notice) else given
    notice._context.given = None if isinstance(given, str) or hasattr(given, "read") else given
    notice._context.options = options
    for target in notice.targets:
        target._context.notice = notice
    return notice


def _has_pages(notice: Notice) -> bool:
    return any(page.width for page in notice.source.pages)


def pictures_of(notice: Notice) -> Pictures:
    """The pictures of a notice's pages."""
    from policyparse.options import Options
    from policyparse.views.pictures import Pictures

    context = notice._context
    return context.made(
        "pictures", notice.source, lambda: Pictures(notice.source, context.given, context.options or Options())
    )
