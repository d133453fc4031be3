"""A notice in Jupyter: its head, its clause tree to fold, its targets, and their words marked; a target on its page."""
from __future__ import annotations

import base64
import io
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING

from policyparse.errors import PolicyParseError
from policyparse.records import Clause, Diagnostic, Notice, PageInfo, Paragraph, Span, Target
from policyparse.records.context import pictures_of
from policyparse.views.pages import COLOURS, overlaid, pixels
from policyparse.views.words import TARGET_HEADS, head_words, heading_of, target_words

if TYPE_CHECKING:
    from PIL.Image import Image

# Colours that are seen on light and on dark ground; whether a notebook is dark cannot be told from here.
STYLE = """<style>
.policyparse {max-width: 62em; line-height: 1.55; text-align: left}
.policyparse h4 {margin: .2em 0 .5em; font-size: 1.1em}
.policyparse dl {display: grid; grid-template-columns: max-content 1fr; gap: .1em 1em; margin: 0 0 .7em}
.policyparse dt {opacity: .65; font-weight: normal}
.policyparse dd {margin: 0; white-space: pre-line}
.policyparse details {margin-left: 1.1em}
.policyparse details > p, .policyparse blockquote {margin: .2em 0 .4em 1.1em; white-space: pre-wrap; padding: 0;
  border: 0; font-size: 1em}
.policyparse summary {cursor: pointer}
.policyparse summary b {font-weight: 600; margin-right: .4em}
.policyparse small {opacity: .7}
.policyparse mark {background: rgba(219, 160, 40, .3); color: inherit; border-radius: 2px}
.policyparse mark i {font-style: normal; border-bottom: 2px solid rgb(47, 128, 104)}
.policyparse mark i.deadline {border-color: rgb(200, 60, 50)}
.policyparse mark i.bodies {border-color: rgb(80, 130, 200)}
.policyparse em {font-style: normal; font-size: .85em; padding: 0 .5em; border-radius: 3px; margin-left: .4em;
  background: rgba(200, 60, 50, .16)}
.policyparse em.info {background: rgba(128, 128, 128, .2)}
.policyparse table {border-collapse: collapse; margin-top: .7em}
.policyparse th, .policyparse td {text-align: left; vertical-align: top; padding: .15em .6em;
  border-bottom: 1px solid rgba(128, 128, 128, .35)}
.policyparse td:not(:nth-child(2)) {white-space: nowrap}
.policyparse img {display: block; max-width: 100%; border-radius: 3px; margin: .4em 0}
</style>"""
_ENDS = "。！？；"
_LONGEST = 300
"""A sentence goes no farther than this to either side of its target."""
_MARGIN = (14.0, 26.0)
"""What is shown of a page around a target, to the sides and above and below, in points."""
_CUT = 900
"""Width of a page's picture that a target is cut out of, in pixels."""
Mark = tuple[int, int, str]


def notice_html(notice: Notice) -> str:
    """The notice as a piece of HTML for light and dark pages; everything that comes from the notice is escaped."""
    parts = (_head(notice), _tree(notice), _table(notice.targets, notice), _issues(notice))
    return f'{STYLE}<div class="policyparse">{"".join(parts)}</div>'


def _head(notice: Notice) -> str:
    fields = head_words(notice)
    title = fields.pop("title", notice.source.name)
    rows = "".join(f"<dt>{name}</dt><dd>{escape(value)}</dd>" for name, value in fields.items())
    return f"<h4>{escape(title)}</h4><dl>{rows}</dl>"


def _tree(notice: Notice) -> str:
    children: dict[str | None, list[Clause]] = {}
    for clause in notice.clauses:
        children.setdefault(clause.parent_id, []).append(clause)
    marks = sorted(mark for target in notice.targets for mark in _marks(target))
    issues = _by_clause(notice)
    own: dict[str | None, list[Paragraph | Clause]] = {}
    for paragraph in notice.paragraphs:
        own.setdefault(paragraph.clause_id, []).append(paragraph)

    def show(clause: Clause) -> str:
        below = "".join(map(show, children.get(clause.id, ())))
        count = f" <small>({len(clause.targets)})</small>" if clause.targets else ""
        wrong = "".join(map(_badge, issues.get(clause.id, ())))
        summary = f"<summary><b>{escape(clause.label)}</b>{escape(heading_of(clause))}{count}{wrong}</summary>"
        is_open = " open" if clause.level == 1 else ""
        rows = (_unbroken(notice.text, x, marks) for x in own.get(clause.id) or [clause])
        words = "<p>" + "\n".join(rows) + "</p>" if clause.text or clause.targets else ""
        return f"<details{is_open}>{summary}{words}{below}</details>"

    return "".join(map(show, children.get(None, ())))


def _unbroken(text: str, record: Paragraph | Clause, marks: Sequence[Mark]) -> str:
    """A paragraph's words in one row: where the file's own rows ended says nothing."""
    words = _marked(text, record.spans, marks)
    return words if isinstance(record, Paragraph) and record.role == "table" else words.replace("\n", "")


def _marks(target: Target) -> Iterator[Mark]:
    """What is marked of a target, where it stands."""
    quantity, deadline = target.quantity, target.deadline
    parts = [
        ("", target.evidence.spans), ("quantity", quantity.spans if quantity else ()),
        ("deadline", deadline.spans if deadline else ()), *(("bodies", body.spans) for body in target.bodies),
    ]
    return ((span.start, span.end, name) for name, spans in parts for span in spans)


def _marked(text: str, spans: Iterable[Span], marks: Sequence[Mark]) -> str:
    """Stretches of the text, with the evidence of targets marked, and in it their numbers, deadlines and bodies."""
    out: list[str] = []
    for span in spans:
        inside = [mark for mark in marks if mark[0] < span.end and mark[1] > span.start]
        cuts = {span.start, span.end, *(min(max(x, span.start), span.end) for mark in inside for x in mark[:2])}
        edges = sorted(cuts)
        for start, end in pairwise(edges):
            names = {name for a, b, name in inside if a <= start and end <= b}
            words = escape(text[start:end])
            for name in sorted(names - {""})[:1]:
                words = f'<i class="{name}">{words}</i>'
            out.append(f"<mark>{words}</mark>" if names else words)
    return "".join(out).replace("</mark><mark>", "")


def _by_clause(notice: Notice) -> dict[str, list[Diagnostic]]:
    """The diagnostics by the clause that they begin in."""
    found: dict[str, list[Diagnostic]] = {}
    for issue in notice.diagnostics:
        for clause in notice.clauses:
            if issue.spans and any(span.start <= issue.spans[0].start < span.end for span in clause.spans):
                found.setdefault(clause.id, []).append(issue)
                break
    return found


def _badge(issue: Diagnostic) -> str:
    title = escape(f"{issue.code}: {issue.message}", quote=True)
    return f'<em class="{issue.severity}" title="{title}">{issue.code} {escape(issue.message)}</em>'


def targets_html(targets: Sequence[Target]) -> str:
    """The targets as a table, each with the clause of its notice."""
    notice = targets[0]._context.notice if targets else None
    return f'{STYLE}<div class="policyparse">{_table(targets, notice) or "no targets"}</div>'


def _table(targets: Sequence[Target], notice: Notice | None) -> str:
    if not targets:
        return ""
    paths = {} if notice is None else {clause.id: clause.path for clause in notice.clauses}
    head = "".join(f"<th>{name}</th>" for name in TARGET_HEADS)
    return f"<table><tr>{head}</tr>{''.join(_row(target, paths) for target in targets)}</table>"


def _row(target: Target, paths: dict[str, str]) -> str:
    title = escape(target.evidence.text, quote=True)
    cells = "".join(f"<td>{escape(cell)}</td>" for cell in target_words(target, paths))
    return f'<tr title="{title}">{cells}</tr>'


def _issues(notice: Notice) -> str:
    """The diagnostics that belong to no clause."""
    told = {id(issue) for issues in _by_clause(notice).values() for issue in issues}
    return "".join(f"<div>{_badge(issue)}</div>" for issue in notice.diagnostics if id(issue) not in told)


def target_html(target: Target, notice: Notice | None) -> str:
    """A target in its sentence; of a scan, with what its page shows there."""
    paths = {} if notice is None else {clause.id: clause.path for clause in notice.clauses}
    cells = [cell for cell in target_words(target, paths) if cell]
    head = "　".join(escape(cell) for cell in cells) + f" <small>{target.confidence:.2f}</small>"
    if notice is None:
        return f'{STYLE}<div class="policyparse">{head}<blockquote>{escape(target.evidence.text)}</blockquote></div>'
    sentence = _marked(notice.text, _sentences(notice, target), sorted(_marks(target))).replace("\n", "")
    told = f"<blockquote>{sentence}</blockquote>"
    return f'{STYLE}<div class="policyparse">{head}{told}{_cut_outs(notice, target)}</div>'


def _sentences(notice: Notice, target: Target) -> Iterator[Span]:
    """The stretches of a target's evidence, each as far as its sentence goes."""
    text, last = notice.text, 0
    for span in target.evidence.spans:
        if span.end <= last:
            continue  # its sentence is told
        first, after = _paragraph(notice, span)
        start, end = max(last, span.start), span.end
        while start > max(last, first, span.start - _LONGEST) and text[start - 1] not in _ENDS:
            start -= 1
        while end < min(after, span.end + _LONGEST) and text[end - 1] not in _ENDS:
            end += 1
        yield Span(start=start, end=end)
        last = end


def _paragraph(notice: Notice, span: Span) -> tuple[int, int]:
    """From where to where the paragraph goes that a span stands in, over the ends of its lines; or else its line."""
    for paragraph in notice.paragraphs:
        for stretch in paragraph.spans:
            if stretch.start <= span.start < stretch.end:
                return stretch.start, max(stretch.end, span.end)
    end = notice.text.find("\n", span.end)
    return notice.text.rfind("\n", 0, span.start) + 1, len(notice.text) if end < 0 else end


def _cut_outs(notice: Notice, target: Target) -> str:
    """What the pages show where a target stands; why, if they do not."""
    pages = {region.page for span in target.evidence.spans for region in span.regions or ()}
    infos = [page for page in notice.source.pages if page.number in pages]
    if not infos or notice._context.given is None:
        return ""
    try:
        pictures = [(info, pictures_of(notice).page(info.number, _CUT)) for info in infos]
    except PolicyParseError as e:
        return f"<small>{escape(str(e))}</small>"
    return "".join(_image(_cut_out(picture, info, target), f"page {info.number}") for info, picture in pictures)


def _cut_out(picture: Image, info: PageInfo, target: Target) -> Image:
    spans = target.evidence.spans
    boxes = [r.bbox for span in spans for r in span.regions or () if r.page == info.number]
    side, above = _MARGIN
    top, bottom = min(box[1] for box in boxes) - above, max(box[3] for box in boxes) + above
    left, right = min(box[0] for box in boxes) - side, max(box[2] for box in boxes) + side
    x0, y0, x1, y1 = pixels(picture, info, (max(left, 0), max(top, 0), right, bottom))
    shown = overlaid(picture, info, spans, COLOURS["targets"])
    return shown.crop((round(x0), round(y0), min(round(x1), picture.width), min(round(y1), picture.height)))


def _image(picture: Image, words: str) -> str:
    out = io.BytesIO()
    picture.save(out, "WEBP", quality=70)
    data = base64.b64encode(out.getvalue()).decode()
    return f'<img alt="{words}" title="{words}" src="data:image/webp;base64,{data}">'
