"""Verbs by which papers go to an office (报送, 提交, 反馈): the verb, what is sent, and whether an addressee follows.

What is sent mostly stands before the verb (将汇总表|报|市教育局), what is done to make it ready between the two
(将方案|经主要负责人审定后|报…). The verb needs care, as 报, 送, 发 and 交 begin many other words (报名, 发展, 交通).
"""
from __future__ import annotations

import re

from policyparse.targets.agents import names_agent, names_paper
from policyparse.targets.nouns import Part
from policyparse.targets.organs import is_body
from policyparse.targets.phrases import Phrase
from policyparse.targets.verbs import verb_ending

_SENT = re.compile(  # a verb of sending with somebody behind it
    r"""
    (?P<how> 等? (?: 及时 | 统一 | 一并 | 按时 | 按期 | 如期 | 书面 | 逐级 | 正式 ){0,2} )
    (?P<verb> 报送 | 上报 | 寄送 | 发送 | 提交 | 传真 | 邮寄 | 反馈 | 报(?![告表名价批]) | 送
            | 发(?=[至到给往]) | 报告(?!报|上)(?=[^，]{2,20}(?:部门|[局厅委办部站所]|政府|中心|机构|单位|领导小组)$)
            | 交(?![通流易接换付叉代由]) )
    [至到给往]? (?=[一-龥A-Za-z“])
    """,
    re.VERBOSE,
)
_LONGEST_SENT = 80
_PUT_FIRST = re.compile(r"[^将把]{0,24}[将把]")
_MADE_READY = re.compile(  # 报名表（附件2）|加盖公章后, 方案|经主要负责人审定后
    r"(?:（(?:见?附件|附表|详见|电子|一式|含|无需|加盖|样表)[^（）]{0,20}）)?"
    r"(?:经[^，、经]{2,30}(?:后|同意)|(?:加盖|签署)[一-龥]{2,6}后?|(?:[一-龥、并]{0,6}(?:盖章|签字|签章|审核|审定|汇总|审签))后|"
    r"汇总|形成[^，、]{2,24})?$"
)
_SENDING = re.compile(  # a verb that means nothing but sending, wherever it stands
    r"(?:统一|及时|一并|按时|按期|如期|书面|逐级|分级|正式|汇总|主动){0,2}"
    r"(?:交[至到给]|上交|报送|上报|传真|邮寄|呈报|提交|寄送|发送|报|送达|移交|反馈|抄送|上传|接入|录入)"
)
_TELLING = ("报告", "汇报", "通报")
_REPORT = "报"
_TO = "到至给往"
_FILED = re.compile(r"(?:备案|审批|审核|审定|批准|核准|同意|汇总)$")


def sent(text: str, a: int, b: int) -> tuple[str, Part] | None:
    """The verb of sending and what is sent, where 将 puts it first: 将|报名表|报送|省教育厅."""
    first = _PUT_FIRST.match(text, a, b)
    if first is None:
        return None
    at = first.end()
    m = _verb(text, at, at + 2, b)
    return (m["verb"], but_made_ready(text, (at, m.start()))) if m and "，" not in text[at : m.start()] else None


def sent_on(text: str, a: int, b: int) -> str | None:
    """The verb by which something is sent once it has been made ready (形成书面材料|报|市教育局)."""
    m = _verb(text, a, a, b)
    return m["verb"] if m else None


def but_made_ready(text: str, what: Part) -> Part:
    """What is sent, less what is done to it before: 方案|经主要负责人审定后."""
    ready = _MADE_READY.search(text, what[0] + 2, what[1])
    return (what[0], ready.start()) if ready else what


def is_sending(action: str) -> bool:
    """Whether an action is to send something, in whatever manner: 按期上报."""
    return _SENDING.fullmatch(action) is not None


def is_filing(text: str, part: Part) -> bool:
    """Whether words behind a verb of sending only say what for: 报送|备案."""
    return _FILED.fullmatch(text, *part) is not None


def is_sent_to(text: str, phrase: Phrase) -> bool:
    """Whether what follows a verb of sending is the addressee: 报|省政府办公厅."""
    if phrase.object is None:
        return False
    action, words = phrase.action or "", text[slice(*phrase.object)]
    if action.endswith(_TELLING) and is_body(words):
        return True  # 书面报告|县水利局
    if not is_sending(action):
        return False
    if text[phrase.object[0] - 1] in _TO:
        return True  # 发送到|巡查人员
    whom = _FILED.sub("", words)
    return names_agent(whom) or (action == _REPORT and not names_paper(whom))


def _verb(text: str, a: int, first: int, b: int) -> re.Match[str] | None:
    """The verb of sending, with its manner, that is a word and begins at `first` or next after it."""
    for m in _SENT.finditer(text, first, min(b, a + _LONGEST_SENT)):
        word = verb_ending(text, a, m.end("verb"))
        if word is None or word.start == m.start("verb"):
            return m
    return None
