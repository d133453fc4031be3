"""A paragraph that holds several parts of the foot, cut: before a list of attachments, a signature, a date, a note."""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from policyparse.layout.cutting import piece
from policyparse.layout.paragraphs import Block
from policyparse.letterhead.beside_date import departments
from policyparse.letterhead.dates import DATE
from policyparse.letterhead.issuers import split_organs
from policyparse.letterhead.kinds import AFTER_DATE, BLANK_PAGE, CONTACT, NOTE, PAGE_NUMBER, PRINTED, closes, is_person
from policyparse.letterhead.title import ends_as_title, is_whole
from policyparse.lexicon.regions import region_at
from policyparse.view import View

_ATTACHED = re.compile(
    r"(?<![（见《、，和及])(?:附件(?:下载|列表|清单|目录|说明)?[：:](?=（?1|[①\u4e00-\u9fff])"
    r"|(?P<number>附件[1一][：:.、]?(?=[\u4e00-\u9fff《])|附[：:](?=1|[\u4e00-\u9fff《])))"
)
_GOES_ON = tuple("的，、。至到起前后发印公关下召在和以")
_FOOT_LABEL = re.compile(r"(?:抄[送报发]|分送|报送|主题词|印发机关|打字|校对|录入)[：:]|（共印\d+份）")
_AFTER = ("附件", "（此件", "抄送", "抄报", "分送", "主题词", "打字", "校对", "（共印", "共印", "承办")
"""What may follow a signature, or the date of printing."""
_DATED = re.compile(rf"(?:{DATE.pattern})(?P<word>{AFTER_DATE})")


def cut_tail(block: Block, known: Sequence[str], titles: Sequence[str]) -> list[Block]:
    """A paragraph cut where a list of attachments, a signature, its date, a note or the plan's title begins inside it.

    Args:
        block: The paragraph.
        known: Names of the issuers as they stood.
        titles: What the notice puts out, by its title.
    """
    view, text = block.view, block.view.text
    cuts = {m.start() for m in _ATTACHED.finditer(text) if _may_list(view, m)}
    listed = min(cuts, default=len(text))
    for m in _DATED.finditer(text):
        cuts.update(_around_date(view, m, listed, known, titles))
    if listed < len(text) and (start := _signs_at_end(view, known)) > listed:
        cuts.add(start)
    cuts |= {at for m in BLANK_PAGE.finditer(text) for at in m.span()}
    cuts |= {m.start() for m in CONTACT.finditer(text, listed) if text[m.start() - 1] not in "（、，"}
    cuts |= {m.start() for m in _FOOT_LABEL.finditer(text) if m.start() and _stands_apart(view, m.start(), "。；）号")}
    ends = {*cuts, len(text)}
    cuts |= {m.start() for m in NOTE.finditer(text) if m.end() in ends}
    edges = [0, *sorted(c for c in cuts if 0 < c < len(text)), len(text)]
    return [block] if len(edges) == 2 else [piece(block, a, b) for a, b in pairwise(edges)]


def _signs_at_end(view: View, known: Sequence[str]) -> int:
    """Where issuers that sign without a date begin, who stand behind the last attachment's name; 0 if none do."""
    text = view.text
    start = _known_names(view, len(text), known) or 0
    apart = start and (view.at[start] - view.at[start - 1] > 1 or ends_as_title(text[:start]))
    return start if apart or (start and text[start - 1] in "表书单册函图") else 0


def _may_list(view: View, m: re.Match[str]) -> bool:
    """Whether a list of attachments may begin here: at 附件：, or at 附件1 or 附： after a full stop or a blank."""
    return m["number"] is None or not m.start() or _stands_apart(view, m.start(), "。；！）")


def _stands_apart(view: View, at: int, marks: str) -> bool:
    """Whether one of the marks or a blank stands before a place."""
    return view.text[at - 1] in marks or view.at[at] - view.at[at - 1] > 1


def _around_date(
    view: View, date: re.Match[str], listed: int, known: Sequence[str], titles: Sequence[str]
) -> Iterator[int]:
    """Where to cut at a date: before the names that it follows, before and behind it, and behind a title after it.

    Nothing is cut at one that dates no notice. `listed` is where a list of attachments begins.
    """
    text, at, after = view.text, date.start(), date.end()
    if date["word"] and re.fullmatch(PAGE_NUMBER, text[after : after + 8]):
        after = len(text)
    start = _names_before(view, at, known) if at else 0
    ends = after == len(text) or (view.at[at] - view.at[at - 1] > 1 and text.startswith(tuple(titles), after))
    if start is None and ends and (at > listed or closes(text[:at])):
        # it stands alone after the end of the text; after the list of attachments a department may sign
        start = _department(view, at) if at > listed else at
    if start is None:
        return
    names_issuer = text[start:at] in known and not text.startswith(_GOES_ON, after)
    opens_sentence = not start or text[start - 1] in "。）"
    if not _may_follow(text, after, titles) and not (names_issuer and opens_sentence):
        return
    yield from (start, after)
    if date["word"] not in ("印发", "印制", "印"):
        yield at
    shapes = (shape for name in titles for shape in (f"《{name}》", name))
    title = next((shape for shape in shapes if text.startswith(shape, after)), None)
    if title is not None:
        yield after + len(title)


def _may_follow(text: str, at: int, titles: Sequence[str]) -> bool:
    """Whether nothing follows at `at`, or what follows a signature: an annex, a note, the plan's title."""
    rest = text[at:]
    return (
        not rest or rest.startswith(_AFTER) or NOTE.match(rest) is not None
        or (len(rest) < 80 and PRINTED.match(rest) is not None)
        or any(rest.startswith((name, f"《{name}")) for name in titles)
        or (4 <= len(rest) <= 60 and is_whole(rest) and not re.search("[。；：，]", rest))
    )


def _names_before(view: View, end: int, known: Sequence[str]) -> int | None:
    """Where the names begin that a date at `end` follows; None if none do."""
    for way in (_known_names, _printing_unit, _names_between_blanks, _person, _names_after_sentence, _names_of_region):
        if (start := way(view, end, known)) is not None:
            return start
    return None


def _known_names(view: View, end: int, known: Sequence[str]) -> int | None:
    """The issuers', one after the other."""
    text, start = view.text, end
    longest_first = sorted(known, key=len, reverse=True)
    while (name := next((n for n in longest_first if text.endswith(n, 0, start)), None)) is not None:
        start -= len(name)
    return start if start < end else None


def _printing_unit(view: View, end: int, known: Sequence[str]) -> int | None:
    """An issuer's with what it calls its office: 某某局办公室."""
    for name in known:
        at = view.text.rfind(name, max(0, end - len(name) - 8), end)
        if at >= 0 and re.fullmatch(r"[\u4e00-\u9fff]{1,8}", view.text[at + len(name): end]):
            return at
    return None


def _names_between_blanks(view: View, end: int, known: Sequence[str]) -> int | None:
    """Organs', or persons' with their office, that stand between blanks."""
    start = at = end
    while at > max(0, end - 160):
        at -= 1
        if at and view.at[at] - view.at[at - 1] == 1:
            continue
        if not split_organs(view[at:start]) and not is_person(view.text[at:start]):
            break
        start = at
    return start if start < end else None


def _department(view: View, end: int) -> int:
    """Where a department begins that signs without its organ's name, blanks around it; `end` where none does."""
    start = next((i for i in range(end - 1, max(0, end - 30), -1) if view.at[i] - view.at[i - 1] > 1), end)
    return start if start < end and departments(view[start:end]) else end


def _person(view: View, end: int, known: Sequence[str]) -> int | None:
    """Who signs an order, with the office that he holds, after the end of a sentence."""
    start = max(view.text.rfind(c, 0, end) for c in "。！）") + 1
    return start if 0 < start < end and is_person(view.text[start:end]) else None


def _names_after_sentence(view: View, end: int, known: Sequence[str]) -> int | None:
    """Organs' that stand after the end of a sentence or of an attachment's name, and nothing else does."""
    for start in range(max(0, end - 80), end - 2):
        if (start == 0 or view.text[start - 1] in "。；：！”）") and split_organs(view[start:end]):
            return _after_attachment(view, start, end)
    return None


def _after_attachment(view: View, start: int, end: int) -> int:
    """Where the names begin: after an attachment's name that opens like them (某市方案某市人民政府), if one does."""
    text = view.text
    for at in range(end - 3, start + 4, -1):
        if region_at(text[at:end], loose=False) is not None and split_organs(view[at:end]):
            return at if ends_as_title(text[start:at]) or text[at - 1] in "表书单册函图" else start
    return start


def _names_of_region(view: View, end: int, known: Sequence[str]) -> int | None:
    """Organs' that open with a region's name, whatever stands before it: 附件：申报表湖南省教育厅2022年5月6日."""
    text = view.text
    for start in range(max(0, end - 30), end - 4):
        if region_at(text[start:end], loose=False) is not None and split_organs(view[start:end]):
            above = next((x for x in ("中共", "共青团", "国家税务总局") if text.endswith(x, 0, start)), "")
            return start - len(above)
    return None
