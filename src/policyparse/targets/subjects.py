"""The bodies that are a sentence's subject.

A notice puts its subject first (各市州教育局要…, 2025年底前，省教育厅会同省财政厅制定…) and leaves it out from then on.
So the segment of the predicate is read from its beginning; where it has no subject at all, the segment before it, and
so on; where it has another one (a person, a thing, an indicator), nobody is named.
"""
from __future__ import annotations

import re
from functools import lru_cache

from policyparse.lexicon.names import central_organs
from policyparse.lexicon.regions import regions
from policyparse.lexicon.verbs import MANNER_RE, VERB
from policyparse.targets import subject_words as words
from policyparse.targets.organs import (
    HIDDEN,
    MAY_END_A_BODY,
    Part,
    hide,
    is_body,
    is_level,
    is_organ,
    is_place,
    is_some,
    split_names,
)
from policyparse.targets.verbs import names_result

_LONGEST = 45  # of a name
_LONG_CLAUSE = 12  # a relative clause that is no part of a name
_MAY_END = MAY_END_A_BODY | frozenset("里政")  # 厅里, 财政
_CUT = re.compile("[，；：,;]")
_SO_MANY = re.compile(r"\d|^一大?批")
_OUGHT = ("要", "应", "须", "必须", "务必")
_PHRASE = 5  # 责任到人, 上下联动: no subject of their own


@lru_cache(maxsize=64)
def find_subject(text: str, start: int, end: int, verb_at: int) -> tuple[tuple[Part, bool], ...]:
    """The bodies that do what a sentence says at `verb_at`.

    Args:
        text: A paragraph, folded.
        start: Where the sentence begins in it.
        end: Where it ends.
        verb_at: Where the predicate begins, or the quantity where there is no verb.

    Returns:
        Offsets of their names, and whether each stands after 会同.
    """
    start, segments = _segments(text, start, end)
    at = max((i for i, (a, _) in enumerate(segments) if a <= verb_at), default=0)
    while at >= 0:
        a, b = segments[at]
        own = a <= verb_at <= b
        beside = words.BESIDE.match(text, _strip(text, a, b), b)
        found = _names_at(text, (beside.end() if beside else a, b), verb_at, own, _goes_on(text, segments, at, verb_at))
        if beside and found:  # 由甲牵头，会同乙|制定…
            lead = find_subject(text, start, a - 1, max(start, a - 2)) if a > start else ()
            return (*lead, *((part, True) for part, _ in found))
        gives = words.GIVES.match(text, verb_at) is not None or text.startswith("分别给予", verb_at)
        if found and gives and found[-1][0][1] == verb_at and _are_grades(text, found):
            return ()  # 省级、国家级|分别给予: what is of that grade gets it
        if found and not own and gives and text.endswith("的", a, b):
            return ()  # 企业首次入选的，|给予奖励: who is named gets it
        if found and (own or not _from_above(text, found, verb_at)):
            return tuple(found)
        if found or ((own or b - a > _PHRASE) and _has_other_subject(text, a, min(b, verb_at) if own else b)):
            colon = next((i for i in range(at, 0, -1) if text[segments[i][0] - 1] == "："), None)
            if colon is None and not (own or found) and words.HOW_GREAT.fullmatch(text, a, b):
                at -= 1
                continue  # 各村建立队伍，|队伍人数不少于15人，|每月…: said of what was named before
            if colon is None:
                return ()
            at = colon  # the items of a list are done by the one who stands before it
        at -= 1
    return ()


@lru_cache(maxsize=64)
def _segments(text: str, start: int, end: int) -> tuple[int, list[Part]]:
    """Where a sentence begins once brackets are passed, and its segments."""
    start = _past_brackets(text[:start] + hide(text[start:end]), start, end)
    flat = hide(text[start:end], quotes=True)
    cuts = [start, *(start + m.end() for m in _CUT.finditer(flat)), end + 1]
    return start, [(a, cuts[i + 1] - 1) for i, a in enumerate(cuts[:-1])]


def _are_grades(text: str, found: list[tuple[Part, bool]]) -> bool:
    """Whether all names are levels as things are graded by (省级、国家级), not governments (县、乡两级)."""
    return all(text[end - 1] == "级" and text[end - 2] not in "两三四" for (_, end), _ in found)


def _from_above(text: str, found: list[tuple[Part, bool]], verb_at: int) -> bool:
    """What picks or grants (遴选建设, 给予) is not done by those of a kind (各市州) that were named before."""
    return words.CHOOSES.match(text, verb_at) is not None and any(is_some(text[slice(*part)]) for part, _ in found)


def _goes_on(text: str, segments: list[Part], at: int, verb_at: int) -> bool:
    """The next segment goes on with 要, 应, 可 …: what stands before its comma may be its subject."""
    if at + 1 >= len(segments):
        return False
    a, b = segments[at + 1]
    rest = text[a : min(b, verb_at) if a <= verb_at <= b else b]
    return words.GOES_ON.search(rest) is not None and not words.GIVES.match(text, verb_at)


def _strip(text: str, a: int, b: int) -> int:
    """Where a segment begins once connectives and dates are passed."""
    while a < b:
        step = words.TIME.match(text, a, b) or words.CONNECTIVE.match(text, a, b)
        if step is None or step.end() == a:
            return a
        a = step.end()
    return a


def _past_brackets(plain: str, at: int, end: int) -> int:
    while at < end and plain[at] == HIDDEN:
        at += 1
    return at


def _names_at(text: str, segment: Part, verb_at: int, own: bool, goes_on: bool) -> list[tuple[Part, bool]]:
    """The bodies that a segment begins with, if a predicate follows them."""
    a, b = segment
    if asked := words.ASKED.search(hide(text[a:b])):
        a += asked.end()
    a = _strip(text, a, b)
    for lead in (words.ASKING, words.CAUSING) if own else (words.ASKING,):
        if step := lead.match(text, a, b):
            a = _strip(text, step.end(), b)
    if which := words.RELATIVE.match(text, a, b):
        a = which.end()
    plain = text[:a] + hide(text[a:b]) + text[b:]
    names = _Names(plain, b, verb_at, goes_on)
    runs: list[tuple[Part, bool]] = []
    at, helps = a, False
    while at < b and (stop := names.end(at)) is not None:
        if text[at] == "每" and words.GIVES.search(text, stop, verb_at + 4):
            return []
        if runs and runs[-1][1] == helps:
            runs[-1] = ((runs[-1][0][0], stop), helps)
        else:
            runs.append(((at, stop), helps))
        at = _past_brackets(plain, stop, b)
        join = None if at == verb_at else words.WITH.match(plain, at) or words.JOINS.match(plain, at)
        if join is None:
            break
        helps = helps or words.WITH.match(plain, at) is not None
        at = join.end()
    return [(part, helps) for run, helps in runs for part in _pieces(text, *run)]


class _Names:
    """Where the names of a list end that a predicate follows; each place is looked at once."""

    def __init__(self, plain: str, b: int, verb_at: int, goes_on: bool) -> None:
        self._plain, self._b, self._verb_at, self._goes_on = plain, b, verb_at, goes_on
        self._known: dict[int, int | None] = {}

    def end(self, at: int) -> int | None:
        """The first place where what begins at `at` is a name, and a predicate or a further name follows it."""
        if at not in self._known:
            self._known[at] = None if _begins_no_name(self._plain[at : self._b]) else self._look(at)
        return self._known[at]

    def _look(self, at: int) -> int | None:
        last = min(self._b, at + _LONGEST)
        if at < self._verb_at:
            last = min(last, self._verb_at)
        central = central_organs()
        for stop in range(at + 1, last + 1):
            name = self._plain[at:stop]
            if name[-1] not in _MAY_END and name not in central:
                continue
            if self._plain.startswith(words.NO_END.get(name[-1], ()), stop):
                continue  # 项目所|在地, 用工的行|为
            if (level := is_level(name)) or _may_act(name) or _is_own(name):
                after = _past_brackets(self._plain, stop, self._b)
                if self._followed(at, name, after):
                    return after if is_place(name) or level else stop  # 各县（市、区） with its bracket
        return None

    def _followed(self, at: int, name: str, after: int) -> bool:
        plain, level = self._plain, is_level(name)
        if words.AT_A_RATE.match(plain, after):
            return False  # 小学|每生每年650元: for whom so much is paid
        join = words.WITH.match(plain, after, self._b) or words.JOINS.match(plain, after, self._b)
        if len(name) == 1 and level and join is None and plain[at - 1 : at] not in tuple("、和与及"):
            return False  # 市 and 县 act only together
        if level and plain.startswith(("以上", "以下"), after):
            return False  # 县级以上|人民政府
        if after == self._verb_at or (after == self._b and self._goes_on):
            return True
        if after < self._b and (_acts(plain, after) or _acts_on_many(plain, after, self._b)):
            return True
        etc = words.ETC.match(plain, after, self._b)
        if etc and (etc.end() == self._verb_at or _acts(plain, etc.end())):
            return True
        if join is None or words.PURSE.fullmatch(name):
            return False  # 财政、教育部门 share their last word
        following = self.end(join.end())
        return following is not None and (not level or is_level(plain[join.end() : following]))


def _acts_on_many(plain: str, at: int, b: int) -> bool:
    """A verb begins here, and what it is done to is counted: 市总工会|帮扶困难职工1200人."""
    verb = VERB.match(plain, at, b)
    return verb is not None and words.SO_MANY_THINGS.match(plain, verb.end(), b) is not None


def _acts(plain: str, at: int) -> bool:
    """A predicate begins here: a modal, a preposition, a sure verb, an adverb with a verb, or a verb with a number."""
    verb = VERB.match(plain, at)
    return (
        words.FUNCTION.match(plain, at) is not None
        or words.CLEAR_VERB.match(plain, at) is not None
        or (verb is not None and words.COUNTED.match(plain, verb.end()) is not None)
        or _manner(plain, at)
    )


def _manner(plain: str, at: int) -> bool:
    how = MANNER_RE.match(plain, at)
    if how is not None and how[0] == "平均":
        return False  # 担保机构|平均担保费率
    return how is not None and (VERB.match(plain, how.end()) or words.FUNCTION.match(plain, how.end())) is not None


def _may_act(name: str) -> bool:
    """An organ, or a place that stands for its government: 各县, 有关地区, 长沙市."""
    bare = name.replace(HIDDEN, "")
    of = "的" in bare
    if bare.startswith("本") or _SO_MANY.search(bare.rpartition("的")[2]):
        return False
    if is_organ(name):
        return of or all(words.UNIT_WORD.match(bare, m.end()) for m in words.CLEAR_VERB.finditer(bare))
    return is_place(name) and (is_some(bare) or bare in regions() or of or words.OURS.fullmatch(bare) is not None)


def _is_own(name: str) -> bool:
    """The issuer as it speaks of itself, or the state's purse: bodies only where they act."""
    return words.OURSELVES.fullmatch(name) is not None or words.PURSE.fullmatch(name) is not None


def _begins_no_name(text: str) -> bool:
    """Begins with a verb or a preposition."""
    if (how := MANNER_RE.match(text)) and how[0] not in ("各", "新", "试点", "示范"):
        text = text[how.end() :]
        if (verb := VERB.match(text)) and not words.UNIT_WORD.match(text, verb.end()):
            return True
    if words.ACTS_ON.match(text) or text.startswith(_OUGHT):
        return True
    verb = words.CLEAR_VERB.match(text)
    return verb is not None and not words.UNIT_WORD.match(text, verb.end())


def _pieces(text: str, a: int, b: int) -> list[Part]:
    """The names in what was taken for one; a long relative clause before a noun is left out."""
    parts = split_names(text, a, b)
    if not all(is_body(hide(text[x:y])) or is_level(text[x:y]) for x, y in parts):
        parts = [(a, b)]  # 融资担保、再担保机构
    out = []
    for x, y in parts:
        of = hide(text[x:y]).rfind("的")
        if of > 0 and (of > _LONG_CLAUSE or re.search(r"\d|、", text[x : x + of])):
            x += of + 1
        out.append((x, y))
    return out


def _has_other_subject(text: str, a: int, upto: int) -> bool:
    """The stretch up to the predicate begins with what is no predicate: another subject, or a scope of its own."""
    a = _strip(text, a, upto)
    if a >= upto:
        return False
    if words.WIDE.match(text, a):
        return True
    how = MANNER_RE.match(text, a)
    goes_on = (words.FUNCTION, words.ASKING, words.CAUSING, words.ACTS_ON, words.HOW)
    verb = VERB.match(text, a)
    does = verb is not None and not names_result(text, verb) and not words.INDICATOR.search(text, a + 2, upto)
    return not (
        text[a].isdigit() or does or any(p.match(text, a) for p in goes_on) or (how and how[0] not in words.ALSO_NOUNS)
    )
