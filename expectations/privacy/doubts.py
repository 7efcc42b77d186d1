"""Doubts about words that are stored: notes and obstacles, where lighter evidence is enough.

In a table a lone name may be a street's; in a note it is of no use to anyone, and the sender can
say the same without it. Rules only; `scan` collects the evidence. May call warehouse.
"""

import re

from expectations.privacy.capitals import restore_capitals
from expectations.privacy.concerns import drop_namesakes
from expectations.privacy.evidence import (
    DECISIVE,
    HOME_ADDRESS,
    PERSON_NAME,
    WEAK,
    Evidence,
    EvidenceKind,
)
from expectations.privacy.hints import has_hint
from expectations.privacy.letters import fold_letters, undo_disguise
from expectations.privacy.name_lists import load_name_words
from expectations.privacy.person_names import PersonName, find_person_names
from expectations.privacy.scan import clean_string, collect_evidence
from expectations.privacy.standing import is_concerned, is_of_place_or_business, is_official
from expectations.privacy.text_pieces import split_long_text
from warehouse.files.texts.file_texts import FileText

DOUBT_WEIGHT = WEAK
"""The total weight of evidence in one note that refuses the file."""
ONE_PERSON = EvidenceKind(
    "lời có thể cho biết một người cụ thể", "words that may point to one person"
)
_MAX_ABBREVIATION_LENGTH = 3
_INITIAL_OF_SOMEONE = re.compile(
    r"(?<!\w)(?i:nạn nhân|nan nhan|đối tượng|doi tuong|bị can|bị cáo|bị hại|bệnh nhân|benh nhan|"
    r"học sinh|hoc sinh|cháu|chau|chị|chi|anh|ông|bà|em|cô)(?: tên| là)*[\s:]{1,2}"
    r"([A-ZĐ](?:[hrg]|ng|gh)?\.?|[A-ZĐ](?:\.[A-ZĐ]){1,3}\.?)(?![\w.])"
)
_PLACEHOLDERS = frozenset("abcxyz")
"""Letters that stand for anybody: «đối tượng A và đối tượng B»."""
_AGE = re.compile(r"(?<![\d-])(?<!duoi )(?<!tren )(?<!tu )(?<!du )(?<!den )[1-9]\d? ?tuoi(?!\w)")
_SMALL_PLACE = re.compile(
    r"(?<!\w)(?:to dan pho|tdp|to|thon|xom|ngo|ngach|hem|so nha|lop|khu tro|nha tro) (?:so )?\d"
)
_SINGLE_PERSON = re.compile(
    r"(?<!\w)(?:(?:mot|1|01)\s+(?:\w+\s+){0,2}?(?:nan nhan|doi tuong|hoc sinh|chau|em|benh nhan|"
    r"phu nu|nguoi|nu|nam)|nan nhan|chau|anh|ong|em|ba(?= \d))(?!\w)"
)
_GROUP = re.compile(
    r"\d\s*-\s*(?:19|20)\d\d|tro (?:len|xuong|ve)|:\s*\d+|(?<!\d)(?:[2-9]|\d{2,}) "
    r"(?:nguoi|nu|nam|em|doi tuong|thanh nien|hoc sinh|truong hop|ho)(?!\w)"
)


_LONG_NUMBER = re.compile(
    r"(?<![\w.,/-])\d(?:[ -]?\d){7,14}(?![\d.,/]|\w)(?! ?(?:dong|d|vnd|trieu)\b)"
)
_AMOUNT_OR_DATE = re.compile(
    r"\d{1,3}(?: \d{3})*|\d+000|(?:0?[1-9]|[12]\d|3[01])[ -]?(?:0?[1-9]|1[0-2])[ -]?20[12]\d|"
    r"(?:19|20)\d\d ?- ?(?:19|20)\d\d|20\d\d-\d\d-\d\d"
)


def is_doubtful_text(text: str) -> bool:
    """Return whether a text, as a note, may say something of one person."""
    if text.isascii() and text.isdecimal():  # the numbers of cells: many, and no notes
        return False
    return find_doubt(text) is not None


def find_doubt(text: str) -> EvidenceKind | None:
    """Find the kind of personal data that a note may hold; None without a doubt."""
    return next(filter(None, map(_find_doubt_in_piece, split_long_text(text))), None)


def _find_doubt_in_piece(text: str) -> EvidenceKind | None:
    cleaned_string = restore_capitals(clean_string(text).replace("_", " "))
    plain_string = undo_disguise(cleaned_string)
    folded_text, names = fold_letters(plain_string), find_person_names(plain_string)
    if names or has_hint(cleaned_string):
        pieces = [
            piece
            for piece in collect_evidence(FileText(text))
            if piece.weight >= DECISIVE or _is_of_one(folded_text, piece)
        ]
        if sum(piece.weight for piece in pieces) >= DOUBT_WEIGHT:
            return max(pieces, key=lambda piece: piece.weight).kind
    people = drop_namesakes(plain_string, folded_text, names)
    if any(not _is_harmless_name(plain_string, folded_text, name) for name in people):
        return PERSON_NAME
    if _points_to_one(plain_string, folded_text) or _has_number_of_someone(folded_text):
        return ONE_PERSON
    return None


def _is_of_one(folded_text: str, piece: Evidence) -> bool:
    """Return whether lighter evidence is of a single person: statistics name places and ages too.

    A name is weighed by its surroundings (`_is_harmless_name`).
    """
    if piece.kind == PERSON_NAME or _GROUP.search(folded_text):
        return False
    return piece.kind != HOME_ADDRESS or bool(_SINGLE_PERSON.search(folded_text))


def _is_harmless_name(text: str, folded_text: str, name: PersonName) -> bool:
    """Return whether a name is an official's, a place's, or ends in an abbreviation: «Đoàn TN»."""
    last_word = text[name.start : name.end].split()[-1]
    if last_word.isupper() and not text.isupper() and len(last_word) <= _MAX_ABBREVIATION_LENGTH:
        return True
    if is_of_place_or_business(folded_text, name):
        return True
    return is_official(folded_text, name) and not is_concerned(folded_text, name)


def _points_to_one(text: str, folded_text: str) -> bool:
    """Return whether initials follow a role, or an age and a small place point to one person."""
    if any(_are_initials(match[1]) for match in _INITIAL_OF_SOMEONE.finditer(text)):
        return True
    is_single = _SINGLE_PERSON.search(folded_text)
    return bool(is_single and _AGE.search(folded_text) and _SMALL_PLACE.search(folded_text))


def _are_initials(letters: str) -> bool:
    folded_letters = fold_letters(letters.strip("."))
    is_abbreviation = len(folded_letters) > 1 and folded_letters in load_name_words("abbreviations")
    return not is_abbreviation and letters.lower() not in _PLACEHOLDERS


def _has_number_of_someone(folded_text: str) -> bool:
    """Return whether a note holds a long number that is neither an amount nor a date."""
    return any(
        not _AMOUNT_OR_DATE.fullmatch(match[0]) for match in _LONG_NUMBER.finditer(folded_text)
    )
