"""A province that the lexicon lacks is believed where the notice names it alike in several places."""
from __future__ import annotations

from dataclasses import replace

import pytest

import policyparse as pp
from policyparse.letterhead.own_names import with_own_names
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
    assert with_own_names(Added(), reading).regions == (("北川省", "province", "", ""),)
    recognised = replace(reading, lines=tuple(replace(line, confidence=0.9) for line in reading.lines))
    assert with_own_names(Added(), recognised) == Added()


HOUSE = "中共华东水利学院委员会\n华东水利学院\n文件\n华水院发〔2023〕6号\n关于印发教学办法的通知\n各系：\n一、抓好落实。\n附件：教学办法\n"


@pytest.mark.parametrize(
    ("text", "issuers", "signed"),
    [
        (HOUSE + "中共华东水利学院委员会\n华东水利学院\n2023年4月6日", ["中共华东水利学院委员会", "华东水利学院"], 2),
        (HOUSE, ["中共华东水利学院委员会", "华东水利学院"], 0),  # vouched for by its party committee
        (HOUSE.partition("\n")[2] + "华东水利学院\n2023年4月6日", ["华东水利学院"], 1),  # by standing in two rows
    ],
)
def test_a_house_that_the_notice_vouches_for(text: str, issuers: list[str], signed: int) -> None:
    notice = pp.parse(text)
    assert [body.name for body in notice.header.issuers] == issuers
    assert [body.raw for body in notice.footer.signatories] == issuers[:signed]
    assert [x.text for x in notice.footer.attachments] == ["教学办法"]


@pytest.mark.parametrize("text", ["各有关学校\n各有关学校\n", "海川大学\n关于开学的通知\n", "新闻中心\n新闻中心\n"])
def test_rows_that_vouch_for_no_house(text: str) -> None:
    assert with_own_names(Added(), read(text, Options())) == Added()


@pytest.mark.parametrize("opening", ["各有关省农业农村厅", "驻湖南省办事处", "沿海省份"])
def test_what_only_looks_like_a_province_is_none(opening: str) -> None:
    assert with_own_names(Added(), read(f"{opening}\n{opening}\n关于渔港的通知\n", Options())) == Added()
