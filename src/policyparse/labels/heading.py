"""Where a clause's heading ends and its text begins."""
from __future__ import annotations

import re

from policyparse.view import View

LONGEST_HEADING = 40
LONGEST_RUN_IN = 14
_RUN_IN = re.compile(rf"[^。；，、：]{{1,{LONGEST_RUN_IN}}}：")


def split_heading(view: View) -> tuple[View, View]:
    """Heading and text of a clause's first paragraph, its label already off.

    The heading is the first sentence where it is short and text follows (加强领导。各地要…), a short lead before a
    colon (元旦：…), or the whole line where it is no sentence. Its mark stays with it.
    """
    text = view.text
    stop = text.find("。")
    if (m := _RUN_IN.match(text)) and m.end() < len(text):
        return view[: m.end()], view[m.end() :]
    if 0 <= stop < LONGEST_HEADING and stop + 1 < len(text):
        return view[: stop + 1], view[stop + 1 :]
    if len(text) <= LONGEST_HEADING and (stop in (-1, len(text) - 1)) and not text.endswith(("；", "，", "、", "：")):
        return view, view[:0]
    return view[:0], view


def is_lead(view: View) -> bool:
    """Whether a paragraph, label included, can be a heading alone, so that a list may begin below it."""
    return len(view) <= LONGEST_HEADING and not re.search("[。；，]", view.text[:-1])
