"""Numerals of every kind, worked out exactly."""
from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyparse.targets.numerals import any_value, chinese_value, find_numerals


def numbers(text: str) -> list[tuple[str, str]]:
    return [(text[n.start : n.end], str(n.value)) for n in find_numerals(text)]


def spoken(n: int) -> str:
    """A number below a trillion as Chinese says it."""
    if n == 0:
        return "零"
    out, gap = "", False
    for scale, mark in ((10**8, "亿"), (10**4, "万"), (1, "")):
        part, n = divmod(n, scale)
        if part:
            out += ("零" if out and (gap or part < 1000) else "") + spoken_thousands(part) + mark
            gap = False
        elif out:
            gap = True
    return out


def spoken_thousands(n: int) -> str:
    out, gap = "", False
    for scale, mark in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, n = divmod(n, scale)
        if digit:
            out += ("零" if out and gap else "") + "零一二三四五六七八九"[digit] + mark
            gap = False
        else:
            gap = True
    return out


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1200", "1200"),
        ("1,200", "1200"),
        ("12,345,678", "12345678"),
        ("3.50", "3.50"),
        ("3.5万", "35000"),
        ("1.25亿", "125000000"),
        ("5百个", "500"),
        ("3千万", "30000000"),
        ("2万亿", "2000000000000"),
        ("1亿2千万", "120000000"),
        ("3万5千", "35000"),
        ("十", "10"),
        ("百", "100"),
        ("十二", "12"),
        ("一百二十", "120"),
        ("一百零五", "105"),
        ("两百三", "230"),
        ("一百二", "120"),
        ("三万五", "35000"),
        ("两千零三", "2003"),
        ("三千五百万", "35000000"),
        ("一亿两千万", "120000000"),
        ("一万亿", "1000000000000"),
        ("二〇二五", "2025"),
    ],
)
def test_numbers(text: str, value: str) -> None:
    [n] = find_numerals(text)
    assert (str(n.value), n.share, n.more, n.upper) == (value, False, False, None)


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("三分之一", "33.333333"),
        ("四分之三", "75"),
        ("百分之九十五", "95"),
        ("百分之12.5", "12.5"),
        ("千分之三", "0.3"),
        ("七成", "70"),
        ("七成五", "75"),
        ("三成半", "35"),
        ("六成以上", "60"),
        ("一半", "50"),
        ("半数", "50"),
    ],
)
def test_shares_are_percentages(text: str, share: str) -> None:
    [n] = find_numerals(text)
    assert (n.share, Decimal(n.value)) == (True, Decimal(share))


@pytest.mark.parametrize(
    ("text", "value"), [("二十余", 20), ("300多", 300), ("10多万", 100000), ("五千多万", 50000000), ("二十多亿", 2 * 10**9)]
)
def test_more_than_the_number_says(text: str, value: int) -> None:
    [n] = find_numerals(text)
    assert (n.more, n.value, n.end) == (True, value, len(text))


@pytest.mark.parametrize(("text", "pair"), [("一两", (1, 2)), ("两三", (2, 3)), ("三五", (3, 5))])
def test_two_neighbouring_digits_are_a_range(text: str, pair: tuple[int, int]) -> None:
    [n] = find_numerals(text)
    assert (n.value, n.upper) == pair


@pytest.mark.parametrize("text", ["万元", "亿", "万亿", "零分之一"])
def test_no_number(text: str) -> None:
    assert numbers(text) == []


@pytest.mark.parametrize("text", ["三成员", "一成立", "一成功"])
def test_a_word_with_成_is_no_share(text: str) -> None:
    assert not any(n.share for n in find_numerals(text))


@pytest.mark.parametrize("text", ["", "一二百", "百x", "十百"])
def test_what_is_no_numeral_has_no_value(text: str) -> None:
    assert any_value(text) is None


def test_several_in_one_text() -> None:
    assert numbers("建设12个，其中三十个、3.5万人") == [("12", "12"), ("三十", "30"), ("3.5万", "35000")]


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_chinese_numerals_round_trip(n: int) -> None:
    assert chinese_value(spoken(n)) == n


@given(st.integers(min_value=0, max_value=10**9))
def test_digits_with_thousands_marks(n: int) -> None:
    assert numbers(f"{n:,}") == [(f"{n:,}", str(n))]


@given(st.text(alphabet="零一二两三四五六七八九十百千万亿0123456789.,成半多余分之 个", max_size=20))
def test_any_row_of_numerals_is_read_in_order(text: str) -> None:
    at = 0
    for n in find_numerals(text):
        assert at <= n.start < n.end <= len(text)
        at = n.end
