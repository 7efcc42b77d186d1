"""Arguments of commands: a known name, the beginning of an id, a reason without personal data."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.commands.arguments import (
    SHORTEST_ID_PREFIX,
    check_known_name,
    check_reason,
    find_personal_data,
    list_prefix_matches,
    match_finding,
)

IDS = ["0123456789abcdef", "0123456789abcdee", "fedcba9876543210"]


@pytest.mark.parametrize(
    ("lang", "sentence"), [("vi", "«wards» không phải là biểu"), ("en", "«wards» is no form")]
)
def test_an_unknown_name_is_refused_with_the_known_ones(lang, sentence):
    check_known_name(lang, "form", "ward", iter(["police", "ward"]))
    with pytest.raises(ValueError, match="wards") as caught:
        check_known_name(lang, "form", "wards", iter(["police", "ward"]))
    assert "police, ward" in str(caught.value)


@pytest.mark.parametrize(
    ("prefix", "matches"),
    [
        ("0123", IDS[:2]),
        ("f", IDS[2:]),
        (" FEDC ", IDS[2:]),
        ("0123456789abcdef", IDS[:1]),
        ("9", []),
        ("", []),
        ("  ", []),
    ],
)
def test_ids_are_listed_by_their_beginning(prefix, matches):
    assert list_prefix_matches(prefix, IDS) == matches


def test_a_whole_id_is_the_only_match_of_itself():
    assert list_prefix_matches("s1", ["s1", "s10", "s11"]) == ["s1"]
    assert list_prefix_matches("s", ["s1", "s10"]) == ["s1", "s10"]


ID = st.text("0123456789abcdef", min_size=16, max_size=16)


@settings(max_examples=50)
@given(st.lists(ID, min_size=1, max_size=6, unique=True), st.integers(SHORTEST_ID_PREFIX, 16))
def test_the_beginning_of_an_id_finds_it_unless_another_begins_so(ids, length):
    prefix = ids[0][:length]
    alike = sorted(known for known in ids if known.startswith(prefix))
    if len(alike) == 1:
        assert match_finding("en", prefix, ids) == ids[0]
    else:
        with pytest.raises(ValueError, match=", ".join(alike)):
            match_finding("en", prefix, ids)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ("0123456", "«0123456» is too short: give at least the first 8 characters of the id."),
        ("", "«» is too short: give at least the first 8 characters of the id."),
        ("99999999", "No finding has the id «99999999»."),
        (
            "0123456789",
            f"«0123456789» begins the ids of 2 findings: {IDS[1]}, {IDS[0]}.",
        ),
    ],
)
def test_an_id_that_is_too_short_or_unknown_or_of_several_is_refused(given, sentence):
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        match_finding("en", given, IDS)


@pytest.mark.parametrize("reason", ["", " ", "\n\t"])
@pytest.mark.parametrize(
    ("lang", "sentence"), [("vi", "Phải ghi lý do."), ("en", "Give a reason.")]
)
def test_a_reason_must_be_given(reason, lang, sentence):
    assert list(check_reason(lang, reason)) == [sentence]


@pytest.mark.parametrize("reason", ["đã hỏi đơn vị", "số liệu tháng 5 tăng 56 lượt", "Tết"])
def test_a_reason_about_figures_is_accepted(reason):
    assert list(check_reason("vi", reason)) == []
    assert find_personal_data("vi", reason) == ""


@pytest.mark.parametrize(
    ("reason", "kind"),
    [
        ("gọi 0912345678", "a mobile number"),
        ("Nguyễn Thị Hoa", "a name"),
        ("chị Nguyễn Thị Hoa ốm", "a person's name"),
        ("viết cho hoa@example.vn", "an e-mail address"),
    ],
)
def test_a_reason_with_personal_data_is_refused_by_its_kind(reason, kind):
    (sentence,) = check_reason("en", reason)
    assert sentence.startswith(f"The reason holds personal data ({kind});")
    assert "Hoa" not in sentence
    assert "0912" not in sentence
    assert find_personal_data("vi", reason) != find_personal_data("en", reason)


@pytest.mark.parametrize(
    ("signature", "is_allowed"),
    [
        ("Nguyễn Thị Hoa", True),
        ("Nguyễn Thị Hoa, cán bộ tổng hợp", True),
        ("bà Nguyễn Thị Hoa", False),
        ("Nguyễn Thị Hoa, 0912345678", False),
        ("nạn nhân Nguyễn Thị Hoa", False),
    ],
)
def test_a_person_may_sign_with_a_bare_name_and_nothing_more(signature, is_allowed):
    assert (find_personal_data("en", signature, may_name=True) == "") == is_allowed
    assert find_personal_data("en", signature) != ""
