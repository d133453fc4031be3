"""Which characters recognisers take for one another, and which make a difference of substance."""
from __future__ import annotations

MEANING = frozenset(
    "不非未无没否禁零〇○一二三四五六七八九十百千万亿两半上下前后左右大小高中低初甲乙丙丁东西南北内外增减男女"
)
"""A difference in one of these is one of substance."""

_PAIRS = (
    "末未 己已 己巳 已巳 曰日 入人 八入 土士 干千 于干 于千 刀力 天夭 王玉 今令 戊戌 戍戌 免兔 析折 侯候 拔拨 晴睛 "
    "茶荼 崇祟 历厉 沦论 治冶 场扬 微徽 口日 日目 白自 问间 间闻 阅闯 太犬 木本 术木 体休 住佳 待侍 特持 社杜 右石 "
    "培陪 构枸 园圆 困因 因囚 育肓 健键"
)
TWINS: dict[str, frozenset[str]] = {}
"""For each character those that a recogniser may read for it."""
for _pair in _PAIRS.split():
    for _one in (0, 1):
        TWINS[_pair[_one]] = TWINS.get(_pair[_one], frozenset()) | {_pair[1 - _one]}
