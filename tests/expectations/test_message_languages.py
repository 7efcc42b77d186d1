"""What a finding tells: English without Vietnamese, and nothing that only a programmer can read."""

import json
import re
import string
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.raw.reader import ReaderContext, ReadTask, read_file
from assets.raw.refusal import search_file
from expectations.codes import build_finding, load_codes
from tests.sampling import draw_sample
from tests.sent import RECEIVED, schools, send
from tests.warehouse.files import hostile
from tests.warehouse.forms.typed_files import CATALOGUE, READER, as_csv, read, zipped
from warehouse.files.texts.place_names import translate_place
from warehouse.finding_draft import FindingDraft

ROOT = Path(__file__).parents[2]
OF_THE_SENDER = {"observed", "other_value", "value", "label", "other_label"}
"""Blanks filled from the report itself, or with the English name of a row."""
WITHOUT_WORDS = {
    "candidates", "cell", "column", "counted", "days", "first_day", "heaped", "high", "limit",
    "line", "low", "other", "others", "own_value", "rows", "share", "sum", "tolerance",
    "version", "year",
}  # fmt: skip
"""Blanks that hold numbers, addresses and quoted rows."""
QUOTE = re.compile("«[^»]*»")
PYTHON = re.compile(
    r"0x[0-9a-f]{4,}|<\w[\w.]* |\w+(?:Error|Exception)\b|Errno|NoneType|\bNone\b|\bTrue\b|\bFalse\b"
    r"|unpack|\bline \d+ column|['\"]\)|\{'|\['"
)


def is_vietnamese(text):
    """Return whether a text has a letter that English does not write."""
    letters = unicodedata.normalize("NFD", text)
    return any(c in "đĐơưƠƯ" or unicodedata.combining(c) for c in letters)


@pytest.mark.parametrize("code", load_codes().values(), ids=lambda code: code.code)
def test_english_words_are_english_outside_what_is_quoted(code):
    for text in (code.message_en, code.remedy_en):
        unquoted = QUOTE.sub("", text)
        assert not is_vietnamese(unquoted)
        blanks = {name for _, name, _, _ in string.Formatter().parse(unquoted) if name}
        foreign = {b for b in blanks - OF_THE_SENDER - WITHOUT_WORDS if not b.endswith("_en")}
        assert not foreign, "has no English form"
        quoted = {n for _, n, _, _ in string.Formatter().parse(text) if n} - blanks
        assert quoted <= OF_THE_SENDER | {"expected", "form_en"}, "only the report is quoted"


def test_a_place_outside_cells_has_an_english_name():
    sources = [
        path.read_text(encoding="utf-8")
        for path in (ROOT / "warehouse" / "files").rglob("*.py")
        if path.name != "place_names.py"
    ] + [(ROOT / "assets" / "raw" / "refusal.py").read_text(encoding="utf-8")]
    place = re.compile(
        r'(?:place=|NonCellText\(\s*|_build_part_reader\(\s*|_PLACE = |append\(\(|or )f?"([^"]+)"'
        r'|\(f"(Đoạn [^"]+|Bảng [^"]+)"'
    )
    stated = {re.sub(r"\{[^}]*\}", "7", a or b) for text in sources for a, b in place.findall(text)}
    places = {text for text in stated if is_vietnamese(text)}
    assert len(places) > 15
    translations = {text: translate_place(text) for text in places}
    assert {t for t, english in translations.items() if english == "another place"} == set()
    assert not any(map(is_vietnamese, translations.values()))


def test_a_unit_and_a_form_have_their_english_names():
    ward = CATALOGUE.units["DK-DAPHUC"]
    about = {"expected": ward.name_vi, "form": CATALOGUE.forms["ward"].name_vi}
    about |= {"cell": "B3", "rows": "2"}
    for code, name in (
        ("E-UNIT-003", ward.name_en),
        ("E-FORM-004", CATALOGUE.forms["ward"].name_en),
    ):
        finding = build_finding(FindingDraft(code, message_values=about), "s", None, CATALOGUE)
        assert name in finding.message_en
        assert not is_vietnamese(finding.message_en)


# Whatever comes, what is told of it is for people, and the same every time


def list_messages(content, name=""):
    """List every draft of a file, with its message in English."""
    drafts = read(content, name).drafts + search_file(content, name).drafts
    return [(d, build_finding(d, "s", None, CATALOGUE).message_en) for d in drafts]


def check(content, name=""):
    first = list_messages(content, name)
    assert list_messages(bytes(bytearray(content)), name) == first, "two answers to the same bytes"
    for draft, message in first:
        assert not PYTHON.search(draft.observed), draft
        assert not is_vietnamese(QUOTE.sub("", message)), draft
    return first


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text("abc1 ", max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["dataValues", "dataValueSets", "dataElement", "value", "period", "x"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(JSON_VALUES)
def test_any_json(value):
    content = json.dumps(value).encode()
    for draft, _ in check(content) if content[:1] in b"[{" else ():
        assert draft.code[:6] in {"E-JSON", "E-FORM"}
        assert draft.code != "E-JSON-001"


@given(st.text('{}[]":,a1 \n', max_size=30).map(lambda t: "{" + t))
def test_any_text_that_begins_like_json(text):
    check(text.encode())


@given(st.binary(max_size=60), st.sampled_from(["", ".csv", ".xlsx", ".docx"]))
def test_any_bytes(content, suffix):
    check(content, f"a{suffix}")


@pytest.mark.parametrize(
    ("content", "code", "observed"),
    [
        (b'{"dataSet": "ward"}', "E-JSON-002", "$.dataValues"),
        (b'{"dataValues": 3}', "E-JSON-002", "$.dataValues"),
        (b'{"dataValueSets": {}}', "E-JSON-002", "$.dataValueSets"),
        (b'{"dataValues": [{"dataElement": "a"}, 7]}', "E-JSON-002", "$.dataValues[1]"),
        (b'[{"dataValues": [{}]}]', "E-JSON-002", "$[0].dataValues[0].dataElement"),
        (b"[1]", "E-JSON-002", "$[0]"),
        (b"[" * 100_000, "E-JSON-002", "$"),
        (b'{"a": 1,\n "b" 2}', "E-JSON-001", "2:6"),
        (b'{"a":\n "x\\ud800"}', "E-JSON-001", "2:4"),
        (b"\x81\x05\x02\x06" * 9, "E-TEXT-001", ""),
        (b"hello", "E-TEXT-002", ""),
        (b"<html><body>&lt;table <p>a</p><!-- <table> --></body></html>", "E-TEXT-003", ""),
        (zipped({"word/document.xml": "<a", "[Content_Types].xml": "<a"}), "E-FILE-012", "docx"),
        (b"7z\xbc\xaf\x27\x1c", "E-FILE-017", "7z"),
        (as_csv([["x"] * 5000] * 101).encode(), "E-FILE-002", "> 500000"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_what_is_no_workbook_is_told_by_its_own_code(content, code, observed):
    ((draft, message),) = check(content)
    assert (draft.code, draft.observed) == (code, observed)
    assert message


def test_a_number_of_thousands_of_digits_is_only_a_value():
    digits = "9" * 5000
    value = f'{{"dataElement": "schools", "value": {digits}}}'
    head = '"dataSet": "education", "orgUnit": "DK-GDDT", "period": "2023S1"'
    (report,) = read(f'{{{head}, "dataValues": [{value}]}}'.encode()).reports
    assert [d.code for d in report.drafts] == ["E-NUM-008"]


@pytest.mark.parametrize(
    ("value", "observed"), [(True, "true"), (["3"], '["3"]'), ({"a": 1}, '{"a": 1}')]
)
def test_a_value_stands_as_the_file_writes_it(value, observed):
    data = {"dataSet": "education", "orgUnit": "DK-GDDT", "period": "2023S1"}
    data["dataValues"] = [{"dataElement": "schools", "value": value}]
    (report,) = read(json.dumps(data).encode()).reports
    assert [d.observed for d in report.drafts] == [observed]


@pytest.mark.parametrize(
    "kind",
    draw_sample(
        (
            kind
            for kind, (code, _) in hostile.KINDS.items()
            if code[:6] == "E-FILE" and code != "E-FILE-003"
        ),
        12,
    ),
)
def test_hostile_files(tmp_path, kind):
    send(tmp_path / "good.xlsx", schools())
    code, make = hostile.KINDS[kind]
    drafts = check(make((tmp_path / "good.xlsx").read_bytes()), "a.xlsx")
    assert code in {draft.code for draft, _ in drafts}


def test_a_file_that_cannot_be_opened_is_told_without_a_path_of_this_machine(tmp_path):
    result = read_file(
        ReadTask(str(tmp_path / "gone.xlsx"), RECEIVED), ReaderContext(READER, tmp_path / "archive")
    )
    (draft,) = result.reading.drafts
    assert (draft.code, draft.observed) == ("E-FILE-001", "No such file or directory")
