"""Which verb a segment turns on, and how far a run of verbs goes (遴选建设, 探索建立)."""
from __future__ import annotations

import re

from policyparse.lexicon.verbs import HELPERS, MANNER_RE, VERB, WEAK
from policyparse.targets.nouns import Part
from policyparse.targets.organs import is_body
from policyparse.targets.sentences import depths
from policyparse.targets.verbs import is_sure, verb_at, verb_ending, verbs_in

_PASSED_OVER = re.compile(  # between a verb and its number
    r"(?:共|各|至少|最少|再|出|了|有|约|超过?|不少于|不低于|完成|达到|累计|合计|总计|推荐|每年|每月|每周|为|好)$"
)
_AND_BEFORE = re.compile(r"(?:和|并|或|与|、)$")
_MANNER_END = re.compile(rf"{MANNER_RE.pattern}$")
_NOUNS_TOO = ("分类", "分级", "规范", "统一")  # 垃圾分类|实现
_BEFORE_A_VERB = "要应须需可将共均都各每日月年度周天期"
_AT_LEAST = ("至少", "最少")
_SECOND = ("调整", "改造", "整治", "修复", "更新")  # 优化|调整, 提升|改造
_NO_VERB_AFTER_ALL = re.compile(r"项目|工程|任务|资金|计划|方案|工作|面积|率|$")
_WHAT_IS_SET = re.compile(r"[^，]{2,30}的[^，的]{0,4}(?:任务|工作|目标)$")
_TAKES = ("参加", "参与", "接受", "进行", "设置")  # 参加|培训: the object is a doing
_DOINGS_OF_A_KIND = re.compile(r"(?P<doings>[一-龥]{2,8})等(?=[一-龥]{2,4}(?:不|应|须|要|控制|达|占|为|$))")
_NEXT = re.compile(rf"(?:(?P<and>和|并|与|及|或者?|、)(?:书面|及时|依法|统一)?)?(?P<verb>{VERB.pattern})")
_ADVERBIAL = re.compile(
    rf"(?:在|向|于|由|对|从|面向|围绕|以|按|按照|通过|利用|依托|会同|联合)[^，的]{{1,14}}?(?={VERB.pattern})"
)


def verb_before(text: str, a: int, b: int) -> Part | None:
    """A run of verbs that ends right at `b` (遴选建设|10所), helpers between them passed over."""
    end = b
    while (verb := _run_before(text, a, end)) is None:
        m = _PASSED_OVER.search(text[a:end])
        if m is None:
            return None
        end = a + m.start()
    return verb


def _run_before(text: str, a: int, end: int) -> Part | None:
    start = end
    while start > a and not (start < end and text[start] == "新"):  # 小区改造|新开工
        if (one := verb_ending(text, a, start)) is not None:
            start = one.start
        elif start < end and _AND_BEFORE.search(text[a:start]) and verb_ending(text, a, start - 1) is not None:
            start -= 1
        else:
            break
    if start == end:
        return None
    m = _MANNER_END.search(text[max(a, start - 6) : start])
    return (start - len(m[0]) if m and not m[0].endswith("分别") else start), end


def first_verb(text: str, a: int, b: int) -> Part | None:
    """The main verb of a stretch: at its beginning, after an adverbial, or the first that is surely one."""
    means = _ADVERBIAL.match(text, a, b) if text.startswith("通过", a) else None
    if means and (verb := verb_at(text, means.end(), b)) and is_sure(verb.word):
        return verb.start, verb.end  # 通过邮箱|发送; but 通过|验收
    if (such := _DOINGS_OF_A_KIND.match(text, a, b)) and are_verbs(text, a, such.end("doings")):
        return None  # 检查验收等费用: what is done names the thing
    if (first := verb_at(text, a, b)) and (text[a - 1 : a] != "、" or VERB.fullmatch(first.word)):
        return a, run_on(text, a, first.end, b)
    depth = depths(text[a:b])
    if adverbial := _ADVERBIAL.match(text, a, b):
        verb = verb_at(text, adverbial.end(), b)
        if verb and depth[verb.start - a] == 0 and len(verb.word) > 1:
            return verb.start, verb.end
    for m in verbs_in(text, a, b):
        if _of_a_name(text, m.start) or text.startswith("的", m.end):
            continue
        if depth[m.start - a] == 0 and is_sure(m.word) and len(m.word) > 1:
            manner = _MANNER_END.search(text[a : m.start])
            manner = None if manner and manner[0] in _NOUNS_TOO else manner
            end = m.end
            while (more := verb_at(text, end, b)) and (is_sure(more.word) or more.end == b or more.word in _SECOND):
                end = more.end
            return m.start - (len(manner[0]) if manner else 0), end
    return None


def _of_a_name(text: str, at: int) -> bool:
    """Whether a word there goes with a grade, and so is part of a name: 市级|示范|专业群."""
    return at > 1 and text[at - 1] == "级" and text[at - 2] not in "各上下本逐分"


def without_its_object(text: str, run: Part) -> Part:
    """组织开展|验收评估, 启动|更新改造|500公里: the last verbs of a run that no noun follows are one."""
    verb = verb_at(text, *run)
    if verb is None or not (is_sure(verb.word) or verb.word in HELPERS or verb.word in _TAKES):
        return run
    end = verb.end
    while (more := verb_at(text, end, run[1])) is not None and is_sure(more.word):
        end = more.end
    return (run[0], end) if run[1] - end >= 2 else run


def are_verbs(text: str, a: int, b: int) -> bool:
    """Whether a stretch is nothing but verbs: 新建|改造."""
    at = a
    while at < b and (verb := verb_at(text, at, b)) is not None:
        at = verb.end
    return a < at == b


def strip_manner(text: str, a: int, b: int) -> int:
    """Where a stretch ends without words of manner: 社区|全面."""
    m = _MANNER_END.search(text[a:b])
    return a + m.start() if m else b


def verb_after_subject(text: str, a: int, b: int) -> Part | None:
    """The verb after a body or after what only stands before one: 省水利厅|前置|救援力量, 两部门|共同|制定."""
    for start in range(a + 1, b - 1):
        led = text[start - 1] in _BEFORE_A_VERB or text.endswith(_AT_LEAST, a, start)
        led = led or (is_body(text[a:start]) and not _of_a_name(text, start))
        if not led:
            continue
        how = MANNER_RE.match(text, start, b)
        at = how.end() if how and verb_at(text, start, b) is None else start
        if verb := verb_at(text, at, b):
            return at, run_on(text, at, verb.end, b)
    return None


def run_on(text: str, a: int, end: int, b: int) -> int:
    """Where a run of verbs that begins at `a` ends: 制定|和|实施, 探索|建立, 组织|实施."""
    while more := _NEXT.match(text, end, b):
        verb = more["verb"]
        if verb_at(text, more.start("verb"), b) is None or (text[a:end] == "完成" and _WHAT_IS_SET.match(text, end, b)):
            break  # 发放|慰问品, 完成|深化改革的各项任务
        helped = text[a:end] in HELPERS and (is_sure(verb) or verb in ("建设", "实施", "发展"))
        paired = verb in _SECOND and _NO_VERB_AFTER_ALL.match(text, more.end()) is None
        if not (more["and"] or helped or paired or (is_sure(verb) and len(verb) > 1)):
            break
        end = more.end()
    return end


def main_verb(text: str, a: int, b: int) -> Part | None:
    """The verb of a segment: one that is as often a noun (试点城市…印发) yields to a sure one that follows."""
    first = first_verb(text, a, b)
    if first is None or first[0] != a or text[slice(*first)] not in WEAK:
        return first
    later = next((m for m in verbs_in(text, first[1], b) if is_sure(m.word) and len(m.word) > 1), None)
    gap = text[first[1] : later.start] if later else ""
    if later is None or not 2 <= len(gap) <= 24 or any(c in gap for c in "的、，和与") or b - later.end < 2:
        return first
    return later.start, later.end
