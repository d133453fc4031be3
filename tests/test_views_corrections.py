"""The review page, in a real browser: what a reader sets right on it, and how that is saved and merged."""
from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from browser import opened
from factories import TEXT, make_notice, span
from policyparse.corrections.apply import apply
from policyparse.corrections.places import EDITABLE
from policyparse.corrections.records import read_corrections
from policyparse.records import Assignment, Body, Deadline, Notice, PageInfo, Quantity, Table, Within
from review_pages import three, write


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
        }


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
    assert target.quantity == Quantity(raw="20个", value="12.5", upper=15, comparator="range", unit="所", per="县")
    limit = Within(value=15, unit="工作日")
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
    assert target.quantity == Quantity(raw="", value=50000000, unit="元")


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
