"""Who has to do it: the body that is a sentence's subject, and those that a clause's bracket names."""
from __future__ import annotations

import re
from functools import cache

from policyparse.lexicon.names import full_name
from policyparse.lexicon.regions import Region, regions
from policyparse.lexicon.verbs import MANNER_RE, STRONG, VERB, WEAK
from policyparse.reading.pages import Reading
from policyparse.records import Body, Role
from policyparse.targets.organs import HIDDEN, Part, hide, is_body, is_level, is_organ, is_place, is_some, split_names
from policyparse.view import View

_DAY = r"(?:\d{4}|今|明|次|当|本)年(?:度)?|\d{1,2}月(?:份)?|\d{1,2}日|\d{4}[—–\-－~～至]\d{4}年"
_TIME = re.compile(
    rf"(?:到|至|在|于|自|从|截至|截止)?(?:(?:{_DAY})+|“[^”]{{2,6}}”|年|每(?:年|月|周|季度?|天|日|学期|学年|半年)|[上下]半年|第?[一二三四]季度|[\d一二两三四五六七八九十]+年|力争|争取)+"
    r"(?:的)?(?:底|末|初|中旬|上旬|下旬|期间|时期|以来|内|秋季学期|春季学期|上半年|下半年|第?[一二三四]季度|\d{1,2}[:：]\d{2})*(?:以前|之前|前|起|开始)?[，,]?"
)
_LEAD = re.compile(
    r"[—\-·●]+|\d+[.．、]|[一二三四五六七八九十]是|首先|其次|最后|其中|同时|此外|另外|为此|因此|并且|而且|但是|以及|并|且|而|但|和|及|"
    r"原则上|一般|必要时"
)
_ASKING = re.compile(r"请|由|要求|责成")
_CAUSING = re.compile(r"组织(?=各|有关|相关)|确保|保障")  # what follows does it, but goes no further than its own segment
_ASKED = re.compile(r"(?:请|由|责成|要求)(?=各|有关|相关|全|省|市|县|区|[一-龥]{2,12}(?:厅|局|委|部|部门|单位)(?:于|在|牵头|会同|负责))")
_MODAL = "应当|必须|不得|不准|可以|需要|能够|应|须|要|需|可|都|均|也|将|不再|仍|还|再|已|一律|至少|最多|原则上"
_FUNCTION = re.compile(
    rf"(?:{_MODAL}|在|于|从|自|到|至|按照|按|根据|依据|依照|依托|依法|结合|通过|围绕|针对|对于|对|把|以|为|向|由|与|同|会同|联合|利用|参照|参考|"
    r"借助|面向|立足|聚焦|基于|采取|采用|运用|充分|每(?!个|家|所|名|人|位|支|队|县|校|省|市)|今年|明年|“|网上|线上|线下|在线|分别|共同|相互|各自|自行|自主|因地制宜|深入|认真|主动|积极|实行|执行|坚持|"
    r"负责|牵头|统筹|协调|指导|督促|监督|具体|选送|推荐|申报|参加|参与|承担|管理好|做好|抓好|组织|制定|编制|要把|是|作为|成为|设(?![备施计置立定想])|"
    r"报(?![社告刊纸道酬])|给予|予以|安排|受理|配合|协助|支持|(?:到|在|于)?\d{4}年)"
)
_CLEAR_VERB = re.compile("|".join(sorted({w for w in STRONG if len(w) > 1} - WEAK, key=len, reverse=True)))
_ACTS_ON = re.compile(
    r"组织(?!部|机构|单位)|支持|鼓励|推动|推进|引导|建设|加强|指导|督促|帮助|协调|委托|依托|结合|联合|面向|针对|围绕|对|将|把|向|为|按|根据|以|在|从|通过|给予|带动|"
    r"促进|利用|选择|动员|扶持|保护|提高|发挥|深化|落实|让|使|与|除|凡|经|据|如|若|当|纳入|整合|用于|用|占|有关规定|涉及|"
    r"听取|审议|部署|传达|通报|汇报|会商|商请|对接|衔接|跟踪|督办|压实|明确|突出|抓住|把握|用好|管好|建好|做好|抓好|搞好|防止|避免|严禁|禁止|"
    r"杜绝|严控|严把|遵守|遵循|注重|关注|重视|瞄准|紧扣|紧盯|抢抓|召集|邀请|选取|选定|选用|对照|比照|坚守|剥离|摸清|摸排|掌控|拓宽|延伸|倡导"
)
_HOW = re.compile(
    r"顺利|圆满|如期|按时|按期|按质|按量|保质保量|高质量|高标准|高水平|逐项|逐一|逐级|逐步|随机|全程|全员|就近|就地|尽快|尽量|尽可能|不定期|分步|"
    r"分年|分阶段|常态化|无|未|没有|符合|具备|满足|凡"
)
_WIDE = re.compile(r"(?:在)?(?:全国|全省|全市|全县|全区|全州|全校)(?!各)")
_GOES_ON = re.compile(rf"^(?:{_MODAL})|(?:可|应|须|要)(?:各|均|都)?(?:$|{_CLEAR_VERB.pattern})|[可应须]申报")
_GIVES = re.compile(r"给予|予以|奖励|补助|补贴|享受|资助|减免|免征|减征|扶持")
_JOINS = re.compile(r"、|，|,|和|与|及(?!其)|以及|暨")
_WITH = re.compile(r"会同|联合")
_CHOOSES = re.compile(r"(?:遴选|评选|选拔)(?!推荐|申报|上报|报送)|评审|认定|评定|命名|支持|奖励|给予|授予")
_LONGEST = 45
_ALSO_NOUNS = frozenset({"重点", "新", "各", "公开", "统一", "平均", "总体", "整体", "全部", "试点", "示范", "研究", "共", "均", "累计"})
_LONG_CLAUSE = 12
_PHRASE = 5  # 责任到人, 上下联动: no subject of their own


def make_body(reading: Reading, view: View, part: Part, region: Region | None, role: Role | None = None) -> Body:
    """The body that stands at `part` (offsets into `view`), under its full name."""
    raw = view.words(*part)
    return Body(name=full_name(raw, region), raw=raw, role=role, spans=reading.spans(view, *part))


def subject_bodies(
    view: View, start: int, end: int, verb_at: int, reading: Reading, region: Region | None
) -> tuple[Body, ...]:
    """The bodies that are the subject of what a sentence says at `verb_at`.

    Args:
        view: The paragraph.
        start: Where the sentence begins in it (after the last 。).
        end: Where it ends.
        verb_at: Where the predicate begins, or the quantity where there is no verb.
        reading: What was read.
        region: Where the notice comes from.

    Returns:
        The bodies in the order of the text, with the role `subject` (one after 会同: `support`). Empty where the subject is
        left out, a person or a thing.
    """
    return tuple(
        make_body(reading, view, part, region, "support" if helps else "subject")
        for part, helps in find_subject(view.text, start, end, verb_at)
    )


def find_subject(text: str, start: int, end: int, verb_at: int) -> list[tuple[Part, bool]]:
    """Offsets of the subject's names, and whether each stands after 会同."""
    start = _after_brackets(text[:start] + hide(text[start:end]), start, end)
    flat = hide(text[start:end], quotes=True)
    cuts = [start, *(start + i + 1 for i, c in enumerate(flat) if c in "，；：,;"), end + 1]
    segments = [(a, b - 1) for a, b in zip(cuts, cuts[1:], strict=False)]
    at = max((i for i, (a, _) in enumerate(segments) if a <= verb_at), default=0)
    while at >= 0:
        a, b = segments[at]
        upto = min(b, verb_at) if a <= verb_at <= b else b
        own = a <= verb_at <= b
        found = _names_at(text, a, b, verb_at, _asks(text, segments, at, verb_at), own)
        if found and (own or not _from_above(text, found, verb_at)):
            return found
        if found or ((own or b - a > _PHRASE) and _has_other_subject(text, a, upto)):
            colon = next((i for i in range(at, 0, -1) if text[segments[i][0] - 1] == "："), None)
            if colon is None:
                return []
            at = colon
        at -= 1
    return []


def _from_above(text: str, found: list[tuple[Part, bool]], verb_at: int) -> bool:
    """What picks or grants (遴选建设, 给予) is done by who stands above, not by all of a kind (各市州) named before."""
    return bool(_CHOOSES.match(text, verb_at)) and all(is_some(text[slice(*part)]) for part, _ in found[-1:])


def _asks(text: str, segments: list[Part], at: int, verb_at: int) -> bool:
    """The segment after this one goes on with 要, 应, 可 …: what stands before its comma may be its subject."""
    if at + 1 >= len(segments):
        return False
    a, b = segments[at + 1]
    rest = text[a : min(b, verb_at) if a <= verb_at <= b else b]
    return bool(_GOES_ON.search(rest)) and not _GIVES.match(text, verb_at)


def _strip(text: str, a: int, b: int) -> int:
    """Where a segment begins once connectives and dates are passed."""
    while a < b:
        step = _TIME.match(text, a, b) or _LEAD.match(text, a, b)
        if step is None or step.end() == a:
            return a
        a = step.end()
    return a


def _names_at(text: str, a: int, b: int, verb_at: int, asks: bool, own: bool) -> list[tuple[Part, bool]]:
    """The bodies that a segment begins with, if a predicate follows them."""
    asked = _ASKED.search(hide(text[a:b]))
    if asked:
        a += asked.end()
    a = _strip(text, a, b)
    for lead in (_ASKING, *((_CAUSING,) if own else ())):
        if step := lead.match(text, a, b):
            a = _strip(text, step.end(), b)
    plain = text[:a] + hide(text[a:b]) + text[b:]
    out: list[tuple[Part, bool]] = []
    at, helps = a, False
    while at < b:
        stop = _name_end(plain, at, b, verb_at, asks)
        if stop is None:
            break
        out += [(part, helps) for part in _pieces(text, at, stop)]
        if _GIVES.match(text, verb_at) and text[at] == "每":
            return []
        at = _after_brackets(plain, stop, b)
        if at == verb_at:
            break
        join = _WITH.match(plain, at) or _JOINS.match(plain, at)
        if join is None:
            break
        helps = helps or bool(_WITH.match(plain, at))
        at = join.end()
    return out


def _after_brackets(plain: str, at: int, b: int) -> int:
    while at < b and plain[at] == HIDDEN:
        at += 1
    return at


def _name_end(plain: str, at: int, b: int, verb_at: int, asks: bool) -> int | None:
    """Where the name that begins at `at` ends: the first place where it is one, and a predicate or a further name follows."""
    if _no_name(plain[at:b]):
        return None
    for stop in range(at + 1, min(b, at + _LONGEST) + 1):
        if verb_at < stop and verb_at > at:
            return None
        name = plain[at:stop]
        level = is_level(name)
        if not level and not _may_act(name):
            continue
        after = _after_brackets(plain, stop, b)
        if after > stop and is_place(name):
            stop = after  # 各县（市、区）
        if level and plain[at - 1 : at] not in tuple("、和与及") and not _JOINS.match(plain, after):
            continue
        if after == verb_at or (after == b and asks):
            return stop
        if after < b and _acts(plain, after):
            return stop
        if etc := re.compile(r"等(?:[^，、]{0,12}?(?:部门|单位|机构|地区|企业|学校|医院))?").match(plain, after, b):
            if etc.end() == verb_at or _acts(plain, etc.end()):
                return stop
        join = _WITH.match(plain, after) or _JOINS.match(plain, after)
        if join and after < b:
            following = _name_end(plain, join.end(), b, verb_at, asks)
            if following is not None and (not level or is_level(plain[join.end() : following])):
                return stop
    return None


def _acts(plain: str, at: int) -> bool:
    """A predicate begins here: a modal, a preposition, a sure verb, an adverb with a verb, or a verb with a number."""
    verb = VERB.match(plain, at)
    counted = verb is not None and re.match(r"\d|[一二两三四五六七八九十百]+[^、，]{0,2}[个所名家项次批]", plain[verb.end():])
    return bool(_FUNCTION.match(plain, at) or _CLEAR_VERB.match(plain, at) or counted or _manner(plain, at))


def _manner(plain: str, at: int) -> bool:
    how = MANNER_RE.match(plain, at)
    return how is not None and (VERB.match(plain, how.end()) or _FUNCTION.match(plain, how.end())) is not None


@cache
def _regions() -> frozenset[str]:
    return frozenset(regions())


def _may_act(name: str) -> bool:
    """An organ, or a place that stands for its government: 各县, 有关地区, 长沙市."""
    bare = name.replace(HIDDEN, "")
    of = "的" in bare
    if bare.startswith("本") or (not of and (re.search(r"\d", bare) or re.match(r"一大?批", bare))):
        return False
    if is_organ(name):
        return of or not _CLEAR_VERB.search(bare)
    return is_place(name) and (is_some(bare) or bare in _regions() or of)


def _no_name(text: str) -> bool:
    """Begins as no name does: with a verb or a preposition."""
    if (how := MANNER_RE.match(text)) and how[0] not in ("各", "新", "试点", "示范"):
        text = text[how.end() :]
        if VERB.match(text) and not is_organ(VERB.sub("", text[:4], count=1)):
            return True
    if _ACTS_ON.match(text):
        return not re.match(r"建设(?:单位|部门|局|厅|委)", text)
    verb = _CLEAR_VERB.match(text)
    return verb is not None and not re.match(r"(?:单位|部门|机构|企业|公司|中心|办公室|委员会)", text[verb.end() :])


def _pieces(text: str, a: int, b: int) -> list[Part]:
    """The names in what was taken for one; a long relative clause before a noun is left out."""
    parts = split_names(text, a, b)
    if not all(is_body(hide(text[x:y])) for x, y in parts):
        parts = [(a, b)]  # 融资担保、再担保机构
    out = []
    for x, y in parts:
        of = hide(text[x:y]).rfind("的")
        if of > 0 and (of > _LONG_CLAUSE or re.search(r"\d|、", text[x : x + of])):
            x += of + 1
        out.append((x, y))
    return out


def _has_other_subject(text: str, a: int, upto: int) -> bool:
    """The stretch up to the predicate begins with something that is no predicate itself: another subject, or its own scope."""
    a = _strip(text, a, upto)
    if a >= upto:
        return False
    if _WIDE.match(text, a):
        return True
    how = MANNER_RE.match(text, a)
    return not (
        text[a].isdigit()
        or _FUNCTION.match(text, a)
        or _ASKING.match(text, a)
        or _CAUSING.match(text, a)
        or _ACTS_ON.match(text, a)
        or VERB.match(text, a)
        or _HOW.match(text, a)
        or (how and how[0] not in _ALSO_NOUNS)
        or re.match(r"[一-龥]{2,5}地", text[a:upto])
    )
