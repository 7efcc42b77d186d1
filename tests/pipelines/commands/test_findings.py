"""As many characters of an id are printed as tell the findings apart, eight at least."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.commands.arguments import SHORTEST_ID_PREFIX, match_finding
from pipelines.commands.findings import find_id_length

NEAR_IDS = st.integers(0, 300).map(lambda number: f"{number * 0x1111111:016x}")


@pytest.mark.parametrize(
    ("findings", "length"),
    [
        ([], 8),
        (["0123456789abcdef"], 8),
        (["0123456789abcdef"] * 2, 8),
        (["0123456789abcdef", "0123456089abcdef"], 8),
        (["0123456789abcdef", "0123456709abcdef"], 9),
        (["0123456789abcdef", "0123456789abcdee"], 16),
        (["0123456789abcdef", "0123456789abcd00"], 15),
    ],
)
def test_ids_are_shortened_to_where_they_differ(findings, length):
    assert find_id_length(findings) == length


@settings(max_examples=50)
@given(st.lists(NEAR_IDS, min_size=1, max_size=8, unique=True))
def test_what_is_printed_of_an_id_finds_it_again_and_less_would_not(findings):
    length = find_id_length(findings)
    for finding in findings:
        assert match_finding("en", finding[:length], findings) == finding
    shorter = {finding[: length - 1] for finding in findings}
    assert length == SHORTEST_ID_PREFIX or len(shorter) < len(findings)
