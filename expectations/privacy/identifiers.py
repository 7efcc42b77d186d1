"""Personal data by digits: citizen ids, identity cards; accounts and telephones elsewhere.

Rules only. The texts are folded before (`letters.fold_letters`). May call warehouse.
"""

import re
from collections.abc import Iterator

from expectations.privacy.accounts import has_account
from expectations.privacy.amounts import is_followed_by_money, is_round_amount
from expectations.privacy.evidence import (
    BANK_ACCOUNT,
    CITIZEN_ID,
    DECISIVE,
    IDENTITY_CARD,
    MOBILE_NUMBER,
    UNEXPLAINED_NUMBER,
    Evidence,
)
from expectations.privacy.letters import fold_letters, stands_before
from expectations.privacy.person_names import find_person_names
from expectations.privacy.telephones import (
    has_mobile_number,
    is_no_amount,
    is_registration_number,
)
from expectations.privacy.unexplained_numbers import has_unexplained_number
from warehouse.files.texts.file_texts import FileText

LAST_BIRTH_YEARS = {"0": 99, "1": 99, "2": 40, "3": 40}
"""Century and gender digit of a citizen id → the last possible two-digit birth year."""
# Thông tư 59/2021/TT-BCA: the first three digits of a citizen id are the province's.
PROVINCE_CODES = frozenset(f"{number:03}" for number in range(1, 97)) - {
    f"{number:03}"
    for number in (
        *(3, 5, 7, 9, 13, 16, 18, 21, 23, 28, 29, 32, 39, 41, 43, 47, 50, 53, 55, 57, 59, 61, 63),
        *(65, 69, 71, 73, 76, 78, 81, 85, 88, 90),
    )
}

_GAP = r"[ .\-_|]{0,2}"
_CITIZEN_ID_PATTERN = re.compile(
    rf"(?<![\w.,/])(?<!\d[- ])0(?:(?: \d){{11}}|\d(?:{_GAP}\d){{10}})(?!\w|[.,/]\d)"
)
_SHORTENED_ID_PATTERN = re.compile(r"(?<![\w.,/-])\d{10,11}(?![\w]|[.,/-]\d)")
_DATE = re.compile(r"\d\d?[ .\-/]\d\d?[ .\-/](?:19|20)\d\d")
_ID_WORD = (
    r"(?:cmnd|cmt(?:nd)?|cccd|chung minh|can cuoc|giay to tuy than|ddcn|dinh danh|"
    r"(?<!\w)so cc(?!\w)|"
    r"(?<!\w)cc cong dan|(?<!\w)(?:the|ma)(?: \w+){0,2} chip)"
)
_POWER_OF_TEN = re.compile(r"(?<![\w.,])\d[.,]\d{6,11}e\+?(?:0?[89]|1[01])(?!\d)")
_ID_LABEL = re.compile(_ID_WORD)
_ID_BEFORE = re.compile(r"(?<!\w)id(?: so)?\W{0,3}$")
"""A label of many things: only a number that can be a citizen's is one."""
_NUMBER_WORD = re.compile(rf"{_ID_WORD}|di dong|dien thoai|(?<!\w)(?:sdt|dt|zalo)(?!\w)")
# A card in a row of a list: «cột CCCD dòng 14: 1095021673».
_ID_IN_ROW = re.compile(
    rf"{_ID_WORD}[^\n]{{0,50}}?(?<![\w.,/-])(\d(?:{_GAP}\d){{8,11}})(?!\w|[.,/-]\d)"
)
_ROW_WORD = re.compile(r"(?<!\w)(?:dong|cot|o|hang|stt|muc) \w?\d")
_LABELLED_ID = re.compile(
    rf"{_ID_WORD}(?:[^\d]{{0,12}}(?:9|12) so)?[^\d]{{0,40}}"
    rf"(?<!\d)(\d(?:{_GAP}\d){{7,11}})(?!\d|[.,]\d|"
    r"\s*(?:ho so|nguoi|the|truong hop|to khai|cong dan|hoc sinh|tre|dan|luot)(?!\w))"
)
_PERSON_WORDS = re.compile(
    r"ghi chu|dien thoai|di dong|lien he|(?<!\w)(?:sdt|dt|so may|zalo|cccd|cmnd|note|ong|ba|anh|"
    r"chi)(?!\w)|"
    r"can cuoc|dinh danh|chung minh|ho (?:va )?ten|giai thich|thong tin"
)
"""Words that make a number in a cell of its own a person's; without them it is a count."""


def find_number_evidence(text: FileText, folded_text: str) -> Iterator[Evidence]:
    """Yield evidence from the numbers of a text, `folded_text` place by place.

    The telephone in a letterhead belongs to an office, so it is no evidence.
    """
    row_texts = tuple(map(fold_without_names, text.row_texts))
    if text.is_number and not _is_about_someone(text):
        return
    kinds = [
        *([CITIZEN_ID] if _holds_id(folded_text, row_texts) else ()),
        *([IDENTITY_CARD] if _has_labelled_id(folded_text) else ()),
        *([BANK_ACCOUNT] if has_account(folded_text) else ()),
    ]
    if text.zone != "letterhead" and has_mobile_number(folded_text, row_texts):
        kinds.append(MOBILE_NUMBER)
    if not kinds and text.zone == "body" and has_unexplained_number(folded_text):
        kinds.append(UNEXPLAINED_NUMBER)
    yield from (Evidence(kind, DECISIVE) for kind in kinds)


def fold_without_names(text: str) -> str:
    """Fold a text and leave out the names of persons: «Thu», «Chi», «Công» mean money as well."""
    for name in reversed(find_person_names(text)):
        text = f"{text[: name.start]} {text[name.end :]}"
    return fold_letters(text)


def _has_labelled_id(folded_text: str) -> bool:
    """Return whether the number of a card follows its word, at once or in a row that is named."""
    if any(
        not is_round_amount(m[1]) and not is_followed_by_money(folded_text, m)
        for m in _LABELLED_ID.finditer(folded_text)
    ):
        return True
    return any(
        is_citizen_id(re.sub(r"\D", "", m[1]).zfill(12))
        for m in _ID_IN_ROW.finditer(folded_text)
        if _ROW_WORD.search(m[0])
    )


def _is_about_someone(text: FileText) -> bool:
    """Return whether a number's heading, or its row, asks for notes or speaks of a person."""
    return any(
        _PERSON_WORDS.search(fold_letters(cell)) for cell in (text.heading, *text.row_texts)
    ) or any(map(find_person_names, text.row_texts))


def _holds_id(folded_text: str, row_texts: tuple[str, ...]) -> bool:
    return _holds_citizen_id(folded_text, row_texts) or _holds_mangled_id(folded_text)


def _holds_citizen_id(folded_text: str, row_texts: tuple[str, ...]) -> bool:
    """Return whether a citizen id stands in a text, with its zero or without."""
    if any(
        is_citizen_id(match[0])
        and not _DATE.search(match[0])
        and not is_registration_number(folded_text, match)
        for match in _CITIZEN_ID_PATTERN.finditer(folded_text)
    ):
        return True
    return any(
        is_citizen_id(match[0].zfill(12))
        and (
            is_no_amount(match[0], (folded_text, *row_texts))
            or _ID_LABEL.search(folded_text, match.end())
            or stands_before(_ID_BEFORE, folded_text, match.start())
        )
        and not is_registration_number(folded_text, match)
        for match in _SHORTENED_ID_PATTERN.finditer(folded_text)
    )


def _holds_mangled_id(folded_text: str) -> bool:
    """Return whether a spreadsheet made a number a power of ten: «8.7198004533E+10»."""
    return bool(_POWER_OF_TEN.search(folded_text) and _NUMBER_WORD.search(folded_text))


def is_citizen_id(text: str) -> bool:
    """Return whether twelve digits, in any groups, name a province and a possible birth year."""
    digits = re.sub(r"\D", "", text)
    return digits[:3] in PROVINCE_CODES and int(digits[4:6]) <= LAST_BIRTH_YEARS.get(digits[3], -1)
