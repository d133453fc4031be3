"""Where paragraphs begin on a page: by indents, by lines that end short of the margin, by gaps and letter sizes."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from policyparse.clauses.labels import Label, read_labels
from policyparse.reading.pages import Line, Reading

SENTENCE_END = "。；：！？…"


@dataclass(frozen=True, slots=True)
class _Margins:
    """A page's text area: where full lines begin and end, and the width of a character, in points."""

    left: float
    right: float
    em: float
    pitch: float


def starts_by_place(reading: Reading, lines: Sequence[Line]) -> list[bool]:
    """For each line whether it begins a paragraph."""
    whole = _margins(lines)
    margins = {
        page: _margins([x for x in lines if x.page == page], whole) for page in {x.page for x in lines}
    }
    starts = [True]
    for previous, line in zip(lines, lines[1:], strict=False):
        starts.append(_starts(reading, previous, line, margins))
    return starts


def _margins(lines: Sequence[Line], whole: _Margins | None = None) -> _Margins:
    """The text area that the given lines were set in; from `whole` what too few lines cannot tell."""
    boxes = [(x.bbox, x.end - x.start) for x in lines if x.bbox is not None]
    long = [(b, n) for b, n in boxes if n >= 12]
    em = whole.em if whole else median([(b[2] - b[0]) / n for b, n in long] or [b[3] - b[1] for b, _ in boxes])
    widest = max((b[2] - b[0] for b, _ in boxes), default=0.0)
    full = [b for b, _ in boxes if b[2] - b[0] >= 0.8 * (whole.right - whole.left if whole else widest)]
    if len(full) < 3 and whole is not None:
        return whole
    left = _low([b[0] for b in full])
    right = median(sorted(b[2] for b in full)[-max(1, len(full) // 2):])
    tops = sorted(b[1] for b, _ in boxes)
    steps = [b - a for a, b in zip(tops, tops[1:], strict=False) if 0.8 * em < b - a < 4 * em]
    return _Margins(left, right, em, median(steps) if steps else 2 * em)


def _low(values: list[float]) -> float:
    """Where the left edges of full lines cluster: the lower quarter, so that first lines, set in by two, do not count."""
    return sorted(values)[len(values) // 4]


def _starts(reading: Reading, previous: Line, line: Line, margins: dict[int, _Margins]) -> bool:
    if previous.bbox is None or line.bbox is None:
        return True
    before, here = margins[previous.page], margins[line.page]
    view = reading.view(line)
    label: Label | None = next((x for x in read_labels(view) if x.sure), None)
    tail = reading.view(previous).text[-1]
    ended = tail in SENTENCE_END or tail in "）”》"
    inset = (line.bbox[0] - here.left) / here.em
    short = (before.right - previous.bbox[2]) / before.em
    height, height_before = line.bbox[3] - line.bbox[1], previous.bbox[3] - previous.bbox[1]
    if line.page == previous.page:
        gap = line.bbox[1] - previous.bbox[1]
        if gap < 0.5 * here.pitch or gap > 1.9 * here.pitch:
            return True
    if max(height, height_before) > 1.4 * min(height, height_before) and len(view) > 4:
        return True
    if label is not None and (inset > 1 or ended):
        return True
    if inset > 1.2:
        return True
    return short > 1.8
