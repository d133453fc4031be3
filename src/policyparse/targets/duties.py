"""What one bracket or line says about who is responsible: labels (责任单位：…), verbs (…牵头，…配合), names."""
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from policyparse.targets.organs import HIDDEN, Part, hide, is_body, is_level, is_organ, is_some, split_names, without_aside

_UNIT = r"(?:单位|部门|主体|处室|科室|机构|方)"
_DUTY = r"[责貴贵][任仟伍]"  # scans confuse them
_LEAD_LABEL = rf"(?:总|主要)?牵头(?:{_DUTY}|负责|实施)?{_UNIT}?|(?:主责|主办|第一{_DUTY}){_UNIT}?"
_SUPPORT_LABEL = rf"(?:{_DUTY})?(?:配合|协办|参与|参加|协同|协作|协助|支持|指导|督导)(?:{_DUTY})?{_UNIT}?"
_OWN_LABEL = (
    rf"(?:主要|具体)?{_DUTY}{_UNIT}|(?:落实|实施|承办|承担|负责|完成|执行|主管|分工)(?:{_DUTY})?{_UNIT}|(?:任务|{_DUTY}|工作)分工"
)
_OTHER_LABEL = (
    rf"(?:牵头|{_DUTY}|分管|配合|联系)?(?:省|市|县|区|校)?(?:领导|负责人|联系人)|{_DUTY}人|(?:完成|办理|整改|实施|推进|落实)?(?:时限|时间|期限)(?:要求|节点)?|"
    r"时间(?:进度|安排|节点)|进度(?:安排|要求)|备注|工作目标|目标任务|预期成果|联系电话|成果形式"
)
_LABELS = (("lead", _LEAD_LABEL), ("support", _SUPPORT_LABEL), ("own", _OWN_LABEL), ("none", _OTHER_LABEL))
_LABEL = "|".join(f"(?P<{role}_label>{way})" for role, way in _LABELS)
_ANY_LABEL = "|".join(way for _, way in _LABELS)
_BY_DUTY = r"(?:按照?|依照?|依据|根据|结合)(?:各自)?(?:的)?(?:部门)?(?:工作)?(?:职责|职能)(?:和?(?:任务|职责|工作)?分工|范围)?|按(?:任务)?分工"
_ENDS = r"(?=$|[，。、；：）〕\]】]|由|并|会同|联合|以及|具体)"
_LEAD_VERB = r"(?:总|主要)?(?:牵头|抓总|主责|主办)(?:抓总|负责|组织实施|组织落实|实施|落实|推进|组织|办理|制定)?(?!单位|部门|人|领导)"
_SUPPORT_VERB = (
    rf"(?:{_BY_DUTY}|分别|共同|积极|密切|协同|协助|做好|予以|给予)*(?:配合|参与|参加|协助|协办|协同|指导|支持|督促|监督|督导)"
    rf"(?:落实|做好|实施|指导|配合|负责|推进|工作)*{_ENDS}"
)
_OWN_VERB = (
    rf"(?:{_BY_DUTY}|分工|分别|共同|联合|具体|各自|统一|组织|抓好|做好|协同)*"
    rf"(?:负责|落实|实施|承担|承办|推进|办理|执行|抓好)(?:落实|实施|组织实施|组织|推进|办理|执行|到位)*{_ENDS}|(?:{_BY_DUTY}){_ENDS}"
)
_MARK = re.compile(
    rf"(?P<label>(?:{_LABEL})(?:及(?:{_ANY_LABEL}))?)(?:[：:;；]|[为是](?=[^主牵责]))|"
    rf"(?P<is_lead>为(?:总)?(?:牵头|主责|主办)(?:{_DUTY})?{_UNIT})|(?P<is_own>为(?:主要)?{_DUTY}{_UNIT})|"
    rf"(?P<is_support>为(?:配合|协办|参与|支持)(?:{_DUTY})?{_UNIT})|"
    rf"(?P<lead>{_LEAD_VERB})|(?P<support>{_SUPPORT_VERB})|(?P<own>{_OWN_VERB})|(?P<with>会同|联合)"
)
_FIRST_LEADS = re.compile(
    rf"(?:列|排|居|署|写|标|位列|位居|排名)?(?:在)?(?:第一|首|最前)(?:位|个|名|家|项)?(?:面)?(?:的|者)?(?:{_DUTY})?{_UNIT}?(?:的|者)?"
    rf"(?:均?[为是])(?:总)?(?:牵头|主责)(?:{_DUTY})?{_UNIT}"
)
_LASTING = re.compile(r"下同|以下(?:均)?(?:同|如此)")
_LABEL_LINE = re.compile(
    rf"(?:^|(?<=[。；！？）〕\]】”]))(?:总|主要|具体|第一)?(?:牵头(?:{_DUTY})?|主责|{_DUTY}|落实|实施|负责|配合){_UNIT}[：:]"
)
_STARTS_WITH_LABEL = re.compile(rf"(?:{_ANY_LABEL})(?:及(?:{_ANY_LABEL}))?(?:[：:;；]|[为是])")
_OPENS_WITH_DUTY = re.compile(rf"(?:{_LEAD_LABEL}|{_OWN_LABEL}|{_SUPPORT_LABEL})[：:;；]")
_FILLER = re.compile(
    r"^(?:并|再|以?上|以下|下列|上述|具体)?(?:各项|各条|所有|任务|工作|内容|措施|事项|要求)*(?:均|都|也|全部)?(?:需|由|请|应|交由|依法)?"
)
_IDLE = re.compile(
    r"^(?:下同|不再(?:列出|列示|重复|单列|做分工)|(?:长期|持续|常态化?|深入|扎实)?(?:坚持|推进|实施|开展|落实)|.*(?:完成|年|月|日|前|底|阶段|时限)|等)?$"
)
_SENTENCE_END = frozenset("。；！？：”）〕]】")
_DATE = re.compile(r"\d+年|\d+月|\d+日|年底|长期|持续|第[一二三四]季度|季度")


@dataclass(slots=True)
class _Duty:
    """What one bracket or line says: roles and the names that have them (offsets into the view it stands in)."""

    part: Part
    named: list[tuple[str, Part]] = field(default_factory=list)  # lead, support, own
    first_leads: bool = False
    labelled: bool = False
    confidence: float = 0.95


def _duties(text: str) -> Iterator[_Duty]:
    """The brackets and lines of a paragraph that say who is responsible."""
    taken = 0
    for start, end, inside in _candidates(text):
        if start < taken:
            continue
        duty = _read(text, start, end, inside)
        if duty is not None:
            taken = duty.part[1]
            yield duty


def _candidates(text: str) -> list[tuple[int, int, Part]]:
    """Stretches that may be assignments: brackets, and labels at a sentence's beginning; (start, end, what is inside)."""
    out: list[tuple[int, int, Part]] = []
    stack: list[int] = []
    for i, c in enumerate(text):
        if c in "（〔[【":
            stack.append(i)
        elif c in "）〕]】":
            if stack:
                start = stack.pop()
                out.append((start, i + 1, (start + 1, i)))
            else:
                start = max(text.rfind(x, 0, i) for x in "。；！？") + 1
                out.append((start, i + 1, (start, i)))
    for start in stack:
        if _OPENS_WITH_DUTY.match(text, start + 1):
            out.append((start, len(text), (start + 1, len(text))))
    flat = hide(text)
    for label in _LABEL_LINE.finditer(flat):
        end = _line_end(flat, label.start())
        out.append((label.start(), end, (label.start(), end)))
    return sorted(out, key=lambda x: (x[0], -x[1]))


def _line_end(flat: str, start: int) -> int:
    """Where a line 责任单位：… ends: after the last sentence that begins with such a label."""
    at = start
    while at < len(flat) and (at == start or _STARTS_WITH_LABEL.match(flat, at)):
        stop = next((i for i in range(at, len(flat)) if flat[i] in "。；"), len(flat) - 1)
        at = stop + 1
    return at


def _read(text: str, start: int, end: int, inside: Part) -> _Duty | None:
    """What the stretch says, or None where it does not say who is responsible."""
    flat = hide(text[slice(*inside)])
    duty = _Duty((start, end))
    duty.labelled = bool(_STARTS_WITH_LABEL.match(flat)) and bool(_OPENS_WITH_DUTY.search(flat))
    if not duty.labelled and not _stands_free(text, start, end):
        return None
    if not duty.labelled and not _MARK.search(flat):
        return _bare_list(text, duty, inside)
    for sentence in re.finditer(r"[^。；]+", flat):
        first = _FIRST_LEADS.search(sentence[0])
        stop = sentence.start() + first.start() if first else sentence.end()
        duty.first_leads = duty.first_leads or first is not None
        sure = _read_sentence(text, inside[0] + sentence.start(), inside[0] + stop, duty)
        if not sure and not duty.labelled:
            return None
    return duty if duty.named else None


def _stands_free(text: str, start: int, end: int) -> bool:
    """Stands between sentences, not in the middle of one."""
    return start == 0 or text[start - 1] in _SENTENCE_END or end == len(text) or text[end] in "。；！（〔[【"


def _read_sentence(text: str, start: int, end: int, duty: _Duty) -> bool:
    """Names and roles in one sentence of the stretch, put into `duty`; whether it consists of nothing else."""
    flat = hide(text[start:end])
    at, label, after_with, sure = 0, "", False, True
    todo: list[tuple[Part, bool]] = []

    def names(upto: int) -> list[Part]:
        nonlocal sure
        parts, clean = _names(text, start + at, start + upto, bool(label))
        sure = sure and clean
        return parts

    for mark in _MARK.finditer(flat):
        kind = str(mark.lastgroup)
        if kind == "with":
            if is_body(flat[at : mark.start()].split("、")[-1]) or not flat[at : mark.start()].strip("，"):
                todo += [(part, after_with) for part in names(mark.start())]
                at, after_with = mark.end(), True
            continue
        if mark["label"]:
            _settle(duty, text, [*todo, *((p, after_with) for p in names(mark.start()))], label or "")
            todo, at, after_with = [], mark.end(), False
            label = next((role for role, _ in _LABELS if mark[f"{role}_label"]), "")
            continue
        role = kind.removeprefix("is_")
        here = names(mark.start())
        if not here and not todo:
            at = mark.end()
            continue
        _settle(duty, text, [*todo, *((p, after_with) for p in here)], role)
        todo, at = [], mark.end()
        after_with = role == "lead" and flat.startswith(("会同", "，会同", "联合", "，联合"), at)
    rest = names(len(flat))
    if label:
        _settle(duty, text, [*todo, *((p, after_with) for p in rest)], label)
    elif after_with and duty.named:
        _settle(duty, text, [*todo, *((p, True) for p in rest)], "support")
    elif rest or todo:
        sure = False
    return sure


def _settle(duty: _Duty, text: str, parts: list[tuple[Part, bool]], role: str) -> None:
    """Give the names their role; one after 会同 supports, one marked （牵头） leads."""
    if role in ("", "none"):
        return
    for part, joined in parts:
        bare, aside = without_aside(text, *part)
        own = "lead" if re.match(r"牵头|主责|主办", aside) else "support" if re.match(r"配合|协办|参与", aside) else role
        entry = ("support" if joined and own != "lead" else own, bare)
        if all(text[slice(*other)] != text[slice(*bare)] for kind, other in duty.named if kind == entry[0]):
            duty.named.append(entry)


def _names(text: str, start: int, end: int, labelled: bool) -> tuple[list[Part], bool]:
    """The bodies in a list, and whether it holds nothing else. After a label a name may be anything that can be one."""
    flat = hide(text[start:end])
    filler = _FILLER.match(flat)
    start += filler.end() if filler and not labelled else 0
    out, clean = [], True
    for a, b in split_names(text, start, end):
        name = hide(text[a:b]).replace(HIDDEN, "")
        if _DATE.search(name) or _IDLE.match(name):
            continue
        if is_organ(name) or is_level(name) or (is_body(name) and (labelled or is_some(name) or len(name) > 2)):
            out.append((a, b))
        elif labelled and 4 <= len(name) <= 30 and not name.endswith("的"):
            out.append((a, b))
        else:
            clean = False
    return out, clean


def _bare_list(text: str, duty: _Duty, inside: Part) -> _Duty | None:
    """（省教育厅、省财政厅） after a clause's last full stop: nothing but organs, at least two."""
    start, end = duty.part
    parts = split_names(text, *inside)
    organs = all(is_organ(hide(text[a:b])) for a, b in parts)
    if len(parts) < 2 or not organs or start == 0 or text[start - 1] not in "。；" or text[end:].strip("。"):
        return None
    duty.named = [("own", part) for part in parts]
    duty.confidence = 0.7
    return duty
