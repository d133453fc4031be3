"""发文字号, the document number (GB/T 9704-2012, 7.2.5), however its brackets were read."""
from __future__ import annotations

import re
from typing import NamedTuple

from policyparse.letterhead.dates import as_digits
from policyparse.letterhead.listing import SURE
from policyparse.ordinals import chinese_number
from policyparse.reading.pages import Reading
from policyparse.records import DocumentNumber, Repair
from policyparse.view import View

_OPEN, _CLOSE = r"[〔\[（{【<〈《「『﹝(„“]", r"[〕\]）}】>〉》」』﹞)‟”]"
_CN = "〇○零一二三四五六七八九"
_SHORT_YEAR = rf"(?<={_OPEN})[6-9]\d(?={_CLOSE})"  # 〔79〕
_YEAR = rf"(?P<year>(?:[1Il]9|2[0Oo])[\dOoIl]{{2}}|[二一][{_CN}]{{3}}|{_SHORT_YEAR})"
_SERIAL = r"第?(?P<serial>[\dOoIl|]{1,5}|[一二三四五六七八九十百]{1,6})号"
_PREFIX = r"(?P<prefix>[\u4e00-\u9fff]{1,18}?)"
IN_TEXT = re.compile(rf"{_PREFIX}{_OPEN}{_YEAR}{_CLOSE}{_SERIAL}")
"""A number inside other text, both brackets standing."""
_LINE = re.compile(rf"[-·•●]?(?:(?:发?文字?号|编号)[：:]?)?{_OPEN}?{_PREFIX}{_OPEN}?{_YEAR}{_CLOSE}?{_SERIAL}{_CLOSE}?")
_CUT_OFF = re.compile(
    rf"(?P<prefix>[\u4e00-\u9fff]{{1,17}}[发办函字令规通政文]){_OPEN}(?P<year>(?:19|20)\d\d){_CLOSE}?(?P<serial>\d{{1,4}})"
)
"""A number that lost its 号, its closing bracket as well perhaps: four figures are the year's."""
_BARE = re.compile(
    rf"{_OPEN}(?P<year>(?:19|20)\d\d|[二一][{_CN}]{{3}}){_CLOSE}第?(?P<serial>\d{{1,4}}|[一二三四五六七八九十百]{{1,6}})号"
)
"""The number of minutes and public notices, which has nothing before the year."""
_ORDER = re.compile(
    rf"{_OPEN}?(?P<prefix>[\u4e00-\u9fff]{{2,20}}?(?:令|公告|通告))?{_OPEN}?(?:(?P<year>(?:19|20)\d\d)年?{_CLOSE}?)?"
    r"第(?P<serial>\d{1,4}|[一二三四五六七八九十百]{1,6})(?P<unit>[号期])[）]?"
)
SIGNER = re.compile(r"签发人?[：:]?(?P<names>[\u4e00-\u9fff·、，]{2,24})?$")
"""签发人, the signer, and the names behind it."""
_SIGNED_BEFORE = re.compile(r"签发人?[：:](?P<names>[\u4e00-\u9fff·、]{2,12}?)(?=(?:发?文字?号|编号)[：:])")
"""A telegram's signer, who stands before its number."""
_CN_DIGITS = {c: str(i) for i, c in enumerate("零一二三四五六七八九")} | {"〇": "0", "○": "0"}


class NumberLine(NamedTuple):
    """Where the parts of a number line stand in its view."""

    start: int
    end: int
    prefix: str
    year: int | None
    serial: int
    signers: tuple[int, int] | None = None
    ordinal: str = ""  # 号 of orders, 期 of minutes and bulletins

    @property
    def text(self) -> str:
        """The number as it should be printed."""
        if self.year is None:
            return f"{self.prefix}第{self.serial}{self.ordinal}"
        if self.ordinal:
            return f"{self.prefix}{self.year}年第{self.serial}{self.ordinal}"
        return f"{self.prefix}〔{self.year}〕{self.serial}号"


def number_line(text: str) -> NumberLine | None:
    """The number that a line consists of, a signer (签发人) beside it allowed; None where it is something else."""
    signers = None
    body = text
    if (m := SIGNER.search(text)) and m.start() > 0:
        body = text[: m.start()]
        signers = m.span("names") if m["names"] else None
    elif m := _SIGNED_BEFORE.match(text):
        found = number_line(text[m.end() :])
        return found and found._replace(start=found.start + m.end(), end=found.end + m.end(), signers=m.span("names"))
    if m := _LINE.fullmatch(body):
        start = m.start("prefix")
        end = m.end() - (1 if body[-1] != "号" else 0)
        year = _year(m["year"])
        serial = _serial(m["serial"])
        if year is not None and serial is not None and len(m["prefix"]) >= (2 if "第" not in body else 1):
            return NumberLine(start, end, m["prefix"], year, serial, signers)
    if (m := _CUT_OFF.fullmatch(body)) and (year := _year(m["year"])) is not None:
        return NumberLine(0, m.end(), m["prefix"], year, int(m["serial"]), signers)
    if (m := _BARE.fullmatch(body)) and (year := _year(m["year"])) and (serial := _serial(m["serial"])):
        return NumberLine(0, m.end(), "", year, serial, signers)
    if m := _ORDER.fullmatch(body):
        serial = _serial(m["serial"])
        if serial is not None:
            start = next(i for i in (m.start("prefix"), m.start("year"), body.index("第")) if i >= 0)
            year = int(m["year"]) if m["year"] else None
            return NumberLine(start, m.end("unit"), m["prefix"] or "", year, serial, signers, ordinal=m["unit"])
    return None


def _year(text: str) -> int | None:
    text = as_digits(text)
    text = "".join(_CN_DIGITS.get(c, c) for c in text)
    if not text.isdigit():
        return None
    year = int(text) + (1900 if len(text) == 2 else 0)
    return year if 1949 <= year < 2100 else None


def _serial(text: str) -> int | None:
    text = as_digits(text)
    digits = "".join(_CN_DIGITS.get(c, c) for c in text)
    return int(digits) if digits.isdigit() else chinese_number(text)


def number_record(
    reading: Reading, view: View, found: NumberLine, confidence: float | None
) -> tuple[DocumentNumber, list[Repair]]:
    """The record of a number line, and the repair where it was not printed as it should be."""
    raw = view.words(found.start, found.end)
    spans = reading.spans(view, found.start, found.end)
    record = DocumentNumber(
        text=found.text, raw=raw, prefix=found.prefix, year=found.year, serial=found.serial, spans=spans,
        confidence=confidence if confidence is not None else SURE,
    )
    if raw == found.text:
        return record, []
    return record, [
        Repair(kind="number-normalised", before=raw, after=found.text, spans=spans, confidence=confidence or 1.0)
    ]
