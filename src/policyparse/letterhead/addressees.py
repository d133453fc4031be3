"""主送机关, the addressees (GB/T 9704-2012, 7.3.2): which line names them, and who they are."""
from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from policyparse.labels.plain import opens_body
from policyparse.letterhead import title as titles
from policyparse.letterhead.listing import SURE
from policyparse.letterhead.number import number_line
from policyparse.lexicon.names import full_name, is_organ
from policyparse.lexicon.regions import Region
from policyparse.reading.pages import Reading
from policyparse.records import Body
from policyparse.view import View

STARTS = re.compile(
    r"(?:各|全|有关|相关|本[市省区县校局]|省|市|自治区|区[县直属]|县|州|局|厅|机关|直属|所属|中央|中共|国务院|国家|驻|在[京沪]|人民|"
    r"党|新疆|部属|部直|委属|委直|院|校|学校|公司|集团|教育|财政|厅机关|局机关|你|广大|高等|义务|全国|中国|解放军|军委)"
)
_SENT_TO = re.compile("各|全[省市县区校体]|有关|相关")
_ENDS = re.compile(
    r"(?:单位|部门|机构|企业|院校|学校|高校|中学|小学|幼儿园|处室|厅|局|委|办|会|院|部|署|公司|银行|中心|政府|集团|大学|学院|行|室|处|科|"
    r"社|站|所|场|园|队|团|团体|组织|协会|联盟|同志|代表|人员|干部|职工|群众|市民|公民|考生|家长|师生|教师|学生|员工|居民|用户|法院|检察院|海关|平台|基地|城市|"
    r"[省市州县区盟]|兵团|企事业单位|负责人|人|户|者|社区|街道|[乡镇村]|（[^（）]*）)$"
)
_TALK = re.compile(
    r"如下|现将|通知|根据|按照|为了|为[深贯进加做认全]|已经|提出|以下|同意|决定|关于|要求|包括|分别|附件|联系|电话|目标|"
    r"措施"
)
_GREETING = re.compile(
    r"各位|(?:同志|朋友|代表|委员|老师|同学|女士|先生|乡亲|战友|干部职工|市民朋友)们|同志$|尊敬的|亲爱的|敬爱的|大家|你们?好|您"
)
"""Whom a speech or a letter greets: nobody that a notice is sent to."""
_EACH_COMMITTEE = re.compile(r"各.{1,12}委$")
_GOVERNMENTS = ("人民政府", "政府")
"""After 各县市区委 those of the counties, not the government of the notice's own region."""
_DELEGATE = re.compile(r"[\u4e00-\u9fff·]{2,6}(?:等\d{0,2}[位名]?)?(?:代表|委员)")
"""Whom the answer to a proposal goes to."""
_MARKS = re.compile(r"[。；！？!?“”《》:：]")
_LONG = 120  # characters of a row that is text, and no longer the head
_MOST_ROWS = 7


def addressee_rows(rows: Sequence[str]) -> range:
    """The rows of the addressees: the first with a colon at its end that names them, and those that it goes on from."""
    for last, text in enumerate(rows):
        if (last and opens_body(text) and not text.startswith("附件")) or _is_body(text):
            break
        if not text.endswith("："):
            continue
        first = last
        while first > 0 and not _above_addressees(rows[first - 1 : last + 1]):
            first -= 1
        first = _first_of_broken(rows, first, last)
        together = "".join(rows[first : last + 1])[:-1]
        if (first > 0 or STARTS.match(together)) and are_addressees(together):  # above them may stand nothing at all
            return range(first, last + 1)
        if first > 0 and are_addressees(text[:-1]):
            return range(last, last + 1)
    return _without_colon(rows)


def _without_colon(rows: Sequence[str]) -> range:
    """The row right below the title that names nothing but those a notice is sent to, its colon lost."""
    for i, (above, text) in enumerate(pairwise(rows), 1):
        if opens_body(text) or _is_body(text):
            break
        if titles.ends_as_title(above) and _SENT_TO.match(text) and are_addressees(text):
            whole = all(_ENDS.search(text[a:b]) for a, b in parts(text))
            return range(i, i + 1) if whole and i + 1 < len(rows) else range(0)
    return range(0)


def _is_body(text: str) -> bool:
    return len(text) > _LONG and "。" in text and not text.endswith("：")


def _above_addressees(rows: Sequence[str]) -> bool:
    """Whether the first of these rows stands above the addressees that end in the last, and is none of theirs."""
    text = rows[0]
    if titles.ends_as_title(text) or number_line(text) is not None or text.endswith(("：", "。", "）")):
        return True
    goes_on = text.endswith(("、", "，")) or text.count("（") > text.count("）") or STARTS.match(text)
    return len(rows) > _MOST_ROWS or not (goes_on and are_addressees("".join(rows)[:-1]))


def _first_of_broken(rows: Sequence[str], first: int, last: int) -> int:
    """The first row of addressees that a narrow page breaks anywhere, within names and brackets, too."""
    at = first
    while at > 0 and last - at < _MOST_ROWS:
        text = rows[at - 1]
        full = len(text) >= max(map(len, rows[at : last + 1])) - 2 and ("、" in text or "，" in text)
        if not full or titles.ends_as_title(text) or number_line(text) is not None or text.endswith(("：", "。")):
            break
        at -= 1
        first = at if are_addressees("".join(rows[at : last + 1])[:-1]) else first
    return first


def parts(text: str) -> list[tuple[int, int]]:
    """The pieces of an addressee line, split at 、 and ， outside brackets."""
    out: list[tuple[int, int]] = []
    depth, start = 0, 0
    for i, c in enumerate(text):
        if c in "（〔[(":
            depth += 1
        elif c in "）〕])":
            depth = max(0, depth - 1)
        elif c in "、，,；;" and depth == 0:
            out.append((start, i))
            start = i + 1
    out.append((start, len(text)))
    return [(a, b) for a, b in out if b > a]


def are_addressees(text: str) -> bool:
    """Whether `text` (its closing colon off) names those a notice is sent to."""
    if not 2 <= len(text) <= 400 or _MARKS.search(text) or _GREETING.match(text):
        return False
    if _TALK.search(re.sub(r"（[^（）]*）", "", text)):
        return False
    pieces = [text[a:b] for a, b in parts(text)]
    if all(map(_DELEGATE.fullmatch, pieces)):
        return True
    if not pieces or max(map(len, pieces)) > 60:
        return False
    opens = STARTS.match(text) is not None or is_organ(pieces[0])
    ends = sum(_ENDS.search(p) is not None for p in pieces)
    return (opens and ends > 0) or ends == len(pieces) > 1 or is_organ(text)


def addressee_records(reading: Reading, view: View, region: Region | None) -> tuple[Body, ...]:
    """One record for each addressee of a view without its closing colon."""
    out: list[Body] = []
    for a, b in parts(view.text):
        raw = "".join(view.words(a, b).split())
        below = raw in _GOVERNMENTS and bool(out) and _EACH_COMMITTEE.match(out[-1].raw) is not None
        name = raw if below else full_name(raw, region)
        out.append(Body(name=name, raw=raw, spans=reading.spans(view, a, b), confidence=SURE))
    return tuple(out)
