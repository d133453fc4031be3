"""What a bracket or a line says about who is responsible: labels (责任单位：…), verbs (…牵头，…配合) and names."""
from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from policyparse.lexicon.names import is_organ as is_official
from policyparse.records import Role
from policyparse.targets.organs import (
    HIDDEN,
    Part,
    hide,
    is_body,
    is_level,
    is_organ,
    is_some,
    split_names,
    without_aside,
)
from policyparse.targets.sentences import DEEPEST

_UNIT = r"(?:单位|部门|主体|[处科股]室|机构|学校|院系|企业|方)"
_DUTY = r"[责責貴贵][任仟伍]"  # scans confuse them
_LEAD_LABEL = rf"(?:总|主要)?牵头(?:{_DUTY}|负责|实施)?{_UNIT}?|(?:主责|主办|第一{_DUTY}){_UNIT}?"
_SUPPORT_LABEL = (
    rf"(?:{_DUTY})?(?:配合|协办|参与|参加|协同|协作|协助|支持|指导|督导|监管|监督)(?:{_DUTY})?{_UNIT}?"
)
_OWN_LABEL = (
    rf"(?:主要|具体)?{_DUTY}{_UNIT}|(?:落实|实施|承办|承担|负责|完成|执行|主管|分工)(?:{_DUTY})?{_UNIT}|"
    rf"(?:任务|{_DUTY}|工作)分工"
)
_OTHER_LABEL = (
    rf"(?:牵头|{_DUTY}|分管|配合|联系)?(?:省|市|县|区|校)?(?:领导|负责人|联系人)|{_DUTY}人|"
    r"(?:完成|办理|整改|实施|推进|落实)?(?:时限|时间|期限)(?:要求|节点)?|时间(?:进度|安排|节点)|进度(?:安排|要求)|"
    r"备注|工作目标|目标任务|预期成果|联系电话|成果形式"
)
_LABELS = {"lead": _LEAD_LABEL, "support": _SUPPORT_LABEL, "own": _OWN_LABEL, "none": _OTHER_LABEL}
_LABEL = "|".join(f"(?P<{role}_label>{way})" for role, way in _LABELS.items())
_ANY_LABEL = "|".join(_LABELS.values())
_BY_DUTY = (
    r"(?:按照?|依照?|依据|根据|结合)(?:各自)?(?:的)?(?:部门)?(?:工作)?(?:职责|职能)(?:和?(?:任务|职责|工作)?分工|范围)?|"
    r"按(?:任务)?分工|[依按]责"
)
_ENDS = r"(?=$|[，。、；：）〕\]】]|由|并|会同|联合|以及|具体)"
_LEAD_VERB = (
    rf"(?:{_BY_DUTY}|分工|分别|共同|联合|具体){{0,4}}"
    r"(?:总|主要)?(?:牵头|抓总|主责|主办)(?:抓总|负责|组织实施|组织落实|实施|落实|推进|组织|办理|制定)?"
    r"(?!单位|部门|人|领导)"
)
_SUPPORT_VERB = (
    rf"(?:{_BY_DUTY}|负责(?=指导|督促|监督|督导)|分别|共同|积极|密切|协同|协助|做好|予以|给予){{0,6}}"
    r"(?:配合|参与|参加|协助|协办|协同|指导|支持|督促|监督|督导)"
    rf"(?:落实|做好|实施|指导|配合|负责|推进|工作){{0,4}}{_ENDS}"
)
_OWN_VERB = (
    rf"(?:{_BY_DUTY}|分工|分别|共同|联合|具体|各自|统一|组织|抓好|做好|协同){{0,6}}"
    r"(?:负责|负总责|总负责|落实|实施|承担|承办|推进|办理|执行|抓好)"
    rf"(?:落实|实施|组织实施|组织|推进|办理|执行|到位){{0,4}}{_ENDS}|(?:{_BY_DUTY}){_ENDS}"
)
_MARK = re.compile(
    rf"(?P<label>(?:{_LABEL})(?:及(?:{_ANY_LABEL}))?)(?:{HIDDEN}{{0,8}}[：:∶;；]|[为是](?=[^主牵责]))|"
    rf"(?P<is_lead>为(?:总)?(?:牵头|主责|主办)(?:{_DUTY})?{_UNIT})|"
    rf"(?P<is_own>为(?:主要)?{_DUTY}{_UNIT})|"
    rf"(?P<is_support>为(?:配合|协办|参与|支持)(?:{_DUTY})?{_UNIT})|"
    rf"(?P<lead>{_LEAD_VERB})|(?P<support>{_SUPPORT_VERB})|(?P<own>{_OWN_VERB})|(?P<with>会同|联合)"
)
_FIRST_LEADS = re.compile(
    rf"(?:列|排|居|署|写|标|位列|位居|排名)?在?(?:第一|首|最前)(?:位|个|名|家|项)?面?[的者]?(?:{_DUTY})?{_UNIT}?[的者]?"
    rf"均?[为是]总?(?:牵头|主责)(?:{_DUTY})?{_UNIT}"
)
_OF_ONE_ORGAN = ("分局", "支队", "大队", "中队", "所", "站")  # 市公安局|市中分局 is one name
_NEXT_NAME = re.compile(r"(?<=[局厅委办部院社会])(?=[省市县区州])")
_BRACKET = re.compile(r"[（〔\[【）〕\]】]")
_LABEL_LINE = re.compile(
    rf"(?:^|(?<=[。；！？）〕\]】”]))(?:(?:{_OTHER_LABEL})[：:∶][^。；：]{{1,20}}，)?(?:总|主要|具体|第一)?"
    rf"(?:牵头(?:{_DUTY})?|主责|{_DUTY}|落实|实施|负责|配合){_UNIT}{HIDDEN}{{0,8}}[：:∶]"
)
_STARTS_WITH_LABEL = re.compile(rf"(?:{_ANY_LABEL})(?:及(?:{_ANY_LABEL}))?(?:{HIDDEN}{{0,8}}[：:∶;；]|[为是])")
_DUTY_LABEL = re.compile(rf"(?:{_LEAD_LABEL}|{_OWN_LABEL}|{_SUPPORT_LABEL}){HIDDEN}{{0,8}}[：:∶;；]")
_FILLER = re.compile(
    r"^(?:并|再|以?上|以下|下列|上述|具体)?(?:各项|各条|所有|任务|工作|内容|措施|事项|要求)*(?:均|都|也|全部)?"
    r"(?:需|由|请|应|交由|依法)?"
)
_IDLE = re.compile(
    r"^(?:下同|不再(?:列出|列示|重复|单列|做分工)|(?:长期|持续|常态化?|深入|扎实)?(?:坚持|推进|实施|开展|落实)|"
    r".*(?:完成|年|月|日|前|底|阶段|时限)|等)?$"
)
_DATE = re.compile(r"\d[年月日]|年底|长期|持续|第[一二三四]季度|季度")
_LASTING = re.compile(r"下同|以下均?(?:同|如此)")
_SENTENCE_END = frozenset("。；！？：”）〕]】")
_FURTHEST = 2_000
"""No bracket is longer, in characters."""
_SECTION = re.compile(r"[一-龥]{1,8}(?:股|组|班|站)")
"""A part of an organ, which a label alone makes a body."""
_SHORTEST, _LONGEST = 4, 30  # of a name that only its label vouches for


@dataclass(slots=True)
class Duty:
    """What one bracket or line says.

    Attributes:
        part: Where it stands (offsets into the paragraph), its brackets included.
        named: Names with what they do: `lead`, `support` or `own`.
        first_leads: It says that the body named first leads (列第一位者为牵头单位).
        lasting: … and that this goes for what follows, too (下同).
        labelled: It opens with a label (责任单位：), so that a name may be any.
        confidence: How sure it is that this is an assignment at all.
    """

    part: Part
    named: list[tuple[str, Part]] = field(default_factory=list)
    first_leads: bool = False
    lasting: bool = False
    labelled: bool = False
    confidence: float = 0.95


def read_duties(text: str) -> list[Duty]:
    """The brackets and lines of a paragraph (`View.text`) that say who is responsible, in order."""
    out: list[Duty] = []
    taken = 0
    for start, end, inside in _candidates(text):
        if start >= taken and (duty := _read(text, start, end, inside)) is not None:
            taken = end
            out.append(duty)
    return out


def roles(duty: Duty, first_leads: bool) -> dict[Role, list[Part]]:
    """Who has which role: beside a lead all others support; with `first_leads` the first of several leads."""
    kinds = {kind for kind, _ in duty.named}
    lead_first = first_leads and kinds == {"own"} and len(duty.named) > 1
    out: dict[Role, list[Part]] = {"lead": [], "support": [], "responsible": []}
    for i, (kind, part) in enumerate(duty.named):
        if kind == "lead" or (lead_first and i == 0):
            out["lead"].append(part)
        elif kind == "support" or lead_first or "lead" in kinds:
            out["support"].append(part)
        else:
            out["responsible"].append(part)
    return {role: parts for role, parts in out.items() if parts}


def says_first_leads(text: str) -> bool:
    """A paragraph says for the whole notice, outside of a clause's own bracket, that the first named leads."""
    if _FIRST_LEADS.search(hide(text)):
        return True
    whole = re.fullmatch(r"[（〔\[【](.{0,300})[）〕\]】]", text)
    return whole is not None and _FIRST_LEADS.search(whole[1]) is not None and not read_duties(text)


def breaks_off(text: str) -> bool:
    """The paragraph ends inside a bracket that names who is responsible."""
    flat = hide(text)
    last = max(flat.rfind(c) for c in "（〔[【")
    return last >= 0 and _DUTY_LABEL.match(flat, last + 1) is not None


def _candidates(text: str) -> list[tuple[int, int, Part]]:
    """Brackets, and labels at a sentence's beginning, that may be assignments: (start, end, what is inside)."""
    out: list[tuple[int, int, Part]] = []
    stack: list[int] = []
    lost = 0
    for mark in _BRACKET.finditer(text):
        i = mark.start()
        if mark[0] in "（〔[【":
            stack.append(i)
        elif stack:
            start = stack.pop()
            if i - start < _FURTHEST and len(stack) - bisect_left(stack, i - _FURTHEST) < DEEPEST:
                out.append((start, i + 1, (start + 1, i)))
        else:  # one that was never opened closes the sentence it stands in: scans lose brackets
            start = max(lost, *(text.rfind(x, lost, i) + 1 for x in "。；！？"))
            out.append((start, i + 1, (start, i)))
            lost = i + 1
    out += [(x, len(text), (x + 1, len(text))) for x in stack[-DEEPEST:]]  # never closed: up to the paragraph's end
    flat = hide(text)
    for label in _LABEL_LINE.finditer(flat):
        line = (label.start(), _line_end(flat, label.start()))
        out.append((*line, line))
    return sorted(out, key=lambda x: (x[0], -x[1]))


def _line_end(flat: str, start: int) -> int:
    """Where a line 责任单位：… ends: after the last sentence that begins with such a label."""
    at = start
    while at < len(flat) and (at == start or _STARTS_WITH_LABEL.match(flat, at)):
        at = next((i for i in range(at, len(flat)) if flat[i] in "。；"), len(flat) - 1) + 1
    return at


def _read(text: str, start: int, end: int, inside: Part) -> Duty | None:
    """What the stretch says, or None where it does not say who is responsible."""
    flat = hide(text[slice(*inside)])
    duty = Duty((start, end))
    duty.labelled = _STARTS_WITH_LABEL.match(flat) is not None and _DUTY_LABEL.search(flat) is not None
    if not duty.labelled:
        free = start == 0 or text[start - 1] in _SENTENCE_END or end == len(text) or text[end] in "。；！（〔[【"
        if not free:
            return None  # in the middle of a sentence: a remark
        if not _MARK.search(flat):
            return _bare_list(text, duty, inside)
    label = ""
    for sentence in re.finditer(r"[^。；]+", flat):
        first = _FIRST_LEADS.search(sentence[0])
        stop = sentence.start() + first.start() if first else sentence.end()
        duty.first_leads = duty.first_leads or first is not None
        reader = _Reader(text, inside[0] + sentence.start(), inside[0] + stop, duty, label)
        if not reader.read() and not duty.labelled:
            return None
        label = reader.label
    duty.lasting = duty.lasting or (duty.first_leads and _LASTING.search(flat) is not None)
    return duty if duty.named else None


def _bare_list(text: str, duty: Duty, inside: Part) -> Duty | None:
    """（省教育厅、省财政厅） after a clause's last full stop: nothing but organs, one of them official."""
    start, end = duty.part
    parts = [(a, b) for a, b in split_names(text, *inside) if not _DATE.search(text[a:b])]
    names = [text[a:b] for a, b in parts]
    official = [name for name in names if is_official(name) or (is_some(name) and is_body(hide(name)))]
    organs = bool(official) and all(name in official or is_organ(name) for name in names)
    if not organs or start == 0 or text[start - 1] not in "。；" or text[end:].strip("。"):
        return None
    duty.named = [("own", part) for part in parts]
    duty.confidence = 0.7
    return duty


def _unglued(text: str, parts: list[Part]) -> list[Part]:
    """市公安局市民政局: full names with no more than a space between them."""
    out: list[Part] = []
    for a, b in parts:
        for m in _NEXT_NAME.finditer(text, a + 2, b - 2):
            right = text[m.start() : b]
            if is_official(text[a : m.start()]) and is_official(right) and not right.endswith(_OF_ONE_ORGAN):
                out.append((a, m.start()))
                a = m.start()
        out.append((a, b))
    return out


class _Reader:
    """Reads one sentence of a bracket from left to right and puts what it says into a `Duty`."""

    def __init__(self, text: str, start: int, end: int, duty: Duty, label: str) -> None:
        self._text, self._start, self._duty = text, start, duty
        self._flat = hide(text[start:end])
        self._at = 0  # how far it has been read
        self._label = "" if _MARK.search(self._flat) else label  # the role that the last label gives
        self._joined = False  # after 会同
        self._open: list[tuple[Part, bool]] = []  # names that still wait for their verb
        self._sure = True

    def read(self) -> bool:
        """Read on to the end; whether there was nothing but names, roles and dates."""
        for mark in _MARK.finditer(self._flat):
            if mark["with"]:
                self._join(mark)
            elif mark["label"]:
                self._settle(mark.start(), self._label)
                self._label = next(role for role in _LABELS if mark[f"{role}_label"])
                self._at, self._joined = mark.end(), False
            else:
                self._verb(mark)
        if self._label or self._joined:
            self._settle(len(self._flat), self._label or "own")
        else:
            self._take(len(self._flat))
            self._sure = self._sure and not self._open
        return self._sure

    @property
    def label(self) -> str:
        """The role that its last label gives to what follows it: 责任单位：A；B."""
        return self._label

    def _join(self, mark: re.Match[str]) -> None:
        """A会同B: B supports, whatever A does."""
        before = self._flat[self._at : mark.start()].strip("，")
        if not before or is_body(before.split("、")[-1]):
            self._take(mark.start())
            self._at, self._joined = mark.end(), True

    def _verb(self, mark: re.Match[str]) -> None:
        role = str(mark.lastgroup).removeprefix("is_")
        self._settle(mark.start(), role)
        self._at = mark.end()
        self._joined = role == "lead" and self._flat.startswith(("会同", "，会同", "联合", "，联合"), self._at)

    def _settle(self, upto: int, role: str) -> None:
        """Give the names read so far their role; one after 会同 supports, one marked （牵头） leads."""
        self._take(upto)
        for part, joined in self._open:
            if role in ("", "none"):
                continue
            bare, aside = without_aside(self._text, *part)
            kind = "support" if joined else role
            if _FIRST_LEADS.search(aside):
                self._duty.first_leads = True
                self._duty.lasting = self._duty.lasting or _LASTING.search(aside) is not None
            if re.match(r"牵头|主责|主办", aside):
                kind = "lead"
            elif re.match(r"配合|协办|参与", aside):
                kind = "support"
            name = self._text[slice(*bare)]
            if all(name != self._text[slice(*other)] for had, other in self._duty.named if had == kind):
                self._duty.named.append((kind, bare))
        self._open = []

    def _take(self, upto: int) -> None:
        """The names up to there. After a label a name may be anything that can be one."""
        flat = self._flat[self._at : upto]
        filler = None if self._label else _FILLER.match(flat)
        start = self._start + self._at + (filler.end() if filler else 0)
        for a, b in _unglued(self._text, split_names(self._text, start, self._start + upto)):
            name = hide(self._text[a:b]).replace(HIDDEN, "")
            if _DATE.search(name) or _IDLE.match(name):
                continue
            if self._can_be_one(name):
                self._open.append(((a, b), self._joined))
            else:
                self._sure = False
        self._at = upto

    def _can_be_one(self, name: str) -> bool:
        if is_organ(name) or is_level(name):
            return True
        if is_body(name) and (self._label or is_some(name) or len(name) > 2):
            return True
        if self._label and _SECTION.fullmatch(name):
            return True
        return bool(self._label) and _SHORTEST <= len(name) <= _LONGEST and not name.endswith("的")
