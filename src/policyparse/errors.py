"""Everything that can be wrong, each with a stable code: PP1xx stops a parse, PP2xx and on are reported."""
from __future__ import annotations

ERRORS = {
    "PP101": "no such file",
    "PP102": "the file is empty",
    "PP103": "the file is encrypted",
    "PP104": "the file is damaged",
    "PP105": "the kind of file is not known",
    "PP106": "the OCR engine is not available",
    "PP107": "no text was found",
    "PP108": "the file is larger than the options allow",
    "PP109": "there is no such page",
    "PP110": "the file cannot be read",
    "PP111": "reading the file took longer than the time limit",
    "PP112": "reading the file ended its worker process",
    "PP113": "this is not a finished run",
    "PP114": "the output cannot be written",
    "PP115": "an optional package is not installed",
    "PP116": "nothing to read was found",
    "PP117": "another process works on this run",
    "PP118": "reading the file needed more memory than the limit",
    "PP119": "the Ray cluster cannot be reached",
    "PP120": "the picture of a page cannot be made",
    "PP121": "this is not a record of corrections",
    "PP122": "the corrections are for another file",
    "PP123": "a correction does not fit the notice",
    "PP199": "the parser itself failed",
}

DIAGNOSTICS = {
    "PP201": "the letterhead's issuers and the title's count of departments disagree",
    "PP202": "an issuer was put together from fragments",
    "PP203": "the notice has no document number",
    "PP204": "clause numbers are missing",
    "PP205": "a clause number stands twice",
    "PP206": "a level of the numbering is left out",
    "PP207": "an item is empty",
    "PP208": "a clause breaks off in the middle of a sentence",
    "PP209": "items were repeated under rising numbers",
    "PP210": "text that belongs to no paragraph was set aside",
    "PP211": "the title's wording and its words elsewhere disagree",
    "PP301": "a deadline's year could not be told",
    "PP302": "a number was repaired",
    "PP303": "the trained weights are not installed: confidences are the rules' own, and coarser",
    "PP304": "the object of a target is cut off",
    "PP401": "a page could not be read",
    "PP402": "a page was read with little confidence",
    "PP403": "a page's text layer is garbled and was recognised instead",
    "PP404": "list labels come from automatic numbering",
    "PP405": "a running head or foot was left out",
    "PP406": "an electronic seal stands on the page",
    "PP407": "letters are drawn as shapes",
    "PP408": "an animation's first picture was read",
    "PP409": "a stamped seal stands on the page",
    "PP410": "print shows through from the back of the page",
    "PP411": "characters of the file could not be read",
}


class PolicyParseError(Exception):
    """A file or request that cannot be worked on.

    Attributes:
        code: A stable code, a key of `ERRORS`.
        detail: What it is about: the file, and what of it.
        hint: What to do about it.

    Examples:
        >>> import policyparse as pp
        >>> try:
        ...     pp.parse("no-such-file.pdf")
        ... except pp.PolicyParseError as e:
        ...     print(e.code, e)
        PP101 PP101: no such file: no-such-file.pdf — check the path
    """

    def __init__(self, code: str, detail: str = "", hint: str = "") -> None:
        self.code = code
        self.detail = detail
        self.hint = hint
        super().__init__(code, detail, hint)

    def __str__(self) -> str:
        what = f"{ERRORS[self.code]}: {self.detail}" if self.detail else ERRORS[self.code]
        return f"{self.code}: {what}" + (f" — {self.hint}" if self.hint else "")
