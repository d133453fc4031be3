"""What a paragraph of the foot is (signature, date, list of attachments, note, imprint); several in one, cut."""
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from enum import Enum
from itertools import pairwise

from rapidfuzz import fuzz

from policyparse.layout.cutting import piece
from policyparse.layout.paragraphs import Block
from policyparse.letterhead.attachments import LIST_HEAD
from policyparse.letterhead.dates import DATE
from policyparse.letterhead.issuers import split_organs
from policyparse.letterhead.listing import pieces
from policyparse.letterhead.title import ends_as_title, is_whole
from policyparse.lexicon.names import is_organ
from policyparse.lexicon.regions import region_at
from policyparse.view import View


class Kind(Enum):
    """What a paragraph is by its own words."""

    ORGANS = "organs"
    SIGNED = "signed"
    PERSON = "person"
    DATE = "date"
    LIST = "list"
    ANNEX = "annex"
    NOTE = "note"
    CC = "cc"
    IMPRINT = "imprint"
    SUBJECTS = "subjects"
    ATTENDANCE = "attendance"
    SEAL = "seal"
    BODY = "body"


_NOTE = re.compile(
    r"[（【\[](?:此件|此文|本文件?|信息公开|公开|主动公开|依申请公开|不予公开|联系人|联系电话|联系方式|附注|发至|传达至|仅供|内部)[^（）【】]*[）】\]]"
    r"|[（][^（）]*(?:公开发布|主动公开|公开形式|依申请公开|不予公开|联系人)[^（）]*[）]"
)
_CC = re.compile(r"(?:抄送|抄报|抄发|分送|报送|主送|分发|发送|发|送)(?:单位|机关)?[：:]")
_IMPRINT = re.compile(
    r"（?(?:共印|印数[：:]?|印制)\d+份|(?:信息)?公开(?:选项|方式|形式|属性)[：:]|(?:校对|打字|录入|承办(?:单位|处室|人)?|印发机关|"
    r"印发日期|核稿|拟稿)[：:]"
)
_CN = "[一二三四五六七八九十]"
_ANNEX = re.compile(
    rf"附件(?:\d{{1,2}}|{_CN}{{1,3}})?(?:[：:.、]|(?=[^的中所\d]{{2,60}}$)|(?:-\d)?$)|附[表录图]?(?:(?:\d{{1,2}}|{_CN})(?:[：:]|$)|$)|[（【\[]附件(?:\d{{1,2}}|{_CN})?[）】\]]$"
)
_OFFICE = (
    "(?:(?:代|副)?(?:部|省|市|州|县|区|厅|局|署|行|院|校|会|司令)长|主任|主席|总理|书记|委员长|检察长|审计长|总干事|司令员)"
)
_PERSON = re.compile(
    rf"(?:[\u4e00-\u9fff]{{2,14}}(?=[\u4e00-\u9fff]{{2,3}}：))?{_OFFICE}[：:]?(?:[\u4e00-\u9fff·]{{2,4}})?"
)
_ORGAN_AND_PERSON = re.compile(rf"(?P<organ>[\u4e00-\u9fff]{{2,20}}?){_OFFICE}(?P<name>[\u4e00-\u9fff·]{{2,4}})")
_AFTER_DATE = r"(?:签发|印发|印制|发布|公布|印|成文|公开)?"
_DATE = re.compile(
    rf"[（]?(?:(?:成文日期|日期|发布日期|时间)[：:])?(?:{DATE.pattern}){_AFTER_DATE}[）]?(?:\[\d\]|[\d.,·-]{{0,2}})"
)
_PRINTED = re.compile(rf".{{0,60}}?(?:{DATE.pattern})(?:印发|印制|印)(?:，?共印\d+份。?)?$")
_BLANK_PAGE = re.compile(r"[（【\[]?(?:此页|以下|本页)(?:为)?无正文[）】\]]?。?")
_SUBJECTS = re.compile(r"主题词[：:]?")
ATTENDANCE = re.compile(r"(?P<how>出席|请假|缺席|列席)(?:会议)?(?:人员|人|单位|领导|同志)?[：:]")
"""Who was at a meeting, and who was not: the lists of minutes (GB/T 9704-2012, 10.3)."""
_ATTACHED = re.compile(
    r"(?<![（见《、，和及])(?:附件(?:下载|列表|清单|目录|说明)?[：:](?=（?1|[①\u4e00-\u9fff])"
    r"|(?P<number>附件[1一][：:.、]?(?=[\u4e00-\u9fff《])|附[：:](?=1|[\u4e00-\u9fff《])))"
)
_GOES_ON = tuple("的，、。至到起前后发印公关下召在和以")
_FOOT_LABEL = re.compile(r"(?:抄[送报发]|分送|报送|主题词|印发机关|打字|校对|录入)[：:]|（共印\d+份）")
_AFTER = ("附件", "（此件", "抄送", "抄报", "分送", "主题词", "打字", "校对", "（共印", "共印", "承办")
"""What may follow a signature, or the date of printing."""
_ENDS = re.compile(rf"(?:{DATE.pattern})(?P<word>{_AFTER_DATE})")
_LABEL = re.compile(
    rf"(?:{_CN}{{1,3}}、|（{_CN}{{1,3}}）|第[一二三四五六七八九十百]{{1,4}}(?:[编篇章节条]|部分)|\d{{1,2}}[.、]|（\d{{1,2}}）|[①-⑳])"
)


def is_label(text: str) -> bool:
    """Whether a paragraph opens with a clause's label."""
    return _LABEL.match(text) is not None


def kind(view: View, known: Sequence[str]) -> Kind:
    """What a paragraph is; `known` are the names of the notice's issuers as they stood."""
    text = view.text
    if _NOTE.fullmatch(text):
        return Kind.NOTE
    if _BLANK_PAGE.fullmatch(text):
        return Kind.SEAL
    if _CC.match(text):
        return Kind.CC
    if _IMPRINT.match(text) or (_PRINTED.match(text) and len(text) < 80 and not is_label(text)):
        return Kind.IMPRINT
    if (m := _SUBJECTS.match(text)) and (m[0][-1] in "：:" or (len(text) > 3 and view.at[3] - view.at[2] > 1)):
        return Kind.SUBJECTS if len(text) < 60 else Kind.BODY
    if _DATE.fullmatch(text):
        return Kind.DATE
    if LIST_HEAD.match(text):
        return Kind.LIST
    if _ANNEX.match(text) and not text.endswith(("。", "；")) and len(text) < 90:
        return Kind.ANNEX
    if len(text) > 400 or is_label(text):
        return Kind.BODY
    if _PERSON.fullmatch(text) or _is_head_of_organ(view):
        return Kind.PERSON
    if text in known or organs(view, known):
        return Kind.ORGANS
    m = DATE.search(text)
    if m is not None and m.start() and not text[m.end():].strip("）") and organs(view[: m.start()], known):
        return Kind.SIGNED
    return Kind.BODY


def _is_head_of_organ(view: View) -> bool:
    """Whether an organ's head signs, the office behind the organ's name (交通运输部部长 张三): orders are signed so."""
    m = _ORGAN_AND_PERSON.fullmatch(view.text)
    return m is not None and view.at[m.start("name")] - view.at[m.start("name") - 1] > 1 and is_organ(m["organ"])


_BEGUN = re.compile(rf"(?:(?:19|20)\d\d|[一二][{_CN[1:-1]}〇○零O]{{3}})年(?:[\d{_CN[1:-1]}]{{0,2}}月?)?")


def mend_dates(blocks: Sequence[Block], known: Sequence[str]) -> list[Block]:
    """The paragraphs, a date that a line's end or a seal's scrap broke in two put together again."""
    out = list(blocks)
    for i in range(len(out) - 1):
        if i + 1 >= len(out) or not _BEGUN.fullmatch(out[i].view.text):
            continue
        for k in (i + 1, i + 2):
            if k >= len(out) or out[k].role is not None:
                break
            whole = out[i].view + out[k].view
            if _DATE.fullmatch(whole.text):
                out[i] = replace(out[i], view=whole, lines=(*out[i].lines, *out[k].lines))
                del out[k]
                break
            if not _is_scrap(out[k]) and not _is_piece(out[k].view.text, known):
                break
    return out


def mark_seals(blocks: Sequence[Block], kinds: list[Kind], known: Sequence[str]) -> None:
    """Around a recognised signature: organs misread under a seal are organs, scraps of the seal's text are `SEAL`."""
    letters = set("".join(known)) | set("专用章")
    for at in [i for i, k in enumerate(kinds) if k in (Kind.DATE, Kind.SIGNED)]:
        group = [i for i in range(max(0, at - 14), at) if kinds[i] is Kind.ORGANS]
        there = {blocks[i].view.text for i in group}
        for i in range(at - 1, max(-1, at - 14), -1):
            if kinds[i] in (Kind.LIST, Kind.NOTE, Kind.CC, Kind.IMPRINT):
                break
            if kinds[i] is not Kind.BODY:
                continue
            if not _is_scrap(blocks[i]):
                break
            text = blocks[i].view.text
            name = nearest(text, known)
            if name is not None and name not in there:
                kinds[i] = Kind.ORGANS
                there.add(name)
            elif name or sum(c in letters for c in text) >= 0.6 * len(text) or not re.search(r"[\u4e00-\u9fff]", text):
                kinds[i] = Kind.SEAL
        for i in range(at + 1, min(at + 3, len(blocks))):
            text = blocks[i].view.text
            misread = _is_scrap(blocks[i]) and any(
                fuzz.partial_ratio(text, name) >= _MISREAD and len(text) < len(name) for name in known
            )
            if kinds[i] in (Kind.BODY, Kind.ORGANS) and (misread or _is_piece(text, known)):
                kinds[i] = Kind.SEAL


_DEPARTMENT = re.compile(
    r"[\u4e00-\u9fff（）]{1,16}(?:部|处|办|办公室|学院|学校|中心|研究院|研究所|图书馆|工会|团委|委员会|党委|党支部|科|室|系|公司|厂)"
)
_SAYS = re.compile(r"[的了是为将应在各全请]|^(?:本|我)")
CONTACT = re.compile(
    r"(?:联系(?:人|方式)|(?:联系|咨询|监督|举报|办公|服务)?(?:电话|地址|传真|邮箱|热线)|电子(?:邮箱|邮件|信箱)|邮编|网址|手机)"
    r"[^：:。]{0,12}[：:]"
)
"""What a line of contacts opens with."""


def mark_departments(blocks: Sequence[Block], kinds: list[Kind]) -> None:
    """Departments that sign for a school or a firm they do not name (党委宣传部) are organs: between text and date."""
    for at in [i for i, k in enumerate(kinds) if k is Kind.DATE]:
        start = at
        while start > 0 and (kinds[start - 1] is Kind.ORGANS or _is_department(blocks[start - 1], kinds[start - 1])):
            start -= 1
        if start == 0 or start == at or (kinds[start - 1] is Kind.BODY and not closes(blocks[start - 1].view.text)):
            continue
        kinds[start:at] = [Kind.ORGANS] * (at - start)


def _is_department(block: Block, what: Kind) -> bool:
    return what is Kind.BODY and block.role is None and bool(departments(block.view))


def departments(view: View) -> list[View]:
    """The departments, without the name of their school or firm, that a row consists of; [] if it holds more."""
    if not 3 <= len(view) <= 60 or is_label(view.text):
        return []
    found = pieces(view)
    return found if all(_DEPARTMENT.fullmatch(v.text) and not _SAYS.search(v.text) for v in found) else []


def closes(text: str) -> bool:
    """Whether the text of a notice may end with this paragraph: at a full stop, or with whom to ask."""
    return text.endswith(("。", "！", "）", "；")) or CONTACT.match(text) is not None


def _is_piece(text: str, known: Sequence[str]) -> bool:
    """Whether a paragraph repeats a piece of an issuer's name, as its seal does."""
    return any(len(text) < len(name) and text in name for name in known)


def _is_scrap(block: Block) -> bool:
    """Whether a paragraph may be a misread name or a scrap: recognised, short, no words of a text around it."""
    text = block.view.text
    recognised = any(line.confidence is not None for line in block.lines)
    if block.role is not None or not recognised or len(text) > 24:
        return False
    return not is_label(text) and not re.search(r"[。；：]", text)


def nearest(text: str, known: Sequence[str]) -> str | None:
    """The known name that `text` is a misread form of."""
    scored = [(fuzz.ratio(text, name), name) for name in known if abs(len(name) - len(text)) <= 3]
    best = max(scored, default=(0.0, ""))
    return best[1] if best[0] >= _MISREAD else None


_MISREAD = 75.0
_SEAL = re.compile(r"^(?:发文机关|署名)[：:]|（(?:章|盖章|公章|印章|印)）$")


def organs(view: View, known: Sequence[str]) -> list[View]:
    """The organs a paragraph consists of; [] if it is anything else."""
    text = view.text
    m = _SEAL.search(text)
    if m is not None:
        view = view[m.end():] if m.start() == 0 else view[: m.start()]
        text = view.text
    if text in known:
        return [view]
    return split_organs(view) if 2 <= len(text) <= 400 and not re.search(r"[。；：]", text) else []


def cut_tail(block: Block, known: Sequence[str], titles: Sequence[str]) -> list[Block]:
    """A paragraph cut where a list of attachments, a signature, its date, a note or the plan's title begins inside it.

    Args:
        block: The paragraph.
        known: Names of the issuers as they stood.
        titles: What the notice puts out, by its title.
    """
    text = block.view.text
    cuts = {m.start() for m in _ATTACHED.finditer(text) if _may_list(block.view, m)}
    listed = min(cuts, default=len(text))
    for m in _ENDS.finditer(text):
        start = _signature_start(block.view, m.start(), known) if m.start() else 0
        after = m.end()
        if start is None and after == len(text) and _is_apart(block.view, m.start(), m.start() > listed):
            start = m.start()
        named = start is not None and text[start : m.start()] in known and not text.startswith(_GOES_ON, after)
        if start is None or not (_closes(text, after, titles) or (named and (not start or text[start - 1] in "。）"))):
            continue
        printed = text[m.start("word"): m.end("word")] in ("印发", "印制", "印")
        cuts |= {start, after} if printed else {start, m.start(), after}
        for name in titles:
            for shape in (f"《{name}》", name):
                if text.startswith(shape, after):
                    cuts.add(after + len(shape))
                    break
            else:
                continue
            break
    cuts |= {at for m in _BLANK_PAGE.finditer(text) for at in m.span()}
    cuts |= {m.start() for m in CONTACT.finditer(text, listed) if text[m.start() - 1] not in "（、，"}
    for m in _FOOT_LABEL.finditer(text):
        at = m.start()
        if at and (text[at - 1] in "。；）号" or block.view.at[at] - block.view.at[at - 1] > 1):
            cuts.add(at)
    ends = {*cuts, len(text)}
    cuts |= {m.start() for m in _NOTE.finditer(text) if m.end() in ends}
    edges = [0, *sorted(c for c in cuts if 0 < c < len(text)), len(text)]
    if len(edges) == 2:
        return [block]
    return [piece(block, a, b) for a, b in pairwise(edges)]


def _may_list(view: View, m: re.Match[str]) -> bool:
    """Whether a list of attachments may begin here: at 附件：, or at 附件1 or 附： after a full stop or a blank."""
    at = m.start()
    return m["number"] is None or not at or view.text[at - 1] in "。；！）" or view.at[at] - view.at[at - 1] > 1


def _is_apart(view: View, at: int, listed: bool) -> bool:
    """Whether a date that no names stand before is the notice's: after its text's end, or its list of attachments."""
    return listed or closes(view.text[:at])


def _closes(text: str, at: int, titles: Sequence[str]) -> bool:
    """Whether nothing follows at `at`, or what follows a signature: an annex, a note, the plan's title."""
    rest = text[at:]
    return (
        not rest or rest.startswith(_AFTER) or _NOTE.match(rest) is not None
        or (len(rest) < 80 and _PRINTED.match(rest) is not None)
        or any(rest.startswith((name, f"《{name}")) for name in titles)
        or (4 <= len(rest) <= 60 and is_whole(rest) and not re.search("[。；：，]", rest))
    )


def _signature_start(view: View, end: int, known: Sequence[str]) -> int | None:
    """Where the names begin that a date at `end` follows; None if none do."""
    text = view.text
    start = end
    while True:
        name = next((n for n in sorted(known, key=len, reverse=True) if text.endswith(n, 0, start)), None)
        if name is None:
            break
        start -= len(name)
    if start < end:
        return start
    for name in known:  # the printing unit: 某某局办公室
        at = text.rfind(name, max(0, end - len(name) - 8), end)
        if at >= 0 and re.fullmatch(r"[\u4e00-\u9fff]{1,8}", text[at + len(name): end]):
            return at
    if (at := _names_between_blanks(view, end)) < end:
        return at
    for s in range(max(0, end - 80), end - 2):
        if (s == 0 or text[s - 1] in "。；：！”）") and split_organs(view[s:end]):
            return _after_name(view, s, end)
    for s in range(max(0, end - 30), end - 4):  # 附件：申报表湖南省教育厅2022年5月6日
        if region_at(text[s:end], loose=False) is not None and split_organs(view[s:end]):
            return s - next((len(x) for x in ("中共", "共青团", "国家税务总局") if text.endswith(x, 0, s)), 0)
    return None


def _after_name(view: View, start: int, end: int) -> int:
    """Where the names begin: after an attachment's name that opens like them (某市方案某市人民政府), if one does."""
    text = view.text
    for at in range(end - 3, start + 4, -1):
        if region_at(text[at:end], loose=False) is not None and split_organs(view[at:end]):
            return at if ends_as_title(text[start:at]) or text[at - 1] in "表书单册函图" else start
    return start


def _names_between_blanks(view: View, end: int) -> int:
    """Where the names begin that stand between blanks before `end`; `end` if none do."""
    start = at = end
    while at > max(0, end - 160):
        at -= 1
        if at and view.at[at] - view.at[at - 1] == 1:
            continue
        if not split_organs(view[at:start]):
            break
        start = at
    return start
