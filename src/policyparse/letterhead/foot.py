"""The foot of a notice: signature, date, attachments, notes, imprint (GB/T 9704-2012, 7.3.4 to 7.4); and its parts."""
from __future__ import annotations

import re
from collections.abc import Callable

from policyparse.labels.plain import is_label
from policyparse.layout.paragraphs import Block, Dropped
from policyparse.letterhead import title as titles
from policyparse.letterhead.attached import attachments_end
from policyparse.letterhead.beside_date import free_signatures, mark_departments, mark_seals, mend_dates
from policyparse.letterhead.complete import complete_header
from policyparse.letterhead.dates import DATE
from policyparse.letterhead.footer import footer_of, signing
from policyparse.letterhead.kinds import Kind, is_office, kinds_of
from policyparse.letterhead.mark import mark_names
from policyparse.letterhead.partition import Partition
from policyparse.letterhead.parts import Foot, Head
from policyparse.letterhead.signature import sign, signature_end
from policyparse.letterhead.tail import cut_tail
from policyparse.letterhead.walk import Walk
from policyparse.reading.pages import Reading
from policyparse.records import Footer, Header, ParagraphRole
from policyparse.view import View

_FIRST = 4  # paragraphs of the text that may say so
_HANDS_ON = re.compile(
    r"《[^。]{4,200}?》[^。《》]{0,60}?(?:(?:印发|转发|下发)(?:给|你们|各)|(?:现予以?|予以)(?:公布|发布))"
)
_COPIES_REACH = 6  # so many lines a list of copies may have
_LONGEST_COPIES = 120
_WORD_LISTS: dict[Kind, ParagraphRole] = {Kind.SUBJECTS: "imprint", Kind.ATTENDANCE: "note"}


def read_foot(reading: Reading, head: Head, blocks: list[Block]) -> Foot:
    """The foot, the parts of the notice, and the header completed from both.

    Args:
        reading: The file as read.
        head: What `read_head` gave.
        blocks: The paragraphs after the head; one that holds several parts of the foot is cut.

    Returns:
        Header, footer and blocks: those of the foot with their role, each with the part it stands in.
    """
    header = head.header
    known = tuple(dict.fromkeys(x for b in header.issuers for x in (b.raw, b.name))) or mark_names(head)
    put_out = _put_out(header, blocks)
    blocks = [cut for b in blocks for cut in ([b] if b.role is not None else cut_tail(b, known, put_out))]
    blocks = mend_dates(free_signatures(blocks, known), known)
    kinds = kinds_of(blocks, known, minutes=header.document_type == "纪要")
    mark_departments(blocks, kinds)
    mark_seals(blocks, kinds, known)
    walk = Walk(reading, blocks, kinds, known, Partition(blocks, kinds, put_out))
    i = 0
    while i < len(blocks):
        i = next(end for take in _IN_TURN if (end := take(walk, i)) > i)
    noise = {id(b) for b in walk.found.noise}
    foot = Foot(header=header, footer=Footer(), blocks=[b for b in blocks if id(b) not in noise])
    foot.dropped += [Dropped(b.view, "noise") for b in walk.found.noise]
    complete_header(reading, head, foot, signing(walk, header))
    foot.footer = footer_of(walk, head, foot.header)
    return foot


def _put_out(header: Header, blocks: list[Block]) -> list[str]:
    """What the notice puts out: by its title, and by what its text hands on (印发给你们) or makes known (现予公布)."""
    said = [] if header.title is None else [header.title.text]
    said += [m for b in blocks[:_FIRST] if b.role is None for m in _HANDS_ON.findall(b.view.text)]
    return [name for text in said for name in titles.put_out(text)]


def _table(walk: Walk, i: int) -> int:
    """A paragraph of which a step before has said what it is: a table's."""
    return _body(walk, i) if walk.blocks[i].role is not None else 0


def _attachments(walk: Walk, i: int) -> int:
    if end := attachments_end(walk, i):
        blocks = _give_role(walk, i, end, "attachments")
        walk.found.lists.append((blocks[0].part, blocks))
    return end


def _printer(walk: Walk, i: int) -> int:
    """An organ above the date on which it printed the notice."""
    if walk.kind(i + 1) is not Kind.IMPRINT or not DATE.search(walk.text(i + 1)):
        return 0
    if walk.kinds[i] is not Kind.ORGANS and not is_office(walk.text(i), walk.known):
        return 0
    return _imprint_line(walk, i)


def _imprint_line(walk: Walk, i: int) -> int:
    walk.found.imprint.append(_give_role(walk, i, i + 1, "imprint")[0].view)
    return i + 1


def _signature(walk: Walk, i: int) -> int:
    if walk.kinds[i] not in (Kind.ORGANS, Kind.SIGNED, Kind.PERSON, Kind.DATE, Kind.SEAL):
        return 0
    if end := signature_end(walk, i):
        walk.partition.foot(i, end, signed=True)
        sign(walk, i, end)
    return end


def _seal(walk: Walk, i: int) -> int:
    if walk.kinds[i] is not Kind.SEAL:
        return 0
    walk.partition.foot(i, i + 1, signed=False)
    walk.found.noise.append(walk.blocks[i])
    return i + 1


def _note(walk: Walk, i: int) -> int:
    if walk.kinds[i] is not Kind.NOTE:
        return 0
    walk.found.notes.append(_give_role(walk, i, i + 1, "note")[0].view)
    return i + 1


def _imprint(walk: Walk, i: int) -> int:
    """A line of the imprint; inside the body (a bracket that only mentions publicity) it is body."""
    if walk.kinds[i] is not Kind.IMPRINT or walk.kind(i + 1) is Kind.BODY:
        return 0
    return _imprint_line(walk, i)


def _word_list(walk: Walk, i: int) -> int:
    """主题词, or who attended a meeting."""
    role = _WORD_LISTS.get(walk.kinds[i])
    if role is None:
        return 0
    walk.found.word_lists.append(_give_role(walk, i, i + 1, role)[0].view)
    return i + 1


def _copies(walk: Walk, i: int) -> int:
    """Whom copies go to: the list runs on over lines until its full stop."""
    if walk.kinds[i] is not Kind.CC:
        return 0
    end = i + 1
    while end < min(i + _COPIES_REACH, len(walk)) and not walk.text(end - 1).endswith("。"):
        text = walk.text(end)
        if walk.kinds[end] is not Kind.BODY or walk.blocks[end].role is not None or is_label(text):
            break
        if len(text) > _LONGEST_COPIES:
            break
        end += 1
    blocks = _give_role(walk, i, end, "cc")
    walk.found.cc.append(View(blocks[0].view.raw, [at for b in blocks for at in b.view.at]))
    return end


def _title(walk: Walk, i: int) -> int:
    return walk.partition.title_end(i)


def _annex(walk: Walk, i: int) -> int:
    heads = walk.kinds[i] in (Kind.ANNEX, Kind.LIST) and walk.partition.annex(i)
    return i + 1 if heads else 0


def _body(walk: Walk, i: int) -> int:
    walk.partition.body(i)
    return i + 1


def _give_role(walk: Walk, start: int, end: int, role: ParagraphRole) -> list[Block]:
    """The paragraphs from `start` to `end`, which belong to the foot, with their role."""
    walk.partition.foot(start, end, signed=False)
    blocks = list(walk.blocks[start:end])
    for block in blocks:
        block.role = role
    return blocks


_IN_TURN: tuple[Callable[[Walk, int], int], ...] = (
    _table, _attachments, _printer, _signature, _seal, _note, _word_list, _copies, _imprint, _title, _annex, _body,
)
"""What a paragraph may begin: the first that takes it (and those that follow it) gives its end, the others 0."""
