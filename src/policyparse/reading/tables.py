"""Tables that run over several pages made whole, and how many of a table's rows are its head."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from policyparse.reading.pages import Place, ReadTable, Stretch, Texts, laid_out

_PAGE_NUMBER = re.compile(r"[-—–―─－一_·•\s第页共/\d]{0,20}")
_CONTINUED = re.compile(r"[（(]?(?:续表?|接上[表页])[一二三四五六七八九十\d]{0,3}[）)]?")
_SERIAL = re.compile(r"[（(]?(?:\d{1,4}|[一二三四五六七八九十百]{1,4})[）)]?[、.．]?")
_DEEPEST_HEAD = 3
_LONGEST_HEAD = 20
_HEAD_WORD = re.compile(
    r"(?:序号|编号|名称|项目|指标|任务|内容|目标|目标值|基期值?|现状值?|单位|部门|主体|机构|责任人|牵头人|联系人|姓名|职务|电话|属性|类[别型]|"
    r"类|时[限间间]|期限|进度|节点|数量?|金额|资金|规模|投资|总计|合计|备注|说明|措施|举措|要求|标准|地[区点址]|区域|县[市区]?|市[州县]?|区县|学校|"
    r"企业|专业|等级|级别|来源|方式|依据|成果|年份?|年度|占比|比例|增[长幅]率?|[上下]限|面积|得分|分值|指标值|评分|日期)$"
)
_GLOSS = re.compile(r"[（(][^（）()]{0,30}[）)]$")
_YEAR = re.compile(r"(?:到|至)?20\d\d年?(?:[-—~至]20\d\d年?)?.{0,6}")
_FIGURE = re.compile(r"[≥≤＞＜<>±约超近不低于]{0,3}[-+]?\d[\d,，.．]{0,20}(?:[-—~～至]\d[\d.]{0,20})?[%％‰]?.{0,5}")


@dataclass(slots=True)
class Part:
    """A table as it stands on one page.

    Attributes:
        page: The page's place in the file.
        rows: Its cells' texts.
        places: Row and column → the stretches of text there.
        reach: Column → the leftmost and rightmost x of the text in it.
        before: What stands above it on its page, if that is no table; else None.
        after: What stands below it, if that is no table; else None.
    """

    page: int
    rows: Texts
    places: dict[Place, list[Stretch]] = field(default_factory=dict)
    reach: dict[int, tuple[float, float]] = field(default_factory=dict)
    before: Sequence[str] | None = ()
    after: Sequence[str] | None = ()

    def take(self, place: Place, stretch: Stretch, sides: tuple[float, float] | None) -> None:
        """Note a line of the cell at `place`."""
        self.places.setdefault(place, []).append(stretch)
        if sides is not None:
            left, right = self.reach.get(place[1], sides)
            self.reach[place[1]] = (min(left, sides[0]), max(right, sides[1]))

    @property
    def width(self) -> int:
        """How many columns it has."""
        return max(map(len, self.rows), default=0)


def whole(parts: Sequence[Part]) -> Iterator[tuple[ReadTable, int]]:
    """The tables, each with the number of parts that it is made of."""
    at = 0
    while at < len(parts):
        end = at + 1
        while end < len(parts) and _goes_on(parts[at], parts[end - 1], parts[end]):
            end += 1
        yield _joined(parts[at:end]), end - at
        at = end


def _goes_on(first: Part, above: Part, part: Part) -> bool:
    """Whether a part at the top of a page goes on a table from the foot of the page before."""
    if part.page != above.page + 1 or part.width != above.width or part.before is None or above.after is None:
        return False
    if not all(_PAGE_NUMBER.fullmatch(text) or text in part.before for text in above.after):
        return False
    running = (*(above.before or ()), *above.after)
    if not all(_PAGE_NUMBER.fullmatch(t) or _CONTINUED.fullmatch(t) or t in running for t in part.before):
        return False
    if any(not _over(above.reach[c], part.reach[c]) for c in above.reach.keys() & part.reach.keys()):
        return False
    return _repeated(first, part) > 0 or head_rows(part.rows) == 0 or head_rows(first.rows) == 0


def _over(a: tuple[float, float], b: tuple[float, float]) -> bool:
    return min(a[1], b[1]) > max(a[0], b[0])


def _repeated(first: Part, part: Part) -> int:
    """How many rows of the table's head the part prints again."""
    for count in range(min(_DEEPEST_HEAD, len(first.rows) - 1, len(part.rows)), 0, -1):
        ours, theirs = _solid(first.rows[:count]), _solid(part.rows[:count])
        if ours == theirs and sum(map(bool, ours[0])) >= min(2, first.width):
            return count
    return 0


def _solid(rows: Texts) -> list[list[str]]:
    return [["".join(cell.split()) for cell in row] for row in rows]


def _joined(parts: Sequence[Part]) -> ReadTable:
    """The parts as one table, a head that is printed again taken once, a row broken by the page's end put together."""
    first = parts[0]
    rows = list(first.rows)
    places = {place: list(stretches) for place, stretches in first.places.items()}
    again: list[Stretch] = []
    for part in parts[1:]:
        skip = _repeated(first, part)
        again += sorted(s for (r, _), found in part.places.items() if r < skip for s in found)
        broken = skip < len(part.rows) and _is_rest(rows, part.rows[skip])
        shift = len(rows) - skip - broken
        if broken:
            rows[-1] = tuple(a + b for a, b in zip(rows[-1], part.rows[skip], strict=True))
        rows += part.rows[skip + broken :]
        for (r, c), found in part.places.items():
            if r >= skip:
                places.setdefault((r + shift, c), []).extend(found)
    return laid_out(tuple(rows), places, again=tuple(again))


def _is_rest(rows: Sequence[tuple[str, ...]], row: tuple[str, ...]) -> bool:
    """Whether a row is the rest of the one above: all others are numbered, and this is not."""
    above = [r[0] for r in rows[1:] if r]
    numbered = len(above) >= 2 and all(_SERIAL.fullmatch(text.strip()) for text in above)
    return numbered and len(row) == len(rows[-1]) and not row[0].strip() and any(row)


def head_rows(rows: Texts) -> int:
    """How many of a table's first rows are its head, by their words and by how they differ from those below."""
    if len(rows) < 2 or _is_form(rows):
        return 0
    title = _is_title(rows)
    at = 1 if title else 0
    if at >= len(rows) - 1 or not _is_head(rows, at):
        return 0
    end = at + 1
    while end < min(at + _DEEPEST_HEAD, len(rows) - 1) and _parts_above(rows, end, at):
        end += 1
    return end


def _filled(row: Sequence[str]) -> list[str]:
    return ["".join(cell.split()) for cell in row if cell.strip()]


def _is_title(rows: Texts) -> bool:
    """Whether the first row is one cell across the whole table."""
    return len(rows[0]) >= 2 and len(_filled(rows[0])) == 1 and bool(rows[0][0].strip()) and len(_filled(rows[1])) >= 2


def _is_form(rows: Texts) -> bool:
    """Whether the first column names what stands beside it, as in a form to fill in."""
    keys = [cells[0] for row in rows if (cells := _filled(row[:1]))]
    return len(rows[0]) <= 4 and len(keys) >= 2 and sum(bool(_HEAD_WORD.search(k)) for k in keys) > 0.6 * len(keys)


def _is_name(cell: str) -> bool:
    """Whether a cell may name a column."""
    return len(cell) <= _LONGEST_HEAD and not re.search("[。；]", cell) and (
        _YEAR.fullmatch(cell) is not None or _FIGURE.fullmatch(cell) is None
    )


def _is_head(rows: Texts, at: int) -> bool:
    cells = _filled(rows[at])
    if len(cells) < 2 or not all(map(_is_name, cells)):
        return False
    return names_columns(cells) or (any(map(_names_column, cells)) and _names_figures(rows, at))


def names_columns(cells: Sequence[str]) -> bool:
    """Whether most of a row's cells (white space out) are what columns are usually called."""
    return sum(map(_names_column, cells)) > 0.5 * len(cells)


def _names_column(cell: str) -> bool:
    return _HEAD_WORD.search(_GLOSS.sub("", cell)) is not None or _YEAR.fullmatch(cell) is not None


def _names_figures(rows: Texts, at: int) -> bool:
    """Whether a column holds figures below the row, and a name in it."""
    for column, name in enumerate(rows[at]):
        below = _filled([row[column] for row in rows[at + 1 :] if column < len(row)])
        if name.strip() and below and sum(_FIGURE.fullmatch(c) is not None for c in below) > 0.6 * len(below):
            return True
    return False


def _parts_above(rows: Texts, at: int, top: int) -> bool:
    """Whether a row parts columns that the row above holds together, and leaves the others to it."""
    above, row = rows[at - 1], rows[at]
    if len(above) != len(row) or not all(map(_is_name, _filled(row))):
        return False
    under = [c for c in range(len(row)) if row[c].strip() and not above[c].strip()]
    left = [c for c in range(len(row)) if not row[c].strip()]
    parted = [c for c in under if c and (above[c - 1].strip() or c - 1 in under) and row[c - 1].strip()]
    return bool(parted) and all(any(rows[r][c].strip() for r in range(top, at)) for c in left)
