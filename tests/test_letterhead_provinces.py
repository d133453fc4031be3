"""A province that the lexicon lacks is believed where the notice names it alike in several places."""
from __future__ import annotations

from dataclasses import replace

import pytest

import policyparse as pp
from policyparse.letterhead.provinces import with_own_provinces
from policyparse.lexicon.tables import Added
from policyparse.options import Options
from policyparse.reading.open import read

NOTICE = "{head}文件\n{number}〔2023〕6号\n{title}关于开展渔港安全检查的通知\n各市农业农村局：\n一、年底前检查渔港12座。（责任单位：省农业农村厅）\n{sign}\n2023年4月6日\n"


def notice(head: str, title: str, sign: str, number: str) -> str:
    return NOTICE.format(head=head, title=title, sign=sign, number=number)


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        (notice("北川省农业农村厅", "北川省农业农村厅", "北川省农业农村厅", "北农发"), "北川省农业农村厅"),
        (notice("北川省农业农村厅", "", "北川省农业农村厅", "川农发"), "北川省农业农村厅"),  # 川 is Sichuan's, too
        (notice("北川省渔港安全领导小组", "", "北川省渔港安全领导小组", "北渔发"), "北川省渔港安全领导小组"),
        (notice("北川省农业农村厅", "四川省农业农村厅", "四川省农业农村厅", "川农发"), "四川省农业农村厅"),  # misread once
        (notice("北川省农业农村厅", "", "", "川农发"), "四川省农业农村厅"),  # it stands alike in no other place
    ],
)
def test_a_province_named_alike_in_several_places_was_not_misread(text: str, issuer: str) -> None:
    assert [body.name for body in pp.parse(text).header.issuers] == [issuer]


def test_the_departments_of_such_a_province_are_its_own() -> None:
    text = notice("北川省农业农村厅", "", "北川省农业农村厅", "川农发")
    (assigned,) = pp.parse(text).assignments
    assert [body.name for body in assigned.bodies] == ["北川省农业农村厅"]


def test_a_recognised_name_may_have_been_misread_alike_in_all_places() -> None:
    text = notice("北川省农业农村厅", "北川省农业农村厅", "北川省农业农村厅", "川农发")
    reading = read(text, Options())
    assert with_own_provinces(Added(), reading).regions == (("北川省", "province", "", ""),)
    recognised = replace(reading, lines=tuple(replace(line, confidence=0.9) for line in reading.lines))
    assert with_own_provinces(Added(), recognised) == Added()


@pytest.mark.parametrize("opening", ["各有关省农业农村厅", "驻湖南省办事处", "沿海省份"])
def test_what_only_looks_like_a_province_is_none(opening: str) -> None:
    assert with_own_provinces(Added(), read(f"{opening}\n{opening}\n关于渔港的通知\n", Options())) == Added()
