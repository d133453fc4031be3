"""What counts as a body (机关, 部门, 学校, 地区 …), and how a list of them is split. For folded text (`View.text`)."""
from __future__ import annotations

import re
from functools import lru_cache

from policyparse.lexicon.names import central_organs
from policyparse.targets.sentences import innermost

Part = tuple[int, int]

HIDDEN = "\0"
_PAIRS = {"（": "）", "〔": "〕", "[": "]", "【": "】", "{": "}", "〈": "〉"}
_CLOSERS = frozenset(_PAIRS.values())
_QUOTES = {"“": "”", "‘": "’", "《": "》", "「": "」"}
_MARKS, _ALL_MARKS = (
    re.compile(f"[{re.escape(''.join((*pairs, *pairs.values())))}]") for pairs in (_PAIRS, _PAIRS | _QUOTES)
)

_LEVEL = (
    "自治区|直辖市|自治州|设区市|县市区|辖市区|辖市|市县区|县区市|乡镇街道|乡镇|镇街|街镇|街道|村社区|社区|区县|县区|市县|县市|市州|地市|省市|"
    "省|市|州|地|盟|县|区|旗|乡|镇|村"
)
_LEVELS = re.compile(rf"(?:中央|国家|{_LEVEL})(?:级|[两三四]级)?")
_ALL_OF = r"(?:各|每个?|所有|有关|相关|全体|其他|其它|凡)"
_ORGAN_WORDS = (
    "厅|局|委|办|部|署|院|会|室|处|科|站|所|中心|行|社|校|政府|党组|党工委|支队|总队|大队|部队|部门|"
    "单位|机构|机关|组织|企业|公司|集团|大学|小学|中学|小学校|中小学|初中|高中|高等学校|幼儿园|职教中心|"
    "海关|工会|联合会|团委|妇联|文联|科协|残联|侨联|作协|台联|记协|工商联|社科联|联社|联席会议|智库|银行|"
    "基金|法院|检察院|监狱|军区|园区|开发区|高新区|经开区|示范区|合作区|保税区|自贸区|新区|新城|街道|行业|用户|"
    "林场|农场|电台|电视台|报社|出版社|协会|学会|商会|领导小组|工作组|工作队|督导组|督查组|检查组|考核组|工作专班|专班|指挥部|联盟|党委|总社|"
    "分社|地方|建设主体|实施主体|责任主体|申报主体|运营主体|管护主体|防指|博物馆|图书馆|文化馆|美术馆|体育馆|纪念馆|档案馆|基地"
)
_NO_ORGAN = re.compile(
    r"(?:社会|机会|大会|议会|盛会|运动会|家长会|培训会|交流会|座谈会|评审会|听证会|论证会|动员会|调度会|例会|发布会|总结会|洽谈会|对接会|招聘会|推进会|现场会|展览会|博览会|与会|开会|体会|理会|入会|全部|内部|干部|局部|外部|"
    r"东部|西部|中部|南部|北部|执行|进行|运行|试行|推行|实行|发行|自行|先行|举行|履行|施行|流行|出行|学科|本科|专科|文科|理科|场所|举办|开办|创办|经办|"
    r"督办|交办|申办|筹办|兴办|合办|住院|出院|入院|教室|病室|好处|之处|深处|到处|结局|布局|格局|当局|厕所|住所|处所|入校|进校|离校|返校|全社|部署|有所|为所|主办|承办|协办)$"
)
_PLACE_WORDS = f"{_LEVEL}|省份|地区|各地|所在地|城市|乡村"
_ORGANS_END, _PLACES_END = (tuple(words.split("|")) for words in (_ORGAN_WORDS, _PLACE_WORDS))
_LAST_OF_ORGANS, _LAST_OF_PLACES = (frozenset(word[-1] for word in words) for words in (_ORGANS_END, _PLACES_END))
MAY_END_A_BODY = _LAST_OF_ORGANS | _LAST_OF_PLACES | {"级", HIDDEN}
"""The last characters of organs and places, but for those of central organs."""
_LONGEST_LEVEL = 4
_SOME = re.compile(rf"^{_ALL_OF}")
_VERB_INSIDE = re.compile(
    r"(?<=[生人者民])向|(?<!自)由|人数|(?:主办|承办|协办)(?!单位|部门|方|机构)|涉及|不再|按(?!揭)|不[低少]于|根据|通过|为了|是否|以及其|应当|可以|需要|完成|提高|加强|促进|推动|"
    r"\d年|\d月|\d日|％|%|[。；！？：:]"
)
_ETC = re.compile(
    r"(?<![高中初同平均相])等(?:\d+|[一二三四五六七八九十]+)?[家个]?"
    r"(?:[^、，等]{0,14}?(?:部门|单位|机构|机关|组织|企业|学校|高校|医院|方面|地区|公司))?$"
)
_STRONG = re.compile(r"[、，,/;；]|(?<=各地|地区|部门|单位|各校)(?=各)")
_WEAK = re.compile(r"以及|和|与|及(?!其)|暨")
_LEADING = re.compile(r"^(?:以及|再由|由|请|和|与|及|并|是|为|[：:、，,])+")
_ASIDE = re.compile(r"^(?:不?含|包括|以下|下同|牵头|主责|主办|配合|协办|参与|[列排]|第一|首位)")


@lru_cache(maxsize=1024)
def hide(text: str, quotes: bool = False) -> str:
    """`text`, as long as before, with everything in brackets (and in quotation marks, if asked) blotted out.

    A bracket of another kind may close one, as scans mix them; one that is never closed is left as it is.
    """
    pairs, marks = (_PAIRS | _QUOTES, _ALL_MARKS) if quotes else (_PAIRS, _MARKS)
    found = list(marks.finditer(text))
    if not found:
        return text
    hidden: list[Part] = []
    stack: list[int] = []
    for m in found:
        i, c = m.start(), m[0]
        if c in pairs:
            stack.append(i)
        else:
            at = next((k for k in innermost(stack) if _closes(text[stack[k]], c)), None)
            if at is not None:
                while hidden and hidden[-1][0] > stack[at]:
                    hidden.pop()
                hidden.append((stack[at], i + 1))
                del stack[at:]
    pieces, last = [], 0
    for a, b in hidden:
        pieces += [text[last:a], HIDDEN * (b - a)]
        last = b
    return "".join([*pieces, text[last:]])


def _closes(opener: str, closer: str) -> bool:
    return closer in _CLOSERS if opener in _PAIRS else _QUOTES.get(opener) == closer


def is_level(name: str) -> bool:
    """Nothing but a level of government (市, 区县, 省级)."""
    name = name.replace(HIDDEN, "")
    return 0 < len(name) <= _LONGEST_LEVEL and _LEVELS.fullmatch(name) is not None


def is_organ(name: str) -> bool:
    """A name that ends as organs and institutions do (局, 部门, 人民政府, 学校 …); brackets in it are to be hidden."""
    name = name.replace(HIDDEN, "")
    if name in central_organs():
        return True
    if len(name) < 2 or name[-1] not in _LAST_OF_ORGANS or not name.endswith(_ORGANS_END):
        return False
    return not (_NO_ORGAN.search(name) or _VERB_INSIDE.search(name))


def is_place(name: str) -> bool:
    """A part of the country as one that acts: all of a kind (各地, 各市州), or one that ends in its level (长沙市)."""
    name = name.replace(HIDDEN, "")
    ends = name[-1:] in _LAST_OF_PLACES and name.endswith(_PLACES_END)
    return len(name) >= 2 and (ends or is_level(name)) and not _VERB_INSIDE.search(name)


def is_body(name: str) -> bool:
    """An organ or a place that acts."""
    return is_organ(name) or is_place(name)


def is_some(name: str) -> bool:
    """Begins with 各, 每, 有关 …: the whole of a kind."""
    return bool(_SOME.match(name))


def split_names(text: str, start: int, end: int) -> list[Part]:
    """The names in a list of bodies, 等 and what follows it left out.

    Args:
        text: The folded text the list stands in.
        start: Offset of the list's first character.
        end: Offset after its last.

    Returns:
        Offsets of the names, in order. Names are split at 、 ， and, where both sides are bodies, at 和 与 及 以及,
        outside of brackets; a level alone (市、县教育局) stays with the organ that follows. A name may yet be anything:
        ask `is_body`.
    """
    flat = hide(text[start:end])
    parts: list[Part] = []
    at = 0
    for sep in _STRONG.finditer(flat):
        parts.append((at, sep.start()))
        at = sep.end()
    parts.append((at, len(flat)))
    parts = _with_levels(flat, [_trimmed(flat, a, b) for a, b in parts])
    pieces = [piece for a, b in parts for piece in _at_words(flat, a, b)]
    names = [name for a, b in pieces if (name := _without_etc(flat, a, b)) is not None]
    return [(a + start, b + start) for a, b in names if b > a]


def _trimmed(flat: str, a: int, b: int) -> Part:
    lead = _LEADING.match(flat[a:b])
    a += lead.end() if lead else 0
    while b > a and flat[b - 1] in "。.、，；;":
        b -= 1
    return a, b


_GOVERNMENT = re.compile(rf"(?:{_LEVEL}){HIDDEN}*(?:级)?(?:人民)?(?:政府|党委|党工委|管委会)")
_BARE_NAME = re.compile(r"[一-龥]{2,4}")
_SHARED_HEAD = re.compile(  # 甲地、乙地、丙地经济开发区管委会
    r"(?:[一-龥]{2,3}、){0,20}[一-龥]{2,3}(?:国家级?|省级)?(?:经济|高新|工业|产业|综合|技术|农业|生态|旅游|文化|保税|自贸){1,3}"
    r"(?:开发|产业|示范|度假|保税|试验)?(?:园区|区|园)|"
    r"(?:[一-龥]{2,4}、){0,20}[一-龥]{2,4}(?:主管)?(?:部门|公司|企业)$"  # 教育、财政部门; 供水、燃气公司
)
_RANK = {c: i for i, c in enumerate("省市州县区旗乡镇村")}


def _with_levels(flat: str, parts: list[Part]) -> list[Part]:
    """市、县（市、区）教育局 is one name, and so is 各县、市、区人民政府."""
    out: list[Part] = []
    for a, b in reversed(parts):
        word = flat[a:b].replace(HIDDEN, "")
        plain = is_level(word)
        every = word[:1] == "各" and is_level(word[1:])
        if out and (plain or every) and out[0][0] == b + 1:
            nxt = flat[out[0][0] : out[0][1]]
            body = nxt[1:] if nxt[:1] == "各" else nxt
            level = re.match(_LEVEL, nxt)
            more = level is not None and level.end() < len(nxt)
            falling = level is not None and _RANK.get(word[-1], 9) < _RANK.get(nxt[0], 0)
            if (_GOVERNMENT.match(body) and nxt[:1] != "各") or (more and plain) or (more and falling):
                out[0] = (a, out[0][1])
                continue
        if out and out[0][0] == b + 1 and flat[b] == "、" and _may_share(word) and _SHARED_HEAD.match(flat, *out[0]):
            out[0] = (a, out[0][1])
            continue
        out.insert(0, (a, b))
    return out


def _may_share(word: str) -> bool:
    """A name too short and bare to be a body: the head of the list's last one is its own, too."""
    return _BARE_NAME.fullmatch(word) is not None and not is_body(word)


def _at_words(flat: str, a: int, b: int) -> list[Part]:
    """Split at 和, 与, 及, 以及 where a body stands on either side."""
    for sep in _WEAK.finditer(flat, a, b):
        left, right = flat[a : sep.start()], flat[sep.end() : b]
        if _names_body(left) and _names_body(_LEADING.sub("", right)):
            return [(a, sep.start()), *_at_words(flat, sep.end(), b)]
    return [(a, b)]


def _names_body(name: str) -> bool:
    return is_level(name) or is_body(_ETC.sub("", name)) or is_body(name)


def _without_etc(flat: str, a: int, b: int) -> Part | None:
    """市教育局等部门 → 市教育局; 某区等相关区政府 stays whole, as 某区 is no organ; 等有关部门 alone is nobody."""
    a, b = _trimmed(flat, a, b)
    etc = _ETC.search(flat, a, b)
    if etc is None:
        return a, b
    if etc.start() == a:
        return None
    name = flat[a : etc.start()]
    place = is_place(name) and not is_organ(name) and len(etc[0]) > 1
    return (a, b) if place else (a, etc.start())


def without_aside(text: str, a: int, b: int) -> tuple[Part, str]:
    """A name less a bracket at its end that says something about it （含…）（牵头）, and what that bracket says."""
    if b > a and text[b - 1] in _CLOSERS:
        flat = hide(text[a:b])
        cut = len(flat.rstrip(HIDDEN))
        inside = text[a + cut + 1 : b - 1]
        if 0 < cut < len(flat) and _ASIDE.match(inside):
            return (a, a + cut), inside
    return (a, b), ""
