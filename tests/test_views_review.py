"""The review page, in a real browser: what it shows."""
from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from browser import opened
from factories import TEXT, make_notice, make_target, span
from policyparse.records import Evidence, Header, PageInfo, Region, Span, TextField
from policyparse.views.pictures import Pictures
from review_pages import SCAN, scanned, write


def test_review_holds_no_markup_of_the_document(tmp_path: Path) -> None:
    title = "</script><script>alert(1)</script><!--{{pictures}}{{script}}"
    text = write(make_notice(header=Header(title=TextField(text=title, raw="", spans=()))), tmp_path / "a.html").read_text(
        encoding="utf-8"
    )
    assert "alert(1)</script>" not in text
    assert text.count("</script>") == 3
    assert text.count("<!--") == 0


def test_review_asks_for_nothing_from_elsewhere(small: Path) -> None:
    text = small.read_text(encoding="utf-8")
    assert "default-src 'none'" in text
    assert not re.search(r"https?://", text)


def test_review_shows_a_hostile_text_as_text(chromium: Any, tmp_path: Path) -> None:
    text = TEXT.replace("海州省教育厅文件", "<img src=x onerror=alert(1)>𠮷{{notice}}")
    notice = make_notice(text=text, header=Header(), targets=(), footer=make_notice().footer, clauses=(), paragraphs=())
    with opened(chromium, write(notice, tmp_path / "a.html")) as page:
        assert page.texts(".line")[0] == "<img src=x onerror=alert(1)>𠮷{{notice}}"
        assert page.page.locator("img").count() == 0


def test_review_counts_characters_not_units(chromium: Any, tmp_path: Path) -> None:
    text = "𠮷𠮷" + TEXT
    told = Evidence(text="建设20个<基地>", spans=(span("建设20个<基地>", text),))
    notice = make_notice(make_target(evidence=told), text=text, header=Header(), clauses=(), paragraphs=())
    with opened(chromium, write(notice, tmp_path / "a.html")) as page:
        assert page.texts(".words .target") == ["建设20个<基地>"]


def test_review_scrolls_the_page_to_a_record_and_back(chromium: Any, scan: Path) -> None:
    with opened(chromium, scan) as page:
        page.page.wait_for_selector(".page[data-page='1'] img")
        last = page.page.locator(".card.target").last
        last.scroll_into_view_if_needed()
        last.click()
        box = page.page.locator(".page[data-page='2'] .box.target.on").first
        box.wait_for()
        page.page.wait_for_timeout(700)  # the scrolling is smooth
        place = box.bounding_box()
        assert 60 < place["y"] < 900
        page.press("g")
        page.page.wait_for_timeout(900)
        issuer = page.page.locator(".page[data-page='1'] .box.head").nth(1).bounding_box()
        page.page.mouse.click(issuer["x"] + 20, issuer["y"] + 8)
        assert page.texts(".card.on .what") == ["湖南省发展和改革委员会"]


@pytest.fixture
def six(tmp_path: Path, samples: Path) -> Path:
    """A page with six page images, and a target on the fourth."""
    pages = tuple(PageInfo(number=n, start=0, end=0, width=595.0, height=842.0, origin="ocr") for n in range(1, 7))
    source = scanned(samples, *pages)
    at = Span(start=0, end=3, regions=(Region(page=4, bbox=(60, 600, 500, 620)),))
    notice = make_notice(make_target(evidence=Evidence(text="海", spans=(at,))), source=source)
    return write(notice, tmp_path / "a.html", Pictures(source, (samples / SCAN).read_bytes()))


def test_review_scrolls_a_record_into_the_middle(chromium: Any, six: Path) -> None:
    with opened(chromium, six) as page:
        page.page.locator(".card.target").click()
        box = page.page.locator(".page[data-page='4'] .box.target.on")
        box.wait_for()
        page.page.wait_for_timeout(900)  # the scrolling is smooth
        assert 300 < box.bounding_box()["y"] < 500


def test_review_loads_page_images_late(chromium: Any, six: Path) -> None:
    with opened(chromium, six) as page:
        page.page.wait_for_selector(".page[data-page='1'] img")
        assert page.page.locator(".page[data-page='6'] img").count() == 0
        page.page.locator(".page[data-page='6']").scroll_into_view_if_needed()
        page.page.wait_for_selector(".page[data-page='6'] img")
        page.wait("document.querySelector('.page[data-page=\"6\"] img').naturalWidth === 1600")
        page.wait("!document.querySelector('.page[data-page=\"1\"] img')")


@pytest.mark.parametrize(
    ("filter_", "choice", "expected"),
    [
        ("kind", "funding", ["投入"]),
        ("body", "海州省财政厅", ["建设 <基地>"]),
        ("body", "unnamed", ["投入"]),
        ("year", "2025", ["建设 <基地>"]),
        ("year", "undated", ["投入"]),
        ("state", "accepted", []),
    ],
)
def test_review_filters(chromium: Any, small: Path, filter_: str, choice: str, expected: list[str]) -> None:
    with opened(chromium, small) as page:
        page.page.select_option(f"select[name={filter_}]", choice)
        assert page.texts(".card.target .what") == expected
        assert page.page.locator(".card").count() == len(expected)


def test_review_filters_by_confidence_and_words(chromium: Any, small: Path) -> None:
    with opened(chromium, small) as page:
        page.page.locator("input[name=sure]").fill("0.6")
        assert page.texts(".card .what") == ["投入"]
        page.page.locator("input[name=sure]").fill("1")
        page.press("/")
        page.page.keyboard.type("5000")
        assert page.texts(".card .what") == ["投入"]
        assert page.texts(".words .target") == ["投入5000万元"]


def test_review_filters_say_how_many_and_are_cleared(chromium: Any, small: Path) -> None:
    with opened(chromium, small) as page:
        page.press("j", "a")
        states = "document.querySelector('select[name=state]').textContent"
        assert "已接受（1）" in page.page.evaluate(states)
        assert page.texts("#save") == ["保存（1）"]
        page.press("/")
        page.page.keyboard.type("没有这个词")
        assert page.texts(".card") == []
        page.page.click(".nothing button")
        assert page.page.locator(".card.target").count() == 3


def test_review_marks_what_is_doubtful_until_it_is_checked(chromium: Any, small: Path) -> None:
    with opened(chromium, small) as page:
        page.page.locator(".card.target", has_text="存疑 0.50").click()
        page.press("a")
        assert page.texts(".card.target.accepted .sure") == ["0.50"]
        assert page.texts(".card.target:not(.accepted) .sure") == ["存疑 0.70", "0.90"]


def test_review_fits_a_telephone(chromium: Any, small: Path) -> None:
    with opened(chromium, small) as page:
        page.page.set_viewport_size({"width": 390, "height": 844})
        assert page.page.evaluate("document.documentElement.scrollWidth") <= 390
        page.press("j")
        card = page.page.locator(".card.on").bounding_box()
        assert card["x"] >= 0
        assert card["x"] + card["width"] <= 390


def test_review_prints_every_page_and_record(chromium: Any, scan: Path) -> None:
    with opened(chromium, scan) as page:
        page.page.evaluate("dispatchEvent(new Event('beforeprint'))")
        page.page.emulate_media(media="print")
        assert page.page.locator(".sheet img").count() == 2
        side, last = page.page.locator("#side").bounding_box(), page.page.locator(".card").last.bounding_box()
        assert last["y"] + last["height"] <= side["y"] + side["height"] + 1
        assert page.page.locator("#filters").is_hidden()
        page.page.evaluate("document.documentElement.dataset.theme = 'dark'")
        assert page.page.evaluate("getComputedStyle(document.body).color.match(/\\d+/)[0] < 128")  # on white paper


def test_review_sorts_by_confidence(chromium: Any, small: Path) -> None:
    with opened(chromium, small) as page:
        page.page.select_option("select[name=order]", "sure")
        assert page.texts(".card.target .sure") == ["存疑 0.50", "存疑 0.70", "0.90"]


def test_review_is_gone_through_by_tab(chromium: Any, small: Path) -> None:
    with opened(chromium, small) as page:
        page.page.focus("#filters input[name=sure]")
        page.press("Tab", "Tab", "Enter")
        assert page.page.locator(".card").nth(1).get_attribute("aria-current") == "true"
        assert page.page.locator(".card[aria-current=true]").count() == 1
        page.page.focus("#theme")
        page.press("Enter")
        assert page.page.evaluate("document.documentElement.dataset.theme") in ("light", "dark")


def test_review_switches_layers(chromium: Any, small: Path) -> None:
    with opened(chromium, small) as page:
        assert page.texts(".card.removed, .card.repair") == []
        page.press("6", "7")
        assert page.texts(".card.removed .what") == ["文件"]
        assert page.texts(".words .repair") == ["各市"]
        page.press("1")
        assert page.page.locator(".card.target").count() == 0


def test_review_shows_its_keys(chromium: Any, small: Path) -> None:
    with opened(chromium, small) as page:
        page.press("?")
        assert "下一条、上一条" in page.texts("#about dd")
        page.press("Escape")
        assert not page.page.locator("#about").is_visible()


@pytest.mark.parametrize(("scheme", "dark"), [("light", False), ("dark", True)])
def test_review_is_light_or_dark(chromium: Any, small: Path, scheme: str, dark: bool) -> None:
    background = "getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0] < 128"
    with opened(chromium, small, color_scheme=scheme) as page:
        assert page.page.evaluate(background) is dark
        page.press("t")
        assert page.page.evaluate(background) is not dark


def test_review_puts_boxes_where_the_words_stand(chromium: Any, tmp_path: Path, samples: Path) -> None:
    info = PageInfo(number=1, start=0, end=len(TEXT), width=595.0, height=842.0, origin="ocr")
    source = scanned(samples, info)
    at = Span(start=0, end=3, regions=(Region(page=1, bbox=(59.5, 84.2, 119.0, 168.4)),))
    notice = make_notice(make_target(evidence=Evidence(text="海", spans=(at,))), source=source)
    path = write(notice, tmp_path / "a.html", Pictures(source, (samples / SCAN).read_bytes()))
    with opened(chromium, path) as page:
        box = page.page.locator(".box.target").bounding_box()
        sheet = page.page.locator(".sheet").bounding_box()
        assert box["x"] - sheet["x"] == pytest.approx(0.1 * sheet["width"], abs=1)
        assert box["y"] - sheet["y"] == pytest.approx(0.1 * sheet["height"], abs=1)
        assert box["width"] == pytest.approx(0.1 * sheet["width"], abs=1)
