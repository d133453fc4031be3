"""From what the user names to documents."""
from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import random
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import fsspec
import pytest
import zstandard

from policyparse import Notice, parse
from policyparse.archive.discover import discover
from policyparse.archive.opener import Opener
from policyparse.archive.packed import SUFFIXES, kind_of
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


@pytest.mark.parametrize("beside", ["page_files", "page.files"])
def test_what_a_browser_saves_with_a_page_is_passed_over(folder: Path, beside: str) -> None:
    for name in ("page.html", f"{beside}/a.js", "other_files/d.txt"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(name, encoding="utf-8")
    assert names(folder) == ["a.txt", "b.txt", "other_files/d.txt", "page.html", "sub/c.txt"]


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


def pack(path: Path, **members: bytes) -> Path:
    """An archive of the kind that its name tells; `_` in a member's name stands for the dot."""
    named = {name.replace("_", "."): data for name, data in members.items()}
    if path.suffix == ".zip":
        with zipfile.ZipFile(path, "w") as archive:
            for name, data in named.items():
                archive.writestr(f"年/{name}", data)
        return path
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as tar:
        for name, data in named.items():
            info = tarfile.TarInfo(f"年/{name}")
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
    kind = kind_of(path.name)
    squeeze = {"gz": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress, "zst": zstandard.compress}
    path.write_bytes(squeeze[kind](packed.getvalue()) if kind in squeeze else packed.getvalue())
    return path


def texts(*inputs: str | Path) -> dict[str, str]:
    """Each document with what is in it, read in the order in which they are found."""
    opener = Opener(1 << 20)
    found = {document.name: opener.read(document).decode() for document in discover(inputs)}
    opener.close()
    return found


PACKED = {"c_txt": b"C" * 700, "a_txt": "关于开学的通知".encode(), "b_txt": b""}
READ = {"年/c.txt": "C" * 700, "年/a.txt": "关于开学的通知", "年/b.txt": ""}


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_archives_are_read_in_place(tmp_path: Path, suffix: str) -> None:
    assert texts(pack(tmp_path / f"packed{suffix}", **PACKED)) == READ


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_members_can_be_read_in_any_order(tmp_path: Path, suffix: str) -> None:
    documents = discover([pack(tmp_path / f"packed{suffix}", **PACKED)])
    opener = Opener(1 << 20)
    assert [opener.read(document).decode() for document in reversed(documents)] == list(reversed(READ.values()))


def test_archives_in_an_archive_that_unpack_to_many_times_its_size_are_not_opened(tmp_path: Path) -> None:
    data = bytes(50 * 1024 * 1024) + pack(tmp_path / "in.zip", a_txt=b"a").read_bytes()
    path = pack(tmp_path / "out.tar.zst", **{f"{n}_zip": data for n in "abc"})
    assert names(path) == ["年/a.zip/年/a.txt", "年/b.zip", "年/c.zip"]


@pytest.mark.parametrize("outer", [".zip", ".tar.gz"])
@pytest.mark.parametrize("inner", [".zip", ".tar", ".tar.zst"])
def test_an_archive_in_an_archive_is_opened(tmp_path: Path, outer: str, inner: str) -> None:
    data = pack(tmp_path / f"in{inner}", **PACKED).read_bytes()
    path = pack(tmp_path / f"out{outer}", z_txt=b"z", **{f"in{inner.replace('.', '_')}": data})
    assert texts(path) == {"年/z.txt": "z"} | {f"年/in{inner}/{name}": text for name, text in READ.items()}


def test_a_third_archive_stays_shut(tmp_path: Path) -> None:
    data = pack(tmp_path / "1.zip", a_txt=b"a").read_bytes()
    data = pack(tmp_path / "2.zip", one_zip=data).read_bytes()
    assert names(pack(tmp_path / "3.zip", two_zip=data)) == ["年/two.zip/年/one.zip"]


def test_a_hard_link_in_a_tar_is_what_it_links_to(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "linked.tar", "w") as tar:
        info = tarfile.TarInfo("a.txt")
        info.size = 3
        tar.addfile(info, io.BytesIO(b"abc"))
        link = tarfile.TarInfo("b.txt")
        link.type, link.linkname = tarfile.LNKTYPE, "a.txt"
        tar.addfile(link)
    assert texts(tmp_path / "linked.tar") == {"a.txt": "abc", "b.txt": "abc"}


@pytest.mark.parametrize("suffix", [".tar", ".tar.gz", ".tar.zst", ".tar.xz"])
def test_of_a_cut_off_tar_what_can_be_read_is(tmp_path: Path, suffix: str) -> None:
    noise = random.Random(7)
    path = pack(tmp_path / f"cut{suffix}", a_txt=b"a", b_txt=noise.randbytes(200_000), c_txt=noise.randbytes(200_000))
    path.write_bytes(path.read_bytes()[:300_000])
    found = discover([path])
    assert [document.name for document in found if not document.fault][:2] == ["年/a.txt", "年/b.txt"]
    (damaged,) = [document for document in found if document.fault]
    assert damaged.fault == ("PP104", f"the file is damaged: {len(found) - 1} of its files could be listed")


@pytest.mark.parametrize(
    ("break_it", "code"),
    [
        (lambda data: data.replace(b"PK\x03\x04", b"PK\x03\x05"), "PP104"),  # the member's own head
        (lambda data: data[:6] + b"\x01" + data[7:].replace(b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01"), "PP103"),
    ],
)
def test_a_member_that_cannot_be_read_says_why(tmp_path: Path, break_it: Callable[[bytes], bytes], code: str) -> None:
    path = pack(tmp_path / "a.zip", a_txt=b"abc")
    path.write_bytes(break_it(path.read_bytes()))
    (found,) = discover([path])
    with pytest.raises(PolicyParseError, match=code):
        Opener(1 << 20).read(found)


def test_a_member_that_is_larger_than_allowed_is_not_read_whole(tmp_path: Path) -> None:
    (found,) = discover([pack(tmp_path / "a.tar.gz", a_txt=bytes(5000))])
    with pytest.raises(PolicyParseError, match="PP108"):
        Opener(1000).read(found)


def test_one_name_twice_in_a_zip_is_two_documents(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive, pytest.warns(UserWarning):
        archive.writestr("a.txt", "1")
        archive.writestr("a.txt", "2")
    assert sorted(texts(tmp_path / "a.zip").values()) == ["1", "2"]


def test_a_folder_that_links_to_itself_is_gone_through_once(folder: Path) -> None:
    (folder / "sub" / "round").symlink_to(folder)
    assert names(folder) == ["a.txt", "b.txt", "sub/c.txt"]


def test_a_link_to_nowhere_is_a_document_that_fails(folder: Path) -> None:
    (folder / "gone.txt").symlink_to(folder / "nothing")
    (found,) = [document for document in discover([folder]) if document.name == "gone.txt"]
    assert found.fault is not None
    assert found.fault[0] == "PP110"


@pytest.fixture
def bucket() -> Iterator[str]:
    store = fsspec.filesystem("memory")
    for name, data in (("b/公文.txt", b"1"), ("b/sub/a.txt", b"2"), ("b/sub/.hidden", b"3")):
        store.pipe(f"/{name}", data)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("z.txt", "4")
    store.pipe("/b/more.zip", packed.getvalue())
    yield "memory://b"
    store.rm("/b", recursive=True)


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        ("", {"more.zip/z.txt": "4", "sub/a.txt": "2", "公文.txt": "1"}),
        ("/sub/a.txt", {"a.txt": "2"}),
        ("/*/*.txt", {"a.txt": "2"}),
        ("/more.zip", {"z.txt": "4"}),
    ],
)
def test_a_store_is_read_through_fsspec(bucket: str, end: str, expected: dict[str, str]) -> None:
    assert texts(bucket + end) == expected


@pytest.mark.parametrize(("url", "code"), [("memory://none", "PP101"), ("gopher://b/c", "PP115")])
def test_a_store_that_is_not_there_is_an_error(url: str, code: str) -> None:
    with pytest.raises(PolicyParseError, match=code):
        discover([url])


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
    assert (found.name, Opener(1 << 20).read(found).decode()) == ("公文.txt", "关于开学的通知\n")
    assert Notice.model_validate_json(parse(Path(found.path)).model_dump_json()).source.name == "公文.txt"
