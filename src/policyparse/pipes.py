"""For spaCy: what the pipeline `zh_policy` is made of (a tokenizer on jieba, the terms of 公文), and its targets."""
from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.matcher import Matcher, PhraseMatcher
from spacy.tokens import Doc, Span
from spacy.util import DummyTokenizer, filter_spans
from spacy.vocab import Vocab

from policyparse.lexicon.moods import LONGEST, MARKS, Question, patterns
from policyparse.models import dictionary_path
from policyparse.nlp import cut, read_dictionary
from policyparse.options import Options
from policyparse.targets.deadlines import deadlines_of
from policyparse.targets.draft import lead_ahead
from policyparse.targets.find import extract
from policyparse.targets.marks import Match, may_match, meanings
from policyparse.targets.mood import moods_of
from policyparse.targets.sentences import segments, split

_CHINESE = "[零〇一二两三四五六七八九十百千万亿]+"
_NUMERAL = rf"^([\d.,]+|{_CHINESE})$"
_STRETCH = 500  # words that patterns are looked for in at once
_LEVELS = frozenset(("省", "市", "州", "县", "区", "自治区"))


class JiebaTokenizer(DummyTokenizer):
    """Cuts a text as `policyparse.nlp.words` does; every token knows its offset, blanks are tokens."""

    def __init__(self, vocab: Vocab, dictionary: Path) -> None:
        self.vocab = vocab
        self.dictionary = dictionary

    def __call__(self, text: str) -> Doc:
        """The words of `text` as a document."""
        words = [word for word, _, _ in cut(text, self.dictionary)]
        return Doc(self.vocab, words=words, spaces=[False] * len(words))

    def to_disk(self, path: str | Path, **_: Any) -> None:
        """Write the dictionary into the folder `path`."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        rows = sorted(read_dictionary(self.dictionary).items())
        text = "".join(f"{word} {frequency}\n" for word, frequency in rows)
        (folder / "words.txt").write_text(text, encoding="utf-8", newline="\n")

    def from_disk(self, path: str | Path, **_: Any) -> JiebaTokenizer:
        """Take the dictionary from the folder `path`."""
        self.dictionary = (Path(path) / "words.txt").resolve()
        return self


def create_tokenizer() -> Callable[[Language], JiebaTokenizer]:
    """`policyparse.JiebaTokenizer.v1` of spaCy's registry."""
    return lambda nlp: JiebaTokenizer(nlp.vocab, dictionary_path())


class _Component:
    """A component that takes one document after another."""

    def __call__(self, doc: Doc) -> Doc:
        raise NotImplementedError

    def pipe(self, stream: Iterable[Doc], batch_size: int = 128) -> Iterable[Doc]:
        """The same for many documents."""
        return map(self, stream)


@Language.factory("policy_targets", default_config={"min_confidence": 0.0})
def policy_targets(nlp: Language, name: str, min_confidence: float) -> PolicyTargets:
    """The factory behind the entry point `policy_targets`: `nlp.add_pipe("policy_targets")` in any pipeline."""
    return PolicyTargets(name, min_confidence)


class PolicyTargets(_Component):
    """Finds the targets of a text, as `policyparse.extract` does.

    `doc.spans["policy_targets"]` holds a span for the evidence of each, labelled with its kind, widened to whole
    tokens; `doc.user_data["policy_targets"]` the records (`Target`) in the same order.
    """

    def __init__(self, name: str = "policy_targets", min_confidence: float = 0.0) -> None:
        self.name = name
        self.options = Options(min_confidence=min_confidence)

    def __call__(self, doc: Doc) -> Doc:
        """Mark the targets of a document."""
        found = extract(doc.text, self.options) if doc.text.strip() else ()
        places = [(x.evidence.spans[0].start, x.evidence.spans[-1].end) for x in found]
        spans = [
            doc.char_span(*place, label=target.kind, alignment_mode="expand")
            for target, place in zip(found, places, strict=True)
        ]
        doc.spans[self.name] = [span for span in spans if span is not None]
        doc.user_data[self.name] = found
        return doc


@Language.factory("policy_terms", assigns=["doc.ents"])
def policy_terms(nlp: Language, name: str) -> PolicyTerms:
    """The factory behind the entry point `policy_terms`."""
    return PolicyTerms(nlp, name)


class PolicyTerms(_Component):
    """Marks terms as entities, the longest first: `ORGAN`, `REGION`, `VERB`, `DOCTYPE`; `QUANTITY`: number and unit."""

    def __init__(self, nlp: Language, name: str = "policy_terms") -> None:
        self.nlp = nlp
        self.name = name
        self.terms: dict[str, list[str]] = {}
        self._phrases = PhraseMatcher(nlp.vocab)
        self._quantities = Matcher(nlp.vocab)

    def add(self, terms: dict[str, list[str]]) -> None:
        """Take up terms: label → words. The words of `UNIT` are marked behind a number only, as `QUANTITY`."""
        for label, words in terms.items():
            self.terms[label] = sorted({*self.terms.get(label, ()), *words})
        self._phrases, self._quantities = PhraseMatcher(self.nlp.vocab), Matcher(self.nlp.vocab)
        for label in sorted(self.terms.keys() - {"UNIT"}):
            self._phrases.add(label, [self.nlp.make_doc(word) for word in self.terms[label]])
        if units := self.terms.get("UNIT"):
            number: dict[str, Any] = {"TEXT": {"REGEX": _NUMERAL}, "OP": "+"}
            blank = {"IS_SPACE": True, "OP": "?"}
            whole = {"TEXT": {"REGEX": f"^{_CHINESE}(?:{'|'.join(map(re.escape, units))})$"}}  # 十五个
            self._quantities.add("QUANTITY", [[number, blank, {"TEXT": {"IN": units}}], [whole]], greedy="LONGEST")

    def __call__(self, doc: Doc) -> Doc:
        """Mark the terms of a document."""
        named = self._phrases(doc, as_spans=True)
        organ_ends = {span.start: span.end for span in sorted(named) if span.label_ == "ORGAN"}
        joint = [
            Span(doc, span.start, organ_ends[span.end], label="ORGAN")  # 湖南省 + 教育厅
            for span in named
            if span.label_ == "REGION" and span.end in organ_ends
        ]
        joint += [
            Span(doc, start - 1, end, label="ORGAN")  # 省 + 教育厅
            for start, end in organ_ends.items()
            if start and doc[start - 1].text in _LEVELS
        ]
        doc.ents = filter_spans([*joint, *named, *self._quantities(doc, as_spans=True), *doc.ents])
        return doc

    def to_disk(self, path: str | Path, exclude: Iterable[str] = ()) -> None:
        """Write the terms as JSON into the folder `path`."""
        _write(path, "terms.json", self.terms)

    def from_disk(self, path: str | Path, exclude: Iterable[str] = ()) -> PolicyTerms:
        """Take the terms from the folder `path`."""
        self.terms = {}
        self.add(_read(path, "terms.json"))
        return self


class TokenPatterns:
    """The token patterns of notices (`policyparse.lexicon.moods`), in spaCy's `Matcher`."""

    def __init__(self, vocab: Vocab, asked: Question) -> None:
        self._asked = asked
        self._matcher = Matcher(vocab)
        for n, pattern in enumerate(patterns()):
            if pattern.question == asked:
                self._matcher.add(str(n), [pattern.specs()])

    def __call__(self, doc: Doc) -> list[Match]:
        """The patterns found in a document, from left to right: of each the longest match at each place."""
        longest: dict[tuple[int, int], int] = {}
        for at, stop, last in self._stretches([token.text for token in doc]):
            for key, start, end in self._matcher(doc[at:last]):
                if at + start < stop and end - start <= LONGEST:
                    longest[at + start, key] = max(at + end, longest.get((at + start, key), 0))
        known, strings = patterns(), doc.vocab.strings
        return [Match(known[int(strings[key])], start, end) for (start, key), end in sorted(longest.items())]

    def _stretches(self, words: list[str]) -> Iterator[tuple[int, int, int]]:
        """Where a pattern may begin: from where to where, and how far it may go; most segments hold none.

        The matcher takes a while for each word, and its time grows with the square of what it is given.
        """
        marks = [i for i, word in enumerate(words) if word in MARKS]
        for a, b in pairwise([-1, *marks, len(words)]):
            if may_match(words[a + 1 : b], self._asked):
                for at in range(a + 1, b, _STRETCH):
                    yield at, at + _STRETCH, min(b, at + _STRETCH + LONGEST)


@Language.factory("policy_mood")
def policy_mood(nlp: Language, name: str) -> PolicyMood:
    """The factory behind the entry point `policy_mood`."""
    return PolicyMood(nlp, name)


class PolicyMood(_Component):
    """Marks each segment of a sentence with its mood: `asked`, `told`, `required` or `made of`.

    `doc.spans["policy_mood"]` holds a span for each segment. Its words are matched with the token patterns of
    `policyparse.lexicon.moods` as they are for targets; they have to be cut by `policyparse.JiebaTokenizer.v1`.
    """

    def __init__(self, nlp: Language, name: str = "policy_mood") -> None:
        self.name = name
        self._patterns = TokenPatterns(nlp.vocab, "mood")

    def __call__(self, doc: Doc) -> Doc:
        """Mark the segments of a document."""
        found = self._patterns(doc)
        places = [match.start for match in found]
        starts = [token.idx for token in doc]
        spans: list[Span] = []
        whole = doc.text  # put together anew at each asking
        for a, b in split(whole, "。！？!?\n"):
            text = whole[a:b]
            parts = segments(text)
            own = [(bisect_left(starts, a + x), bisect_left(starts, a + y)) for x, y in parts]
            meant = [meanings(found[bisect_left(places, x) : bisect_left(places, y)], x, y) for x, y in own]
            moods = moods_of(meant, lead_ahead(deadlines_of(text, None, None), parts, None))
            spans += [Span(doc, *place, label=mood) for place, mood in zip(own, moods, strict=True)]
        doc.spans[self.name] = spans
        return doc


@Language.factory("policy_trust")
def policy_trust(nlp: Language, name: str) -> PolicyTrust:
    """The factory behind the entry point `policy_trust`."""
    return PolicyTrust(name)


class PolicyTrust(_Component):
    """Carries the weights behind confidences; spans that `policy_targets` marked before it get them as scores.

    `doc.spans["policy_targets"].attrs["scores"]` is what spaCy's own span categorizer writes, too.
    """

    def __init__(self, name: str = "policy_trust") -> None:
        self.name = name
        self.weights: dict[str, Any] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Give the marked targets of a document their scores."""
        if "policy_targets" in doc.spans:
            doc.spans["policy_targets"].attrs["scores"] = [x.confidence for x in doc.user_data["policy_targets"]]
        return doc

    def to_disk(self, path: str | Path, exclude: Iterable[str] = ()) -> None:
        """Write the weights as JSON into the folder `path`."""
        _write(path, "weights.json", self.weights)

    def from_disk(self, path: str | Path, exclude: Iterable[str] = ()) -> PolicyTrust:
        """Take the weights from the folder `path`."""
        self.weights = _read(path, "weights.json")
        return self


def _write(folder: str | Path, name: str, what: dict[str, Any]) -> None:
    Path(folder).mkdir(parents=True, exist_ok=True)
    text = json.dumps(what, ensure_ascii=False, indent=1, sort_keys=True)
    (Path(folder) / name).write_text(text + "\n", encoding="utf-8", newline="\n")


def _read(folder: str | Path, name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((Path(folder) / name).read_text(encoding="utf-8"))
    return found
