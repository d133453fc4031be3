"""Torn letterheads by the hundred: the whole list of issuers, and none that the letterhead does not show.

`POLICYPARSE_TORN=2000 pytest tests/test_letterhead_torn.py` runs the full two thousand (half a minute).
"""
from __future__ import annotations

import os

import pytest
from rapidfuzz import fuzz

from policyparse.layout.furniture import set_aside_furniture
from policyparse.layout.join import join_lines
from policyparse.letterhead.foot import read_foot
from policyparse.letterhead.head import read_head
from policyparse.lexicon.names import region_of_organ
from policyparse.options import Options
from policyparse.reading.open import read
from policyparse.records import Body
from torn_letterheads import Torn, torn_letterhead

CASES = int(os.environ.get("POLICYPARSE_TORN", "300"))


def issuers(case: Torn) -> tuple[Body, ...]:
    reading = read(case.text, Options())
    head = read_head(reading, set_aside_furniture(reading)[0])
    return read_foot(reading, head, join_lines(reading, head.rest)).header.issuers


def is_right(case: Torn, found: tuple[Body, ...]) -> bool:
    names = [b.name for b in found]
    if case.ordered:
        return names == list(case.bodies)
    return sorted(names) == sorted(case.bodies) and (not case.host or names[0] == case.bodies[0])


@pytest.mark.parametrize("most", [8, 10])
def test_torn_letterheads_are_put_together(most: int) -> None:
    cases = [torn_letterhead(seed, most) for seed in range(CASES if most == 8 else CASES // 5)]
    found = [issuers(case) for case in cases]
    right = sum(is_right(case, names) for case, names in zip(cases, found, strict=True))
    assert right >= 0.97 * len(cases) - (1 if most == 10 else 0)
    unsupported = [b for case, bodies in zip(cases, found, strict=True) for b in bodies if not has_support(case, b)]
    assert unsupported == []


def has_support(case: Torn, body: Body) -> bool:
    """Whether a body is read from fragments of the letterhead, or stands in title or signature in full."""
    mark, _, rest = case.text.partition("〔2022〕")
    if body.name in rest:
        return True
    raw, rows = "".join(body.raw.split()), "".join(mark.split())
    region = region_of_organ(body.name)
    shown = region is not None and region.name in rows  # beside another body, where this one's was torn off
    stem = body.name.removeprefix(region.name) if region is not None and shown else body.name
    of_letterhead = all(span.end <= len(mark) for span in body.spans)
    return of_letterhead and max(fuzz.ratio(raw, name) for name in (stem, body.name)) >= 50


@pytest.mark.parametrize(("rows", "names"), [
    (["湖南省教育厅", "湖南省口业局", "湖南"], ["湖南省教育厅"]),  # 林业局, 农业局, 渔业局: nobody can tell
])
def test_toss_up_is_nobodys(rows: list[str], names: list[str]) -> None:
    text = "\n".join([*rows, "湘教发〔2022〕1号", "关于做好有关工作的通知", "各市州教育局：", "现通知如下。"])
    found = issuers(Torn(text, (), True, False))
    assert [b.name for b in found if b.name in names] == names
    assert not {"湖南省林业局", "湖南省农业局", "湖南省渔业局"} & {b.name for b in found}


def test_body_of_which_less_than_half_is_read_is_not_named() -> None:
    text = "建设自\n厂昌市城乡\n金城发〔2022〕9号\n关于做好有关工作的通知\n各有关单位：\n现通知如下。"
    assert issuers(Torn(text, (), True, False)) == ()


def test_two_names_in_one_row_are_cut_apart() -> None:
    text = "湖南\n省教育厅省财政厅\n湖南\n湘教发〔2022〕1号\n关于做好有关工作的通知\n各市州教育局：\n现通知如下。"
    assert [b.name for b in issuers(Torn(text, (), True, False))] == ["湖南省教育厅", "湖南省财政厅"]


def test_signature_settles_what_the_letterhead_leaves_open() -> None:
    rows = "湖南省\n湖南\n教育厅\n口业局文件\n湘教发〔2022〕1号\n关于做好有关工作的通知\n各市州教育局：\n现通知如下。\n一、要认真落实。\n"
    found = issuers(Torn(rows + "湖南省教育厅\n湖南省林业局\n2022年3月1日", (), True, False))
    assert [b.name for b in found] == ["湖南省教育厅", "湖南省林业局"]
    assert found[1].raw == "湖南口业局"


@pytest.mark.parametrize(("rows", "number", "names"), [
    (["海南", "藏族自治州教育局", "族自治州财政局", "海南"], "南教发", ["海南藏族自治州教育局", "海南藏族自治州财政局"]),
    (["灭沙市教", "育局"], "长教发", ["长沙市教育局"]),  # the number has what the row misread
    (["员会", "教育考试院", "员会", "江西省民族宗教事务委", "江西省", "江西省消费者委"], "赣民发",
     ["江西省民族宗教事务委员会", "江西省教育考试院", "江西省消费者委员会"]),
    (["市河长制办公室", *"民防办公室管理局", "赣州市", "赣州", "赣州市通信"], "赣市河发",
     ["赣州市河长制办公室", "赣州市民防办公室", "赣州市通信管理局"]),
])
def test_region_columns_and_letters_are_put_together(rows: list[str], number: str, names: list[str]) -> None:
    text = "\n".join([*rows, f"{number}〔2022〕1号", "关于做好有关工作的通知", "各有关单位：", "现通知如下。"])
    assert [b.name for b in issuers(Torn(text, (), True, False))] == names
