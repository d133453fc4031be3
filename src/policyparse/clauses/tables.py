"""What stands around a table: the line that names it, the clause it belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from policyparse.clauses.tree import Node, Tree
from policyparse.layout.paragraphs import Block
from policyparse.reading.pages import Reading
from policyparse.reading.tables import head_rows

_NUMBER = r"[\d一二三四五六七八九十]{1,3}"
_NUMBERED = re.compile(rf"(?:附表|表格?|专栏|附){_NUMBER}(?:[-－—.．]{_NUMBER})?(?!\d)")
_NAMES_TABLE = re.compile(
    r"(?:表|清单|目录|名单|名册|一览|台账|分工|汇总|明细|统计|指标|指标体系|任务|计划|安排|标准|情况|名额|分配|方案)(?:[（(][^（）()]{1,30}[）)])?$"
)
_ASIDE = re.compile(r"[（(]?(?:单位|计量单位|填报单位|填表单位|填报日期|日期|截至)[：:].{0,40}|[（(]续表?[）)]")
_LONGEST = 60
_SENTENCE = re.compile(r"[。；]|：$")


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a table stands.

    Attributes:
        caption: The words that name it.
        clause: Index of the clause it belongs to.
        head: How many of its first rows are its head.
    """

    caption: str | None = None
    clause: int | None = None
    head: int = 0


def settings(reading: Reading, blocks: Sequence[Block], tree: Tree) -> list[Setting]:
    """For each table of the reading where it stands.

    Args:
        reading: The file as it was read.
        blocks: The body and foot, in reading order, tables among them.
        tree: The clauses.
    """
    heads = [head_rows(table.rows) if table.head is None else table.head for table in reading.tables]
    out = [Setting(head=head) for head in heads]
    starts = {node.label_view.start: node for node in tree.nodes if node.label_view}
    current: Node | None = None
    for i, block in enumerate(blocks):
        if block.view:
            current = starts.get(block.view.start, current)
        index = block.lines[0].table if block.lines else None
        if index is None:
            continue
        caption = _above(blocks, i, current) or _first_row(reading.tables[index].rows, heads[index])
        clause = current.index if current is not None and current.part == block.part else None
        out[index] = Setting(caption, clause, heads[index])
    return out


def _above(blocks: Sequence[Block], i: int, current: Node | None) -> str | None:
    """The caption above the table at `i`: its number and name, or an annex's heading."""
    for block in reversed(blocks[max(0, i - 3) : i]):
        if block.lines and block.lines[0].table is not None:
            return None
        text = block.view.text
        if _ASIDE.fullmatch(text):
            continue
        if current is not None and current.label_view and block.view.start == current.label_view.start:
            heading = current.heading.words()
            return heading if heading and not current.text and _is_caption(current.heading.text) else None
        return block.view.words() if _is_caption(text) else None
    return None


def _is_caption(text: str) -> bool:
    if len(text) > _LONGEST or _SENTENCE.search(text):
        return False
    return _NUMBERED.match(text) is not None or _NAMES_TABLE.search(text) is not None


def _first_row(rows: Sequence[Sequence[str]], head: int) -> str | None:
    """The caption that is set in the table, as its first row."""
    filled = [cell for cell in rows[0] if cell.strip()] if rows else []
    alone = head > 1 and len(filled) == 1 and len(rows[0]) > 1 and not _ASIDE.fullmatch("".join(filled[0].split()))
    return filled[0].replace("\n", "") if alone else None
