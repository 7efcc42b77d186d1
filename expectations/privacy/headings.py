"""Personal data by their headings: «Họ và tên», «CCCD», «Ngày sinh» with data beside or below.

Rules only; the headings are data (`personal_headings.yaml`). May call warehouse.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from expectations.privacy.evidence import DECISIVE, PERSONAL_HEADING, Evidence
from expectations.privacy.name_lists import load_lists
from warehouse.files.texts.file_texts import FileText
from warehouse.text import make_match_key

_HEADINGS_FILE = "personal_headings.yaml"
_HEADING_WORD = re.compile(r"\w+")
MAX_HEADING_LENGTH = 40
"""The most letters of a heading; a longer text is a sentence."""
_ORGANISATION_WORDS = re.compile(
    r"\b(?:co so|don vi|co quan|truong|doanh nghiep|cong ty|to chuc|tram)\b"
)
_OFFICE_NAMES = re.compile(
    r"\b(?:ubnd|uy ban nhan dan|trung tam y te|vien kiem sat|vksnd|toa an|tand|mat tran"
    r"|phong (?:tu phap|y te|van hoa|giao duc|tai chinh|lao dong|ld)"
    r"|cong an (?:quan|phuong|huyen|xa)"
    r"|hoi (?:lien hiep|lhpn|phu nu|cuu chien binh)|doan (?:tncs|thanh nien)|lien doan lao dong)\b"
)
"""Names of offices at the head of a sheet."""
_OFFICIAL_TASKS = re.compile(
    r"\b(?:lap|ky|phu trach|bao cao|dai dien|duyet|tong hop|theo doi|nhap|kiem tra|dung dau)\b"
)
_SUBHEADINGS = frozenset(("nam", "nu", "xa", "phuong", "huyen", "quan", "tinh", "thon", "tong so"))
"""Subheadings that may stand below a heading in place of data."""
_OPEN_LABEL = re.compile(r":\s*(?:\(\d+\))?[\s.…_]*$")
"""A label without an answer."""
_COUNT = re.compile(r"(?:0|[1-9]\d{0,5})(?:[.,]\d{1,3})?")
"""A number too short for a telephone or an account: «Số ĐT» heads counts of «đối tượng» too."""
_PRINTED_COLUMN_NUMBER = re.compile(r"\d{1,2}|[a-z]")


@lru_cache(maxsize=1)
def _fold_personal_headings() -> dict[str, frozenset[str]]:
    return {
        kind: frozenset(map(make_match_key, headings))
        for kind, headings in load_lists(_HEADINGS_FILE).items()
    }


@lru_cache(maxsize=1)
def _compile_owner_pattern() -> re.Pattern[str]:
    """Compile the pattern of a heading with an owner: «SĐT người báo tin», «Tên nạn nhân»."""
    heading_pattern = "|".join(
        sorted(
            (*_fold_personal_headings()["person"], *_fold_personal_headings()["contact"], "ten"),
            key=len,
        )[::-1]
    )
    return re.compile(
        rf"(?:{heading_pattern}) (?:cua )?(?:{'|'.join(_fold_personal_headings()['whose'])})\b"
    )


@lru_cache(maxsize=1)
def _collect_first_words() -> frozenset[str]:
    """Collect the first words of headings, with and without accents: folding texts is slow."""
    first_words = {
        _find_first_word(heading)
        for headings in load_lists(_HEADINGS_FILE).values()
        for heading in headings
    } | {"tên"}
    return frozenset(first_words | set(map(make_match_key, first_words)))


def _find_first_word(text: str) -> str:
    match = _HEADING_WORD.search(text)
    return match[0].lower() if match else ""


def is_heading(text: str) -> bool:
    """Return whether a cleaned text is a heading for the data of a person."""
    if len(text) > MAX_HEADING_LENGTH or _find_first_word(text) not in _collect_first_words():
        return False
    folded_heading = make_match_key(text)
    return (
        _asks_for_person(folded_heading) or folded_heading in _fold_personal_headings()["contact"]
    )


def _asks_for_person(folded_heading: str) -> bool:
    """Return whether a folded heading asks for the data of a person, in any table."""
    names_owner = _compile_owner_pattern().match(folded_heading) and not _OFFICIAL_TASKS.search(
        folded_heading
    )
    return folded_heading in _fold_personal_headings()["person"] or bool(names_owner)


def find_heading_evidence(text: FileText) -> Iterator[Evidence]:
    """Yield evidence that a text heads personal data; an empty column holds no data."""
    folded_heading = make_match_key(text.text)
    if text.zone in ("property", "signature") or not is_heading(text.text) or not _has_data(text):
        return
    if not _asks_for_person(folded_heading) and _heads_counts(text):
        return
    is_about_office = (
        text.zone == "letterhead"
        or any(map(_names_organisation, text.row_texts))
        or _stands_below_office(text)
    )
    if _asks_for_person(folded_heading) or not is_about_office:
        yield Evidence(PERSONAL_HEADING, DECISIVE)


def _heads_counts(text: FileText) -> bool:
    """Return whether a count stands in the row or below: «Zalo» and «Số ĐT» in a table of counts.

    The text below such a line is the label of the next one.
    """
    texts = (*text.row_texts, text.below_text)
    return any(_COUNT.fullmatch(other.strip()) for other in texts)


def _has_data(text: FileText) -> bool:
    """Return whether data stand below, or to the right outside the head of a table."""
    is_table_head = len(text.row_texts) > 1
    return _is_personal_data(text.below_text) or (
        not is_table_head and _is_personal_data(text.right_text)
    )


def _is_personal_data(text: str) -> bool:
    folded_text = make_match_key(text)
    is_empty = (
        not folded_text or _OPEN_LABEL.search(text) or _PRINTED_COLUMN_NUMBER.fullmatch(folded_text)
    )
    return not is_empty and folded_text not in _SUBHEADINGS and not is_heading(text)


def _stands_below_office(text: FileText) -> bool:
    """Return whether a line of a label and a value stands below an office, and below no person."""
    return (
        len(text.row_texts) <= 1
        and any(map(_names_office, text.above_texts))
        and not any(_asks_for_person(make_match_key(above)) for above in text.above_texts)
    )


def _names_office(text: str) -> bool:
    return _names_organisation(text) or bool(_OFFICE_NAMES.search(make_match_key(text)))


def _names_organisation(heading: str) -> bool:
    return bool(_ORGANISATION_WORDS.search(make_match_key(heading)))
