"""What a segment of a sentence says is done to what: action and object, around a quantity or without one."""
from __future__ import annotations

import re
from dataclasses import dataclass

from policyparse.lexicon.verbs import CLOSING, HELPERS, MANNER_RE, STRONG, VERB, WEAK
from policyparse.targets.quantities import Amount
from policyparse.targets.sentences import depths

_LEVEL = re.compile(
    r"(?:基本|总体|均|分别|力争|平均|至少|要|应|须|能|可|已|全部|再|各|实现|平均要)*"
    r"(?P<verb>稳定保持在|稳定在|保持在|维持在|控制在|控制到|提高到|提高至|提升到|提升至|增加到|增加至|扩大到|扩大至|增长到|增长至|发展到|降低到|降低至|降到|降至|下降到|下降至|减少到|减少至|减至|"
    r"压缩到|压缩至|压减到|压减至|缩短到|缩短至|缩减到|缩减至|削减到|削减至|调整为|调整到|提高|提升|增长|增加|下降|降低|减少|压缩|压减|缩短|缩减|削减|降价|上浮|下浮|上涨|超过|突破|达到|达|占到|占|为|是|翻|至|到)(?:平均|每(?:人每)?(?:课时|学时|学期|学年|[月年人周天户生次亩吨]))?$"
)
_LEAD = re.compile(
    r"^(?:并且?|且|同时|其中|以及|及|和|与|或|还|也|则|即|如|又|再|另外|此外|届时|原则上|一般|应当?|须|需要?|必须|可以?|要求?|将(?=于|会|继续|进一步|举行|举办|召开|开展|在)|要|能|会|拟|预计|预期|由|使|让|令|令其|确保|力争|争取|努力|促使|其|具备|"
    + MANNER_RE.pattern
    + r"|[，、：；])"
)
_FRONTED = re.compile(r"^(?:对于?|将|把|就|针对|向|为|给|使|从)(?P<what>.{2,60})$")
_EACH_HEAD = re.compile(r"(?:平均)?每(?:个|家|所|名|位|支|户|座|年|月|周|天|日|季度?|学期|学年|人|县|市|校|乡|镇|村|队|区县|[\d一二两三四五六七八九十]+年)?$")
_TIMEY = re.compile(r"^(?:每(?:年|月|季度?|周|天|日|学期|学年)|(?:到|至|在|于)?\d{4}年(?:底|末|前|\d+月(?:底|末)?(?:前)?)?(?:之?前|以前)?|(?:年底|年内|全年|今年|明年|五年内|三年内))[，、]?")
_STOP_TAIL = re.compile(r"(?:等(?:方面|领域|工作|任务|内容|事项)?|工作|任务|的(?:标准|目标|要求|比例|规模|额度)?|左右|以上|以内)$")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A verb and what it is about; `start` is where the phrase begins in the text it was read from."""

    action: str | None
    object: tuple[int, int] | None
    start: int


_HELPING = re.compile(r"^(?:推动|引导|鼓励|支持|实现|促进|保证|保障)")


def _strip_left(text: str, a: int, b: int, helping: bool = False) -> int:
    """Past conjunctions, modal and manner words, and times at the left; with `helping` past 推动, 支持… too."""
    while a < b:
        part = text[a:b]
        m = _TIMEY.match(part) or _LEAD.match(part) or (_HELPING.match(part) if helping else None)
        if m is None or m.end() == 0 or m.end() >= len(part) and len(part) > 2:
            return a
        if len(m[0]) == 1 and m[0] in "将把要能会由使让令到在于向按其且并及和与或还也则即如又再" and part[:2] in _KEEP:
            return a
        a += m.end()
    return a


_KEEP = frozenset("将军 要素 要点 能力 能源 能耗 会议 会员 由于 使用 使馆 在校 在线 在园 在岗 在职 向上 按揭 其他 其余 到位 到期 并网 并联 及时 和谐 与会 再生 再制 能效 会展 在建 要求 令行 到岗".split())


_GLOSS = re.compile(r"（[^（）]{5,}）$")


def core(text: str, a: int, b: int, listed: bool = False) -> tuple[int, int] | None:
    """The noun that a long modifier ends in: what stands after the last 的 outside of quotes and brackets.

    With `listed`, a list before 等 is left out as well (A、B、C等创新平台 → 创新平台): what is counted is the kind.
    """
    while a < b and text[a] in "的了出个，、：；":
        a += 1
    a += 2 if text.startswith("部分", a) and b - a > 4 else 0
    while m := _STOP_TAIL.search(text[a:b]):
        if m.end() - m.start() >= b - a - 1 or (m[0] in ("工作", "任务") and b - a < 10):
            break
        b = a + m.start()
    while a < b and text[b - 1] in "，、：；":
        b -= 1
    if (m := _GLOSS.search(text[a:b])) and m.start() >= 2:
        b = a + m.start()
    depth = depths(text[a:b])
    ends = [i for i, c in enumerate(text[a:b]) if c == "等" and depth[i] == 0]
    if listed and ends and "、" in text[a : a + ends[-1]] and (b - a) - ends[-1] > 3:
        a += ends[-1] + 1
    if b - a > 7:
        depth = depths(text[a:b])
        at = [i for i, c in enumerate(text[a:b]) if c == "的" and depth[i] == 0]
        if at and (b - a) - at[-1] > (3 if listed else 5) and (len(at) > 1 or at[-1] >= 3):
            a += at[-1] + 1
    return (a, b) if b > a else None


def _verb_before(text: str, a: int, b: int) -> tuple[int, int] | None:
    """A run of verbs that ends right at `b` (遴选建设|10所), helpers between them passed over."""
    end = b
    while True:
        m = re.search(r"(?:共|各|至少|最少|再|出|了|有|约|超过?|不少于|不低于|完成|达到|累计|合计|总计|推荐|每年|每月|每周|为|好|的)$", text[a:end])
        verb = _run_before(text, a, end)
        if verb is not None:
            return verb
        if m is None:
            return None
        end = a + m.start()


def _run_before(text: str, a: int, end: int) -> tuple[int, int] | None:
    start = end
    while start > a:
        for size in range(min(6, start - a), 0, -1):
            word = text[start - size : start]
            if VERB.fullmatch(word) and (size > 1 or word in "设报达占"):
                start -= size
                break
        else:
            m = re.search(r"(?:和|并|或|与|、)$", text[a:start])
            if m and start < end and _run_before(text, a, start - 1):
                start -= 1
                continue
            break
    if start == end:
        return None
    m = MANNER_RE.search(text[max(a, start - 6) : start])
    if m and m.end() == min(6, start - a):
        start -= m.end() - m.start()
    return start, end


_INDICATOR = re.compile(
    r"(?:率|比例|占比|比重|时间|时限|期限|年限|时长|周期|人数|数量|总数|数|总量|总额|规模|面积|额度|金额|标准|收费|成本|大小|长度|密度|强度|水平|浓度|价格|产值|收入|产量|动力|覆盖面|参与面|指数|课时|学分|容量|总价|人员|部分)"
    r"(?:均|原则上|总体|一般|应当?|须|要|分别|平均|单项|最长|最多|小学|初中|高中)*$"
)
_SHARE_OF = re.compile(r"(?P<verb>达到|达|占到|占)[^，]{2,16}$")


def around(text: str, seg: tuple[int, int], amount: Amount, following: int, inherited: Phrase | None) -> Phrase:
    """Action and object of a quantity.

    Args:
        text: The sentence.
        seg: The segment (or list item) that the quantity stands in.
        amount: The quantity; offsets in `text`.
        following: Where the words that may follow it end (the next quantity, or the segment's end).
        inherited: The phrase of the quantity before it in the same sentence: 建设10个A、5个B share a verb.
    """
    a = _strip_left(text, seg[0], amount.start)
    start = seg[0]
    if (inside := _in_brackets(text, seg[0], amount)) is not None:
        return Phrase(None, inside, start)
    level = _LEVEL.search(text[a : amount.start])
    if level is None and amount.unit == "%" and (share := _SHARE_OF.search(text[a : amount.start])) and share.start() >= 2:
        return Phrase(share["verb"], subject_of(text, a, a + share.start()), start)
    rest = _noun_after(text, amount.end, following)
    if amount.unit == "%" and (of := re.search(r"(?:按照?|依照)(?P<what>[^，按]{2,16}?)的?$", text[seg[0] : amount.start])) and "的" in text[amount.start - 1 : amount.start]:
        verb = VERB.match(text, rest[0]) if rest else None
        return Phrase(verb[0] if verb else None, (seg[0] + of.start("what"), seg[0] + of.end("what")), start)
    if level and not (rest and amount.unit != "%" and (level["verb"] in ("增加", "减少") or (level["verb"] in ("提高", "为", "是", "至", "到", "占") and level.start() == 0))):
        head = (a, a + level.start())
        what = subject_of(text, *head)
        if what is None and inherited is not None:
            what = inherited.object
            start = inherited.start if level.start() == 0 else start
        verb = level["verb"]
        return Phrase(None if verb in ("为", "是", "至", "到") else verb, what if what else rest, start)
    verb_at = _verb_before(text, a, amount.start)
    if rest is not None:
        lead_verb = VERB.match(text, rest[0])
        if lead_verb and lead_verb.end() <= rest[1] and lead_verb[0] in STRONG and verb_at is None and _acts(text, lead_verb, rest):
            what = core(text, lead_verb.end(), rest[1]) or _fronted(text, a, amount.start)
            fronted = _fronted(text, a, amount.start)
            return Phrase(lead_verb[0], fronted or what, start)
        if verb_at:
            return Phrase(text[slice(*verb_at)], core(text, *rest, listed=True), start)
        first = _first_verb(text, a, amount.start)
        if first and text[first[1] : amount.start].strip("，、") == "":
            return Phrase(text[slice(*first)], core(text, *rest, listed=True), start)
        if inherited is not None and inherited.action and not _EACH_HEAD.search(text[a : amount.start]) and amount.start - a <= 8:
            return Phrase(inherited.action, core(text, *rest, listed=True), inherited.start)
        if first:
            return Phrase(text[slice(*first)], core(text, *rest, listed=True), start)
        return Phrase(None, core(text, *rest, listed=True), start)
    if _INDICATOR.search(text[a : amount.start]) and verb_at is None:
        return Phrase(None, subject_of(text, a, amount.start), start)
    giving = _GIVE.search(text, a, amount.start)
    if giving and amount.start - giving.end() >= 2:
        return Phrase(giving[0], core(text, giving.end(), amount.start, listed=True), start)
    if verb_at is not None:
        what = _fronted(text, a, verb_at[0]) or (inherited.object if inherited else None)
        return Phrase(text[slice(*verb_at)], what, start)
    first = _first_verb(text, a, amount.start)
    if first is not None and amount.start - first[1] >= 2:
        return Phrase(text[slice(*first)], core(text, first[1], amount.start, listed=True), start)
    what = subject_of(text, a, amount.start)
    return Phrase(None, what or (inherited.object if inherited else None), start)


_GIVE = re.compile(r"给予|予以|发放|提供|享受|配备|配置|购置|新建|设立|设(?![备施计置定想区市])(?=[一-龥]{2})|新增|增加|安排|培育|建设|创建|打造|引进|推荐|选送|报送|申报|培养|招聘|补充|降低|减少|消减|压减|清理规范|办理|完成|投入|筹集|争取|发展|举办")


def _in_brackets(text: str, a: int, amount: Amount) -> tuple[int, int] | None:
    """A quantity in brackets speaks of the noun before them (推荐函（一式2份）), or of one beside it (（时长不超过8分钟）)."""
    opened = text.rfind("（", a, amount.start)
    if opened < 0 or text.rfind("）", opened, amount.start) >= 0:
        return None
    beside = max(opened, *(text.rfind(c, opened, amount.start) for c in "，、；")) + 1
    if amount.start - beside >= 2 and not text.startswith("一式", beside):
        return beside, amount.start
    return core(text, _strip_left(text, a, opened), opened)


def _acts(text: str, verb: re.Match[str], rest: tuple[int, int]) -> bool:
    """Whether the verb after a quantity governs it (按50%给予补助), rather than opening a noun (2个培训基地)."""
    return verb[0] not in WEAK or rest[1] - verb.end() <= 1


_NEXT_PREDICATE = re.compile(r"进行|为期|到(?=企业|基层|农村|学校|一线|乡镇|社区)|作为|参加|参与|用于|完成|实现|达到|进入|入选|开展|参评|参展|纳入|通过(?!率)|获得|取得|担任|投入使用")


def _noun_after(text: str, a: int, b: int) -> tuple[int, int] | None:
    """The stretch after a quantity that can name what is counted."""
    if m := re.match(r"的?标准(?=[一-龥])|[的个](?!目标任务|任务)", text[a:b]):
        a += m.end()
    if a >= b or text[a] in "，、；：。）和与及或及至并" and not text[a] == "与":
        return None
    if text[a] == "（":
        close = text.find("）", a)
        if close < 0 or close + 1 >= b:
            return None
        return _noun_after(text, close + 1, b)
    if text.startswith(("以上", "以下", "的标准", "标准", "比例"), a) and b - a <= 4:
        return None
    if text.startswith(("的目标任务", "的任务", "目标任务"), a):
        return None
    if (m := _NEXT_PREDICATE.search(text, a + 2, b)) and "的" not in text[m.end() : b]:
        b = m.start()
    return a, b


def _fronted(text: str, a: int, b: int) -> tuple[int, int] | None:
    """将X, 对X: the object that stands before its verb; or the noun the segment begins with."""
    b_text = text[a:b]
    m = re.search(r"(?:^|.*?)(?:将|把|对于?|就)(?P<what>[^，]{2,60}?)(?:，?(?:按照?|给予|由)[^，]*)?$", b_text)
    if m and m["what"]:
        if (light := re.search(r"(?:等)?(?:进行|开展|予以|加以|实行|实施)$", m["what"])) and light.start() >= 2:
            b = a + m.start("what") + light.start()
            return core(text, a + m.start("what"), b)
        return core(text, a + m.start("what"), a + m.end("what")) if "的" not in m["what"][-12:] else (a + m.start("what"), a + m.end("what"))
    return None


def subject_of(text: str, a: int, b: int) -> tuple[int, int] | None:
    """The indicator before 达到, 不低于…: the whole of it, less what introduces it."""
    a = _strip_left(text, a, b, helping=True)
    while b > a and text[b - 1] in "，、：；的均将从":
        b -= 1
    if (m := re.search(r"[从由](?:平均|目前的?|现在的?)?\d[^从由]{0,12}$", text[a:b])) and m.start() >= 2:
        b = a + m.start()
    if re.fullmatch(r"(?:原则上|一般|总体|平均|均|分别|应当?|须|要|不得|可|进一步|都|至少)*", text[a:b]):
        return None
    if (each := re.search(r"每(?:人|月|年|户|周|天|生|学期|学年|人次)+$", text[a:b])) and each.start() >= 2:
        b = a + each.start()
    tail = re.search(r"(?:为|按|原则上|一般|总体|平均|均|分别|应当?|须|要|不得|能够|可|进一步|都|至少|人均)+$", text[a:b])
    if tail and tail.start() > 1:
        b = a + tail.start()
    if (m := re.match(r".{0,48}?(?:将|把)|对于?", text[a:b])) and b - a - m.end() >= 2:
        a += m.end()
    return (a, b) if b - a >= 2 else None


def _first_verb(text: str, a: int, b: int) -> tuple[int, int] | None:
    """The main verb of a stretch: at its beginning, or the first that is surely one."""
    depth = depths(text[a:b])
    first = VERB.match(text, a, b)
    if first:
        end = first.end()
        while more := re.compile(rf"(?P<and>和|并|与|、)?(?P<verb>{VERB.pattern})").match(text, end, b):
            sure = more["verb"] in STRONG and more["verb"] not in WEAK
            if not (more["and"] or (text[a:end] in HELPERS and (sure or more["verb"] in ("建设", "实施", "发展"))) or sure and len(more["verb"]) > 1):
                break
            end = more.end()
        return a, end
    if adverbial := re.compile(rf"(?:在|向|于|由|对|从|面向|围绕|以|按|按照|通过|利用|依托|会同|联合)[^，的]{{1,14}}?(?={VERB.pattern})").match(text, a, b):
        verb = VERB.match(text, adverbial.end(), b)
        if verb and depth[verb.start() - a] == 0 and len(verb[0]) > 1:
            return verb.span()
    for m in VERB.finditer(text, a, b):
        if depth[m.start() - a] == 0 and m[0] in STRONG and m[0] not in WEAK and len(m[0]) > 1 and "的" not in text[m.end() : m.end() + 1]:
            start = m.start()
            manner = re.search(rf"{MANNER_RE.pattern}$", text[a:start])
            end = m.end()
            while more := VERB.match(text, end, b):
                end = more.end()
            return (a + manner.start() if manner else start), end
    return None


_REACH = re.compile(r"(?:基本|全面|率先|初步|总体|要|应|须|均|都|将)*(?:达到|达|实现|取得|通过)")
_AGENT = re.compile(r"(?:部门|政府|单位|地区|学校|机构|城市|市|县|区|局|厅|委|部|院|署|会|处|中心|高校|中小学|地|办)$|^(?:各|在|由|通过|从|经)")
_SENT = re.compile(r"(?:.{0,24}?[将把])(?P<what>[^，]{2,80}?)(?:等)?(?:及时|统一|一并|按时)?(?P<verb>报送|上报|寄送|发送|提交|报|送)(?:至|到|给|往)?(?=[一-龥A-Za-z“])")
_LIGHT = frozenset(("进行", "予以", "给予", "开展", "加以", "实行"))
_SEND = re.compile(r"报送|上报|呈报|提交|寄送|发送|报|送达|移交|反馈|抄送")
_PROGRESS = re.compile(r"(?:取得|获得)[一-龥]{0,8}(?:进展|突破|成效|成果|实效|进步)$")
_JOINING = re.compile(r"参加|参与")
_PURPOSE = re.compile(r"(?<=.{2})用于")


def task(text: str, a: int, b: int) -> Phrase | None:
    """Action and object of a segment without a quantity, or None where it has no predicate."""
    start = a
    a = _strip_left(text, a, b)
    closing = CLOSING.search(text[a:b])
    progress = _PROGRESS.search(text[a:b])
    if progress and progress.start() >= 2 and not _AGENT.search(text[a : a + progress.start()]):
        return Phrase(progress[0], (a, a + progress.start()), start)
    if sent := _SENT.match(text, a, b):
        return Phrase(sent["verb"], sent.span("what"), start)
    first = _main_verb(text, a, b)
    if closing and closing.start() >= 2 and (closing["adverb"] or first is None or first[0] >= a + closing.start()):
        what = (_strip_left(text, a, a + closing.start(), helping=True), a + closing.start())
        if first is None or closing["adverb"] not in ("", "得到", "实现", "全部") or first[0] >= what[1]:
            return Phrase(closing[0], core(text, *what) if closing.start() > 16 else what, start)
    if first is None:
        return None
    action = text[first[0] : first[1]]
    subject = (a, first[0])
    fronted = _fronted(text, a, first[0])
    m = _PURPOSE.search(text, first[1], b) or (None if "的" in text[first[1] : b] else _JOINING.search(text, first[1] + 2, b))
    after = core(text, first[1], m.start() if m else b)
    if action in _LIGHT and fronted and after and after[1] - after[0] <= 8:
        return Phrase(text[first[1] : b], fronted, start)
    if _SEND.fullmatch(action) and (fronted or first[0] - a >= 3) and (after is None or _AGENT.search(text[slice(*after)])):
        return Phrase(action, fronted or _last_noun(text, *subject), start)
    if _REACH.fullmatch(action) and first[0] - a >= 3 and not _AGENT.search(text[slice(*subject)]) and not text.startswith(("在", "由", "通过", "从"), a):
        return Phrase(action, subject_of(text, *subject), start)
    what_of = after if after and after[1] - after[0] >= 4 else fronted or after or (subject if first[0] - a >= 2 else None)
    return Phrase(action, what_of, start) if what_of else None


def _main_verb(text: str, a: int, b: int) -> tuple[int, int] | None:
    """The verb of a segment: one that is as often a noun (试点城市…印发) yields to a sure one that follows."""
    first = _first_verb(text, a, b)
    if first is None or first[0] != a or text[slice(*first)] not in WEAK:
        return first
    later = next((m for m in VERB.finditer(text, first[1], b) if m[0] in STRONG and m[0] not in WEAK and len(m[0]) > 1), None)
    gap = text[first[1] : later.start()] if later else ""
    if later is None or not 2 <= len(gap) <= 24 or any(c in gap for c in "的、，和与") or b - later.end() < 2:
        return first
    return later.span()


def _last_noun(text: str, a: int, b: int) -> tuple[int, int] | None:
    """形成X报送…: the X."""
    verb = VERB.match(text, a, b)
    return core(text, verb.end() if verb else a, b)
