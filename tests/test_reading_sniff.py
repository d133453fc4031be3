"""What kind of file some bytes are, and what text they hold."""

from __future__ import annotations

import codecs

import pytest

from policyparse.reading.sniff import decode, sniff

NOTICE = "关于做好2023年秋季学期开学工作的通知\n各区教育局：\n    现将有关事项通知如下。\n一、做好准备工作\n"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n", "pdf"),
        (b"\r\n junk before the header %PDF-1.4\n", "pdf"),
        (b"\x89PNG\r\n\x1a\n....", "png"),
        (b"\xff\xd8\xff\xe0....", "jpeg"),
        (b"II*\x00....", "tiff"),
        (b"MM\x00*....", "tiff"),
        (b"GIF89a", "gif"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "webp"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "doc"),
        (b"PK\x03\x04....[Content_Types].xml....word/document.xml", "docx"),
        (b"PK\x03\x04....OFD.xml", "ofd"),
        (b"PK\x03\x04....a.txt", "zip"),
        (b"{\\rtf1\\ansi", "rtf"),
        ("<!DOCTYPE html><html><body>通知</body></html>".encode(), "html"),
        ("<HTML><p>通知</p></HTML>".encode("gb18030"), "html"),
        (NOTICE.encode(), "text"),
        (NOTICE.encode("gb18030"), "text"),
        (NOTICE.encode("utf-16"), "text"),
        (bytes(range(256)) * 8, "unknown"),
        (b"BM is how this text begins", "text"),
        (b"From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\r\n<html><p></p></html>", "mhtml"),
    ],
)
def test_sniff_goes_by_content(data: bytes, kind: str) -> None:
    assert sniff(data) == kind


@pytest.mark.parametrize(
    "data",
    [
        NOTICE.encode(),
        codecs.BOM_UTF8 + NOTICE.encode(),
        NOTICE.encode("gb18030"),
        NOTICE.encode("gbk"),
        codecs.BOM_UTF16_LE + NOTICE.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + NOTICE.encode("utf-16-be"),
        NOTICE.encode("utf-16-le"),
        NOTICE.encode("utf-16-be"),
    ],
    ids=["utf-8", "utf-8 bom", "gb18030", "gbk", "utf-16-le bom", "utf-16-be bom", "utf-16-le", "utf-16-be"],
)
def test_decode_tells_encodings_apart(data: bytes) -> None:
    assert decode(data) == NOTICE


def test_decode_of_a_text_cut_inside_a_character_loses_that_character_only() -> None:
    assert decode(NOTICE.strip().encode()[:-1]) == NOTICE.strip()[:-1] + "\ufffd"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_decode_of_a_broken_character_costs_no_other(encoding: str) -> None:
    before, after = NOTICE[:30].encode(encoding), NOTICE[30:].encode(encoding)
    assert decode(before + b"\xff" + after) == f"{NOTICE[:30]}\ufffd{NOTICE[30:]}"


def test_decode_takes_no_other_chinese_encoding_for_a_broken_one() -> None:
    assert decode("臺北市政府關於加強學前教育的通知\n一、到2025年，新建公辦幼兒園12所。\n".encode("big5")) is None
