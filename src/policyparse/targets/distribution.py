"""What a quantity is distributed over: 每人每年 → 人·年, 每个省 → 省, 500元/人·年 → 人·年."""
from __future__ import annotations

import re
from collections.abc import Iterator

from policyparse.targets.organs import is_body
from policyparse.targets.verbs import verb_at, word_at

_NOT_INSIDE = {
    "人": "员才口大民群", "县": "市区级域医直", "市": "州场直级民", "校": "区医", "班": "级", "队": "伍员",
    "乡": "镇村卫", "镇": "卫", "村": "卫委医级民居校",
}
"""Of one-character words what must not follow: 每人|每人员."""

_TIMES = frozenset(["年", "月", "周", "天", "日", "季度", "学期", "学年", "半年", "期", "次"])
_SHORT = "|".join(
    ["常住人口", "户籍人口", "人口", "乡镇(?!卫)", "季度", "学期", "学年", "半年", "课时", "学时", "岗位"]
    + [f"{c}(?![{after}])" for c, after in _NOT_INSIDE.items()]
    + ["床位", "平方公里", "平方米", "立方米", "公里", "公顷", "千瓦时?", "小时", "标准箱"]
    + list("户亩生年月旬周天日季组期次场届吨床")
)
_MEASURES = (
    r"个|家|所|名|位|支|座|辆|台|间|条|片|项|件|组(?=[一-龥]{2}队)|批|门|多(?=[一-龥])|起|"
    r"例(?=[一-龥])|张|场(?=[一-龥])|只|头|株|堂|节(?=课)|篇|首|册|套|处|栋|幢|宗|幅|部(?!门)|本(?!级)|艘|架|盏|眼|孔|棵"
)
_STOP = re.compile(  # what a predicate or a number begins with
    r"(?:[省市县区]|中央|各级)财政|每|至少|最|不|要|须|应|可|原则|各|平|有|分别|一次性|的|为|中|累|统|限|重点|力|必|都|均|再|新|在|报|"
    r"选|配|设|接|派|享|办|送|年度|当年|共同|，|\d|[一二两三四五六七八九十]|$"
)
_GIVEN = (  # 每个|给予10万元
    r"给予|补助|奖励|资助|补贴|安排|不超过|不少于|不低于|至少|最高|发放|享受|建设|推荐|申报|报送|限"
)
_EACH = re.compile(
    rf"""
    (?:平均)? 每 (?: 隔 | 满 | 运行 | 行驶 | 使用 | 工作 )?
    (?P<number> [\d一二两三四五六七八九十百千万]* (?: [至到—\-~～] [\d一二两三四五六七八九十]+ )? )
    (?P<measure> {_MEASURES} )?
    (?P<what> (?={_GIVEN}) | {_SHORT} | (?=[一-龥]) | )
    """,
    re.VERBOSE,
)
_ONE_MORE = re.compile(  # 每招用1人, 每增加一个胎儿
    r"每(?:多|再)?(?:增加|新增|增|招用|吸纳|培育|培养|引进|建成|新建|完成|发生|认定|获得|举办|推荐|转化|生育|聘用|录用)"
    r"(?:[1一])(?P<unit>[个名家人例件项户次]|所|起)(?P<what>[一-龥]{0,6}?)(?=[，的]|给予|奖励|补[助贴]|增加|按|$)"
)
_PEOPLE = re.compile(  # 每千人口床位数: an indicator's name that says of how many
    r"每(?P<all>[\d.]*[百千万]+(?:常住人口|户籍人口|人口|名?老年人|名?学生|人(?![均次才])|户(?:居民|家庭)?|辆|平方公里))"
)
_SINGLE = re.compile(r"单(?P<measure>[个家项户台件]|[站村店馆](?=[一-龥]))(?!冠军)")
_SINGLE_THINGS = "站村店馆"
_BARE = ("大小", "规模", "面积", "长度", "容量", "时长", "金额", "重量", "价格", "数量")  # 单个|文件|大小: what of it
_MEAN = re.compile(  # 生均公用经费, 年人均
    r"(?P<year>(?<![\d近每全当本今])年)?(?P<by>[人生户亩班校村镇])均(?![衡匀等]|预期|期望|受教育)"
)
_OWNED = re.compile(r"拥有|配备|配置|配套|至少|不少于|不低于|\d")  # but 每千人口床位数 is a name
_ATTRIBUTE = re.compile(r"(?:建筑|用地)?面积|总?投资额?|金额|时长|时间|规模|长度|人数|容量|价格|直径|字数")
_GREAT = ("百", "千", "万")
_ROUNDS = ("项", "件", "组", "批", "场", "支", "堂", "门")
_THEIR_PEOPLE = re.compile(
    r"[一-龥]{0,6}(?:人员|学生|教师|老师|队员|选手|成员|作者|人数)(?:不|限|最多|至多|为|应|须|可|\d|$)"
)
_LONGEST = 8
_PERSONS = "者员人长师工生户"
_SHORTEST_NAME = 2
_IN_BRACKETS = re.compile(r"（[^（）]{1,12}）")
_UNIT = (
    r"(?:人次|人|年|月|日|天|周|户次|户|亩|生|次|吨|平方公里|公里|平方米|立方米|千瓦时|千瓦|度|小时|家|个|床|张|台|套|辆|所|校|班|项|"
    r"件|例|头|只|公顷|学期|学年|季度|村|县|镇|课时|学时|名|米|升|标准箱|场|期|批|届)"
)
_SLASH = re.compile(
    rf"""
    (?: （[含不]{{1,2}}含?） )?        # 元（含）/人
    (?: / | 每 )
    ( {_UNIT} (?: [·•/、]? {_UNIT} )? )
    """,
    re.VERBOSE,
)


def distribution(text: str) -> str | None:
    """What a quantity that follows `text` is distributed over: 每人每年 → 人·年, 每个省 → 省; None if nothing."""
    each = _row(_each(text))
    if not each and (people := _PEOPLE.search(text)):
        return people["all"]
    return "·".join(each[-1:] if len(set(each)) < len(each) else each) or None


def _row(found: list[tuple[str, int, int]]) -> list[str]:
    """The last of them, with those that stand next to it (每人每平方米每月) or the one before (每县确定村庄，每村)."""
    row = found[-2:]
    for one in reversed(found[:-2]):
        if one[2] != row[0][1]:
            break
        row = [one, *row]
    return [what for what, _, _ in row]


def by_head(text: str) -> str | None:
    """生均公用经费 → 生: what an indicator is reckoned by, in its name."""
    mean = _MEAN.search(text)
    return f"{mean['by']}·年" if mean and mean["year"] else mean["by"] if mean else None


def but_for_times(per: str | None) -> str | None:
    """学校·年 → 学校: what comes round is the deadline's recurrence."""
    return "·".join(x for x in per.split("·") if x not in _TIMES) or None if per else None


def before_each(text: str, a: int, b: int) -> int:
    """Where `text[a:b]` ends without the row of 每… that it ends in: 送戏下乡|每村每年."""
    for _, start, end in reversed(_each(text[a:b])):
        if a + end != b:
            break
        b = a + start
    return b


def past_each(text: str, a: int, b: int) -> int:
    """Where what comes after a 每个县 or 每千名老年人 begins in `text[a:b]`; `a` where it names no sharers."""
    if text.startswith(("将", "把"), a):
        return a  # 将补助标准每人每月提高5元: what is raised stands before
    ends = [end for what, _, end in _each(text[a:b]) if what not in _TIMES and text[a + end : b] not in _BARE]
    return a + ends[-1] if ends else a


def _each(text: str) -> list[tuple[str, int, int]]:
    """Each 每… of a text: what it names, where it begins and ends."""
    out = []
    for m in _EACH.finditer(text):
        if (step := _ONE_MORE.match(text, m.start())) and (step["what"] or step["unit"] not in ("个", "家", "名")):
            out.append((step["what"] or step["unit"], m.start(), step.end()))
            continue
        number, measure, what, end = m["number"], m["measure"] or "", m["what"], m.end()
        if measure in _ROUNDS and _THEIR_PEOPLE.match(text, end):
            out.append((measure, m.start(), end))  # 每项|参赛学生|不超过5人
            continue
        if measure and not what and _ATTRIBUTE.match(text, end):
            out.append((number + measure, m.start(), end))  # 每个|面积不小于500平方米
            continue
        if not what and not text.startswith("每", end) and not re.match(_GIVEN, text[end:]):
            end = _end_of_noun(text, end)
            what = text[m.end() : end]
        elif what and (named := _IN_BRACKETS.match(text, end)):
            what, end = what + named[0], named.end()  # 每个乡镇（街道）
        if not (what or measure) or (number.startswith(_GREAT) and not _is_owned(what, text[end:])):
            continue
        keep = measure if number or not what else ""  # 每个省 → 省, 每3个村 → 3个村
        out.append((f"{number}{keep}{what}", m.start(), end))
    return sorted([*out, *_singles(text)], key=lambda x: x[1]) if "单" in text else out


def _singles(text: str) -> Iterator[tuple[str, int, int]]:
    """Each 单个项目 of a text: the word that follows it, as `_each` has them."""
    for m in _SINGLE.finditer(text):
        if any(c.isdigit() for c in text[m.end() :]):
            continue  # 单户担保金额500万元以下的占比: which ones are meant
        word = word_at(text, m.end())
        if m["measure"] in _ROUNDS and _THEIR_PEOPLE.match(text, m.end()):
            yield m["measure"], m.start(), m.end()  # 单项|参赛人数
            continue
        if m["measure"] in _SINGLE_THINGS:
            yield m["measure"], m.start(), m.end()  # 单站|充电桩
            continue
        if m.end() == len(text) or verb_at(text, m.end()) is not None:
            if m["measure"] != "个":
                yield m["measure"], m.start(), m.end()  # 单户|补贴
            continue
        for of in _BARE:
            word = word.removesuffix(of)
        if len(word) >= _SHORTEST_NAME:
            yield word, m.start(), m.end() + len(word)


def _is_owned(what: str, after: str) -> bool:
    """Whether the share of 每千名老年人 follows (拥有…; 每百户|20平方米), or it only begins an indicator's name."""
    return _OWNED.match(after) is not None or not after


def _end_of_noun(text: str, start: int) -> int:
    """Where a noun that begins at `start` ends: before a verb, a modal or a number."""
    end = start
    while end < len(text) and end - start <= _LONGEST:
        if m := _IN_BRACKETS.match(text, end):
            return m.end()
        stops = (_STOP.match(text, end) and word_at(text, end)) or _OWNED.match(text, end) or verb_at(text, end)
        if not "一" <= text[end] <= "龥" or (end > start and stops):
            break
        end += 1
    return start if end - start > _LONGEST else _end_of_sharer(text, start, end)


def _end_of_sharer(text: str, start: int, end: int) -> int:
    """每个示范区|核心面积: where a body or a place ends that what it has follows."""
    if is_body(text[start:end]) or text[end - 1] in _PERSONS:
        return end
    at = start
    stops = []
    while at < end and (word := word_at(text, at)):
        at += len(word)
        if at < end and is_body(text[start:at]):
            stops.append(at)
    return stops[-1] if stops and end - stops[-1] >= _SHORTEST_NAME else end


def after_slash(text: str, at: int) -> tuple[str | None, int]:
    """The 人·年 of 元/人·年 at a place, and where it ends."""
    m = _SLASH.match(text, at)
    return (m[1].replace("/", "·").replace("•", "·"), m.end()) if m else (None, at)
