"""Where the noun that is counted, reached or worked on begins and ends."""
from __future__ import annotations

import re

from policyparse.lexicon.verbs import MANNER_RE
from policyparse.targets.distribution import before_each
from policyparse.targets.quantities import Amount
from policyparse.targets.sentences import depths
from policyparse.targets.verbs import is_sure, verb_at

Part = tuple[int, int]

_MODAL = (
    r"至少|最少|主要(?=实施|建设|开展|完成|推进|解决|支持|用于|组织|抓好)|并且?|且|同时|其中|以及|及|和|与|或|还|也|则|即|如|又|再|另外|此外|届时|原则上|一般(?!公共|性|纳税|事项|项目|登记|企业|工业|固[体废]|债券|诊疗|农户|水平|程序)|应当?(?![急用收届聘援])|须|需要?|必须|可以?|要求?|要|能|会|拟|"
    r"预计|预期|计划|由|使|让|令|令其|确保|力争|争取|努力|促使|其|具备|拥有"
)
_WILL = r"将(?=于|会|继续|进一步|举行|举办|召开|开展|在)"  # 将于: not the 将 that puts an object before its verb
_ITEM = r"[①-⑳]|（\d{1,2}）|\d{1,2}[.．](?!\d)|[一二三四五六七八九十]是"  # a label inside a paragraph: ②硬化道路20公里
_LEAD = re.compile(rf"(?:{_ITEM}|{_MODAL}|{_WILL}|{MANNER_RE.pattern}|[，、：；])")
_HELPING = re.compile(
    r"推动|引导|鼓励|支持(?!额|标准|比例|力度|资金|强度|对象|期限)|实现|促进|保证|保障|带动|助力|撬动|支撑|完成"
)
_TIME = re.compile(
    r"""
    (?: 每(?:半?年|月|季度?|周|天|日|旬|学期|学年)
      | [到至在于]? \d{4}年(?!度) (?: 底 | 末 | 前 | \d+月 (?:底|末)? 前? )? (?:之?前|以前)?
      | 年底 | 年内 | 全年 | 今年 | 明年 | 五年内 | 三年内
    ) [，、]?
    """,
    re.VERBOSE,
)
_PLANNED = "计划"  # 计划|评选; but 计划总投资
_ONE_CHARACTER = frozenset("将把要能会由使让令到在于向按其且并及和与或还也则即如又再")
_OF_A_KIND = tuple("类型性式")
_OPENS_A_WORD = re.compile(
    r"将军|要[素点求]|能[力源耗效]|会[议员展同商诊]|由于|使[用馆]|在[校线园岗职建]|向上|按揭|其[他余]|到[位期岗]|并[网联]|及时|即[办时]|和谐|与会|再[生制]|令行"
)
_TAIL = re.compile(
    r"(?:等(?:方面|领域|工作|任务|内容|事项)?|(?<!各项)(?<!的)(?:工作|任务)|的(?:标准|目标|要求|比例|规模|额度)?|左右|以上|以内|各?一式(?:[\d一二两三四五六七八九十]份)?)$"
)
_AND_SUCH = re.compile(r"(?<![中高初同平对优不均甲乙丙特一二三])等(?![次级候额效比份离同于待第])[一-龥]{2,8}$")
_AND_THEN = re.compile(
    r"(?<![合兼吞归])并(?![网购联行轨发])(?P<next>与|予以|给予|及时|按|将|向|报|对|在|于|以|由|做好|适时)?"
)
_GLOSS = re.compile(r"（(?:[^（）]{5,}|(?:含|见|附|详见|样式|一式)[^（）]{1,})）$")
_GLOSS_WITHIN = re.compile(r"（(?:不?含|包括|主要|即|如|指|[一-龥“”]{1,12}、)[^（）]{1,40}）(?![的、和及与])")
_SHORTEST_AFTER_GLOSS = 4
_COPIES = re.compile(  # 汇总表（纸质版|一式|3份）
    r"(?:加?盖章?|纸质|打印|原件|复印|书面|签字|胶装|电子)?[版件稿的]?各?一式"
)
_STANDARD = re.compile(
    r"的?标准(?![化件间地厂])(?=[一-龥])|的(?:比例|额度|幅度|规模|[税费利]率)(?=[一-龥]{2})|[的个](?!目标任务|任务)"
)
_SPAN = ("范围", "区间")  # 在1000-3000元|范围内|确定
_ANOTHER = re.compile(r"\d[\d.]{0,8}[百千万亿]{0,2}[一-龥]{1,3}")  # 6处|9.5万亩
_NOTHING_COUNTED = ("的目标任务", "的任务", "目标任务")
_WHERE = re.compile(r"在(?![校线园岗职建册编读])|从事")
_FOR = "用于"
_FIT = re.compile(r"为[主宜限准辅佳妥]")  # 以不超过70平方米|为主
_LEVELS = ("以上", "以下", "的标准", "标准", "比例")
_NEXT_PREDICATE = re.compile(
    r"进行|为期|建成(?![区年])|成为|(?:到|赴)(?=[^，的]{2,12}(?:进修|学习|挂职|任教|任职|锻炼|支医|支教|坐诊|驻点|蹲点|培训|开展))|(?:到|深入|下沉|进驻|赴)(?=企业|基层|农村|学校|一线|乡镇|社区)|作为|(?:须|应当?|要|必须)(?=[在于按])|参加|参与|用于|完成|实现|达到|进入|入选|开展|参评|参展|纳入|"
    r"通过(?!率)|获得|取得|担任|成长为|升级为|转型为|投入使用|报送|上报|报(?=[省市州县区部厅局])|牵头|具体负责|专门负责"
)
_MANNER_AT_END = re.compile(rf"{MANNER_RE.pattern}$")
_FRONTED = re.compile(  # 就业, 对口, 将来 are words of their own
    r"(?:将(?![来军])|把(?![握关控])|(?<![针相应面])对(?![口外接象标应比台照策])于?|就(?![业近地读医诊学餐职座绪任]))"
    r"(?P<what>(?:[^，将把]|将[来军]|把[握关控]){2,60}?)(?:，?(?:按照?|给予|由)[^，]{0,80})?$"
)
_MADE = re.compile(  # 将课程|纳入…
    r"(?:分解|细化|落实|延伸|下沉|分配|传导)[到至给]|纳入|列入|列为|作为|转化为|建设成|打造成|(?:上?报送?|提交|寄送|发送)(?=[至到给]|组委会|[省市县]|我)"
)
_HOW_OFTEN = re.compile(r"每[一-龥]{1,3}(?:至少|最少|应|要)?$|(?:至少|最少)$")
_DEALT_OUT = re.compile(r"(?:分别|各|均|再|另|一次性){1,3}$")
_IN_WRITING = re.compile(  # 将落实情况|书面|报送, 将材料|一式三份|寄送
    r"(?:书面|统一|及时|一并|按时|按期|如期|逐级|正式|汇总后?|盖章后?|一式){1,3}$"
)
_LIGHT_VERB = re.compile(r"(?:等)?(?:进行|开展|予以|加以|实行|实施)$")
_AMBIGUOUS = re.compile(r"(?:重点|新|公开|统一|平均|总体|试点|示范|综合|基本|有效)$")
BY_HEAD = ("人均", "户均", "生均", "亩均")
"""What an indicator is reckoned by, before its name or behind it."""

_MODALS_ONLY = re.compile(
    r"(?:最[高多低少]|累计|合计|单[个项台件户家]|[\d一两二三四五]年|共计|一律|全部|务必|必须|原则上|一般|总体|平均|均|分别|应当?|须|要|不得|可|进一步|"
    r"都|至少)*"
)
_EACH_TIME = re.compile(r"每[次人期场批天周月年班节]")  # 每次|不少于3天
_BASELINE = re.compile(
    r"(?:(?<![占对环])比|较)(?:上一?年|去年|\d{4}年|“[^”]{2,8}”)(?:[期底末]|期末|同期|[期时][间期])?(?:水平)?$|"
    r"以[^，]{1,8}为单位$|"
    r"在[^，]{1,10}基础上$|(?:按可比价格?|按?同口径)$|增[长速幅](?:快于|高于|低于|慢于)[^，]{2,12}$"
)
_FROM_VALUE = re.compile(r"[从由][^从由，\d]{0,12}\d[^从由]{0,12}$")
_EACH_OF_THEM = re.compile(r"每[人户家个所名校村县镇乡年月](?:至少|最多|$)")  # 帮助200户家庭|每户|至少1人
_SHORTEST_OWN = 6
_PER = re.compile(
    r"(?:每(?:人次|人|月|年|户|周|天|生|学期|学年|期|次|场|批|届|半年|季度|课时|学时|节课?)){1,3}$|\d{1,2}年$"
)
STANDARD_IS = re.compile(  # 交存标准为|多层每平方米60元、高层…
    r"(?:标准|补助|补贴|资金|费用|经费|奖励)(?:分别)?(?:为|是|按照?)(?=[一-龥]{2})(?!每|[^，]{0,4}[人年月]均)"
)
ACCORDING = re.compile(  # 按|一等奖5000元
    r"(?:从[^，]{2,16}?[中里])?(?:分别)?(?:按照?|依照|以)(?![揭时期质摩键需上下外内来])"
)
_RECKONED_BY = re.compile(  # 村医|按服务人口|每千人配备1名
    r"(?:按照?|依照)[^，、按]{0,6}(?:人口|人数|数量|面积|里程|规模)$"
)
_AT_A_RATE = re.compile(r"(?:(?:原则上|应当?|要|须|均|都|各){0,3}(?:[由按以]|按照|依照))$")
_MODAL_TAIL = re.compile(
    r"(?:为|按照?|原则上|一般|总体|平均|均|分别|应当?|须|要|务必|必须|不得|能够|(?<![许认])可|进一步|都|至少|最[多少高低]|至多|人均|优于|好于|力争|争取|计划|预计){1,6}$"
)
_AND_OTHERS = re.compile(r"等(?:\d{1,3}|[一二三四五六七八九十]{1,3})[种类项个家大](?=[一-龥]{3})")
_INTRODUCED = re.compile(r".{0,48}?(?:将|把)|对于?|[^，、的]{2,20}?(?:要|应当?|须|必须|切实|努力)(?:确保|力争|保证)")


def strip_left(text: str, a: int, b: int, helping: bool = False) -> int:
    """Past labels, conjunctions, modal and manner words, and times at the left; with `helping` past 推动, 支持… too."""
    while a < b:
        m = _TIME.match(text, a, b) or _LEAD.match(text, a, b)
        if m is None and helping and verb_at(text, a, b) is not None:
            m = _HELPING.match(text, a, b)
        if m is None or (m.end() == b and b - a > 2):
            return a
        if m[0] in _ONE_CHARACTER and _OPENS_A_WORD.match(text, a):
            return a
        if text[m.end() : m.end() + 1] in _OF_A_KIND:
            return a  # 动态|类栏目
        if m[0] == _PLANNED and verb_at(text, m.end(), b) is None:
            return a
        a = m.end()
    return a


def core(text: str, a: int, b: int, listed: bool = False) -> Part | None:
    """The noun that a long modifier ends in: what stands after the last 的 outside of quotes and brackets.

    With `listed`, a list before 等 is left out as well (A、B、C等创新平台 → 创新平台): what is counted is the kind.
    """
    while a < b and text[a] in "的了出个，、：；":
        a += 1
    if text.startswith("部分", a) and b - a > 4:
        a += 2
    b = _without_tail(text, a, b)
    depth = depths(text[a:b])
    if listed:
        ends = [i for i, c in enumerate(text[a:b]) if c == "等" and depth[i] == 0]
        if ends and "、" in text[a : a + ends[-1]] and (b - a) - ends[-1] > 3:
            depth = depth[ends[-1] + 1 :]
            a += ends[-1] + 1
    if b - a > 7:
        at = [i for i, c in enumerate(text[a:b]) if c == "的" and depth[i] == 0]
        if at and (b - a) - at[-1] > (3 if listed else 5) and (len(at) > 1 or at[-1] >= 3):
            a += at[-1] + 1
    return (a, b) if b > a else None


def _without_tail(text: str, a: int, b: int) -> int:
    """Where a noun ends without 并上报, 等工作, 左右, marks and a gloss in brackets."""
    for then in _AND_THEN.finditer(text, a + 2, b):
        if then["next"] or verb_at(text, then.end(), b):
            b = then.start()
            break
    while m := _TAIL.search(text, a, b):
        if m.end() - m.start() >= b - a - 1 or (m[0] in ("工作", "任务") and b - a < 10):
            break
        b = m.start()
    while a < b and text[b - 1] in "，、：；各":
        b -= 1
    if (such := _AND_SUCH.search(text[a:b])) and such.start() >= 2 and "、" not in text[a:b]:
        b = a + such.start()  # 经典剧目等展演活动
    return _without_gloss(text, a, b)


def _without_gloss(text: str, a: int, b: int) -> int:
    """Where a noun ends without what a bracket says about it."""
    gloss = _GLOSS.search(text[a:b])
    return a + gloss.start() if gloss and gloss.start() >= 2 else b


def noun_after(text: str, a: int, b: int) -> Part | None:
    """The stretch after a quantity that can name what is counted."""
    if m := _STANDARD.match(text, a, b):
        a = m.end()
    if a >= b or text[a] in "，、；：。）和及或至并" or _ANOTHER.fullmatch(text, a, b):
        return None
    if text.startswith(_SPAN, a):
        return None
    if text[a] == "（":
        close = text.find("）", a)
        return noun_after(text, close + 1, b) if 0 < close + 1 < b else None
    if _WHERE.match(text, a, b) and "的" not in text[a:b]:
        return None
    if _FIT.match(text, a, b):
        return None
    if text.startswith(_FOR, a):
        a += len(_FOR)  # 安排5%|用于|教师培训
    if (text.startswith(_LEVELS, a) and b - a <= 4) or text.startswith((*_NOTHING_COUNTED, "作为"), a):
        return None
    if (each := _EACH_OF_THEM.search(text, a + 2, b)) is not None:
        b = each.start()
    while b > a + 2 and text[b - 1] in "和与及、" and (text[b : b + 1].isdigit() or text.startswith("每", b)):
        b -= 1
    if (m := _NEXT_PREDICATE.search(text, a + 1, b)) and (m[0] == "进行" or "的" not in text[m.end() : b]):
        b = m.start()
        how = _MANNER_AT_END.search(text, a + 1, b)  # 30个|县|率先实现
        b = how.start() if how else b
    return a, b


def fronted(text: str, a: int, b: int) -> Part | None:
    """The object that 将, 把 or 对 puts before its verb."""
    m = _FRONTED.search(text[a:b])
    if m is None:
        return None
    start, end = a + m.start("what"), a + m.end("what")
    if (often := _HOW_OFTEN.search(text, start, end)) and often.start() - start >= 2:
        end = often.start()  # 对养老机构|每半年至少|检查一次
    if (dealt := _DEALT_OUT.search(text, start, end)) and dealt.start() - start >= 2:
        end = dealt.start()  # 对通过验收的|分别|奖励
    if (how := _IN_WRITING.search(text, start, end)) and how.start() - start >= 2:
        end = how.start()
    if (made := _MADE.search(text, start + 2, end)) is not None:
        end = made.start()
    if (light := _LIGHT_VERB.search(m["what"])) and light.start() >= 2:
        return core(text, start, start + light.start())
    return (start, end) if "的" in m["what"][-12:] else core(text, start, end)


def in_brackets(text: str, a: int, amount: Amount) -> Part | None:
    """A quantity in brackets speaks of the noun before them (推荐函（一式2份）), or of one beside it （时长8分钟）."""
    opened = text.rfind("（", a, amount.start)
    if opened < 0 or text.rfind("）", opened, amount.start) >= 0:
        return None
    beside = max(opened, *(text.rfind(c, opened, amount.start) for c in "，、；")) + 1
    if amount.start - beside >= 2 and not _COPIES.match(text, beside, amount.start):
        return beside, amount.start
    moved = fronted(text, a, opened)
    return core(text, *(moved or (strip_left(text, a, opened), opened)), listed=True)


def with_ambiguous(text: str, first: int, a: int, subject: bool = False) -> int:
    """重点食品, 新开工项目, 基本医疗: an adverb that is the beginning of a noun as often stays with what follows it."""
    m = _AMBIGUOUS.search(text[first:a])
    verb = verb_at(text, a) if m else None
    led = verb is not None and (is_sure(verb.word) or not subject)
    return a if m is None or led else first + m.start()


def subject_of(text: str, a: int, b: int) -> Part | None:
    """The indicator before 达到, 不低于…: the whole of it, less what introduces it."""
    a = with_ambiguous(text, a, strip_left(text, a, b, helping=True), subject=True)
    if (according := ACCORDING.match(text, a, b)) is not None and b - according.end() >= 2:
        a = according.end()
    if (standard := STANDARD_IS.search(text, a, b)) is not None and b - standard.end() >= 2:
        a = standard.end()
    if (alone := before_each(text, a, b)) - a >= 2:
        b = alone
    if (by := _RECKONED_BY.search(text, a + 2, b)) is not None:
        b = by.start()
    if (rate := _AT_A_RATE.search(text, a + 2, b)) is not None:
        b = rate.start()  # 租赁补贴|按每人每月12元发放
    if text.endswith((*BY_HEAD, "年均"), a, b) and b - a > 4:
        b -= 2  # 科普经费|人均|不低于2元
    while b > a and text[b - 1] in "，、：；的均将从等各":
        b -= 1 + text.endswith("平均", a, b)
    if (m := _FROM_VALUE.search(text[a:b])) and m.start() >= 2:
        b = a + m.start()
    if (m := _BASELINE.search(text[a:b])) and m.start() >= 2:
        b = a + m.start()
    elif m and m.end() == b - a:
        return None  # 较2023年|翻一番: what doubles stands before
    if text.endswith(("后", "之前"), a, b) and b - a > 2:
        return None  # 市教育局审核后|报省教育厅
    if _MODALS_ONLY.fullmatch(text, a, b) or _EACH_TIME.fullmatch(text, a, b) or _PER.fullmatch(text, a, b):
        return None
    if (tail := _MODAL_TAIL.search(text[a:b])) and tail.start() > 1:
        b = a + tail.start()
        alone = before_each(text, a, b)  # 县级部门|每季度|至少
        b = alone if alone - a >= 2 else b
    if text.endswith("在", a + 2, b):
        b -= 1  # 标准|在每生每年1000—3000元
    if (m := _INTRODUCED.match(text[a:b])) and b - a - m.end() >= 2:
        a += m.end()
    if (kinds := _AND_OTHERS.search(text, a, b)) and "、" in text[a : kinds.start()]:
        a = kinds.end()  # 废钢铁、废铜等9种|再生资源利用量
    b = _without_gloss(text, a, b)
    a = _past_owner(text, a, b)
    return (a, b) if b - a >= 2 else None


def _past_owner(text: str, a: int, b: int) -> int:
    """Where an indicator's own name begins: 甲银行和乙公司承担的|风险分担比例, 项目（含改扩建、技改）|审批时限."""
    depth = depths(text[a:b])
    if (gloss := _GLOSS_WITHIN.search(text, a, b)) is not None and b - gloss.end() >= _SHORTEST_AFTER_GLOSS:
        return gloss.end()
    at = [i for i, c in enumerate(text[a:b]) if c == "的" and not depth[i]]
    return a + at[-1] + 1 if at and b - a - at[-1] > _SHORTEST_OWN else a
