"""A notice in the terminal: its letterhead, its clause tree, the table of its targets."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from rich import box
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, Group, RenderableType
from rich.measure import Measurement
from rich.panel import Panel
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from policyparse.records import Clause, Notice
from policyparse.views.words import TARGET_HEADS, head_words, heading_of, summary_words, target_words

PLAIN_WIDTH = 80
"""Columns where the output is no terminal."""
_OPENING, _CLOSING = "（(《〈“‘〔【", "）)》〉”’〕】、，。；：！？%"


def print_notice(notice: Notice, file: IO[str]) -> None:
    """Write `notice` to `file`: in colour to a terminal, else as plain text of 80 columns."""
    console = Console(file=file, highlight=False, width=None if file.isatty() else PLAIN_WIDTH)
    console.print(render_notice(notice))


def render_notice(notice: Notice) -> RenderableType:
    """Letterhead, clause tree, targets and a summary of what was set right, one below the other."""
    return Group(_letterhead(notice), _clauses(notice), _targets(notice), _summary(notice))


def _letterhead(notice: Notice) -> RenderableType:
    rows = Table.grid(padding=(0, 1))
    rows.add_column(style="dim", no_wrap=True)
    rows.add_column(overflow="fold")
    for name, value in head_words(notice).items():
        style = "bold" if name in ("issuers", "title") else ""
        rows.add_row(name, Group(*(_Folded(Text(line, style=style)) for line in value.split("\n"))))
    return Panel(rows, title=Text(notice.source.name), title_align="left", border_style="red")


def _clauses(notice: Notice) -> RenderableType:
    root = Tree(Text(f"clauses ({len(notice.clauses)})", style="bold"), guide_style="dim")
    branches: dict[str | None, Tree] = {None: root}
    for clause in notice.clauses:
        parent = branches.get(clause.parent_id, root)
        branches[clause.id] = parent.add(_clause_line(clause))
    return root


def _clause_line(clause: Clause) -> Text:
    line = Text(f"{clause.path}  ", style="cyan", no_wrap=True, overflow="ellipsis", end="")
    line.append(heading_of(clause), style="default")
    if clause.targets:
        line.append(f"  ×{len(clause.targets)}", style="green")
    return line


def _targets(notice: Notice) -> RenderableType:
    if not notice.targets:
        return Text("no targets")
    paths = {clause.id: clause.path for clause in notice.clauses}
    rows = [target_words(target, paths) for target in notice.targets]
    widths = [max(cell_len(row[i]) for row in rows) for i in range(5)]
    title = Text(f"targets ({len(rows)})", style="bold")
    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, show_edge=False, padding=(0, 1, 0, 0))
    table.add_column(TARGET_HEADS[0], style="cyan", overflow="fold", width=max(min(widths[0], 14), 6))
    table.add_column(TARGET_HEADS[1], overflow="fold", ratio=1)
    table.add_column(TARGET_HEADS[2], style="green", overflow="fold", width=max(min(widths[2], 16), 8))
    table.add_column(TARGET_HEADS[3], overflow="fold", width=max(min(widths[3], 13), 7))
    if widths[4]:
        table.add_column("who", overflow="fold", width=min(widths[4], 14))
        table.caption = "* leads, + supports" if any(row[4].endswith(("*", "+")) for row in rows) else None
    above = ("", "")
    for target, (clause, what, much, when, who) in zip(notice.targets, rows, strict=True):
        words = Text(what)
        words.stylize("magenta", 0, len(target.action or ""))
        same = "〃" if who and (clause, who) == above else who
        above = (clause, who)
        cells: list[RenderableType] = [Text(clause), _Folded(words), Text(much), Text(when), _Folded(Text(same), "、")]
        table.add_row(*(cells if widths[4] else cells[:4]))
    return table


@dataclass(frozen=True, slots=True)
class _Folded:
    """Words in lines as Chinese is set: no line begins with a closing mark, ends with an opening one, or cuts a number.

    Attributes:
        text: The words, in one line.
        after: Marks after which a line is best ended, where it is half full.
    """

    text: Text
    after: str = ""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        yield from self.text.divide(_ends(self.text.plain, options.max_width, self.after))

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return Measurement(min(2, options.max_width), min(cell_len(self.text.plain), options.max_width))


def _ends(text: str, width: int, after: str) -> list[int]:
    """Where lines of so many columns end."""
    ends: list[int] = []
    start = used = 0
    for i, char in enumerate(text):
        used += cell_len(char)
        if used <= width:
            continue
        end = next((j for j in range(i, start + (i - start) // 2, -1) if text[j - 1] in after), None)
        end = end or next((j for j in range(i, start, -1) if not _hold(text[j - 1], text[j])), i)
        ends.append(end)
        start, used = end, cell_len(text[end : i + 1])
    return ends


def _hold(left: str, right: str) -> bool:
    """Whether two characters stay in one line."""
    word = left.isascii() and left.isalnum() and right.isascii() and right.isalnum()
    return word or left in _OPENING or right in _CLOSING


def _summary(notice: Notice) -> RenderableType:
    styles = {"error": "red", "warning": "yellow"}
    return Group(*(Text(words, style=styles.get(severity, "dim")) for severity, words in summary_words(notice)))
