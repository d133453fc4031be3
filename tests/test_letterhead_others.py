"""Texts that are no notices have neither head nor foot: nothing is made up for them."""
from __future__ import annotations

from letterhead_cases import fields_of
from other_texts import TEXTS


def test_next_to_nothing_is_found_where_there_is_no_notice() -> None:
    filled = [(name, field) for name, text in TEXTS.items() for field, value in fields_of(text).items() if value]
    fields = sum(len(fields_of(text)) for text in TEXTS.values())
    assert len(TEXTS) >= 50
    assert len(filled) <= 0.02 * fields, filled


def test_no_issuer_number_signature_or_imprint_is_found_where_there_is_no_notice() -> None:
    never = {"issuers", "document_number", "addressees", "signatories", "printed_by", "printed_on", "cc", "signers"}
    filled = {(name, field) for name, text in TEXTS.items() for field, value in fields_of(text).items() if value}
    assert {(name, field) for name, field in filled if field in never} == set()
