"""Compares a parse with an annotated notice: which of its records are right, and the figures of a set of notices.

What an annotation holds is told in data/notices/README.md. A parse is what `policyparse parse --format json` gives.

- A field is right where its value is; a list of names counts by its F1.
- A clause is right where label and beginning are; `parent`: the share of them hung under the right one.
- An assignment is right by clause, role and body.
- A target is right where its value is (or both have none) and its evidence overlaps and is of like length; `strict`
  where unit, comparator, upper value, deadline, object and clause are, too.
- What an annotation calls optional, and tasks whose date stands outside their sentence, is neither asked for nor wrong.
"""
from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from rapidfuzz import fuzz

Doc = dict[str, Any]
Counts = defaultdict[str, float]

_SCALARS = (
    ("header", "document_number"), ("header", "title"), ("header", "document_type"), ("header", "classification"),
    ("header", "urgency"), ("footer", "issue_date"), ("footer", "printed_by"), ("footer", "printed_on"),
)
_LISTS = (
    ("header", "issuers"), ("header", "addressees"), ("header", "signers"), ("footer", "signatories"),
    ("footer", "attachments"), ("footer", "cc"),
)
_AS_WRITTEN = {"addressees", "signatories", "cc"}  # compared by what stood there, not by the full name
_ONE_STYLE = str.maketrans("[]【】\"”’'—–~～", "〔〕〔〕““‘‘----")
_STRICT = ("unit", "comparator", "upper", "deadline", "object", "clause")
_LAYERS = ("clauses", "removed", "assignments", "targets", "strict", "bodies")


class Verdict(NamedTuple):
    """What one comparison gave.

    Attributes:
        counts: `LAYER.hit`, `LAYER.found` and `LAYER.asked` of each layer; `NAME.hit` and `NAME.n` of each share.
        rights: Whether each record that carries a confidence is right, by kind, in the order in which they are weighed;
            None where it is neither asked for nor wrong.
    """

    counts: Counts
    rights: dict[str, list[bool | None]]


def compare(gold: Doc, parsed: Doc) -> Verdict:
    """Compare a parse with the annotation of its notice."""
    counts: Counts = defaultdict(float)
    back = _clauses(gold, parsed, counts)
    fields = _fields(gold, parsed, counts)
    _removed(gold, parsed, counts)
    duties = _assignments(gold, parsed, back, counts)
    targets = _targets(gold, parsed, back, counts)
    clauses: list[bool | None] = [i in back for i in range(len(parsed["clauses"]))]
    return Verdict(counts, {"target": targets, "assignment": duties, "field": fields, "clause": clauses})


def summary(counts: Counts) -> Doc:
    """The figures of the counts of one or more notices: precision, recall and F1 of each layer, and the shares."""
    out: Doc = {"header": _share(counts, "header"), "clauses_removed": int(counts["clauses_removed"])}
    for layer in _LAYERS:
        hit, found, asked = (counts[f"{layer}.{x}"] for x in ("hit", "found", "asked"))
        if found or asked:
            p, r = hit / found if found else 0.0, hit / asked if asked else 0.0
            out[layer] = {"p": p, "r": r, "f1": 2 * hit / (found + asked), "gold": int(asked)}
    names = sorted(x.removesuffix(".n") for x in counts if x.endswith(".n") and x != "header.n")
    out["fields"] = {name: _share(counts, name) for name in names}
    return out


def _share(counts: Counts, name: str) -> float | None:
    return counts[f"{name}.hit"] / counts[f"{name}.n"] if counts[f"{name}.n"] else None


def _layer(counts: Counts, name: str, hit: int, found: int, asked: int) -> None:
    for what, n in (("hit", hit), ("found", found), ("asked", asked)):
        counts[f"{name}.{what}"] += n


def _one(counts: Counts, name: str, hit: float) -> None:
    counts[f"{name}.n"] += 1
    counts[f"{name}.hit"] += hit


def plain(x: object) -> str:
    """Text without white space, in one width, with one style of quotes and brackets; a record's date, text or name."""
    if isinstance(x, dict):
        x = next((x[k] for k in ("date", "text", "name", "raw") if x.get(k)), None)
    return "" if x is None else re.sub(r"\s+", "", unicodedata.normalize("NFKC", str(x))).translate(_ONE_STYLE)


def written(x: object) -> str:
    """A body as it stood in the notice."""
    return plain((x.get("raw") or x.get("name")) if isinstance(x, dict) else x)


def _shared(asked: Iterable[object], found: Iterable[str]) -> int:
    """How many of the names asked for were found; one may give alternatives, A|B."""
    rest, hit = Counter(found), 0
    for x in asked:
        way = next((plain(w) for w in str(x).split("|") if rest[plain(w)]), None)
        if way is not None:
            rest[way] -= 1
            hit += 1
    return hit


def _fields(gold: Doc, parsed: Doc, counts: Counts) -> list[bool | None]:
    for part, name in _SCALARS:
        want, have = (gold.get(part) or {}).get(name), (parsed.get(part) or {}).get(name)
        if want is not None or have is not None:
            ways = want if isinstance(want, list) else [want]
            _one(counts, "header", any(plain(way) == plain(have) for way in ways))
    for part, name in _LISTS:
        asked, found = ((x.get(part) or {}).get(name) or [] for x in (gold, parsed))
        if asked or found:
            hit = _shared(asked, map(written if name in _AS_WRITTEN else plain, found))
            _one(counts, "header", 2 * hit / (len(asked) + len(found)))
    return list(_fields_right(gold, parsed))


def _fields_right(gold: Doc, parsed: Doc) -> Iterator[bool | None]:
    for part in ("header", "footer"):
        for name, value in parsed[part].items():
            for x in value if isinstance(value, list) else [value]:
                if isinstance(x, dict) and "confidence" in x:
                    want = gold.get(part, {}).get(name, ())
                    ways = [way for w in (want if isinstance(want, list) else [want]) for way in str(w).split("|")]
                    read = written if name in _AS_WRITTEN else plain
                    yield any(plain(way) == read(x) for way in ways) if name in gold.get(part, {}) else None


class _Key(NamedTuple):
    """What a clause is known by."""

    label: str
    start: str

    def agrees(self, other: _Key) -> bool:
        """Same label, same beginning, as far as the shorter one goes."""
        n = min(len(self.start), len(other.start))
        a, b = self.start[:n], other.start[:n]
        return self.label == other.label and n > 0 and (a == b or fuzz.ratio(a, b) >= 70)


def _key(label: object, start: object) -> _Key:
    name = plain(label)
    return _Key(name.rstrip("、.:," if name.startswith("(") else "、.:,)"), plain(start)[:10])


def _clauses(gold: Doc, parsed: Doc, counts: Counts) -> dict[int, int]:
    """The clause of the annotation that each one of the parse is, by their indices."""
    asked = [_key(x["label"], x["start"]) for x in gold.get("clauses", ())]
    found = [_key(x["label"], (x["heading"] or "") + (x["text"] or "")) for x in parsed["clauses"]]
    back: dict[int, int] = {}
    at = 0
    for i, key in enumerate(asked):  # in order first, then anywhere
        order = (*range(at, len(found)), *range(at))
        if (k := next((k for k in order if k not in back and key.agrees(found[k])), None)) is not None:
            back[k], at = i, k + 1
    _layer(counts, "clauses", len(back), len(found), len(asked))
    ids = {x["id"]: k for k, x in enumerate(parsed["clauses"])}
    for k, i in back.items():
        above, over = gold["clauses"][i]["parent"], ids.get(parsed["clauses"][k]["parent_id"])
        good = asked[above].agrees(found[over]) if above is not None and over is not None else above is over
        _one(counts, "parent", good)
    lost = [key for i, key in enumerate(asked) if i not in back.values() and len(key.start) >= 4]
    gone = [plain(x["text"]) for x in parsed["removed"]]
    opening = (re.compile(re.escape(key.label) + r"\W{0,2}" + re.escape(key.start)) for key in lost)
    counts["clauses_removed"] += sum(any(p.match(x) for x in gone) for p in opening)
    return back


def _removed(gold: Doc, parsed: Doc, counts: Counts) -> None:
    if gold.get("removed"):
        asked = [plain(x)[:12] for x in gold["removed"]]
        either = {plain(x)[:12] for x in gold.get("removed_optional", ())}
        found = [x for x in (plain(x["text"])[:12] for x in parsed["removed"]) if x not in either]
        _layer(counts, "removed", _shared(asked, found), len(found), len(asked))


def _assignments(gold: Doc, parsed: Doc, back: dict[int, int], counts: Counts) -> list[bool | None]:
    ids = {x["id"]: k for k, x in enumerate(parsed["clauses"])}
    asked = {(a["clause"], a["role"], plain(b)) for a in gold.get("assignments", ()) for b in a["bodies"]}
    each = [
        {(back.get(ids.get(a["clause_id"], -1), -1), a["role"], written(b)) for b in a["bodies"]}
        for a in parsed["assignments"]
    ]
    found = set().union(*each)
    _layer(counts, "assignments", len(asked & found), len(found), len(asked))
    return [bodies <= asked for bodies in each]


def _unit(amount: Doc | None) -> str:
    """The unit; 个月 and 月 are the same one."""
    unit = plain((amount or {}).get("unit"))
    return unit[1:] if unit.startswith("个") and len(unit) > 1 else unit


def _near(a: float | None, b: float | None) -> bool:
    if a is None or b is None:
        return a is b
    return abs(float(a) - float(b)) <= 1e-6 * max(1.0, abs(float(a)))


def _evidence(target: Doc) -> str:
    x = target.get("evidence")
    return plain(x.get("text") if isinstance(x, dict) else x)


def _overlap(asked: Doc, found: Doc) -> float:
    """How well two pieces of evidence agree; 0 where they speak of different things or one is far longer."""
    a, b = _evidence(asked), _evidence(found)
    if not a or not 0.35 * len(a) <= len(b) <= max(3 * len(a), 120):
        return 0.0
    alike = fuzz.partial_ratio(a, b) / 100
    return alike if alike >= 0.6 else 0.0


def _same_deadline(asked: Doc | None, found: Doc | None, known: set[str]) -> bool:
    """Whether the dates agree; `known`: the annotation's, any of which a parse may take for the whole plan's."""
    if asked is None or found is None:
        at_large = found is not None and found.get("source") == "document" and found.get("date") in known
        return asked is found or (asked is None and at_large)
    if asked.get("within"):
        a, b = asked["within"], found.get("within") or {}
        return float(a["value"]) == float(b.get("value") or 0) and _unit(a) == _unit(b)
    key = "recurrence" if asked.get("recurrence") else "date"
    return bool(asked.get(key) == found.get(key))


def _same_object(asked: object, found: object) -> bool:
    a, b = plain(asked), plain(found)
    if not a or not b:
        return not a
    return fuzz.ratio(a, b) >= 70 or (0.5 <= len(b) / len(a) <= 2 and (a in b or b in a))


def _likeness(asked: Doc, found: Doc) -> float:
    """0 where the two are not the same target, else how well they agree."""
    a, b = ((x.get("quantity") or {}).get("value") for x in (asked, found))
    overlap = _overlap(asked, found)
    if not _near(a, b) or not overlap:
        return 0.0
    alike = fuzz.ratio(plain(asked.get("object")), plain(found.get("object"))) / 100
    verb = plain(asked.get("action"))
    if a is None and alike < 0.4 and (not verb or verb != plain(found.get("action"))):
        return 0.0
    return overlap + alike + 0.25 * _same_deadline(asked.get("deadline"), found.get("deadline"), set())


def _pairs(asked: Sequence[Doc], found: Sequence[Doc]) -> dict[int, int]:
    """The target of the annotation that each one of the parse is, the best agreeing pairs first."""
    every = ((_likeness(g, p), i, k) for i, g in enumerate(asked) for k, p in enumerate(found))
    out: dict[int, int] = {}
    for _, i, k in sorted((x for x in every if x[0] > 0), key=lambda x: -x[0]):
        if k not in out and i not in out.values():
            out[k] = i
    return out


def _targets(gold: Doc, parsed: Doc, back: dict[int, int], counts: Counts) -> list[bool | None]:
    asked, found = [t for t in gold["targets"] if not t.get("optional")], parsed["targets"]
    optional = [t for t in gold["targets"] if t.get("optional")]
    pairs = _pairs(asked, found)
    right: list[bool | None] = []
    for k, t in enumerate(found):
        far = not t["quantity"] and (t["deadline"] or {}).get("source") not in (None, "sentence")
        right.append(True if k in pairs else None if far or any(_overlap(g, t) for g in optional) else False)
    known = {t["deadline"]["date"] for t in gold["targets"] if (t["deadline"] or {}).get("date")}
    ids = {x["id"]: back.get(k, -1) for k, x in enumerate(parsed["clauses"])}
    strict = 0
    for k, i in pairs.items():
        parts = dict(_parts(asked[i], found[k], known))
        parts["clause"] = ids.get(found[k]["clause_id"]) == asked[i]["clause"]
        parts["span"] = _is_cut_out(parsed["text"], found[k]["evidence"])
        for name, good in parts.items():
            _one(counts, name, good)
        strict += all(parts.get(name, True) for name in _STRICT)
        bodies = [[written(b) + "/" + b["role"] for b in x["bodies"]] for x in (asked[i], found[k])]
        _layer(counts, "bodies", _shared(bodies[0], bodies[1]), len(bodies[1]), len(bodies[0]))
    judged = sum(x is not None for x in right)
    _layer(counts, "targets", len(pairs), judged, len(asked))
    _layer(counts, "strict", strict, judged, len(asked))
    return right


def _parts(asked: Doc, found: Doc, known: set[str]) -> Iterator[tuple[str, bool]]:
    """What of a target that was found is right."""
    a, b = asked.get("quantity"), found.get("quantity") or {}
    if a:
        yield "unit", _unit(a) == _unit(b)
        yield "comparator", (a.get("comparator") or "eq") == (b.get("comparator") or "eq")
        yield "upper", _near(a.get("upper"), b.get("upper"))
        if a.get("per"):
            yield "per", plain(a["per"]) == plain(b.get("per"))
    yield "deadline", _same_deadline(asked.get("deadline"), found.get("deadline"), known)
    yield "object", _same_object(asked.get("object"), found.get("object"))


def _is_cut_out(text: str, evidence: Doc) -> bool:
    """Whether the spans of the evidence give its words."""
    return plain("".join(text[x["start"] : x["end"]] for x in evidence["spans"])) == plain(evidence["text"])


def total(verdicts: Iterable[Verdict]) -> Counts:
    """The counts of several notices, together."""
    out: Counts = defaultdict(float)
    for x in verdicts:
        for name, n in x.counts.items():
            out[name] += n
    return out
