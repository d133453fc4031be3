"""Which part of a web page is the notice: its main text, its title, and what the site says of the document."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate

from policyparse.reading.catalogue import KEYS
from policyparse.reading.html_page import Block, Box, Page

_MAIN = re.compile(
    r"(?:^|[\s_-])(?:UCAP-CONTENT|TRS_Editor|TRS_UEDITOR|zoom|pages_content|fontzoom|mainText|articleText|NewsContent|"
    r"artibody|article[-_]?con(?:tent)?|news_content|detail[-_]?con(?:tent)?|con_text|wzcon|BodyLabel|vsb_content\w*|"
    r"v_news_content|xxgk_content|Custom_UnionStyle|view)(?:$|[\s_-])",
    re.IGNORECASE,
)
"""What the content systems of official sites call the box of an article (TRS, UCAP, VSB, 大汉 and others)."""
_PARAGRAPHS = frozenset(("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "caption", "dt", "dd", "legend"))
_SENTENCE = re.compile(r"[，。；]")
_SITE = re.compile(
    r"(?:您?(?:现在|当前)?所?在?的?位置|主办|承办|版权所有|网站标识码|\w{0,4}备案|技术支持|联系我们|地址|电话|邮编|访问量|今天是|责任编辑|分享)"
)
"""How lines begin that a site puts around every article."""
_OTHER = 0.2
"""What text without sentences (titles, cells) weighs beside sentences."""
_MOST = 0.8
"""The main text is in the innermost box that holds this part of the page's prose."""
_FEW_LINKS = 20
_KEY = re.compile(rf"[【\[]?(?:{KEYS})[】\]]?[：:]?")
_ENTRY = re.compile(rf"[【\[]?(?:{KEYS})[】\]]?[：:].*")
_NUMBER = re.compile(r"[（(]?[\u4e00-\u9fff]{1,20}[〔\[［【﹝（(](?:19|20)\d\d[〕\]］】﹞）)]第?\d{1,5}号[）)]?")
_MARK = re.compile(r"[\u4e00-\u9fff（）]{4,40}(?:文件|令)")
_LINE_OF_ARTICLE = re.compile(r"(?:发布(?:日期|时间)|时间|日期|来源|信息来源|作者|浏览次数|字[体号])[：:]")
_KIND = re.compile(
    r"(?:通知|意见|决定|公告|通告|通报|批复|函|方案|规划|办法|规定|细则|命令|令|纪要|要点|计划|措施)(?:》?的通知)?[）)]?$"
)
_NEAR = 60
"""So many blocks above the main text may hold its title."""
_HEAD = 14
"""So many lines of the main text are its head."""


def chosen(page: Page) -> Iterator[tuple[int, Block]]:
    """The blocks that are the notice's, with their index, in their order; an entry of a catalogue is one block."""
    start, end = _main(page)
    lists = _link_lists(page, start, end)
    keep = [i for i in range(start, end) if i not in lists]
    above = _above(page, start, keep)
    yield from _catalogued(page, [*above, *keep])


def _main(page: Page) -> tuple[int, int]:
    """The first block of the main text, and the one after its last."""
    prose = [0.0, *accumulate(map(_weight, page.blocks))]
    links = [0, *accumulate(b.linked for b in page.blocks)]
    if not prose[-1]:
        return 0, len(page.blocks)

    def held(box: Box) -> float:
        return prose[box.end] - prose[box.start]

    path = [b for b in page.boxes if held(b) >= _MOST * prose[-1]]  # each lies in the one before it
    while path and path[-1].tag in _PARAGRAPHS:
        path.pop()
    if not path:
        return 0, len(page.blocks)
    named = [b for b in path if _MAIN.search(b.names)]
    box = named[-1] if named else path[-1]
    if not named:
        inner = links[box.end] - links[box.start]
        for outer in reversed(path[:-1]):
            if outer.tag in ("body", "html") or links[outer.end] - links[outer.start] - inner > _FEW_LINKS:
                break
            box = outer
    return box.start, box.end


def _weight(block: Block) -> float:
    """How much a block makes what it lies in the main text: links and what a site says of itself, nothing."""
    if block.is_link or _SITE.match(block.text.lstrip()):
        return 0.0
    return (len(block.text) - block.linked) * (1.0 if _SENTENCE.search(block.text) else _OTHER)


def _link_lists(page: Page, start: int, end: int) -> set[int]:
    """The blocks of lists of links within the main text, those to its annexes excepted."""
    out: set[int] = set()
    for box in page.boxes[bisect_left(page.boxes, start, key=lambda b: b.start) :]:
        if box.start >= end:
            break
        inside = page.inside(box)
        if box.tag not in ("ul", "ol", "div", "td", "table", "dl") or not 3 <= len(inside) <= 100:
            continue
        linked, total = sum(b.linked for b in inside), sum(len(b.text.strip()) for b in inside)
        if linked > 0.7 * total and not any("附件" in b.text or b.label for b in inside):
            out.update(range(box.start, box.end))
    return out


def _above(page: Page, start: int, keep: list[int]) -> list[int]:
    """Blocks above the main text that are the notice's: title and number, where the text lacks them; entries."""
    head = "".join(_solid(page.blocks[i].text) for i in keep[:_HEAD])
    names = [_solid(t) for t in page.titles]
    out = []
    for i in range(max(0, start - _NEAR), start):
        block = page.blocks[i]
        text = _solid(block.text)
        if _is_entry(page, i, text):
            out.append(i)
        elif block.is_link or text in head or _LINE_OF_ARTICLE.match(text):
            continue
        elif _NUMBER.fullmatch(text) or _MARK.fullmatch(text) or _is_title(page, block, text, names):
            out.append(i)
    return out


def _is_title(page: Page, block: Block, text: str, names: list[str]) -> bool:
    if not 6 <= len(text) <= 160 or block.box < 0:
        return False
    if any(text in name for name in names):
        return True
    box = page.boxes[block.box]
    around = f"{box.tag} {box.names} {page.boxes[box.parent].names if box.parent >= 0 else ''}".lower()
    return bool(_KIND.search(text)) and ("关于" in text or re.search(r"h1|h2|title|\bbt\b", around) is not None)


def _is_entry(page: Page, i: int, text: str) -> bool:
    """Whether a block is a catalogue's entry, its key, or what stands beside its key."""
    if _ENTRY.fullmatch(text) and not _LINE_OF_ARTICLE.match(text):
        return True
    if _KEY.fullmatch(text) and (_in_row(page, i) or text.endswith(("：", ":"))):
        return True
    before = _solid(page.blocks[i - 1].text) if i else ""
    return _KEY.fullmatch(before) is not None and _same_row(page, i - 1, i)


def _catalogued(page: Page, indices: list[int]) -> Iterator[tuple[int, Block]]:
    """The blocks, a key of a catalogue above the text and its value made one: 索引号：….

    The colon that the grid stands for is put in. A catalogue is no table of the notice's.
    """
    taken = False
    for n, i in enumerate(indices):
        if taken:
            taken = False
            continue
        block = page.blocks[i]
        solid = _solid(block.text)
        if n < _NEAR and _KEY.fullmatch(solid):
            page.tables.pop(i, None)
            follows = indices[n + 1] if n + 1 < len(indices) else -1
            colon = "" if solid.endswith(("：", ":")) else "："
            value = ""
            if follows == i + 1 and _same_row(page, i, follows) and not _KEY.fullmatch(_solid(page.blocks[i + 1].text)):
                page.tables.pop(follows, None)
                value, taken = page.blocks[follows].text.strip(), True
            if value or solid.endswith(("：", ":")):
                yield i, replace(block, text=block.text.strip() + colon + value)
                continue
        elif n < _NEAR and _ENTRY.fullmatch(solid):
            page.tables.pop(i, None)
        yield i, block


def _in_row(page: Page, i: int) -> bool:
    return _row(page, i) >= 0


def _row(page: Page, i: int) -> int:
    """The innermost row of a table (or the list) that block `i` is in, or -1."""
    box = page.blocks[i].box
    while box >= 0 and page.boxes[box].tag not in ("tr", "dl"):
        if page.boxes[box].tag in ("table", "body"):
            return -1
        box = page.boxes[box].parent
    return box


def _same_row(page: Page, a: int, b: int) -> bool:
    """Whether two blocks stand in one row: of a table, of a list, or side by side in one small box."""
    if (row := _row(page, a)) >= 0:
        return row == _row(page, b)
    one, other = page.blocks[a].box, page.blocks[b].box
    return one >= 0 <= other and one != other and page.boxes[one].parent == page.boxes[other].parent


def _solid(text: str) -> str:
    return "".join(text.split())
