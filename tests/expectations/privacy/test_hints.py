"""The quick hints leave nothing out that a rule would find, and none of them is idle."""

import re

import pytest

from benchmarks.privacy import DEVELOPMENT_CASES, HELD_OUT_CASES, NOTE_CASES, OWN_CASES, load_cases
from expectations.privacy.hints import FOLDED_HINTS, TYPED_HINTS
from expectations.privacy.letters import fold_letters
from expectations.privacy.scan import clean_string, is_suspect_text, scan_texts

TEXTS = [
    case.texts[-1]
    for path in (OWN_CASES, HELD_OUT_CASES, NOTE_CASES, DEVELOPMENT_CASES)
    for case in load_cases(path)
    if case.must_refuse
]
STRINGS = [clean_string(text.text) for text in TEXTS]


def test_a_text_that_refuses_its_file_alone_is_worth_a_look():
    for text in TEXTS:
        if scan_texts([text]):
            assert is_suspect_text(text.text), text.text


@pytest.mark.parametrize("kind", FOLDED_HINTS)
def test_every_hint_in_folded_letters_points_to_a_labelled_text(kind):
    assert any(re.search(FOLDED_HINTS[kind], fold_letters(string)) for string in STRINGS)


@pytest.mark.parametrize("kind", TYPED_HINTS)
def test_every_hint_in_typed_letters_points_to_a_labelled_text(kind):
    assert any(re.search(TYPED_HINTS[kind], string) for string in STRINGS)
