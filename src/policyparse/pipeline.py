"""The whole product on one page: the steps a notice takes, in order, each a plain function of the one before."""
from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any

from policyparse.assemble import assemble
from policyparse.clauses.grow import grow_tree
from policyparse.layout.furniture import set_aside_furniture
from policyparse.layout.join import join_lines
from policyparse.letterhead.foot import read_foot
from policyparse.letterhead.head import read_head
from policyparse.letterhead.own_names import with_own_names
from policyparse.lexicon.tables import adding
from policyparse.options import Options
from policyparse.reading.open import read
from policyparse.records import Notice
from policyparse.records.context import coming_from
from policyparse.targets.find import find_promises
from policyparse.trust.records import weighed

if TYPE_CHECKING:
    from pathlib import Path


def parse(source: str | Path | bytes | IO[bytes] | Any, options: Options | None = None) -> Notice:
    r"""Read a policy notice.

    Args:
        source: A path, the bytes of a file, an open binary file, a PIL image or a numpy page; or the text itself, as
            a `str` that is more than one line or names no file.
        options: Choices; the defaults are right for most notices.

    Returns:
        The notice, with everything that was read and where it stood.

    Raises:
        PolicyParseError: The input cannot be read; `code` says why.

    Examples:
        >>> import policyparse as pp
        >>> text = "海州市教育局关于学前教育的通知\n一、2024年6月底前，新建公办园12所。\n海州市教育局\n2024年3月8日\n"
        >>> notice = pp.parse(text)
        >>> notice.header.issuers[0].name, notice.footer.issue_date.date
        ('海州市教育局', '2024-03-08')
        >>> notice.targets[0].deadline.date
        '2024-06-30'
    """
    options = Options.model_validate(options or {})
    reading = read(source, options)
    with adding(with_own_names(options.lexicon.rows(), reading)):
        lines, furniture = set_aside_furniture(reading)
        head = read_head(reading, lines)
        blocks = join_lines(reading, head.rest)
        foot = read_foot(reading, head, blocks)
        tree = grow_tree(reading, foot.blocks)
        promises = find_promises(reading, foot.header, foot.footer, tree, options)
        notice = weighed(assemble(reading, furniture, head, foot, tree, promises), reading)
        return coming_from(source, options, notice)
