"""A notice in Jupyter: its head, its clause tree to fold, its targets, and their words marked in the clauses."""
from __future__ import annotations

from html import escape

from policyparse.records import Clause, Notice, Target
from policyparse.views.words import TARGET_HEADS, head_words, heading_of, target_words

_STYLE = """<style>
.policyparse {max-width: 60em; line-height: 1.5}
.policyparse h4 {margin: .2em 0 .5em}
.policyparse dl {display: grid; grid-template-columns: max-content 1fr; gap: .1em 1em; margin: 0 0 .7em}
.policyparse dt {opacity: .65}
.policyparse dd {margin: 0; white-space: pre-line}
.policyparse details {margin-left: 1.1em}
.policyparse details > p {margin: .2em 0 .4em 1.1em; white-space: pre-wrap}
.policyparse summary b {font-weight: 600; margin-right: .4em}
.policyparse mark {background: rgba(255, 196, 0, .35); color: inherit; border-radius: 2px}
.policyparse table {border-collapse: collapse; margin-top: .7em}
.policyparse th, .policyparse td {text-align: left; vertical-align: top; padding: .15em .6em;
  border-bottom: 1px solid rgba(128, 128, 128, .35)}
</style>"""


def notice_html(notice: Notice) -> str:
    """The notice as a piece of HTML for light and dark pages; everything that comes from the notice is escaped."""
    return f'{_STYLE}<div class="policyparse">{_head(notice)}{_tree(notice)}{_targets(notice)}</div>'


def _head(notice: Notice) -> str:
    fields = head_words(notice)
    title = fields.pop("title", notice.source.name)
    rows = "".join(f"<dt>{name}</dt><dd>{escape(value)}</dd>" for name, value in fields.items())
    return f"<h4>{escape(title)}</h4><dl>{rows}</dl>"


def _tree(notice: Notice) -> str:
    children: dict[str | None, list[Clause]] = {}
    for clause in notice.clauses:
        children.setdefault(clause.parent_id, []).append(clause)

    def show(clause: Clause) -> str:
        below = "".join(map(show, children.get(clause.id, ())))
        count = f" <small>({len(clause.targets)})</small>" if clause.targets else ""
        summary = f"<summary><b>{escape(clause.label)}</b>{escape(heading_of(clause))}{count}</summary>"
        is_open = " open" if clause.level == 1 else ""
        return f"<details{is_open}>{summary}<p>{_marked(notice, clause)}</p>{below}</details>"

    return "".join(map(show, children.get(None, ())))


def _marked(notice: Notice, clause: Clause) -> str:
    """The clause as it was read, the evidence of its targets marked by its spans."""
    marked = {i for t in clause.targets for span in t.evidence.spans for i in range(span.start, span.end)}
    out: list[str] = []
    for span in clause.spans:
        at = span.start
        while at < span.end:
            end = at
            while end < span.end and (end in marked) == (at in marked):
                end += 1
            words = escape(notice.text[at:end])
            out.append(f"<mark>{words}</mark>" if at in marked else words)
            at = end
    return "".join(out)


def _targets(notice: Notice) -> str:
    if not notice.targets:
        return ""
    paths = {clause.id: clause.path for clause in notice.clauses}
    head = "".join(f"<th>{name}</th>" for name in TARGET_HEADS)
    return f"<table><tr>{head}</tr>{''.join(_row(t, paths) for t in notice.targets)}</table>"


def _row(target: Target, paths: dict[str, str]) -> str:
    title = escape(target.evidence.text, quote=True)
    cells = "".join(f"<td>{escape(cell)}</td>" for cell in target_words(target, paths))
    return f'<tr title="{title}">{cells}</tr>'
