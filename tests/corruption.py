# ruff: noqa: SIM905 (pairs of characters read better as words)
"""Clean notices corrupted as scans, web pages and careless copying corrupt them, with the truth."""
from __future__ import annotations

import random
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from clean_notices import Clean, Piece, Row, clean_notice
from policyparse.ordinals import chinese, chinese_number
from policyparse.reading import sheets
from policyparse.reading.pages import Reading
from policyparse.reading.text import read_string

Layout = Literal["rows", "wrapped", "one line", "pages"]
WIDTH, HEIGHT, EM, PITCH = 595.0, 842.0, 16.0, 28.0

LOOKS = {}
for _pair in (
    "建健 设没 基墓 培陪 训讪 业亚 职织 识帜 院阮 校较 枚枝 合台 领颁 导寻 组纽 织职 评坪 估沽 监盐 督瞥 检捡 查香 标杯 准淮 规视 范笵 完宪 善喜 推椎 进迸 实买 施旋 "
    "强弹 化比 管菅 理埋 质贡 量童 服眼 务夯 支攴 持特 项顶 目且 资咨 金全 财财 政攻 部陪 门们 单革 位泣 责贵 任仕 落洛 开井 展屐 保倸 障瘴 措惜 体休 系糸 机杌 制刷 "
    "平乎 台合 信倌 息恳 公云 农衣 村材 社杜 区医 网冈 点黑 线钱 环坏 境镜 治冶 污汚 染柒 防妨 生牛 安妾 全金 急意 救求 医匡 疗辽 卫卩 科料 技枝 研妍 究宄 创刨 新断"
).split():
    LOOKS[_pair[0]] = _pair[1]
STOPS = "，。；、"
SCRAPS = ["的", "丨", "、", "·", "和", "＿", "'", "。", "口", "-"]
PAGE_NUMBERS = ["— {} —", "- {} -", "—{}—", "－ {} －", "第{}页 共40页", "一 {} 一", "第 {} 页"]
ABOVE = [
    ["首页 > 政务公开 > 政策文件"], ["当前位置：首页>信息公开>通知公告", "【字体：大 中 小】"], ["您现在的位置：首页 > 文件库", "打印本页", "字号：大 中 小"], ["浏览次数：318"],
]
BELOW = [
    ["【打印】【关闭】"], ["分享到：微信 微博", "扫一扫在手机打开当前页"], ["责任编辑：王敏", "【打印本页】【关闭窗口】"], ["上一篇：关于节日值班的通知", "下一篇：关于防汛工作的通知"], ["返回顶部"],
]
HEADS = ["海州市人民政府公报", "规范性文件", "政策文件汇编", "内部资料 注意保存"]


@dataclass
class Case:
    """A corrupted notice.

    Attributes:
        reading: As a reader would hand it on.
        marks: For each printed character what is true of it.
        begins: At which printed character a clause's label begins: its name and its parent's begin.
        twins: Begins that stand for one clause (the copies of a repeat), with the first's.
    """

    reading: Reading
    marks: list[str]
    begins: dict[int, tuple[str, int | None]]
    twins: dict[int, int] = field(default_factory=dict)


def corrupt(seed: int, layout: Layout, most: int = 60) -> Case:
    """The case of a seed."""
    rng = random.Random(seed * 7919 + len(layout))
    clean = _shortened(clean_notice(seed), most)
    rows = clean.rows
    rate = rng.choice([0.0, 0.01, 0.02, 0.03])
    _loop(rng, rows, rate)
    _print_twice(rng, rows, rate)
    _loop_inside(rng, rows)
    _lose_labels(rng, rows)
    if rng.random() < 0.5:
        rows = [_noisy_row(rng, row, rate) if row.kind in ("clause", "body") and not _marked(row) else row for row in rows]
    if layout in ("rows", "wrapped"):
        rows = _with_web(rng, rows)
    if layout in ("rows", "wrapped"):
        rows = _with_page_numbers(rng, rows)
    if layout == "pages":
        return _paged(rng, rows)
    printed = _joined(rng, rows) if layout == "one line" else _broken_and_merged(rng, rows) if layout == "rows" else _wrapped(rng, rows)
    return _case(read_string("".join(text for text, _ in printed)), [c for _, c in printed])


# what is corrupted

def _shortened(clean: Clean, most: int) -> Clean:
    """At most `most` clauses: whole subtrees go from the end of the longest part."""
    kept: set[int | None] = {None}
    rows = []
    count = 0
    for row in clean.rows:
        if row.kind == "clause":
            if row.parent not in kept or (count >= most and row.depth > 0):
                continue
            count += 1
            kept.add(row.key)
        elif row.kind == "annex":
            kept.add(row.key)
        elif row.kind == "body" and rows and count >= most:
            continue
        rows.append(row)
    had = {r.parent for r in clean.rows}
    while cut := {r.key for r in rows if r.kind == "clause" and r.key in had} - {r.parent for r in rows}:
        rows = [r for r in rows if r.key is None or r.key not in cut]  # a heading with nothing left below it goes, too
    parents = {r.parent for r in rows}
    for row in rows:
        row.plain = row.kind == "clause" and row.key not in parents and not row.text.endswith("：")
    return Clean(rows, clean.keys)


def _marked(row: Row) -> bool:
    return any(p.mark for p in row.pieces)


def _loop(rng: random.Random, rows: list[Row], rate: float) -> None:
    """An item again and again under rising numbers; what was the rest of its list may go on or be swallowed."""
    places = [i for i, r in enumerate(rows) if r.plain and len(r.pieces[0].text) >= 20 and _styled(r)]
    for _ in range(rng.choice([0, 1, 1, 2])):
        if not places:
            return
        at = rng.choice(places)
        row = rows[at]
        text = row.pieces[0].text
        copies = rng.choice([1, 2, 3, 5, 8])
        number = _number(row)
        dup = f"{row.key}"
        row.pieces = [Piece(text, f"one {dup}")]
        more = [
            Row([Piece(noisy(rng, text, rate), f"dup {dup}")], _relabel(row.label, number, number + n), kind="copy", depth=row.depth, key=row.key)
            for n in range(1, copies + 1) if number + n <= 99
        ]
        end = at + 1
        while end < len(rows) and rows[end].kind == "body":
            end += 1
        rest = [r for r in rows[end:] if r.kind == "clause" and r.parent == row.parent]
        for r in rest:  # numbers go on rising
            old = _number(r)
            r.label, r.name = _relabel(r.label, old, old + len(more)), _relabel(r.name, old, old + len(more))
        rows[at + 1 : at + 1] = more
        places = [i for i, r in enumerate(rows) if r.plain and not _marked(r) and len(r.pieces[0].text) >= 20 and _styled(r) and r.parent != row.parent]


def _styled(row: Row) -> bool:
    """Whether its label is one whose number can be raised by words: no glyph, no decimal, no article."""
    number = _number(row)
    written = str(number) in row.label or chinese(number) in row.label
    return number > 0 and written and not row.label.startswith("第") and "." not in row.name


def _number(row: Row) -> int:
    text = "".join(c for c in row.name if c not in "（）()")
    if text.isdecimal():
        return int(text)
    return chinese_number(text) or 0 if all(c in "一二三四五六七八九十" for c in text) else 0


def _relabel(label: str, old: int, new: int) -> str:
    if str(old) in label:
        return label.replace(str(old), str(new), 1)
    return label.replace(chinese(old), chinese(new), 1)


def _print_twice(rng: random.Random, rows: list[Row], rate: float) -> None:
    """A paragraph, or a few in a row, that stand twice, numbers and all."""
    places = [i for i, r in enumerate(rows) if r.plain and not _marked(r) and len(r.pieces[0].text) >= 24]
    if not places or rng.random() < 0.4:
        return
    at = rng.choice(places)
    run = 1
    while run < 3 and at + run in places and rng.random() < 0.5:
        run += 1
    again = []
    for row in rows[at : at + run]:
        text = row.pieces[0].text
        row.pieces = [Piece(text, f"one {row.key}")]
        again.append(Row([Piece(noisy(rng, text, rate), f"dup {row.key}")], row.label, kind="copy", key=row.key, depth=row.depth))
    rows[at + run : at + run] = again


def _loop_inside(rng: random.Random, rows: list[Row]) -> None:
    """A sentence in a loop within its paragraph."""
    places = [r for r in rows if r.kind in ("clause", "body") and not _marked(r)]
    for row in rng.sample(places, min(len(places), rng.choice([0, 0, 1, 2]))):
        text = row.pieces[0].text
        sentences = [s + "。" for s in text.split("。") if s]
        i = rng.randrange(len(sentences))
        once = sentences[i]
        times = rng.choice([1, 2, 4, 7]) if len(once) >= 16 else rng.choice([2, 4, 7])
        if len(once) < 10 or not text.endswith("。"):
            continue
        row.pieces = [Piece("".join(sentences[:i])), Piece(once, f"one in {id(row)}"), Piece(once * times, f"dup in {id(row)}"), Piece("".join(sentences[i + 1 :]))]


def _lose_labels(rng: random.Random, rows: list[Row]) -> None:
    """Marks that are lost from labels within a list: 二、 becomes 二, 3. becomes 3, （四） becomes 四）."""
    for i, row in enumerate(rows):
        if row.kind != "clause" or _marked(row) or rng.random() > 0.03:
            continue
        siblings = [r for r in rows if r.parent == row.parent and r.kind == "clause"]
        if row is siblings[0] or row is siblings[-1] or any(r.kind == "copy" for r in rows[max(0, i - 1) : i + 2]):
            continue
        bare = row.label.strip(" 　")
        if bare.endswith(("、", "．", ".")) and len(bare) > 1 and row.pieces[0].text[0] not in "一二三四五六七八九十0123456789":
            row.label = bare[:-1]
        elif bare.startswith(("（", "(")):
            row.label = bare[1:]


def _noisy_row(rng: random.Random, row: Row, rate: float) -> Row:
    row.pieces = [Piece(noisy(rng, p.text, rate), p.mark) for p in row.pieces]
    return row


def noisy(rng: random.Random, text: str, rate: float) -> str:
    """Characters misread, lost or doubled at a rate; numbers stay, since another number is another item."""
    out = []
    for i, c in enumerate(text):
        if rng.random() >= rate or c.isascii() or c in "一二三四五六七八九十百千万亿不" or 0 in (i, len(text) - 1 - i):
            out.append(c)
            continue
        pick = rng.random()
        if c in STOPS:
            out.append(rng.choice(STOPS) if pick < 0.5 and c != "。" else c)
        elif pick < 0.75:
            out.append(LOOKS.get(c, c))
        elif pick < 0.9:
            pass
        else:
            out += [c, c]
    return "".join(out)


# what is put in between

def _with_web(rng: random.Random, rows: list[Row]) -> list[Row]:
    above = rng.choice(ABOVE) if rng.random() < 0.4 else []
    below = rng.choice(BELOW) if rng.random() < 0.4 else []
    return [*_furniture(above), *rows, *_furniture(below)]


def _furniture(lines: Iterable[str]) -> list[Row]:
    return [Row([Piece(x, f"furniture {x}")], kind="furniture") for x in lines]


def _with_page_numbers(rng: random.Random, rows: list[Row]) -> list[Row]:
    if rng.random() < 0.4:
        return rows
    form = rng.choice(PAGE_NUMBERS)
    out: list[Row] = []
    page = 1
    every = rng.randint(6, 14)
    for i, row in enumerate(rows):
        out.append(row)
        if i % every == every - 1 and i < len(rows) - 1 and i > 6:
            out += _furniture([form.format(page)])
            page += 1
        if rng.random() < 0.008 and row.kind == "clause":
            out.append(Row([Piece(rng.choice(SCRAPS), "scrap")], kind="scrap"))
    return out


# how it is printed: each character with its mark, each clause's beginning with its row

Char = tuple[str, Row | None, str]
Printed = list[tuple[str, Char | None]]


def _chars(row: Row) -> Printed:
    mark = next((p.mark for p in row.pieces if p.mark.startswith(("dup", "one")) and " in " not in p.mark), "")
    out: Printed = [(c, (c, row if i == 0 else None, mark)) for i, c in enumerate(row.label)]
    if row.pieces and not row.label and not row.pieces[0].text:
        return out
    first = not row.label
    for piece in row.pieces:
        for c in piece.text:
            out.append((c, (c, row if first else None, piece.mark)))
            first = False
    return out


def _joined(rng: random.Random, rows: Sequence[Row]) -> Printed:
    """Everything on one line, as a crawler that threw the tags away leaves it."""
    gap = rng.choice(["", "", " ", "　　"])
    out: Printed = []
    for row in rows:
        out += [*_chars(row), *((c, None) for c in gap)]
    return out


def _broken_and_merged(rng: random.Random, rows: Sequence[Row]) -> Printed:
    """A paragraph a row, some broken in the middle of a sentence, some run into the one before."""
    indent = rng.choice(["", "　　", "    "])
    out: Printed = []
    merged = False
    for i, row in enumerate(rows):
        chars = _chars(row)
        out += [*((c, None) for c in ("" if merged else indent)), *chars]
        if row.kind in ("clause", "body") and not _marked(row) and len(chars) > 50 and rng.random() < 0.06:
            at = len(out) - rng.randint(12, len(chars) - 26)
            if "\u4e00" <= out[at][0] <= "\u9fff" and "\u4e00" <= out[at - 1][0] <= "\u9fff":
                out.insert(at, ("\n", None))
        following = rows[i + 1] if i + 1 < len(rows) else None
        merged = (
            following is not None and following.kind == row.kind == "clause" and not _marked(row) and not _marked(following)
            and row.text.endswith("。") and following.depth == row.depth and rng.random() < 0.04
        )
        if not merged:
            out.append(("\n", None))
    return out


def _wrapped(rng: random.Random, rows: Sequence[Row]) -> Printed:
    """Rows of one width, the first of a paragraph set in or not."""
    width = rng.choice([26, 28, 32, 38])
    indent = rng.choice(["　　", "　　", ""])
    out: Printed = []
    for row in rows:
        line = 0.0
        out += [(c, None) for c in (indent if row.kind in ("clause", "body", "copy", "foot") else "")]
        line += len(indent)
        for char in _chars(row):
            size = _size(char[0])
            if line + size > width + (1.0 if char[0] in "，。；、：）”" else 0.0):
                out.append(("\n", None))
                line = 0.0
            out.append(char)
            line += size
        out.append(("\n", None))
    return out


def _size(c: str) -> float:
    return 1.0 if unicodedata.east_asian_width(c) in "WFA" else 0.5


def _paged(rng: random.Random, rows: Sequence[Row]) -> Case:
    """Pages of 22 lines of 28 characters with their boxes, furniture where it stands on pages."""
    lines: list[tuple[Printed, float]] = []
    for row in rows:
        centred = row.kind in ("head", "title") and not row.text.endswith("：")
        now: Printed = []
        line = 2.0 if row.kind in ("clause", "body", "copy", "foot") else 0.0
        left = line
        for char in _chars(row):
            size = _size(char[0])
            if line + size > 28 + (0.9 if char[0] in "，。；、：）”" else 0.0):
                lines.append((now, left))
                now, line, left = [], 0.0, 0.0
            now.append(char)
            line += size
        if row.kind == "foot" and not row.text.startswith("附件") and len(row.text) < 24 and row.text[0] not in "123456789":
            left = 26 - line
        lines.append((now, (28 - line) / 2 if centred else left))
    head = rng.choice(HEADS) if rng.random() < 0.5 else ""
    form = rng.choice(["— {} —", "- {} -", "{}", "第{}页", "{}/40"]) if rng.random() < 0.85 else ""
    browser = rng.random() < 0.2
    repeat_last = rng.random() < 0.3
    made: list[sheets.Sheet] = []
    marks: list[Char | None] = []
    at = page = 0
    again: tuple[Printed, float] | None = None
    while at < len(lines):
        page += 1
        printed: list[tuple[str, float, float, float | None, list[Char | None]]] = []
        if head:
            printed.append((head, 230.0, 52.0, 0.98, [(c, None, "furniture head") for c in head]))
        if browser:
            printed.append((t := f"2023/5/6 10:2{page % 10} 政策文件", 20.0, 12.0, 0.98, [(c, None, "furniture line") for c in t]))
        for n in range(22):
            if n == 0 and again is not None:
                chars, left = again
                printed.append((_plain(chars), 80 + left * EM, 100.0, 0.97, [(c, None, "dup page") for c, _ in chars]))
                continue
            if at == len(lines):
                break
            chars, left = lines[at]
            printed.append((_plain(chars), 80 + left * EM, 100 + n * PITCH, 0.97, [c for _, c in chars]))
            at += 1
        again = None
        last = lines[at - 1]
        if repeat_last and at < len(lines) and len(last[0]) > 24 and not any(c and c[2] for _, c in last[0]) and rng.random() < 0.5:
            again = last
        if rng.random() < 0.25:
            scrap = rng.choice(["和", "的", "区", "丨"])
            y = 100 + rng.randrange(20) * PITCH + 9
            printed.append((scrap, rng.choice([3.0, 577.0]), y, 0.8, [(scrap, None, "scrap")]))
        if form:
            text = form.format(page)
            printed.append((text, 280.0, 100 + 22 * PITCH + 45, 0.98, [(c, None, "furniture number") for c in text]))
        printed.sort(key=lambda r: r[2])
        placed = []
        for text, x, y, confidence, chars in printed:
            placed.append(sheets.Row(text, (x, y, x + sum(map(_size, text)) * EM, y + EM), confidence))
            marks += chars
        made.append(sheets.Sheet(page, WIDTH, HEIGHT, "ocr", placed))
    return _case(sheets.bind("scan.pdf", "0" * 64, "application/pdf", made), marks)


def _plain(chars: Printed) -> str:
    return "".join(c for c, _ in chars)


def _case(reading: Reading, marks: Sequence[Char | None]) -> Case:
    """The truth by printed characters, white space aside."""
    solid = [m for m in marks if m is not None and not m[0].isspace()]
    by_key: dict[int, int] = {}
    begins: dict[int, tuple[str, int | None]] = {}
    twins: dict[int, int] = {}
    for i, (_, row, _) in enumerate(solid):
        if row is None or row.key is None:
            continue
        if row.kind == "copy":
            twins[i] = by_key[row.key]
            continue
        by_key[row.key] = i
        begins[i] = (row.name, None if row.parent is None else by_key.get(row.parent))
    return Case(reading, [m for _, _, m in solid], begins, twins)
