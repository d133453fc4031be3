"""The review page, in a real browser."""
from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from browser import browser, opened
from factories import TEXT, make_notice, make_target, span
from policyparse import Options, parse
from policyparse.corrections.apply import EDITABLE, apply
from policyparse.corrections.records import read_corrections
from policyparse.records import (
    Assignment,
    Body,
    Deadline,
    Evidence,
    Header,
    Notice,
    PageInfo,
    Quantity,
    Region,
    Removed,
    Repair,
    Source,
    Span,
    Table,
    TextField,
    Within,
)
from policyparse.views.pictures import Pictures
from policyparse.views.review.render import review_page

SCAN = "湘教财〔2022〕1号.pdf"


def write(notice: Notice, path: Path, pictures: Pictures | None = None) -> Path:
    path.write_text("".join(review_page(notice, pictures)), encoding="utf-8")
    return path


def scanned(samples: Path, *pages: PageInfo) -> Source:
    """The sample scan, taken to have these pages."""
    sha256 = hashlib.sha256((samples / SCAN).read_bytes()).hexdigest()
    return Source(name=SCAN, sha256=sha256, media_type="application/pdf", pages=pages)


def three() -> Notice:
    """A notice with three targets, a repair and something removed."""
    money = make_target(
        id="t2", kind="funding", action="投入", object=None, quantity=Quantity(raw="5000万元", value=50000000, unit="元"),
        deadline=None, bodies=(), confidence=0.5, evidence=Evidence(text="投入5000万元", spans=(span("投入5000万元"),)),
    )  # fmt: skip
    task = make_target(
        id="t3", kind="task", quantity=None, deadline=Deadline(raw="每年", recurrence="year"), confidence=0.7,
        bodies=(Body(name="海州省财政厅", raw="省财政厅"),), evidence=Evidence(text="任务", spans=(span("任务"),)),
    )  # fmt: skip
    repair = Repair(kind="term-corrected", before="各巿", after="各市", spans=(span("各市"),), confidence=0.9)
    removed = Removed(text="文件", reason="noise", spans=(span("文件"),))
    return make_notice(make_target(), money, task, repairs=(repair,), removed=(removed,))


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with browser() as started:
        yield started


@pytest.fixture(scope="module")
def scan(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the sample scan's first two pages."""
    notice = parse(samples / SCAN, Options(pages=(1, 2)))
    return write(notice, tmp_path_factory.mktemp("scan") / "scan.html", Pictures(notice.source, samples / SCAN))


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return write(three(), tmp_path / "small.html")


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


def test_review_sorts_by_confidence(chromium: Any, small: Path) -> None:
    with opened(chromium, small) as page:
        page.page.select_option("select[name=order]", "sure")
        assert page.texts(".card.target .sure") == ["存疑 0.50", "存疑 0.70", "0.90"]


def test_review_switches_layers(chromium: Any, small: Path) -> None:
    with opened(chromium, small) as page:
        assert page.texts(".card.removed, .card.repair") == []
        page.press("6", "7")
        assert page.texts(".card.removed .what") == ["文件"]
        assert page.texts(".words .repair") == ["各市"]
        page.press("1")
        assert page.page.locator(".card.target").count() == 0


def saved(page: Any) -> Any:
    with page.page.expect_download() as download:
        page.press("s")
    return json.loads(Path(download.value.path()).read_text(encoding="utf-8"))


def test_review_saves_what_was_corrected(chromium: Any, small: Path) -> None:
    with opened(chromium, small) as page:
        page.page.select_option("select[name=kind]", "funding")
        page.press("j", "x")
        page.page.select_option("select[name=kind]", "count")
        page.press("j", "e")
        page.page.locator(".fields label:has-text('数值') input").fill("25")
        page.page.locator(".fields .row input").fill("海州省财政厅")
        page.press("Enter")
        assert "25 个" in page.texts(".card.on .facts")[0]
        page.press("a")
        assert saved(page) == {
            "schema_version": "1",
            "source": {"name": "a.txt", "sha256": "0" * 64},
            "corrections": [
                {"record": "targets/t1", "action": "edit", "field": "quantity.value", "before": 20, "after": 25},
                {
                    "record": "targets/t1", "action": "edit", "field": "bodies",
                    "before": [{"name": "海州省教育厅", "role": "lead"}],
                    "after": [{"name": "海州省财政厅", "role": "lead"}],
                },
                {"record": "targets/t1", "action": "accept"},
                {"record": "targets/t2", "action": "reject"},
            ],
        }  # fmt: skip


def test_review_saves_what_apply_reads(chromium: Any, small: Path) -> None:
    with opened(chromium, small) as page:
        page.page.locator(".card.target", has_text="20 个").click()
        page.press("e")
        fill = {"动作": "建成", "对象": "园区", "数值": "12.5", "上限": "15", "单位": "所", "每": "县", "期限": "2024-06-30", "月日": "06-30", "时限": "15", "时限单位": "工作日"}
        for label, words in fill.items():
            page.page.locator(f".fields label:has-text('{label}') :is(input, textarea)").first.fill(words)
        for label, choice in {"类型": "ratio", "比较": "range", "周期": "year", "所在条款": "c1"}.items():
            page.page.locator(f".fields label:has-text('{label}') select").select_option(choice)
        page.page.locator(".fields .add").click()
        page.page.locator(".fields .row input").last.fill("海州省财政厅")
        page.page.locator(".fields .accept").click()
        assert "一" in page.texts("h2 b")  # below the heading of its clause
        notice = apply(three(), read_corrections(json.dumps(saved(page))))
    target = notice.targets[0]
    assert (target.kind, target.action, target.object, target.confidence) == ("ratio", "建成", "园区", 1)
    assert target.quantity == Quantity(raw="20个", value="12.5", upper=15, comparator="range", unit="所", per="县")  # type: ignore[arg-type]
    limit = Within(value=15, unit="工作日")  # type: ignore[arg-type]
    assert target.deadline == Deadline(raw="到2025年", date="2024-06-30", recurrence="year", month_day="06-30", within=limit)
    assert target.clause_id == "c1"
    assert [body.name for body in target.bodies] == ["海州省教育厅", "海州省财政厅"]


@pytest.fixture
def tabled(tmp_path: Path) -> tuple[Notice, Path]:
    """A notice with an assignment and a table, and its page."""
    lead = Assignment(clause_id="c2", role="lead", bodies=(Body(name="海州省教育厅", raw="省教育厅"),), spans=(span("任务"),))
    table = Table(caption="安排表", header_rows=1, rows=(("项目", "数量"), ("基地", "2O")), spans=(span("5000万元"),))
    notice = make_notice(assignments=(lead,), tables=(table,))
    return notice, write(notice, tmp_path / "a.html")


def test_review_edits_assignments_tables_and_the_kind_of_document(chromium: Any, tabled: tuple[Notice, Path]) -> None:
    notice, path = tabled
    with opened(chromium, path) as page:
        page.page.locator(".card.assign").click()
        page.press("e")
        page.page.locator(".fields label:has-text('角色') select").select_option("support")
        page.page.locator(".fields .row input").fill("海州省财政厅")
        page.page.locator(".fields .row input").press("Enter")
        page.press("5")
        page.page.locator(".card.table").click()
        page.press("e")
        page.page.locator(".fields td textarea").last.fill("20")
        page.press("Control+Enter")
        assert page.texts(".card.table .changed") == ["20"]
        page.page.locator(".card.head", has_text="文种").click()
        page.press("e")
        page.page.locator(".fields input").fill("意见")
        page.press("Enter")
        checked = apply(notice, read_corrections(json.dumps(saved(page))))
    assert [(a.role, [b.name for b in a.bodies]) for a in checked.assignments] == [("support", ["海州省财政厅"])]
    assert checked.tables[0].rows == (("项目", "数量"), ("基地", "20"))
    assert (checked.tables[0].caption, checked.header.document_type) == ("安排表", "意见")


def drag(page: Any, selector: str, words: str, within: str) -> None:
    """Select words with the mouse, inside an element that holds `within`."""
    place = page.page.locator(selector, has_text=within).first
    place.scroll_into_view_if_needed()
    x0, y0, x1, y1 = place.evaluate(
        """(el, words) => {
          const walk = document.createTreeWalker(el, NodeFilter.SHOW_TEXT);
          const all = [];
          while (walk.nextNode()) for (let i = 0; i < walk.currentNode.data.length; i += 1) all.push([walk.currentNode, i]);
          const at = all.map(([n, i]) => n.data[i]).join('').indexOf(words);
          const box = ([node, i]) => {
            const range = document.createRange();
            range.setStart(node, i);
            range.setEnd(node, i + 1);
            return range.getBoundingClientRect();
          };
          const [a, b] = [box(all[at]), box(all[at + words.length - 1])];
          return [a.left + 1, a.top + a.height / 2, b.right - 1, b.top + b.height / 2];
        }""",
        words,
    )
    page.page.mouse.move(x0, y0)
    page.page.mouse.down()
    page.page.mouse.move(x1, y1, steps=4)
    page.page.mouse.up()


def test_review_adds_a_target_that_was_missed(chromium: Any, tmp_path: Path) -> None:
    notice = make_notice()
    with opened(chromium, write(notice, tmp_path / "a.html")) as page:
        drag(page, ".line", "投入5000万元", within="5000")
        page.page.locator("#mark .target").click()
        page.page.select_option(".fields label:has-text('类型') select", "funding")
        page.page.locator(".fields label:has-text('数值') input").fill("50000000")
        page.page.locator(".fields label:has-text('单位') input").first.fill("元")
        page.press("Enter")
        assert page.texts(".card.on .tag.added") == ["新增"]
        assert "投入5000万元" in page.texts(".words .target")
        checked = apply(notice, read_corrections(json.dumps(saved(page))))
        assert reloaded(page, 5)
        page.page.locator(".card.added").click()
        page.press("x")
        assert reloaded(page, 0)
    target = checked.targets[1]
    assert (target.id, target.kind, target.clause_id, target.evidence.text) == ("r1", "funding", "c2", "投入5000万元")
    assert [(s.start, s.end) for s in target.evidence.spans] == [(span("投入5000万元").start, span("投入5000万元").end)]
    assert target.quantity == Quantity(raw="", value=50000000, unit="元")  # type: ignore[arg-type]


def test_review_adds_an_assignment_that_was_missed(chromium: Any, tmp_path: Path) -> None:
    text = TEXT.replace("投入5000万元。", "投入5000万元。（牵头单位：省教育厅、省财政厅）")
    clauses = (make_notice().clauses[0], make_notice().clauses[1].model_copy(update={"spans": (span(text.split("\n")[5], text),)}))
    page_info = PageInfo(number=1, start=0, end=len(text), origin="text")
    source = make_notice().source.model_copy(update={"pages": (page_info,)})
    notice = make_notice(text=text, clauses=clauses, source=source)
    with opened(chromium, write(notice, tmp_path / "a.html")) as page:
        drag(page, ".line", "牵头单位：省教育厅、省财政厅", within="牵头")
        page.page.locator("#mark .assign").click()
        names = page.page.locator(".fields .row input")
        assert [names.nth(n).input_value() for n in range(2)] == ["海州省教育厅", "省财政厅"]  # the full name of one is known
        page.press("Enter")
        assert page.texts(".card.on .tag") == ["牵头", "新增"]
        checked = apply(notice, read_corrections(json.dumps(saved(page))))
        page.press("r")
        page.press("Escape")  # nothing was said of it
        assert reloaded(page, 3)
        page.page.locator(".card.added").click()
        page.press("x")
        assert reloaded(page, 0)
    added, = checked.assignments
    assert (added.role, added.clause_id, [b.name for b in added.bodies]) == ("lead", "c2", ["海州省教育厅", "省财政厅"])
    assert added.spans[0].start == text.index("牵头单位")


def test_review_edits_the_fields_that_apply_knows(chromium: Any, tabled: tuple[Notice, Path]) -> None:
    of = "records.filter((r) => r.key.split('/')[0] === '{}').flatMap(editable)"
    with opened(chromium, tabled[1]) as page:
        for part, fields in EDITABLE.items():
            assert {f for f in page.page.evaluate(of.format(part)) if not f.startswith("rows.")} <= set(fields)
            assert part in ("header", "footer") or set(page.page.evaluate(of.format(part))) >= set(fields)


def test_review_adds_a_target_from_words_on_a_page_image(chromium: Any, scan: Path) -> None:
    with opened(chromium, scan) as page:
        page.page.wait_for_selector(".page[data-page='1'] img")
        drag(page, ".ink span", "职业院校", within="各职业院校")
        page.press("m")
        page.page.locator(".fields label:has-text('动作') input").fill("办理")
        page.press("Enter")
        page.page.locator(".page[data-page='1'] .box.target.on").wait_for()
        added = next(c for c in saved(page)["corrections"] if c["action"] == "add")
    assert added["text"] == "职业院校"
    region, = added["spans"][0]["regions"]
    x0, y0, x1, y1 = region["bbox"]
    assert region["page"] == 1
    assert 2 < (x1 - x0) / (y1 - y0) < 5.5  # four characters of about the height of the row


def test_review_takes_the_words_of_the_chosen_record_for_a_new_target(chromium: Any, small: Path) -> None:
    with opened(chromium, small) as page:
        page.page.locator(".card.target").first.click()
        page.press("m")
        assert page.texts(".card.on .evidence") == ["任务"]
        page.press("Escape")  # nothing was said of it
        assert saved(page)["corrections"] == []


def test_review_form_left_as_it_is_changes_nothing(chromium: Any, small: Path) -> None:
    with opened(chromium, small) as page:
        for _ in range(8):
            page.press("j", "e", "Control+Enter")
        assert saved(page)["corrections"] == []


def reloaded(page: Any, count: int) -> bool:
    """Whether so many corrections are there after loading the page again; the browser takes a moment to store them."""
    for _ in range(20):
        page.page.reload()
        if len(saved(page)["corrections"]) == count:
            return True
        page.page.wait_for_timeout(200)
    return False


def test_review_keeps_corrections_until_they_are_undone(chromium: Any, small: Path) -> None:
    with opened(chromium, small) as page:
        page.press("j", "a")
        assert reloaded(page, 1)
        page.press("g", "u")
        assert reloaded(page, 0)


def test_review_takes_up_saved_corrections(chromium: Any, small: Path, tmp_path: Path) -> None:
    with opened(chromium, small) as page:
        page.press("j", "x")
        first = saved(page)
        page.press("u")
    file = tmp_path / "corrections.json"
    file.write_text(json.dumps(first), encoding="utf-8")
    with opened(chromium, small) as page, page.page.expect_file_chooser() as chooser:
        page.page.click("#load")
        chooser.value.set_files(file)
        page.page.wait_for_selector(".card.rejected")
        assert saved(page) == first


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
