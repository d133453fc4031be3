"""The parts of a notice: what is printed after its signature, each with a title of its own, and its annexes."""
from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from policyparse.labels.plain import is_first, is_label
from policyparse.layout.paragraphs import Block
from policyparse.letterhead import title as titles
from policyparse.letterhead.dates import DATE
from policyparse.letterhead.kinds import Kind

_BARE_ANNEX = re.compile(r"[（【\[]?附\w{0,4}(?:-\d)?[）】\]]?[：:.]?")
_PLAIN = str.maketrans("", "", "《》〈〉“”\"'—-－~～·（）()")
_UNDER = re.compile(
    rf"[（〔](?:[^（）〔〕]*(?:{DATE.pattern})[^（）〔〕]*|(?:19|20)\d\d年?[^（）]{{0,3}}(?:19|20)?\d\d年?|试行|暂行|草案|征求意见稿|修订)[）〕]"
)


class Partition:
    """Sets `part` on each paragraph while the foot walks over them.

    Attributes:
        part: The part now being read.
        signed: Whether it, or one before it, has been signed.
    """

    def __init__(self, blocks: list[Block], kinds: Sequence[Kind], put_out: Sequence[str]) -> None:
        self._blocks = blocks
        self._kinds = kinds
        self._names = [n for n in dict.fromkeys(_plain(n) for n in put_out) if len(n) >= 4]
        self.part = 0
        self._after_foot = False
        self._used: set[str] = set()
        self.signed = False

    def body(self, i: int) -> None:
        """Paragraph `i` is text of the part now being read."""
        self._blocks[i].part = self.part
        self._after_foot = False

    def foot(self, start: int, end: int, signed: bool) -> None:
        """The paragraphs from `start` to `end` belong to the foot of the part now being read."""
        for block in self._blocks[start:end]:
            block.part = self.part
        self._after_foot = True
        self.signed = self.signed or signed

    def annex(self, i: int) -> bool:
        """Paragraph `i` heads an annex, which is a part of its own: its label and name are left to the clauses."""
        heads = self._kinds[i] is Kind.ANNEX or self.heads_plan(i)
        if not (self.signed or self.part or self._after_foot or heads):
            return False
        self.part += 1
        self._blocks[i].part = self.part
        self._after_foot = False
        return True

    def heads_plan(self, i: int) -> bool:
        """Whether 附件： stands over, or beside, the title of a text whose numbering begins anew below it."""
        text = self._blocks[i].view.text
        bare = _BARE_ANNEX.fullmatch(text) is not None
        end = self._ends(i + 1) if bare else i + 1
        if (bare and end == i + 1) or re.search(r"[：；。]\d|[；。]|1[.、]", text):
            return False
        for j in range(end, min(end + 4, len(self._blocks))):
            if not self._free(j) or self._ends(j) > j:
                return False
            if is_first(self._blocks[j].view.text):
                return any(is_first(b.view.text) for b in self._blocks[:i])
        return False

    def is_title(self, i: int) -> bool:
        """Whether paragraph `i` would begin a part, if the text before it had just been signed."""
        return self._repeats(i) > i or self._ends(i) > i

    def title_end(self, i: int) -> int:
        """If a part's title begins at `i`: make it so, and give its end; else `i`."""
        end = self._repeats(i)
        if i and self._kinds[i - 1] in (Kind.ANNEX, Kind.LIST) and _BARE_ANNEX.fullmatch(self._blocks[i - 1].view.text):
            return i  # the name of an annex, below its bare label
        if self._kinds[i] is Kind.ANNEX:
            return i  # or beside it
        if end == i and self._after_foot and self.signed:
            end = self._ends(i)
        if end == i and self.part and not self._after_foot:
            end = self._next_plan(i)
        if end == i:
            return i
        self.part += 1
        while end < len(self._blocks) and _UNDER.fullmatch(self._blocks[end].view.text):
            end += 1
        for block in self._blocks[i:end]:
            block.part = self.part
            is_date = _UNDER.fullmatch(block.view.text) and DATE.search(block.view.text)
            block.role = "date" if is_date else "title"
        self._after_foot = False
        return end

    def _free(self, i: int) -> bool:
        return i < len(self._blocks) and self._kinds[i] is Kind.BODY and self._blocks[i].role is None

    def _repeats(self, i: int) -> int:
        """The end of the paragraphs from `i` on that say again what the notice puts out; `i` if they do not."""
        text = ""
        for j in range(i, min(i + 4, len(self._blocks))):
            if not self._free(j):
                break
            text += _plain(self._blocks[j].view.text)
            for name in self._names:
                if name not in self._used and _same(text, name):
                    self._used.add(name)
                    return j + 1
            if not any(len(text) < len(n) and fuzz.ratio(text, n[: len(text)]) >= 80 for n in self._names):
                break
        return i

    def _ends(self, i: int) -> int:
        """The end of the title, in up to four short lines, that begins at `i`; `i` if none does."""
        text = ""
        for j in range(i, min(i + 4, len(self._blocks))):
            if not self._free(j):
                break
            line = self._blocks[j].view.text
            if len(line) > 60 or is_label(line) or re.search(r"[。；：，！]$|。", line):
                break
            text += line
            if j > i and len(self._blocks[j - 1].view.text) < 6:
                break  # cells of a form, not the lines of a title
            if titles.is_whole(text) and len(text) >= 4 and text.count("“") == text.count("”"):
                return j + 1
        return i

    def _next_plan(self, i: int) -> int:
        """A title inside a part, where the numbering begins anew below it; `i` if there is none."""
        end = self._ends(i)
        if end == i or len("".join(b.view.text for b in self._blocks[i:end])) < 8:
            return i
        for j in range(end, min(end + 3, len(self._blocks))):
            text = self._blocks[j].view.text
            if is_first(text):
                return end
            if is_label(text) or not self._free(j) or (j == end and len(text) < 20 and not _UNDER.fullmatch(text)):
                return i
        return i


def _plain(text: str) -> str:
    return text.translate(_PLAIN)


def _same(a: str, b: str) -> bool:
    return abs(len(a) - len(b)) <= max(2, len(b) // 8) and fuzz.ratio(a, b) >= 88
