"""What a notebook shows: pages with boxes, targets on their pages, a run at a glance."""
from __future__ import annotations

import copy
import hashlib
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest
from PIL import Image

from factories import TEXT, make_notice, make_target, span
from policyparse import Notice, Options, parse
from policyparse.archive.charts import count_targets
from policyparse.archive.results import Run
from policyparse.archive.run import parse_archive
from policyparse.errors import PolicyParseError
from policyparse.records import (
    Deadline,
    Diagnostic,
    Evidence,
    PageInfo,
    Paragraph,
    Quantity,
    Region,
    Source,
    Span,
    Targets,
)
from policyparse.records.context import coming_from
from policyparse.views.notebook import notice_html, target_html

LAYER = "样例-川教〔2024〕15号.pdf"


@pytest.fixture(scope="module")
def notice(samples: Path) -> Notice:
    """A PDF with a text layer; no page of it is recognised."""
    return parse(samples / LAYER)


def placed(path: Path, rotation: int = 0, kind: str = "image/png") -> Notice:
    """A notice of one page, 100 × 200 points, with a target in a box on it, that comes from `path`."""
    page = PageInfo(number=1, start=0, end=len(TEXT), width=100.0, height=200.0, origin="ocr", rotation=rotation)
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    at = span("建设20个<基地>").model_copy(update={"regions": (Region(page=1, bbox=(10, 20, 60, 40)),)})
    made = make_notice(
        make_target(evidence=Evidence(text="建设20个<基地>", spans=(at,))),
        source=Source(name=path.name, sha256=sha256, media_type=kind, pages=(page,)),
    )
    return coming_from(path, Options(), made)


@pytest.fixture
def picture(tmp_path: Path) -> Callable[..., Path]:
    """Makes a white picture with a black upper left quarter."""

    def make(size: tuple[int, int] = (200, 400)) -> Path:
        pixels = np.full((size[1], size[0], 3), 255, np.uint8)
        pixels[: size[1] // 2, : size[0] // 2] = 0
        Image.fromarray(pixels).save(tmp_path / "page.png")
        return tmp_path / "page.png"

    return make


def test_pages_are_had_by_their_numbers(notice: Notice) -> None:
    assert [page.number for page in notice.pages] == [1, 2, 3]
    assert notice.pages[2].text.strip().startswith(notice.text[notice.source.pages[1].start :].strip()[:5])
    with pytest.raises(KeyError):
        notice.pages[0]


def test_page_shows_boxes_where_targets_stand(notice: Notice) -> None:
    plain, boxed = notice.pages[1].show(width=595), notice.pages[1].show(targets=True, width=595)
    changed = (np.asarray(plain).astype(int) != np.asarray(boxed)).any(axis=2)
    (region,) = (r for s in notice.targets[0].evidence.spans for r in (s.regions or ())[:1])
    x0, y0, x1, y1 = map(round, region.bbox)
    assert changed[y0 + 2 : y1 - 2, x0 + 2 : x1 - 2].mean() > 0.6
    assert changed.mean() < 0.5


@pytest.mark.parametrize("layer", ["clauses", "removed", "header"])
def test_page_shows_boxes_of_other_records(notice: Notice, layer: str) -> None:
    assert notice.pages[1].show(**{layer: True}) != notice.pages[1].show()


@pytest.mark.parametrize(("rotation", "black"), [(0, (0, 0)), (90, (1, 0)), (180, (1, 1)), (270, (0, 1))])
def test_page_is_shown_upright(picture: Callable[..., Path], rotation: int, black: tuple[int, int]) -> None:
    path = picture((400, 200) if rotation in (90, 270) else (200, 400))
    shown = np.asarray(placed(path, rotation).pages[1].show(width=100))
    assert shown.shape == (200, 100, 3)
    dark = [(x, y) for x in (0, 1) for y in (0, 1) if shown[50 + 100 * y, 25 + 50 * x].max() < 50]
    assert dark == [black]


def test_page_is_shown_of_bytes_and_pixels(picture: Callable[..., Path]) -> None:
    path = picture()
    notice = placed(path)
    shown = notice.pages[1].show(width=100)
    for given in (path.read_bytes(), Image.open(path), np.asarray(Image.open(path))):
        again = coming_from(given, Options(), placed(path))
        assert again.pages[1].show(width=100) == shown


def test_page_that_is_gone_or_changed_says_so(picture: Callable[..., Path]) -> None:
    path = picture()
    changed, gone = placed(path), placed(path)
    path.write_bytes(path.read_bytes() + b"x")
    with pytest.raises(PolicyParseError, match=r"PP120: .* is not the file that was read"):
        changed.pages[1].show()
    path.unlink()
    with pytest.raises(PolicyParseError, match=r"PP120: .*page\.png"):
        gone.pages[1].show()
    assert "PP120" in gone.targets[0]._repr_html_()
    assert gone.pages[1]._repr_png_() is None


@pytest.mark.parametrize("made", [make_notice(), Notice.model_validate_json(make_notice().model_dump_json())])
def test_page_of_a_text_says_that_there_is_no_picture(made: Notice) -> None:
    with pytest.raises(PolicyParseError) as error:
        made.pages[1].show()
    assert error.value.code == "PP120"


def test_notice_is_the_same_whatever_it_came_from(notice: Notice) -> None:
    read = Notice.model_validate_json(notice.model_dump_json())
    assert read == notice
    assert pickle.loads(pickle.dumps(notice)) == notice
    assert copy.deepcopy(notice.targets[0]) == notice.targets[0] == read.targets[0]
    assert hash(read.targets[0]) == hash(notice.targets[0])


def test_notice_is_shown_as_it_was_made_once(notice: Notice, monkeypatch: pytest.MonkeyPatch) -> None:
    first, targets = notice._repr_html_(), notice.targets[0]._repr_html_()
    monkeypatch.setattr("policyparse.views.notebook.notice_html", None)
    monkeypatch.setattr("policyparse.views.notebook.target_html", None)
    assert notice._repr_html_() is first
    assert notice.targets[0]._repr_html_() is targets


def test_notice_that_was_changed_is_shown_anew() -> None:
    notice = make_notice()
    assert "建设20个" in notice._repr_html_()
    assert "PP204" in notice.model_copy(update={"diagnostics": (Diagnostic(code="PP204", severity="warning", message=""),)})._repr_html_()


def test_notebook_marks_numbering_at_its_clause() -> None:
    issue = Diagnostic(code="PP204", severity="warning", message="（二） <missing>", spans=(span("（一）建设基地。"),))
    html = notice_html(make_notice(diagnostics=(issue,)))
    summary = next(part for part in html.split("<summary>") if part.startswith("<b>（一）</b>"))
    assert "PP204 （二） &lt;missing&gt;" in summary.partition("</summary>")[0]
    assert html.count("<em ") == 1


def test_notebook_marks_number_and_deadline() -> None:
    told = Evidence(text="", spans=(span("到2025年，建设20个<基地>"),))
    number = Quantity(raw="20个", value=20, spans=(span("20个"),))
    target = make_target(evidence=told, quantity=number, deadline=Deadline(raw="到2025年", spans=(span("到2025年"),)))
    expected = '<mark><i class="deadline">到2025年</i>，建设<i class="quantity">20个</i>&lt;基地&gt;</mark>，投入5000万元。'
    assert expected in notice_html(make_notice(target))
    assert expected in target_html(target, make_notice(target))


def test_targets_show_themselves_as_a_table() -> None:
    html = make_notice().targets._repr_html_()
    assert html.count("<tr") == 2
    assert "<td>一/（一）</td>" in html
    assert "no targets" in Targets()._repr_html_()


def test_target_shows_its_sentence_and_no_more() -> None:
    html = make_notice().targets[0]._repr_html_()
    assert "<blockquote>到2025年，<mark>建设20个&lt;基地&gt;</mark>，投入5000万元。</blockquote>" in html


def test_target_without_a_notice_shows_its_words() -> None:
    assert "<blockquote>建设20个&lt;基地&gt;</blockquote>" in make_target()._repr_html_()


def test_target_shows_its_place_on_the_page(picture: Callable[..., Path]) -> None:
    assert placed(picture()).targets[0]._repr_html_().count('<img alt="page 1"') == 1


def test_pictures_are_made_once(picture: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    notice = placed(picture())
    first = notice.pages[1].show(targets=True)
    monkeypatch.setattr("policyparse.views.pictures._MAKERS", {"image/png": None})
    assert notice.pages[1].show(targets=True) == first


@pytest.fixture(scope="module")
def run(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    out: Any = parse_archive([samples / LAYER, samples / "样例-长政办发〔2020〕38号.txt"], tmp_path_factory.mktemp("run") / "run", workers=1)
    return Run(out.path)


def test_run_counts_its_targets(run: Run) -> None:
    counts, frame = count_targets(run), run.targets()
    assert counts.by_kind == frame["kind"].value_counts().to_dict()
    assert counts.by_year["2022"] == (frame["deadline"].dt.year == 2022).sum()
    assert counts.by_year["none"] == frame["deadline"].isna().sum()
    assert counts.by_body["四川省教育厅"] == sum("四川省教育厅" in bodies for bodies in frame["bodies"])


def test_run_shows_itself_in_a_notebook(run: Run) -> None:
    html = run._repr_html_()
    assert f"2 ok; {len(run.targets())} targets" in html
    assert html.count("<h5>") == 3
    assert run._repr_html_() is html


def test_run_plots(run: Run) -> None:
    assert [axes.get_title(loc="left") for axes in run.plot().axes] == [
        "targets by year of deadline", "targets by body", "targets by kind",
    ]


def test_run_plot_shows_itself_in_a_notebook(run: Run) -> None:
    assert cast(Any, run.plot())._repr_png_()[:4] == b"\x89PNG"


def test_target_sentence_goes_over_the_ends_of_lines() -> None:
    over = Span(start=span("任务").start, end=span("（一）建设基地。").end)
    paragraphs = (Paragraph(role="clause", text="任务（一）建设基地。", spans=(over,)),)
    target = make_target(evidence=Evidence(text="任务", spans=(span("任务"),)))
    html = target_html(target, make_notice(target, paragraphs=paragraphs))
    assert "<blockquote><mark>任务</mark>（一）建设基地。</blockquote>" in html


def test_target_sentence_stops_at_the_next_stretch() -> None:
    target = make_target(evidence=Evidence(text="", spans=(span("建设20个"), span("投入5000万元"))))
    html = target_html(target, make_notice(target))
    assert html.count("投入5000万元") == 1


def test_a_clause_is_shown_without_the_rows_of_its_file(notice: Notice) -> None:
    assert "\n" in notice.text[slice(*[getattr(notice.clauses["一/（一）"].spans[0], x) for x in ("start", "end")])]
    shown = notice_html(notice)
    assert "围绕电子信息、装备制造、食品饮料" in shown
