"""Labels that their marks alone tell, for who only asks whether a paragraph is a clause: the head, and the foot."""
from __future__ import annotations

import re

_CN = "[一二三四五六七八九十百]"
_PLAIN = re.compile(
    rf"{_CN}{{1,3}}、|（{_CN}{{1,3}}）|第{_CN}{{1,4}}(?:[编篇章节条]|部分)|\d{{1,2}}[.、]|（\d{{1,2}}）|[①-⑳]"
)
_OPENING = re.compile(rf"{_CN}{{1,3}}、|（{_CN}{{1,3}}）|第{_CN}{{1,3}}[编章节条]|1[.、]|附件")
_FIRST = re.compile("一、|第一[编章条]")


def is_label(text: str) -> bool:
    """Whether a paragraph opens with a clause's label."""
    return _PLAIN.match(text) is not None


def opens_body(text: str) -> bool:
    """Whether a row is where a head ends: with a label that a body may open with (no 2. above it), or with an annex."""
    return _OPENING.match(text) is not None


def is_first(text: str) -> bool:
    """Whether a paragraph opens with the first of the outermost labels: a second one begins another part."""
    return _FIRST.match(text) is not None
