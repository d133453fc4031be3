"""Which characters recognisers take for one another, and which make a difference of substance."""
from __future__ import annotations

from collections import defaultdict
from functools import cache

from policyparse.lexicon.tables import rows_of

NUMERALS = frozenset("零〇○一二三四五六七八九十百千万亿两半")
NEGATIONS = frozenset("不非未无没否禁")
MEANING = NUMERALS | NEGATIONS | frozenset("上下前后左右大小高中低初甲乙丙丁东西南北内外增减男女")
"""A difference in one of these is one of substance."""

LEVELS = frozenset("省市县区州乡镇村校院级类等国部厅局所户人")
"""Words of one character that a list of like items differs in."""

SHORT_NAMES = frozenset("京津冀晋蒙辽沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝蜀黔滇藏陕陇")
"""Provinces in one character."""

PLACES = frozenset("村镇乡县市州区湾坪塘桥湖江河沟冲岭庄")
"""What a place's name ends with."""

SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱林何郭罗梁宋郑谢韩唐冯董程曹袁邓许傅沈曾彭吕卢蒋蔡贾魏薛叶阎余潘杜戴夏钟汪姜范姚谭廖邹熊陆郝孔崔邱秦史侯邵孟雷汤尹黎贺赖龚"
)
"""The commonest surnames, less those that stand alone as other words."""

FUNCTION = frozenset("的地得要应按对在以将把和与及或为并")
"""Words of one character without which a sentence says the same."""

_PAIRS = (
    "末未 己已 己巳 已巳 曰日 入人 八入 土士 干千 于干 于千 刀力 天夭 王玉 今令 戊戌 戍戌 免兔 析折 侯候 拔拨 晴睛 "
    "茶荼 崇祟 历厉 沦论 治冶 场扬 微徽 口日 日目 白自 问间 间闻 阅闯 太犬 木本 术木 体休 住佳 待侍 特持 社杜 右石 "
    "培陪 构枸 园圆 困因 因囚 育肓 健键 设没"
)


def are_confused(one: str, other: str) -> bool:
    """Whether recognisers are known to read one character for the other."""
    return one + other in _confused() or other + one in _confused()


def are_alike(one: str, other: str) -> bool:
    """Whether two characters are somewhat like one another, or doubles."""
    like = _somewhat_like()
    return other in doubles().get(one, "") or other in like.get(one, "") or one in like.get(other, "")


@cache
def doubles() -> dict[str, str]:
    """For each character those that it looks like, by their glyphs (`alike.tsv`) or by what is known, in order."""
    out = defaultdict[str, set[str]](set)
    rows = [(pair[0], pair[1]) for pair in _confused()] + [(char, close) for char, close, _ in rows_of("alike.tsv")]
    for char, others in rows:
        for other in others:
            out[char].add(other)
            out[other].add(char)
    return {char: "".join(sorted(others)) for char, others in out.items()}


@cache
def _confused() -> frozenset[str]:
    return frozenset(_PAIRS.split())


@cache
def _somewhat_like() -> dict[str, str]:
    """For each of the commonest characters those that the table has beside it."""
    return {char: like for char, _, like in rows_of("alike.tsv")}


def is_common(char: str) -> bool:
    """Whether a character is one of the thousands that any text uses."""
    return char in _common()


@cache
def _common() -> frozenset[str]:
    return frozenset(char for char, _, _ in rows_of("alike.tsv"))
