"""The pages of a run: the index, in a real browser, and the pages it leads to."""
from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest

from browser import opened
from policyparse import cli
from policyparse.archive.run import parse_archive

NUMBERS = {"甲.txt": "海教发〔2023〕7号", "乙.txt": "海财发〔2024〕12号"}


def text(number: str) -> str:
    year = number[4:8]
    return f"""海州省教育厅文件
{number}
海州省教育厅关于建设基地的通知
各市教育局：
一、主要任务
到2030年，建设{number[9:-1]}个<基地>。
海州省教育厅
{year}年3月1日
"""


@pytest.fixture(scope="module")
def index(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index of a run with two texts, one of them twice, a PDF in an archive, and a broken file."""
    folder = tmp_path_factory.mktemp("run")
    (folder / "in").mkdir()
    for name, number in NUMBERS.items():
        (folder / "in" / name).write_text(text(number), encoding="utf-8")
    (folder / "in" / "又.txt").write_text(text(NUMBERS["甲.txt"]), encoding="utf-8")
    (folder / "in" / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing follows")
    with zipfile.ZipFile(folder / "in" / "packed.zip", "w") as archive:
        archive.write(samples / "样例-川教〔2024〕15号.pdf", "丙.pdf")
    parse_archive(folder / "in", folder / "公文 run", workers=1)
    out = folder / "目录 1.html"
    assert cli.main(["review", str(folder / "公文 run"), "-o", str(out)]) == 0
    return out


def numbers(page: Any) -> list[str]:
    return [words.split("　")[0] for words in page.texts("td small:not(.hit)")]


def test_index_lists_the_notices(chromium: Any, index: Path) -> None:
    with opened(chromium, index) as page:
        assert sorted(numbers(page)) == ["川教〔2024〕15号", "海教发〔2023〕7号", "海教发〔2023〕7号", "海财发〔2024〕12号"]
        assert page.texts("#failed li b") == ["broken.pdf"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [("海财发", ["海财发〔2024〕12号"]), ("建设12个<基地>", ["海财发〔2024〕12号"]), ("四川省 专业", ["川教〔2024〕15号"]), ("没有这样的词", [])],
)
def test_index_searches(chromium: Any, index: Path, words: str, expected: list[str]) -> None:
    with opened(chromium, index) as page:
        page.page.fill("input[name=search]", words)
        assert numbers(page) == expected
        assert page.page.locator("td mark").count() > 0 or not expected


def test_index_filters_and_sorts(chromium: Any, index: Path) -> None:
    with opened(chromium, index) as page:
        page.page.select_option("select[name=year]", "2024")
        page.page.click("th[data-name=date]")
        assert numbers(page) == ["海财发〔2024〕12号", "川教〔2024〕15号"]
        page.page.click("th[data-name=date]")
        assert numbers(page) == ["川教〔2024〕15号", "海财发〔2024〕12号"]


def test_index_leads_to_a_page_and_back(chromium: Any, index: Path) -> None:
    with opened(chromium, index) as page:
        page.page.fill("input[name=search]", "川教")
        page.page.click("td a")
        page.page.wait_for_selector(".page img")  # out of the archive
        page.page.click("#home")
        page.page.wait_for_selector("td a")


def test_index_shows_how_much_was_checked(chromium: Any, index: Path) -> None:
    with opened(chromium, index) as page:
        page.page.fill("input[name=search]", "海财发")
        page.page.click("td a")
        page.page.wait_for_selector(".card")
        page.page.wait_for_load_state()  # keys are heard from then on
        page.press("j", "a", "x")  # to accept one leads on to the next
        page.page.wait_for_timeout(500)
        page.page.goto(index.as_uri())
        page.page.fill("input[name=search]", "海财发")
        assert page.texts("td .done") == ["2"]


@pytest.mark.parametrize("change", ["gone", "changed"])
def test_review_of_a_run_says_how_many_files_are_lost(
    samples: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], change: str
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(text(NUMBERS["甲.txt"]), encoding="utf-8")
    pdf = tmp_path / "in" / "b.pdf"
    pdf.write_bytes((samples / "样例-川教〔2024〕15号.pdf").read_bytes())
    parse_archive(tmp_path / "in", tmp_path / "run", workers=1)
    if change == "gone":
        pdf.unlink()
    else:
        pdf.write_bytes(pdf.read_bytes() + b"\n")
    assert cli.main(["review", str(tmp_path / "run"), "-o", str(tmp_path / "b.html")]) == 0
    said = capsys.readouterr().err
    assert "2 notices, in" in said
    assert "1 without page images" in said
    assert not any('id="picture-' in page.read_text(encoding="utf-8") for page in (tmp_path / "b").glob("*.html"))


def test_review_of_a_folder_that_is_no_run_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["review", str(tmp_path), "-o", str(tmp_path / "b.html")]) == 1
    assert "PP113" in capsys.readouterr().err


def test_index_fits_a_telephone_and_is_sorted_by_keys(chromium: Any, index: Path) -> None:
    with opened(chromium, index) as page:
        page.page.set_viewport_size({"width": 390, "height": 844})
        assert page.page.evaluate("document.documentElement.scrollWidth") <= 390
        page.page.locator("th[data-name=date] button").press("Enter")
        assert page.page.locator("th[data-name=date]").get_attribute("aria-sort") == "ascending"
