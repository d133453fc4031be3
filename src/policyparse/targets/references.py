"""Other documents that a notice cites: 《title》（number）, a number alone, a law."""
from __future__ import annotations

import re
from collections.abc import Iterator

from policyparse.clauses.tree import Tree
from policyparse.reading.pages import Reading
from policyparse.records import Reference
from policyparse.targets.organs import Part
from policyparse.view import View

_KIND = re.compile(
    r"(?:宪法|法典|法|条例|规定|规章|办法|细则|意见|通知|决定|决议|命令|公报|公告|通告|通报|批复|复函|函|方案|规划|纲要|"
    r"计划|纲领|总纲|要点|措施|政策|标准|规范|规程|规则|准则|导则|指南|指引|目录|名录|清单|章程|制度|解释|公约|协定|协议书|"
    r"备忘录|白皮书|行动|倡议|大纲|预案|工作报告|会议纪要|要求)$"
)
_TITLE_MARK = re.compile("[《》]")
_EDITION = re.compile(
    r"(?:（[^（）]{0,40}(?:试行|暂行|修订|修正|草案|征求意见|年|版|第.{1,3}批|[一二三四五六七八九十\d])[^（）]{0,40}）|"
    r"\d{4}年?版?|[—－-]\d{4}年?){1,4}$"
)
_FORM = re.compile(
    r"(?:申请|申报|登记|推荐|汇总|审批|统计|评分|信息|报名|调查|备案|承诺|合同|供用电|调度)"
    r"[^》]{0,6}(?:表|书|单|册|函|协议|合同)$"
)
_NUMBER = re.compile(
    r"[一-龥A-Za-z]{1,14}?[字函发办令]?第?[〔（【\[｛{](?:19|20)\d{2}年?[〕）】\]｝}]第?[A-Z]?\d{1,5}号|"
    r"(?:中华人民共和国)?[一-龥]{2,14}?令第?[\d一二三四五六七八九十百]{1,5}号|"
    r"(?:19|20)\d{2}年第\d{1,4}号公告|[一-龥]{2,14}公告(?:19|20)\d{2}年第\d{1,4}号"
)
_BEFORE_NUMBER = re.compile(
    r"(?:.{0,40}(?:根据|按照|依照|依据|遵照|贯彻|落实|执行|参照|结合|印发|下发|转发|发布|颁布|公布|通过|详见|同时|文号|文件|简称)|"
    r".{1,40}[以及和与的由在按见号])(?=[一-龥A-Za-z]{2,13}$)"
)
_OWN = re.compile(
    r"(?:现将|现予|制定了?|编制了?|修订了?|起草了?|拟订了?|拟定了?)(?:[^。；]{0,120}、|[^。；]{0,120}和|)$"
)
_PUT_OUT = re.compile(
    r"\A[^。；]{0,120}?(?:现|予以|联合|一并)?(?:印发|下发|发布|公布|发给|颁发)(?:给)?(?:你们|各|，|。|如下|$)"
)
_AGREED = re.compile(
    r"\A[^。；]{0,60}?(?:已|业已|经)[^。；]{2,40}(?:同意|批准|通过|审议|审定)[^。；]{0,10}，"
    r"现(?:予以)?(?:印发|下发|发布|公布)"
)


def find_references(reading: Reading, tree: Tree) -> list[Reference]:
    """The other documents that a notice cites, each once, where it is first named with most about it.

    A title in 《》 counts where it is one of a document (it ends in 法, 条例, 意见, 规划 …) or has a number after it;
    books, songs and forms do not. What the notice itself puts out (现将《…》印发给你们) is no other document.

    Args:
        reading: What was read.
        tree: The clauses and the paragraphs outside of them.

    Returns:
        Number, title or both, in reading order; the spans cover the title with its marks, and the number.
    """
    views = [view for node in tree.nodes for view in node.paragraphs] + [view for view in tree.loose if view]
    out: list[Reference] = []
    own: set[str] = set()
    short: set[str] = set()
    for view in sorted(views, key=lambda v: v.start):
        for title, number, put_out in _cited(view.text, short):
            name = view.text[slice(*title)] if title else None
            if put_out or name in own:
                own.add(name or "")
                continue
            words = view.words(*number) if number else None
            known = next((i for i, x in enumerate(out) if _same(x, name, words)), None)
            if known is None:
                out.append(_reference(reading, view, title, number))
            elif out[known].number is None and words is not None:
                out[known] = _reference(reading, view, title, number)
    return sorted(out, key=lambda x: x.spans[0].start)


def _same(known: Reference, title: str | None, number: str | None) -> bool:
    if number is not None and known.number is not None:
        return _plain(known.number) == _plain(number)
    return title is not None and known.title is not None and _plain(known.title) == _plain(title)


def _plain(text: str) -> str:
    return re.sub(r"\W", "", text)


def _reference(reading: Reading, view: View, title: Part | None, number: Part | None) -> Reference:
    spans = reading.spans(view, title[0] - 1, title[1] + 1) if title else ()
    if number:
        spans = (*spans, *reading.spans(view, *number))
    return Reference(
        number=_normal(view.text[slice(*number)]) if number else None,
        title=view.words(*title) if title else None,
        spans=spans,
    )


def _normal(number: str) -> str:
    """Corner brackets around the year, as the standard has them."""
    return re.sub(r"[（【\[｛{]((?:19|20)\d{2})年?[）】\]｝}]", r"〔\1〕", number)


def _cited(text: str, short: set[str]) -> Iterator[tuple[Part | None, Part | None, bool]]:
    """Titles with the number that follows them, numbers alone, and whether the notice puts the title out itself.

    `short` gathers what is only another document's short name from here on (以下简称《意见》).
    """
    taken: list[Part] = []
    for start, end in _titles(text):
        number = _number_after(text, end + 1)
        name = text[start:end]
        if text[: start - 1].endswith(("简称", "称为", "称")):
            short.add(name)
        if name in short:
            continue
        stem = _EDITION.sub("", name)
        if number is None and (not _KIND.search(stem) or _FORM.search(stem)):
            continue
        if number is not None:
            taken.append(number)
        rest = text[end + 1 :]
        put_out = bool((_OWN.search(text[: start - 1]) and _PUT_OUT.match(rest)) or _AGREED.match(rest))
        yield (start, end), number, put_out
    for found in _NUMBER.finditer(text) if "号" in text else ():
        part = _trimmed(text, found.start(), found.end())
        if not any(a < part[1] and part[0] < b for a, b in taken) and not _in_title(text, part[0]):
            yield None, part, False


def _titles(text: str) -> Iterator[Part]:
    """What stands in outer 《》; one that is never closed is passed over."""
    depth, start = 0, 0
    for m in _TITLE_MARK.finditer(text):
        i, c = m.start(), m[0]
        if c == "《":
            if depth == 0:
                start = i + 1
            depth += 1
        elif c == "》" and depth:
            depth -= 1
            if depth == 0 and 2 <= i - start <= 120:
                yield start, i
        elif c == "。" and depth and i - start > 80:
            depth = 0


def _number_after(text: str, at: int) -> Part | None:
    """The number in brackets right after a title: （国发〔2019〕4号，以下简称…）."""
    if text[at : at + 1] not in ("（", "(", "["):
        return None
    found = _NUMBER.match(text, at + 1)
    return (found.start(), found.end()) if found else None


def _trimmed(text: str, start: int, end: int) -> Part:
    """A number without the words of the sentence that run into it (根据国发〔2014〕19号)."""
    bracket = next((i for i in range(start, end) if text[i] in "〔（【[{令公年"), start)
    if text[start] == "见" or (text[start] in "和与及或" and text[start - 1 : start] in ("号", "》", "）")):
        start += 1
    said = _BEFORE_NUMBER.match(text[start:bracket])
    return (start + said.end() if said else start, end)


def _in_title(text: str, at: int) -> bool:
    return text.rfind("《", 0, at) > text.rfind("》", 0, at)
