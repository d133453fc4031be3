"""Where verbs stand in a text: those of the table of notices' verbs, and any other that jieba's dictionary knows.

A verb is one only where a word begins with it: 培训 is none in 培训费, 报 none in 报告.
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from policyparse.lexicon.verbs import NO_PREDICATE, NOUN, STRONG, VERB, WEAK

_IN_A_NOUN = re.compile(r"[率数量费期额值度性者员表书单金款点价权物品力法史]")
_PAPER = re.compile(r"表(?![彰现明达述演格])|册|费(?!用|时|力)|书(?![记法籍画屋店院房馆香])")
_MEASURED = re.compile(r"[量率额面](?=达|不|为|占|[提降增减]|控制|保持|稳定|超过|突破|[\d，、]|$)")
_RESULT = re.compile(r"结果|情况(?!下)|等次|意见")
_ASSESSING = re.compile(
    r"(?:考[核评]|评[审估价选比]|检[查测验]|[督抽核巡排自调]查|验收|测评|审[核查]|整改|监测|鉴定|复核)$"
)
_HANDED = "报填写交发送领收"
_FUNDS = re.compile(r"经费|资金")
_SPENDING = ("支持", "安排", "投入", "保障", "支付", "使用", "统筹", "列支", "预算", "给予", "申请", "申报")
_TOWARDS = "给至到往"
_ONE_CHARACTER = "设报达占"
_LONGEST = 6


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb in a text: the word, where it begins and where it ends."""

    word: str
    start: int
    end: int


def verb_at(text: str, start: int, end: int | None = None) -> Verb | None:
    """The longest verb that begins at `start` and ends by `end`."""
    end = len(text) if end is None else end
    m = VERB.match(text, start, end)
    if m is not None:
        noun = _of_a_paper(text, m) or names_result(text, m)
        return Verb(m[0], *m.span()) if _is_word(text, m) and not noun else None
    if start >= end or NOUN.match(text, start, end):
        return None
    begins, ends = _words(text)
    stop = ends[start]
    if begins[start] != start or stop > end or not _is_common(text, start, stop):
        return None
    if _RESULT.match(text, stop) and _ASSESSING.search(text, start, stop):
        return None
    return Verb(text[start:stop], start, stop)


def verb_ending(text: str, a: int, end: int) -> Verb | None:
    """The longest verb that ends at `end` and begins at `a` or later."""
    for start in range(max(a, end - _LONGEST), end):
        word = text[start:end]
        if VERB.fullmatch(word) and (len(word) > 1 or word in _ONE_CHARACTER) and _begins_word(text, start, len(word)):
            return Verb(word, start, end)
    start = _words(text)[0][end - 1] if end > a else end
    return Verb(text[start:end], start, end) if a <= start and _is_common(text, start, end) else None


def verbs_in(text: str, start: int, end: int) -> Iterator[Verb]:
    """The verbs of the table between two places, from left to right."""
    return (Verb(m[0], *m.span()) for m in VERB.finditer(text, start, end) if _is_word(text, m))


def word_at(text: str, start: int) -> str:
    """The word that begins at a place; nothing where none does."""
    if start >= len(text):
        return ""
    begins, ends = _words(text)
    return text[start : ends[start]] if begins[start] == start else ""


def is_sure(verb: str) -> bool:
    """Whether a verb is no noun as well."""
    return verb in STRONG and verb not in WEAK


def _is_common(text: str, start: int, end: int) -> bool:
    """Whether a word is a verb in general use: of two characters or more, and not the beginning of a noun (限价|房)."""
    from policyparse.nlp import is_verb

    word = text[start:end]
    return len(word) > 1 and is_verb(word) and word not in NO_PREDICATE and not _IN_A_NOUN.match(text, end)


def _begins_word(text: str, start: int, length: int) -> bool:
    """Whether a word begins at `start`; of long ones it is enough that they are verbs."""
    return length > 2 or _words(text)[0][start] == start


def _of_a_paper(text: str, m: re.Match[str]) -> bool:
    """评审|表, 培训|经费: a doing gives its name to a form, a fee, its funds; what is handed on (报送|表) does not."""
    if m[0] in WEAK and m[0] not in _SPENDING and _FUNDS.match(text, m.end()):
        return True
    return m[0][-1] not in _HANDED and _PAPER.match(text, m.end()) is not None


def names_result(text: str, m: re.Match[str]) -> bool:
    """考评|结果: a doing gives its name to what comes of it."""
    return _RESULT.match(text, m.end()) is not None and _ASSESSING.search(m[0]) is not None


def _is_word(text: str, m: re.Match[str]) -> bool:
    if _MEASURED.match(text, m.end()):
        return False  # 抽检|量|达到3批次
    begins, ends = _words(text)
    if begins[m.start()] != m.start() and len(m[0]) == 1:
        return False  # the 报 of 汇报
    over = ends[m.start()] - m.end()
    if over < 0 and _cuts_a_verb(text, m):
        return False
    towards = over == 1 and text[m.end()] in _TOWARDS  # 发送给
    return over <= 0 or towards or (over > 1 and is_sure(m[0]))  # 提出异议 is a verb with its object


def _cuts_a_verb(text: str, m: re.Match[str]) -> bool:
    """Whether a match ends inside a verb and is no word itself: 新招 in 新|招录."""
    begins, ends = _words(text)
    last = begins[m.end() - 1]
    return ends[last] > m.end() and not _is_common(text, *m.span()) and _is_common(text, last, ends[last])


@lru_cache(maxsize=128)
def _words(text: str) -> tuple[list[int], list[int]]:
    """For each character where its word begins and where it ends. The dictionary is loaded with the first verb met."""
    from policyparse.nlp import words_of

    begins: list[int] = []
    ends: list[int] = []
    for _, start, end in words_of(text):
        begins += [start] * (end - start)
        ends += [end] * (end - start)
    return begins, ends
