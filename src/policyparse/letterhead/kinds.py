"""What a paragraph of the foot is by its own words: signature, date, list of attachments, note, imprint."""
from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from enum import Enum
from itertools import pairwise

from policyparse.labels.plain import is_label
from policyparse.layout.paragraphs import Block
from policyparse.letterhead.attachments import LIST_HEAD
from policyparse.letterhead.dates import DATE
from policyparse.letterhead.issuers import split_organs
from policyparse.lexicon.names import ORGAN_END, is_organ
from policyparse.view import View


class Kind(Enum):
    """What a paragraph is."""

    ORGANS = "organs"
    SIGNED = "signed"  # organs and their date
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


_CN = "[一二三四五六七八九十]"
_ANNEX = re.compile(
    rf"附件(?:\d{{1,2}}|{_CN}{{1,3}})?(?:[：:.、]|(?=[^的中所\d]{{2,60}}$)|(?:-\d)?$)|附[表录图]?(?:(?:\d{{1,2}}|{_CN})(?:[：:]|$)|[：:]|$)|[（【\[]附件(?:\d{{1,2}}|{_CN})?[）】\]]$"
)
NOTE = re.compile(
    r"[（【\[](?:此件|此文|本文件?|信息公开|公开|主动公开|依申请公开|不予公开|联系人|联系电话|联系方式|附注|发至|传达至|仅供|内部)[^（）【】]*[）】\]]"
    r"|[（][^（）]*(?:公开发布|主动公开|公开形式|依申请公开|不予公开|联系人)[^（）]*[）]"
)
BLANK_PAGE = re.compile(r"[（【\[]?(?:此页|以下|本页)(?:为)?无正文[）】\]]?。?")
_CC = re.compile(r"(?:抄送|抄报|抄发|分送|报送|主送|分发|发送|发|送)(?:单位|机关)?[：:]")
_IMPRINT = re.compile(
    r"（?(?:共印|印数[：:]?|印制)\d+份|(?:信息)?公开(?:选项|方式|形式|属性)[：:]|(?:校对|打字|录入|承办(?:单位|处室|人)?|印发机关|"
    r"印发日期|核稿|拟稿)[：:]"
)
PAGE_NUMBER = r"(?:[-—–]{1,2}\d{1,3}[-—–]{1,2})"
PRINTED = re.compile(rf".{{0,60}}?(?:{DATE.pattern})(?:印发|印制|印)(?:，?共印\d+份。?)?{PAGE_NUMBER}?$")
_SUBJECTS = re.compile(r"主题词[：:]?")
ATTENDANCE = re.compile(r"(?P<how>出席|请假|缺席|列席)(?:会议)?(?:人员|人|单位|领导|同志)?[：:]")
"""Who was at a meeting, and who was not: the lists of minutes (GB/T 9704-2012, 10.3)."""
_OFFICE = (
    "(?:(?:代|副)?(?:部|省|市|州|县|区|厅|局|署|行|院|校|会|司令)长|主任|主席|总理|书记|委员长|检察长|审计长|总干事|司令员)"
)
_PERSON = re.compile(
    rf"(?:[\u4e00-\u9fff]{{2,14}}(?=[\u4e00-\u9fff]{{2,3}}：))?{_OFFICE}[：:]?(?:[\u4e00-\u9fff·]{{2,4}})?"
)
_ORGAN_AND_PERSON = re.compile(rf"(?P<organ>[\u4e00-\u9fff]{{2,20}}?){_OFFICE}(?P<name>[\u4e00-\u9fff·]{{2,4}})")
AFTER_DATE = r"(?:签发|印发|印制|发布|公布|印|成文|公开)?"
_DATE = re.compile(
    rf"[（]?(?:(?:成文日期|日期|发布日期|时间)[：:])?(?:{DATE.pattern}){AFTER_DATE}[）]?(?:\[\d\]|[\d.,·-]{{0,2}})"
)
_MONTH = "(?:\\d{1,2}|[一二三四五六七八九十]{1,2})"
_OPEN_DATE = re.compile(rf"(?:(?:19|20)\d\d|[一二][〇○零一二三四五六七八九]{{3}})年(?:{_MONTH}?月日|{_MONTH}月)")
_SEALED = re.compile(r"^(?:发文机关|署名)[：:]|（(?:(?:[\u4e00-\u9fff]{2,30}?代|代)?[章印]|盖章|公章|印章)）$")
_BY_PROXY = re.compile(r"（(?:(?:[\u4e00-\u9fff]{2,30})?代[章印]|盖章|公章|印章)）")
"""Whose seal stands for that of a body that has none."""
CONTACT = re.compile(
    r"(?:联系(?:人|方式)|(?:联系|咨询|监督|举报|办公|服务)?(?:电话|地址|传真|邮箱|热线)|电子(?:邮箱|邮件|信箱)|邮编|网址|手机)"
    r"[^：:。]{0,12}[：:]"
)
"""What a line of contacts opens with."""


def is_date(text: str) -> bool:
    """Whether a paragraph is a date, with what may stand around it."""
    return _DATE.fullmatch(text) is not None


def is_open_date(text: str) -> bool:
    """Whether a paragraph is a date whose day (and month) is still to be filled in: 2024年3月  日."""
    return _OPEN_DATE.fullmatch(text) is not None


def is_person(text: str) -> bool:
    """Whether a text is an office and the name of who holds it: 部长张某某."""
    return _PERSON.fullmatch(text) is not None


def closes(text: str) -> bool:
    """Whether the text of a notice may end with this paragraph: at a full stop, or with whom to ask."""
    return text.endswith(("。", "！", "）", "；")) or CONTACT.match(text) is not None


def organs(view: View, known: Sequence[str]) -> list[View]:
    """The organs a paragraph consists of; [] if it is anything else."""
    if (m := _SEALED.search(view.text)) is not None:
        view = view[m.end():] if m.start() == 0 else view[: m.start()]
    text = view.text
    if text in known:
        return [view]
    return split_organs(view) if 2 <= len(text) <= 400 and not re.search(r"[。；：]", text) else []


def is_office(text: str, known: Sequence[str]) -> bool:
    """Whether a paragraph is the name of an office of one of the `known` bodies, or of it itself."""
    return text.startswith(tuple(known)) and ORGAN_END.search(text) is not None and not re.search(r"[，。；：]", text)


def _is_imprint(view: View) -> bool:
    text = view.text
    return _IMPRINT.match(text) is not None or (
        len(text) < 80 and not is_label(text) and PRINTED.match(text) is not None
    )


def _lists_subjects(view: View) -> bool:
    """Whether it is 主题词 and the words, a colon or a blank between."""
    m = _SUBJECTS.match(view.text)
    return m is not None and (m[0][-1] in "：:" or (len(view) > 3 and view.at[3] - view.at[2] > 1))


def _heads_annex(view: View) -> bool:
    text = view.text
    return len(text) < 90 and not text.endswith(("。", "；")) and _ANNEX.match(text) is not None


def _are_persons(view: View) -> bool:
    """Whether persons sign, one behind the other, each with the office that he holds."""
    cuts = [0, *(i for i in range(1, len(view)) if view.at[i] - view.at[i - 1] > 1), len(view)]
    return len(cuts) > 2 and all(is_person(view.text[a:b]) for a, b in pairwise(cuts))


def _is_head_of_organ(view: View) -> bool:
    """Whether an organ's head signs, the office behind the organ's name (交通运输部部长 张三): orders are signed so."""
    m = _ORGAN_AND_PERSON.fullmatch(view.text)
    return m is not None and view.at[m.start("name")] - view.at[m.start("name") - 1] > 1 and is_organ(m["organ"])


_TOLD_BY: tuple[tuple[Callable[[View], object], Kind], ...] = (
    (lambda view: NOTE.fullmatch(view.text), Kind.NOTE),
    (lambda view: BLANK_PAGE.fullmatch(view.text) or _BY_PROXY.fullmatch(view.text), Kind.SEAL),
    (lambda view: _CC.match(view.text), Kind.CC),
    (_is_imprint, Kind.IMPRINT),
    (lambda view: _lists_subjects(view) and len(view) < 60, Kind.SUBJECTS),
    (_lists_subjects, Kind.BODY),
    (lambda view: is_date(view.text) or is_open_date(view.text), Kind.DATE),
    (lambda view: LIST_HEAD.match(view.text), Kind.LIST),
    (_heads_annex, Kind.ANNEX),
    (lambda view: len(view) > 400 or is_label(view.text), Kind.BODY),
    (lambda view: is_person(view.text) or _is_head_of_organ(view) or _are_persons(view), Kind.PERSON),
)
"""What tells each kind; the first that holds counts."""


def kind(view: View, known: Sequence[str]) -> Kind:
    """What a paragraph is; `known` are the names of the notice's issuers as they stood."""
    for tells, what in _TOLD_BY:
        if tells(view):
            return what
    if view.text in known or organs(view, known):
        return Kind.ORGANS
    m = DATE.search(view.text)
    signed = m is not None and m.start() and not view.text[m.end():].strip("）") and organs(view[: m.start()], known)
    return Kind.SIGNED if signed else Kind.BODY


def kinds_of(blocks: Sequence[Block], known: Sequence[str], minutes: bool) -> list[Kind]:
    """What each paragraph is by its own words, or by the label that a line was cut at; in minutes, who attended."""
    return [_kind_of(block, known, minutes) for block in blocks]


def _kind_of(block: Block, known: Sequence[str], minutes: bool) -> Kind:
    text = block.view.text
    if minutes and ATTENDANCE.match(text):
        return Kind.ATTENDANCE
    if block.role is not None:
        return Kind.BODY
    if block.label is not None and block.label.text.startswith("附") and not LIST_HEAD.match(text):
        return Kind.ANNEX
    return kind(block.view, known)
