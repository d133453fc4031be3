"""The engines on a page of the sample scan, and what happens where one is missing."""

from __future__ import annotations

import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pypdfium2 as pdfium
import pytest
from rapidfuzz.distance import Levenshtein

from policyparse.cli import main
from policyparse.errors import PolicyParseError
from policyparse.ocr import engine as engines
from policyparse.ocr.engine import Recognised, engine
from policyparse.ocr.net import load_net
from policyparse.ocr.page import recognise_sheet
from policyparse.reading.sheets import Sheet

SAMPLE = next((Path(__file__).parent.parent / "samples").glob("湘教财*.pdf"))
HEAD = [
    "湖南省教育厅", "湖南省发展和改革委员会", "湖南省财政厅", "湖南省人力资源和社会保障厅", "湖南省住房和城乡建设厅",
    "文件", "湘教财〔2022〕1号",
]


@cache
def head() -> Any:
    """The letterhead of the sample, as pixels at 200 dpi."""
    document = pdfium.PdfDocument(SAMPLE)
    pixels = document[0].render(scale=200 / 72, rev_byteorder=True).to_numpy()
    document.close()
    return np.repeat(pixels[350:1150, :, :1], 3, axis=2) if pixels.shape[2] == 1 else pixels[350:1150, :, :3].copy()


def read_image(image: Any, name: str = "rapidocr") -> Sheet:
    sheet = Sheet(1, image.shape[1] * 72 / 200, image.shape[0] * 72 / 200, origin="ocr")
    recognise_sheet(sheet, image, engine(name, 2), 72 / 200)
    return sheet


def test_rapidocr_reads_the_sample_letterhead_in_order() -> None:
    sheet = read_image(head())
    rows = sheet.rows
    assert ["".join(r.text.split()) for r in rows] == HEAD
    assert sheet.tables == []
    assert sheet.rotation == 0
    assert all(r.confidence is not None and r.confidence > 0.9 for r in rows)
    assert all(r.edges is not None and len(r.edges) == len(r.text) + 1 for r in rows)


def test_rapidocr_knows_where_the_characters_stand() -> None:
    row = read_image(head()).rows[1]
    assert row.bbox is not None
    assert row.edges is not None
    widths = np.diff(row.edges)
    assert row.edges[0] == pytest.approx(row.bbox[0], abs=3)
    assert row.edges[-1] == pytest.approx(row.bbox[2], abs=3)
    assert widths.min() > 0.4 * widths.mean()


@pytest.mark.parametrize(("turns", "rotation"), [(1, 90), (2, 180), (3, 270)])
def test_page_that_lies_on_its_side_or_head_is_turned(turns: int, rotation: int) -> None:
    sheet = read_image(np.rot90(head(), turns).copy())
    assert ["".join(r.text.split()) for r in sheet.rows] == HEAD
    assert sheet.rotation == rotation
    assert (sheet.width, sheet.height) == pytest.approx((head().shape[1] * 0.36, head().shape[0] * 0.36))


def test_rapidocr_result_does_not_depend_on_threads_or_on_what_was_read_before() -> None:
    one, three = engine("rapidocr", 1), engine("rapidocr", 3)
    first = one.recognise(head())
    one.recognise(head()[:300])
    assert first == one.recognise(head()) == three.recognise(head())


@pytest.mark.parametrize("image", [np.full((400, 300, 3), 255, np.uint8), np.zeros((50, 50, 3), np.uint8)])
def test_rapidocr_finds_nothing_on_an_empty_page(image: Any) -> None:
    assert engine("rapidocr", 1).recognise(image) == []


def test_rapidocr_is_silent_and_is_fetched_from_nowhere() -> None:
    code = (
        "import socket\n"
        "def refuse(*a, **k): raise OSError('no network here')\n"
        "socket.socket.connect = socket.create_connection = refuse\n"
        "import numpy as np\n"
        "from policyparse.ocr.engine import engine\n"
        "engine('rapidocr', 1).recognise(np.full((64, 64, 3), 255, np.uint8))\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (run.stdout, run.stderr) == ("", "")


def test_text_is_read_without_any_library_for_pages() -> None:
    code = (
        "import sys\n"
        "from policyparse.reading.open import read\n"
        "from policyparse.options import Options\n"
        "read('海州市教育局\\n关于开学的通知\\n', Options())\n"
        "heavy = ('cv2', 'onnxruntime', 'rapidocr', 'pypdfium2', 'pdfplumber', 'PIL', 'numpy', 'pytesseract')\n"
        "print([m for m in heavy if m in sys.modules])\n"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="no tesseract on this machine")
def test_tesseract_reads_the_sample_letterhead() -> None:
    rows = read_image(head(), "tesseract").rows
    text = "".join("".join(r.text.split()) for r in rows)
    assert Levenshtein.normalized_similarity(text, "".join(HEAD)) > 0.5
    assert all(r.edges is not None and len(r.edges) == len(r.text) + 1 for r in rows)


def test_tesseract_that_is_not_installed_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    engines.engine.cache_clear()
    with pytest.raises(PolicyParseError) as e:
        engine("tesseract", 1)
    assert e.value.code == "PP106"
    assert "tesseract-ocr-chi-sim" in e.value.hint


class _Missing:
    @staticmethod
    def load(threads: int) -> Any:
        raise PolicyParseError("PP106", "not here", "install it")


class _Present:
    @staticmethod
    def load(threads: int) -> Any:
        class Nobody:
            name, version = "present", "1"

            def recognise(self, image: Any) -> list[Recognised]:
                return []

        return Nobody()


@pytest.mark.parametrize(
    ("table", "taken"), [({"a": _Missing, "b": _Present}, "present"), ({"a": _Missing}, None)], ids=["second", "none"]
)
def test_auto_takes_the_first_engine_that_is_there(
    table: dict[str, Any], taken: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "ENGINES", {name: name for name in table})
    monkeypatch.setattr(engines, "import_module", lambda name: table[name])
    engines.engine.cache_clear()
    engines.known.cache_clear()
    try:
        if taken is None:
            with pytest.raises(PolicyParseError) as e:
                engine("auto", 1)
            assert e.value.code == "PP106"
        else:
            assert engine("auto", 1).name == taken
        assert [x["available"] for x in engines.engines()] == [module is _Present for module in table.values()]
    finally:
        engines.engine.cache_clear()
        engines.known.cache_clear()


def test_a_third_engine_is_added_by_an_entry_point(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "third_engine.py").write_text(
        "class Third:\n"
        "    name, version = 'third', '3'\n"
        "    def recognise(self, image):\n"
        "        return []\n"
        "def load(threads):\n"
        "    return Third()\n"
    )
    package = tmp_path / "third_engine-3.dist-info"
    package.mkdir()
    (package / "METADATA").write_text("Metadata-Version: 2.1\nName: third-engine\nVersion: 3\n")
    (package / "entry_points.txt").write_text("[policyparse.engines]\nthird = third_engine\nrapidocr = third_engine\n")
    monkeypatch.syspath_prepend(tmp_path)
    engines.known.cache_clear()
    try:
        assert engine("third", 1).version == "3"
        assert engines.known()["rapidocr"] == engines.ENGINES["rapidocr"]
        assert list(engines.known()) == ["rapidocr", "tesseract", "third"]
        assert main(["parse", "a.png", "--ocr", "third"]) == 1  # known, and there is no such file
    finally:
        engines.engine.cache_clear()
        engines.known.cache_clear()


def test_an_engine_that_nobody_added_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(PolicyParseError) as e:
        engine("nobody", 1)
    assert e.value.code == "PP106"
    assert main(["parse", "a.png", "--ocr", "nobody"]) == 2
    assert "rapidocr" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("near", "after", "said"),
    [
        ("6%0", "以内", "6‰以内"),
        ("6%o", "0以内", "6‰以内"),
        ("6%", "以内", "6%以内"),
        ("6%0", "。", "6%。"),  # the ring is the full stop's
        ("6%0。", "。", "6‰。"),
    ],
)
def test_rapidocr_tells_per_mille_from_per_cent(
    monkeypatch: pytest.MonkeyPatch, near: str, after: str, said: str
) -> None:
    reader = engine("rapidocr", 2)
    box = ((0.0, 0.0), (300.0, 0.0), (300.0, 40.0), (0.0, 40.0))

    def read_once(image: Any, quad: Any, narrower: float) -> Recognised:
        text = near if narrower > 1 else "6%" + after
        return Recognised(text, box, 0.9, tuple(i / len(text) for i in range(len(text) + 1)))

    monkeypatch.setattr(reader, "_read_once", read_once)
    (found,) = reader.read(head(), [box])
    assert found.text == said
    assert len(found.cuts) == len(found.text) + 1


@pytest.mark.parametrize(
    ("capable", "hint", "bits"), [(["BF16", "FP32", "INT8"], "bf16", 16), (["FP32", "INT8"], "f32", 32)]
)
def test_networks_reckon_in_16_bits_where_the_processor_does(
    monkeypatch: pytest.MonkeyPatch, capable: list[str], hint: str, bits: int
) -> None:
    asked: dict[str, Any] = {}

    class Core:
        def read_model(self, path: str) -> Any:
            return SimpleNamespace(has_rt_info=lambda _: False)

        def get_property(self, device: str, name: str) -> list[str]:
            return capable

        def compile_model(self, model: Any, device: str, settings: dict[str, Any]) -> Any:
            asked.update(settings)
            return SimpleNamespace(create_infer_request=lambda: None)

    monkeypatch.setitem(sys.modules, "openvino", SimpleNamespace(Core=Core))
    assert load_net(Path("a.onnx"), 2, 1).bits == bits
    assert asked["INFERENCE_PRECISION_HINT"] == hint
