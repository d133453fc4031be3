"""The same notice from several places is one group with one best copy; what only looks like it is none."""
from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import policyparse as pp
from policyparse.archive.copies import ALIKE, Candidate, candidate, find_copies
from policyparse.archive.signature import signature
from policyparse.archive.tables import rows_of
from policyparse.records import Notice

BODY = """各区县农业农村局、市属各农业企业：
为加快发展设施农业，保障城市蔬菜供应，现就有关事项通知如下。
一、扩大种植面积。到2026年，新建高标准温室大棚1200亩，改造老旧大棚800亩。
二、推广先进技术。每年推广水肥一体化技术面积不少于5000亩，培训技术骨干300人次。
三、加强资金保障。市财政每年安排专项资金2000万元，对连片建设的主体给予补助。
四、强化组织领导。各区县要建立工作专班，明确责任分工，每季度报送一次进展情况。
"""
OTHER_BODY = """各中小学校：
新学期即将开始，请做好以下准备工作。
一、检查校舍安全。开学前对教学楼、食堂、宿舍逐一排查，发现隐患立即整改。
二、配齐任课教师。按照课程标准排定课表，确保每个班级按时上课。
三、落实疫病防控。储备口罩、消毒用品，每日测量体温并做好记录。
"""
HEAD = "贵阳市农业农村局文件\n筑农发〔2024〕{serial}号\n{title}\n"
FOOT = "贵阳市农业农村局\n{date}\n"
TITLE = "关于加快发展设施农业的通知"


def make_text(serial: int = 17, title: str = TITLE, date: str = "2024年3月5日", body: str = BODY) -> str:
    return HEAD.format(serial=serial, title=title) + body + FOOT.format(date=date)


def without_number(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if not line.startswith("筑农发"))


def misread(text: str, share: float) -> str:
    """A recogniser's text: so many of its characters, not those of the head, are wrong."""
    chance, at = random.Random(3), text.index("各区县")
    return text[:at] + "".join("某" if c > "一" and chance.random() < share else c for c in text[at:])


def as_web_print(text: str) -> str:
    lines = "".join(f"<p>{line}</p>\n" for line in text.splitlines())
    return f"<html><head><meta charset='utf-8'><title>通知</title></head><body>\n{lines}</body></html>"


def make_candidate(notice: Notice, name: str, **more: Any) -> Candidate:
    return candidate({"document": name} | rows_of(notice)["notices"][0] | more)


def sign(notice: Notice) -> bytes:
    return signature(rows_of(notice)["records"][0]["words"])


def copies(*texts: str) -> list[dict[str, Any]]:
    """The rows of `copies` for notices named a, b, c …"""
    notices = [pp.parse(text) for text in texts]
    named = [make_candidate(notice, chr(ord("a") + i)) for i, notice in enumerate(notices)]
    return find_copies(named, [sign(notice) for notice in notices])


def test_a_notice_from_three_sites_is_one_group(tmp_path: Path) -> None:
    text, folder = make_text(), tmp_path / "in"
    folder.mkdir()
    (folder / "office.txt").write_text(text, encoding="utf-8")
    (folder / "site.html").write_text(as_web_print(text), encoding="utf-8")
    (folder / "torso.txt").write_text(text[: text.index("四、")], encoding="utf-8")
    (folder / "twin.txt").write_text(text, encoding="utf-8")
    (folder / "other.txt").write_text(make_text(serial=18, title="关于召开现场会的通知", body="各区县农业农村局：\n请派人参加。\n"), encoding="utf-8")
    run = pp.parse_archive(folder, tmp_path / "out", workers=1)
    rows = run.copies().set_index("document")
    assert set(rows.index) == {"office.txt", "site.html", "torso.txt"}
    assert set(rows["group"]) == {"office.txt"}
    assert list(rows.index[rows["best"]]) == ["office.txt"]
    assert rows.loc["site.html", "similarity"] == 1
    documents = run.documents().set_index("document")
    assert (documents.loc["twin.txt", "status"], documents.loc["twin.txt", "same_as"]) == ("same", "office.txt")


COPIES = {
    "other line breaks": (make_text(), make_text().replace("。", "。\n"), "number"),
    "one character in fifty misread": (make_text(), misread(make_text(), 0.02), "number"),
    "a part of it, under its number": (make_text(), make_text(body=BODY[: len(BODY) // 2]), "number"),
    "one has no number": (make_text(), without_number(make_text()), "words"),
    "neither has a number": (without_number(make_text()), without_number(misread(make_text(), 0.02)), "words"),
}


@pytest.mark.parametrize(("one", "other", "by"), COPIES.values(), ids=COPIES.keys())
def test_copies_are_found(one: str, other: str, by: str) -> None:
    assert [(row["document"], row["by"]) for row in copies(one, other)] == [("a", by), ("b", by)]


NO_COPIES = {
    "other numbers": (make_text(17), make_text(19)),
    "other years": (without_number(make_text()), without_number(make_text(date="2025年3月6日"))),
    "other digits in the titles": (
        without_number(make_text(title="关于申报2024年项目的通知")), without_number(make_text(title="关于申报2025年项目的通知"))
    ),
    "other words": (without_number(make_text()), without_number(make_text(title="关于开学的通知", body="请按时报到。\n"))),
    "one number, altogether other words": (make_text(), make_text(title="关于开学的通知", body=OTHER_BODY)),
}


@pytest.mark.parametrize(("one", "other"), NO_COPIES.values(), ids=NO_COPIES.keys())
def test_what_only_looks_alike_is_no_copy(one: str, other: str) -> None:
    assert copies(one, other) == []


def test_signatures_estimate_the_share_of_common_words() -> None:
    a, b = sign(pp.parse(BODY)), sign(pp.parse(BODY[: len(BODY) // 2]))
    same = sum(a[i : i + 4] == b[i : i + 4] for i in range(0, len(a), 4)) / (len(a) // 4)
    assert 0.35 < same < 0.65 < ALIKE


BETTER = [
    ({}, {"signatories": []}),
    ({}, {"origin": "ocr", "confidence": 0.99}),
    ({"origin": "ocr", "confidence": 0.95}, {"origin": "ocr", "confidence": 0.9}),
    ({"targets": 5}, {"targets": 4}),
    ({}, {"characters": 100}),
]


@pytest.mark.parametrize(("better", "worse"), BETTER)
def test_the_best_copy_is_the_most_complete_and_surest(better: dict[str, Any], worse: dict[str, Any]) -> None:
    notice = pp.parse(make_text())
    pair = [make_candidate(notice, "a", **worse), make_candidate(notice, "b", **better)]
    rows = find_copies(pair, [sign(notice)] * 2)
    assert [(row["group"], row["best"]) for row in rows] == [("b", False), ("b", True)]


def test_a_hundred_copies_are_one_group_and_no_other_notice_s() -> None:
    notice = pp.parse(make_text())
    one = make_candidate(notice, "")
    hundred = [replace(one, document=f"{n:03}") for n in range(100)]
    others = [replace(one, document=f"x{n:03}", number=f"筑农发〔2023〕{n}号") for n in range(100)]
    rows = find_copies(hundred + others, [sign(notice)] * 200)
    assert [row["document"] for row in rows] == [f"{n:03}" for n in range(100)]
    assert {row["group"] for row in rows} == {"000"}


def test_a_notice_of_hardly_a_word_is_nobody_s_copy() -> None:
    empty = Candidate("a", "", "", "", ())
    assert find_copies([empty, replace(empty, document="b")], [b"", b""]) == []
