"""Which characters recognisers take for one another, and which make a difference of substance."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
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


@cache
def confused() -> dict[str, frozenset[str]]:
    """For each character those that recognisers are known to read for it."""
    return _both_ways({}, _PAIRS.split())


@cache
def doubles() -> dict[str, frozenset[str]]:
    """For each common character those that it looks like, by their glyphs (`alike.tsv`) or by what is known."""
    return _both_ways(confused(), (char + close for char, close, _ in rows_of("alike.tsv")))


@cache
def likes() -> dict[str, frozenset[str]]:
    """For each of the commonest characters those that are somewhat like it; also its doubles."""
    return _both_ways(doubles(), (char + like for char, _, like in rows_of("alike.tsv")))


def _both_ways(known: Mapping[str, frozenset[str]], rows: Iterable[str]) -> dict[str, frozenset[str]]:
    """What is known, and for each row that its first character is like the others, and they like it."""
    out = defaultdict[str, set[str]](set, {char: set(others) for char, others in known.items()})
    for row in rows:
        char, others = row[0], row[1:]
        if others:
            out[char].update(others)
        for other in others:
            out[other].add(char)
    return {char: frozenset(others) for char, others in out.items()}


def is_common(char: str) -> bool:
    """Whether a character is one of the thousands that any text uses."""
    return char in _common()


@cache
def _common() -> frozenset[str]:
    return frozenset(char for char, _, _ in rows_of("alike.tsv"))
