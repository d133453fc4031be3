"""Files and texts gone wrong at random never crash a parse; `make fuzz` does the same for longer."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fuzzing import FILES, outcome, reading_alike, sentences, texts

_FEW = settings(max_examples=40, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("kind", FILES)
def test_a_file_gone_wrong_is_read_or_refused_with_a_code(kind: str) -> None:
    @_FEW
    @given(FILES[kind])
    def check(data: bytes) -> None:
        assert outcome(data, kind) in {"read", "PP102", "PP103", "PP104", "PP105", "PP107", "PP108"}

    with reading_alike():
        check()


def test_a_file_that_fuzzing_kept_is_read_or_refused_with_a_code() -> None:
    """Small files, each of which reached lines that none had reached before."""
    with zipfile.ZipFile(Path(__file__).parent / "corpus.zip") as corpus:
        files = {name: corpus.read(name) for name in corpus.namelist()}
    with reading_alike():
        ends = {name: outcome(data, name.split("/")[0]) for name, data in files.items()}
    assert set(ends.values()) <= {"read", "PP102", "PP103", "PP104", "PP105", "PP107", "PP108"}
    assert {name.split("/")[0] for name in files} == FILES.keys()


@_FEW
@given(texts)
def test_words_of_notices_in_any_order_are_parsed(text: str) -> None:
    assert outcome(text) in {"read", "PP107"}


@_FEW
@given(sentences)
def test_sentences_put_together_from_parts_of_others_are_parsed(text: str) -> None:
    assert outcome(text) == "read"


@_FEW
@given(st.binary(max_size=400))
def test_bytes_at_random_are_read_or_refused_with_a_code(data: bytes) -> None:
    assert outcome(data) in {"read", "PP102", "PP104", "PP105", "PP107"}
