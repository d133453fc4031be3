"""One sentence of a bracket or line, read from left to right: names, and what the words beside them make of these."""
from __future__ import annotations

import re
from dataclasses import dataclass, field

from policyparse.lexicon.names import is_organ as is_official
from policyparse.targets.duty_words import DATE, FIRST_LEADS, LABELS, LASTING, MARK
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

_OF_ONE_ORGAN = ("分局", "支队", "大队", "中队", "所", "站")  # 市公安局|市中分局 is one name
_NEXT_NAME = re.compile(r"(?<=[局厅委办部院社会])(?=[省市县区州])")
_FILLER = re.compile(
    r"^(?:并|再|以?上|以下|下列|上述|具体)?(?:各项|各条|所有|任务|工作|内容|措施|事项|要求)*(?:均|都|也|全部)?"
    r"(?:需|由|请|应|交由|依法)?"
)
_IDLE = re.compile(
    r"^(?:下同|不再(?:列出|列示|重复|单列|做分工)|(?:长期|持续|常态化?|深入|扎实)?(?:坚持|推进|实施|开展|落实)|"
    r".*(?:完成|年|月|日|前|底|阶段|时限)|等)?$"
)
_BY_A_DAY = re.compile(r"[于在](?=\d)")
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


class DutyReader:
    """Reads one sentence of a bracket from left to right and puts what it says into a `Duty`."""

    def __init__(self, text: str, start: int, end: int, duty: Duty, label: str) -> None:
        self._text, self._start, self._duty = text, start, duty
        self._flat = hide(text[start:end])
        self._at = 0  # how far it has been read
        self._label = "" if MARK.search(self._flat) else label  # the role that the last label gives
        self._joined = False  # after 会同
        self._open: list[tuple[Part, bool]] = []  # names that still wait for their verb
        self._sure = True

    def read(self) -> bool:
        """Read on to the end; whether there was nothing but names, roles and dates."""
        for mark in MARK.finditer(self._flat):
            if mark["with"]:
                self._join(mark)
            elif mark["label"]:
                self._settle(mark.start(), self._label)
                self._label = next(role for role in LABELS if mark[f"{role}_label"])
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
            if FIRST_LEADS.search(aside):
                self._duty.first_leads = True
                self._duty.lasting = self._duty.lasting or LASTING.search(aside) is not None
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
            if (by := _BY_A_DAY.search(self._text, a + _SHORTEST - 1, b)) is not None:
                b = by.start()  # 会同省财政厅|于2026年6月底前完成
            name = hide(self._text[a:b]).replace(HIDDEN, "")
            if DATE.search(name) or _IDLE.match(name):
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
