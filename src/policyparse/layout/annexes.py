"""Where an annex begins within a line: by its title, the list below it, and the signature before it."""
from __future__ import annotations

import re

# what heads an annex within a line: its title, and a numbering that begins below it
_HEADING = re.compile(
    r"附件?+(?:\d{1,2}|[一二三四五六七八九十]{1,3})?[：:]?(?:(?=\d{4}[年—-])|(?!\d))"
    r"(?:\d{4}[—-]\d{4}|(?!月\d|月[一二三]|附件|\d-\d)[^。；，：]){3,45}?(?=一、|第一[编章条部]|（一）|1[.、]|（1）|①)"
)
# what a signature ends with: its date, a note, whom to ask, who gets copies, who printed it
_SIGNED = re.compile(
    r"(?:\d{4}年\d{1,2}月\d{1,2}[日曰]|[二一][〇○零Oo0一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}[日曰]"
    r"|\d{4}([-/.])\d\d?\1\d\d?)(?:印发|印)?(?:[，。]?共印\d{1,5}份。?)?(?:（[^（）]{1,60}）)?(?:(?:联系人|联系电话|电话|校对)[^。；]{1,60})?"
    r"(?:抄[送报]：[^。]{1,100}。)?(?:[-—–―一]{1,2}\d{1,3}[-—–―一]{1,2})?$"
)
_TITLE = re.compile(
    r"附件?+(?!(?:下载|列表|清单|目录|说明)[：:])(?:\d{1,2}|[一二三四五六七八九十]{1,3})?[：:]?(?!\d{1,2}[.、])[^。；：]{3}"
)
_NAMED = re.compile(r"附件?(?:\d{1,2}|[一二三四五六七八九十]{1,3})?[：:]?《?(?P<name>[^。；：，《》附]{8})")
_NAMED_FILE = re.compile(r"[^。；：，]{8,60}?\.(?:docx?|xlsx?|pdf|wps|zip|rar|ofd)", re.I)
_LIST_REACH, _SHORTEST_ANNEX = 400, 60  # characters between a list and what it lists; of an annex with its text
_DATE_BEFORE = re.compile(r"(?:月[\d一二三四五六七八九十]{1,3}日|\d-\d{1,2}-\d{1,2}|[。）；]|印发)$")


def heads_annex(text: str, at: int) -> bool:
    """Whether an annex begins at `at`, its title beside its label: what stands before has been signed, or listed it."""
    if _TITLE.match(text, at) is None:
        return False
    return _SIGNED.search(text, max(0, at - 160), at) is not None or says_again(text, at)


def says_again(text: str, at: int) -> bool:
    """Whether an annex's label stands at `at` and the name that the list of attachments gave it, and text follows."""
    m = _NAMED.match(text, at)
    if m is None or _NAMED_FILE.match(text, m.start("name")) or len(text) - at < _SHORTEST_ANNEX:
        return False
    listed = rf"附件?(?:\d{{0,2}}[：:])?(?:1[.、])?《?{re.escape(m['name'])}"
    return re.search(listed, text[max(0, at - _LIST_REACH) : at]) is not None


def heads_list(text: str, at: int) -> bool:
    """Whether an annex's title stands at `at`, and a numbering begins below it."""
    return _HEADING.match(text, at) is not None


def follows_date(text: str, at: int) -> bool:
    """Whether a date, or the end of a sentence or of brackets, stands before `at`."""
    return _DATE_BEFORE.search(text[max(0, at - 12) : at]) is not None
