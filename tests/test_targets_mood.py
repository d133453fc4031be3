"""Time and mood of a sentence's segments: what is asked for, what has been, what somebody must already be."""
from __future__ import annotations

from datetime import date

import pytest

import policyparse as pp
from policyparse.targets.draft import Sentence

ISSUED = date(2023, 3, 1)


def moods(text: str, qualifies: bool = False) -> list[str]:
    return list(Sentence.of(text, ISSUED, ISSUED.year, qualifies).moods)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("目前，全县建有卫生室210个，覆盖率达到85%", ["told", "told", "told"]),
        ("目前建有泊位300个，到2025年达到800个", ["told", "asked"]),
        ("去年完成造林12万亩，今年再造林15万亩", ["told", "asked"]),
        ("经过三年努力，我市已有5个县通过验收，占全市的六成", ["told", "told", "told"]),
        ("依托现有5家实验室，新建中试基地3个", ["asked", "asked"]),
        ("现有博物馆40家，其中国家级2家", ["told", "told"]),
        ("新建公园10个，改造公园5个", ["asked", "asked"]),
        ("会议提出了2023年的8项工作", ["told"]),
        ("申报单位应具有独立法人资格，职工不少于50人，资产负债率不高于70%", ["required", "required", "required"]),
        ("申报单位须具备相应资质，每个单位限报2项", ["required", "asked"]),
        ("申报单位应于5月10日前报送材料3份", ["asked"]),
        ("具备下列条件之一的可以申报：获奖1项以上；专利3件以上", ["asked", "required", "required"]),
        ("评审委员会由9名专家组成，任期3年", ["made of", "asked"]),
        ("活动分为三个阶段", ["made of"]),
    ],
)
def test_mood_is_carried_from_segment_to_segment(text: str, expected: list[str]) -> None:
    assert moods(text) == expected


def test_under_a_heading_on_who_may_apply_only_deeds_are_asked_for() -> None:
    assert moods("年营业收入不低于500万元，每个县限报1家", qualifies=True) == ["required", "asked"]


NOTICE = """关于组织申报示范基地的通知
各市科技局：
一、申报条件
（一）基地面积不少于200亩。
（二）带动农户不少于100户。
二、工作要求
（一）每个市推荐基地不超过3家。
（二）基地每年开展培训不少于4次。
某省科学技术厅
2023年3月1日
"""


def test_who_may_apply_is_no_target() -> None:
    values = [target.quantity.value for target in pp.parse(NOTICE).targets if target.quantity]
    assert values == [3, 4]
