"""The notices to operators: whatever is known of a failure, the notice never breaks off."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.alerts.operator_notices import build_failure_notice
from pipelines.alerts.recipients import Recipient
from pipelines.alerts.run_history import RunFailure
from pipelines.failures import Cause
from warehouse.catalogue import Contact

places = st.lists(st.text("abz.: ", min_size=1).map(lambda place: f"{place}!"), max_size=3)
causes = st.none() | st.just(Cause("Đĩa đầy.", "The disk is full."))


def read_body(failure, lang):
    contact = Contact(
        contact="ict", unit=None, role="operator", url="json://x", lang=lang, basis="thử"
    )
    return build_failure_notice(Recipient((contact,), "json://x"), failure).body


@given(places, causes, st.sampled_from(["vi", "en"]))
def test_a_notice_of_a_failure_has_a_cause_or_places_or_says_that_neither_is_known(
    where, cause, lang
):
    lines = read_body(RunFailure(tuple(where), "", cause), lang).split("\n")
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        assert not line.endswith(":") or following.startswith("- "), lines
    assert [line for line in lines if line.startswith("- ")] == [f"- {place}" for place in where]
    assert (cause.text(lang) in lines) if cause else True
    is_unknown = any("logs/" in line for line in lines)
    assert is_unknown == (not where and cause is None)


@pytest.mark.parametrize(
    ("lang", "sentence"), [("vi", "Không bước nào ghi lại lỗi."), ("en", "No step recorded")]
)
def test_where_nothing_is_known_it_says_where_the_logs_are(lang, sentence):
    assert sentence in read_body(RunFailure((), ""), lang)
