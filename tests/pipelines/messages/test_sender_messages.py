"""Why a report waits, and who sent it, in words of both languages."""

from dataclasses import replace

import pytest

from pipelines.messages.sender_messages import describe_hold_reason, describe_sender
from tests import spec

CATALOGUE = spec.catalogue()


def catalogue_with_limit(**limit):
    """Return the shipped catalogue with another limit of a replacement, or with none."""
    usual = CATALOGUE.programme.replacement
    replacement = usual.model_copy(update=limit) if limit else None
    programme = CATALOGUE.programme.model_copy(update={"replacement": replacement})
    return replace(CATALOGUE, programme=programme)


@pytest.mark.parametrize(
    ("share", "percent"), [(0.5, "50 %"), (0.125, "12.5 %"), (1.0, "100 %"), (2.0, "200 %")]
)
def test_a_large_change_is_stated_with_the_limit_of_the_catalogue(share, percent):
    catalogue = catalogue_with_limit(share=share, amount=20)
    assert describe_hold_reason(catalogue, "large_change", "vi") == (
        f"có số đổi quá {percent} và quá 20"
    )
    english = describe_hold_reason(catalogue, "large_change", "en")
    assert english == f"a value changes by more than {percent} and more than 20"


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("vi", "có số đổi nhiều hơn mức mà danh mục nêu lúc đó"),
        ("en", "a value changes by more than the catalogue allowed at the time"),
    ],
)
def test_a_report_that_was_held_by_a_limit_since_dropped_is_explained_without_it(lang, sentence):
    assert describe_hold_reason(catalogue_with_limit(), "large_change", lang) == sentence


@pytest.mark.parametrize(
    "reason", ["unbound_sender", "unverified_sender", "new_sender", "unsigned"]
)
def test_any_other_reason_is_the_same_with_and_without_a_limit(reason):
    for lang in ("vi", "en"):
        sentence = describe_hold_reason(CATALOGUE, reason, lang)
        assert sentence == describe_hold_reason(catalogue_with_limit(), reason, lang)
        assert "{" not in sentence


@pytest.mark.parametrize(
    ("sender", "vietnamese", "english"),
    [
        ("inbox", "hộp nhận (chép tay)", "the inbox (by hand)"),
        ("a@dk.example", "a@dk.example", "a@dk.example"),
        ("a@dk.example?", "a@dk.example (không xác nhận được)", "a@dk.example (not verified)"),
        ("inbox?", "inbox (không xác nhận được)", "inbox (not verified)"),
    ],
)
def test_a_sender_is_named_and_an_unverified_one_is_called_so(sender, vietnamese, english):
    assert describe_sender(sender, "vi") == vietnamese
    assert describe_sender(sender, "en") == english
