"""From what the user names to documents."""
from __future__ import annotations

import os
import tarfile
import zipfile
from pathlib import Path

import pytest

from policyparse import Notice, parse
from policyparse.archive.discover import discover
from policyparse.errors import PolicyParseError
from policyparse.filenames import readable


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "in"
    for name in ("b.txt", "a.txt", "sub/c.txt", ".hidden", "sub/Thumbs.db", "__MACOSX/d.txt", "~$lock.docx"):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    return root


def names(*inputs: str | Path) -> list[str]:
    return [document.name for document in discover(inputs)]


def test_a_folder_is_searched_to_its_depth_and_sorted(folder: Path) -> None:
    assert names(folder) == ["a.txt", "b.txt", "sub/c.txt"]


def test_a_glob_names_files(folder: Path) -> None:
    assert names(f"{folder}/s*/*.txt", f"{folder}/a*") == ["a.txt", "c.txt"]


def test_several_inputs_are_told_apart_by_folder(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "a.txt").write_text("x", encoding="utf-8")
    assert names(folder / "sub", tmp_path / "other") == ["other/a.txt", "sub/c.txt"]


def test_files_of_one_name_are_told_apart_by_path(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    assert names(folder / "a.txt", tmp_path / "a.txt") == sorted(
        [(folder / "a.txt").as_posix(), (tmp_path / "a.txt").as_posix()]
    )


def test_a_file_named_twice_is_one_document(folder: Path) -> None:
    assert names(folder / "a.txt", folder / "a.txt") == ["a.txt"]


@pytest.mark.parametrize("suffix", [".zip", ".tar", ".tar.gz"])
def test_archives_are_read_in_place(tmp_path: Path, suffix: str) -> None:
    member = tmp_path / "公文.txt"
    member.write_text("关于开学的通知", encoding="utf-8")
    path = tmp_path / f"packed{suffix}"
    if suffix == ".zip":
        with zipfile.ZipFile(path, "w") as archive:
            archive.write(member, "年/公文.txt")
    else:
        with tarfile.open(path, "w:gz" if suffix.endswith("gz") else "w") as tar:
            tar.add(member, "年/公文.txt")
    (found,) = discover([path])
    assert (found.name, found.read().decode()) == ("年/公文.txt", "关于开学的通知")


def test_a_zip_from_windows_keeps_its_chinese_names(tmp_path: Path) -> None:
    path = tmp_path / "win.zip"
    with zipfile.ZipFile(path, "w") as archive:
        info = zipfile.ZipInfo("PLACEHOLDER")
        archive.writestr(info, "x")
    raw = path.read_bytes()
    gbk = "通知1.txt".encode("gb18030")
    assert len(gbk) == 9
    path.write_bytes(raw.replace(b"PLACEHOLDER", gbk + b"xx"))
    assert names(path) == ["通知1.txtxx"]


def test_an_archive_in_a_folder_is_opened(folder: Path) -> None:
    with zipfile.ZipFile(folder / "more.zip", "w") as archive:
        archive.writestr("d.txt", "x")
    assert names(folder) == ["a.txt", "b.txt", "more.zip/d.txt", "sub/c.txt"]


def test_a_damaged_archive_is_a_document_that_will_fail(folder: Path) -> None:
    (folder / "bad.zip").write_bytes(b"PK\x03\x04 and no more")
    assert "bad.zip" in names(folder)


@pytest.mark.parametrize(("given", "code"), [("nowhere", "PP101"), ("*.nothing", "PP101"), ("empty", "PP116")])
def test_nothing_to_read_is_an_error(tmp_path: Path, given: str, code: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(PolicyParseError, match=code):
        discover([tmp_path / given])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("公文.txt", "公文.txt"),
        ("公文.txt".encode("gb18030").decode("utf-8", "surrogateescape"), "公文.txt"),
        (b"a\xff.txt".decode("utf-8", "surrogateescape"), "a\\udcff.txt"),
        ("a\ud800.txt", "a\\ud800.txt"),
    ],
)
def test_names_that_are_no_text_are_made_readable(name: str, expected: str) -> None:
    assert readable(name) == expected


def test_a_file_with_a_name_in_another_encoding_is_read(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/" + "公文.txt".encode("gb18030")
    with open(path, "w", encoding="utf-8") as file:
        file.write("关于开学的通知\n")
    (found,) = discover([tmp_path])
    assert (found.name, found.read().decode()) == ("公文.txt", "关于开学的通知\n")
    assert Notice.model_validate_json(parse(found.path).model_dump_json()).source.name == "公文.txt"
