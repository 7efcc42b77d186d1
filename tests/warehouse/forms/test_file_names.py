"""Of a file's name only units, forms, periods and words of an office stay; nothing else, ever."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expectations.privacy.name_lists import load_family_names, load_name_words
from tests import spec
from warehouse.forms.blank.unit_texts import SYNTHETIC_NAME_PREFIX, build_form_file_name
from warehouse.forms.file_name_pieces import MARK
from warehouse.forms.file_name_words import (
    find_period_word,
    get_known_suffix,
    list_allowed_phrases,
    list_allowed_words,
    list_phrases_like_names,
)
from warehouse.forms.file_names import MASKED_NAME, FileNames, build_sheet_key
from warehouse.periods import parse_period_code
from warehouse.text import fold_text

CATALOGUE = spec.catalogue()
FILE_NAMES = FileNames(CATALOGUE)
ALLOWED = [
    *("Đa Phúc", "phường Hưng Đạo", "DK-HAITHANH", "DaPhuc", "Công an", "ward", "T5", "quý II"),
    *("BC", "báo cáo", "2023-05", "sửa lần 2", "v2", "6 tháng đầu năm", "2023", "20230615"),
]
PEOPLE = [
    *("Nguyễn Thị Hoa", "LE VAN HUNG", "trần bích", "chị Mận", "Phùng", "L.T.M", "H'Nga", "Quý"),
    *("0912345678", "09 12 34 56 78", "031 185 001 234", "1985", "hiv", "nạn nhân", "Kim Oanh"),
]
SIGNS = [" ", "_", "-", " - ", ".", "", "(", ")", "&", "🎉", "\u200b", "/", "«"]


def list_vocabulary():
    """List every folded word that may stand in a name, joined phrases included."""
    phrases = [MASKED_NAME, *list_allowed_phrases(), *list_phrases_like_names(), *CATALOGUE.units]
    phrases += [n for u in CATALOGUE.units.values() for n in (u.name_vi, u.name_en, *u.aliases)]
    phrases += [n for f in CATALOGUE.forms.values() for n in (f.form, f.name_vi, f.name_en)]
    single = {word for phrase in phrases for word in re.findall(r"[a-z]+", fold_text(phrase))}
    joined = {"".join(re.findall(r"[a-z]+", fold_text(phrase))) for phrase in phrases}
    periods = {"thang", "quy", "nam", "lan", "tuan", "ngay", "so", "ky", *"tqvhmi", "ii", "iii"}
    return single | joined | periods | list_allowed_words() | {"iv"}


VOCABULARY = list_vocabulary()


def find_strange_words(name):
    """Return the words of a name's stem that no list holds."""
    suffix = get_known_suffix(name)
    stem = name[: -len(suffix)] if name.lower().endswith(suffix) else name
    return [w for w in re.findall(r"[^\W\d_]+", stem) if fold_text(w) not in VOCABULARY]


@pytest.mark.parametrize(
    ("name", "reduced_name"),
    [
        ("BC thang 5 P. Đa Phúc.xlsx", "BC tháng 5 P. Đa Phúc.xlsx"),
        ("Nguyễn Văn A.xlsx", f"{MASKED_NAME}.xlsx"),
        ("BC CA phường chị Hoa 0912345678.xlsx", f"BC CA phường {MARK}.xlsx"),
        ("báo cáo quý II-2023 - anh Nam.docx", f"báo cáo quý II-2023 - {MARK}.docx"),
        ("Anh Dung T5.xlsx", f"{MARK} T5.xlsx"),
        ("phường Anh Dũng T5.xlsx", "phường Anh Dũng T5.xlsx"),
        ("Nguyễn Công An.xlsx", f"{MASKED_NAME}.xlsx"),
        ("Cong an Q1.xls", "Cong an Q1.xls"),
        ("Lan 2.xlsx", "lần 2.xlsx"),
        ("danh sach.NguyenVanHoa", MASKED_NAME),
        ("hồ sơ 12.05.1999.xlsx", f"{MARK} 12.05.{MARK}.xlsx"),
        ("a.xlsx", "a.xlsx"),
        ("", MASKED_NAME),
    ],
)
def test_only_allowed_words_stay(name, reduced_name):
    assert FILE_NAMES.reduce_name(name) == reduced_name


@pytest.mark.parametrize("period", ["2023", "2023-H1", "2023-Q4", "2023-05", "2023-9M"])
def test_the_name_of_every_own_form_stays(period):
    for form in CATALOGUE.forms:
        for unit in CATALOGUE.units:
            name = build_form_file_name(form, unit, parse_period_code(period))
            for own_name in (name, f"{SYNTHETIC_NAME_PREFIX}{name}", f"1 - {name}"):
                assert FILE_NAMES.reduce_name(own_name) == own_name


def test_no_word_that_may_stand_alone_is_a_name():
    names = load_name_words("given_names") | load_name_words("middle_names")
    names |= {fold_text(family) for family in load_family_names()}
    assert list_allowed_words() & {fold_text(name) for name in names} == set()


@given(
    st.lists(
        st.tuples(st.sampled_from(ALLOWED + PEOPLE), st.sampled_from(SIGNS)), min_size=1, max_size=8
    ),
    st.sampled_from(["", ".xlsx", ".XLS", ".Hoa", ".zip"]),
)
def test_no_word_of_anybody_stays(parts, suffix):
    name = "".join(part + sign for part, sign in parts) + suffix
    reduced_name = FILE_NAMES.reduce_name(name)
    assert find_strange_words(reduced_name) == [], name
    assert re.search(r"\d(?:\W?\d){8}", re.sub(r"20[23]\d", "", reduced_name)) is None
    assert FILE_NAMES.reduce_name(reduced_name) == reduced_name


@given(st.text(max_size=40))
def test_any_name_is_reduced_once_and_for_all(name):
    reduced_name = FILE_NAMES.reduce_name(name)
    assert FILE_NAMES.reduce_name(reduced_name) == reduced_name
    assert len(name) <= 1 or len(reduced_name.strip()) == 1 or not find_strange_words(reduced_name)


@given(st.lists(st.text(max_size=12) | st.sampled_from(PEOPLE), min_size=1, max_size=3))
def test_a_member_keeps_its_key_whatever_the_list_of_the_day(parts):
    path = "/".join(part.replace("]", "") for part in parts) + ".xlsx"
    reduced_path = FILE_NAMES.reduce_member(path)
    assert FILE_NAMES.reduce_member(reduced_path) == reduced_path
    if " #" not in path:
        assert build_sheet_key(f"[{path}]Bảng 1") == build_sheet_key(f"[{reduced_path}]Bảng 1")


def test_members_with_other_names_stay_apart():
    paths = ["Nguyễn Thị Hoa.xlsx", "Trần Bích.xlsx", "Hoa/ward DK-DAPHUC 2023-05.xlsx"]
    reduced_paths = {FILE_NAMES.reduce_member(path) for path in paths}
    assert len(reduced_paths) == len(paths)
    assert all("Hoa" not in path for path in reduced_paths)
    assert FILE_NAMES.reduce_member("ward DK-DAPHUC 2023-05.xlsx") == "ward DK-DAPHUC 2023-05.xlsx"
    assert FILE_NAMES.reduce_member("") == ""


def test_a_sheet_of_no_zip_is_its_own_key():
    assert build_sheet_key("Bảng 1") == "Bảng 1"


def test_a_period_word_is_written_as_ours():
    assert (find_period_word("Thang"), find_period_word("Hoa")) == ("tháng", None)
