"""What looks like a label within a line, and is taken up by the words around it: 统一、规范; 第（三）项; 按照（二）."""
from __future__ import annotations

import re

from policyparse.labels.grammar import Label, Style, read_annex, read_labels
from policyparse.layout.annexes import heads_annex, heads_list
from policyparse.view import View

_NEAR = 12
# what 一、 and （三） are part of when these stand before them: 统一、规范; 第（三）项; 见（一）; 公式（1）
_BOUND_ONE = re.compile(
    r"(?:[统唯第专之逐不万如归其某每]|(?<![清名菜订])单|(?<![合协])同|(?<![结综整联配融])合|整齐划|(?<![责主])任|(?<!一)周|(?<![周学假中长短近])期)$"
)
_BOUND_CN = re.compile(r"[第之十百零]$")
_BOUND = re.compile(
    r"(?:公式|[见如下附][图表]|(?<![关专批])注|(?<!依)按|(?<![执证牌])照|[至和、]|(?<![得达])到|(?<![普涉危以])及|(?<![参给])与|或|依据|根据|参照|属于|除|[A-Za-z/_@~-])$"
)
_BOUND_ITEM = re.compile(r"第[零〇一二三四五六七八九十百\d]+[条款项章节]$")
_REFERRED = re.compile(r"(?:项(?!目)|款(?!项)|目(?![标录前])|条(?![件例])|至|和(?![谐平])|及(?!时)|、|或)")
_NUMBERED = re.compile(r"附[：:](?=1[.、])")  # a list's head, and no label of an annex
_NO_ANNEX_AFTER = tuple("（(《“、，见如按照将及和与或以填在")


def labels_within(view: View, at: int) -> tuple[Label, ...]:
    """How the label at `at`, inside a paragraph, may be read; not at all where the words around it take it up."""
    text = view.text
    read = read_labels(view, at)
    if not any(w.style == Style.ANNEX for w in read) and (heads_list(text, at) or heads_annex(text, at)):
        annex = read_annex(view, at)
        read = [] if annex is None else [annex]
    return tuple(way for way in read if not _is_taken_up(text, way, at))


def _is_taken_up(text: str, way: Label, at: int) -> bool:
    """Whether the words before or after a label make it a part of them."""
    before, after = text[max(0, at - _NEAR) : at], text[at + way.length : at + way.length + _NEAR]
    if not after or way.style == Style.ROMAN:
        return True
    if way.style == Style.ANNEX:
        return before.endswith(_NO_ANNEX_AFTER) or _NUMBERED.match(text, at) is not None
    if way.style == Style.CN:
        return (_BOUND_ONE if way.number == 1 else _BOUND_CN).search(before) is not None
    if _BOUND.search(before):
        return True
    if way.style in (Style.PAREN_CN, Style.PAREN):
        return _REFERRED.match(after) is not None or _BOUND_ITEM.search(before) is not None
    return False
