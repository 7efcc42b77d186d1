"""Names of people in notes: who is named, and whether the name belongs to a person concerned.

Rules only: a full name in a sentence, a short name with a role or a disease, a list of names. The
texts are cleaned before (`scan.clean_string`). May call warehouse.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from expectations.privacy.evidence import CASE_PERSON, DECISIVE, NAME_LIST, PERSON_NAME, Evidence
from expectations.privacy.given_names import (
    has_usual_given_names,
    names_someone_behind_case,
    names_someone_by_given_name,
)
from expectations.privacy.letters import CAPITAL, SMALL, fold_letters, undo_disguise
from expectations.privacy.name_lists import is_family_name, is_namesake, load_name_words
from expectations.privacy.nicknames import (
    is_short_full_name,
    names_someone_by_nickname,
)
from expectations.privacy.person_names import PersonName, find_person_names
from expectations.privacy.plain_names import names_someone_plainly
from expectations.privacy.short_names import (
    CONCERN,
    find_two_word_names,
    is_listed,
    names_someone_shortly,
)
from expectations.privacy.standing import (
    is_addressed,
    is_concerned,
    is_of_place_or_business,
    is_official,
)
from warehouse.files.texts.file_texts import FileText

FULL_NAME_WORDS = 3
_LISTED_BEFORE = re.compile(
    rf"({CAPITAL}[^\W\d_]*(?: {CAPITAL}[^\W\d_]*){{1,4}})\s*(?:[,;/–-]|và|va)\s*(?:P\.|đường |"
    rf"phố )?\s*$"
)
_PLAIN_CAPITALS = re.compile(
    r"(?<!\w)([A-Z]{2,7}) (?:[A-Z]{1,7} ){1,3}?([A-Z]{1,7})[ ,(–-]{1,4}(?:SN |SINH |"
    r"NAM )*(?:19[4-9]\d|200\d|[1-9]\d ?T)"
)
_NAME_OF_ITS_KIND = re.compile(
    rf"(?<!\w)(?:Mr|Mrs|Ms|Miss)\.? {CAPITAL}\w+|(?<!\w)[HYK]['’](?!(?i:mông|mong|leo)){CAPITAL}\w+"
)
"""Foreigners by their form of address, and the names of the Central Highlands: «H'Nga»."""
_JOINED_NAME = re.compile(
    r"(?<!\w)(?:nguyen|tran|le|pham|hoang|vu|bui|do|dang|ngo|duong|dinh|phan|vo|huynh)(?:van|"
    r"thi)[a-z]{2,7}(?![\w@]|\.(?!pdf|docx?|xlsx?|jpe?g|png|zip))"
)
_SMALL_WORD = re.compile(rf"(?<!\w){SMALL}{{2,}}")
_LABEL_LETTERS = 12
"""The least letters of a cell in words: beside it, a name alone in a cell is a note."""
_LIST_GAP = re.compile(
    r"\s*(?:[,;/&+\n–-]|va(?!\w)|den(?!\w)|\d+[.)])[\s\d.)-]*(?:va |duong |pho |ong |ba |anh |"
    r"chi )?"
)


def _names_in_plain_capitals(text: str) -> bool:
    """Return whether a name in plain capitals stands before a year or an age."""
    return any(
        is_family_name(match[1]) and fold_letters(match[2]) in load_name_words("given_names")
        for match in _PLAIN_CAPITALS.finditer(text)
    )


def find_concern_evidence(text: FileText) -> Iterator[Evidence]:
    """Yield evidence that someone is named who neither signs nor holds an office."""
    text = replace(text, text=undo_disguise(text.text))
    folded_text = fold_letters(text.text)
    names = drop_namesakes(text.text, folded_text, find_person_names(text.text))
    people = [name for name in names if not _is_of_office(folded_text, name)]
    if any(_is_certain(text, folded_text, name) for name in people):
        yield Evidence(PERSON_NAME, DECISIVE)
    elif any(is_concerned(folded_text, name) for name in people):
        yield Evidence(CASE_PERSON, DECISIVE)
    elif len(people) > 1 and _is_list(folded_text, people):
        yield Evidence(NAME_LIST, DECISIVE)
    elif (
        _NAME_OF_ITS_KIND.search(text.text)
        or _JOINED_NAME.search(folded_text)
        or names_someone_plainly(text.text, folded_text)
        or _names_in_plain_capitals(text.text)
        or names_someone_shortly(text.text, folded_text)
        or names_someone_by_given_name(text.text)
        or names_someone_behind_case(text.text)
        or names_someone_by_nickname(text.text)
        or _names_someone_by_two_words(text, folded_text)
    ):
        yield Evidence(CASE_PERSON, DECISIVE)


def drop_namesakes(text: str, folded_text: str, names: Sequence[PersonName]) -> list[PersonName]:
    """Leave out streets, schools and businesses, and the names listed behind such a name."""
    people: list[PersonName] = []
    last_namesake_end = -1
    for name in names:
        gap = folded_text[last_namesake_end : name.start]
        is_next = (last_namesake_end >= 0 and _LIST_GAP.fullmatch(gap)) or _follows_namesake(
            text[: name.start]
        )
        if is_next or is_of_place_or_business(folded_text, name):
            last_namesake_end = name.end
        else:
            people.append(name)
    return people


def _follows_namesake(text_before: str) -> bool:
    """Return whether a street, a ward or a school is listed right before: «tuyến Trần Phú - »."""
    match = _LISTED_BEFORE.search(text_before)
    listed_name = match[1] if match else ""
    return any(
        is_namesake(listed_name.split(" ", skipped)[-1])
        for skipped in range(listed_name.count(" "))
    )


def _is_of_office(folded_text: str, name: PersonName) -> bool:
    return is_official(folded_text, name) and not is_concerned(folded_text, name)


def _is_certain(text: FileText, folded_text: str, name: PersonName) -> bool:
    """Return whether a name alone is enough: a full name in a sentence, or in a note."""
    is_note = not _is_alone(text, name) or any(map(_is_wording, text.row_texts))
    typed_name = text.text[name.start : name.end]
    if name.word_count < FULL_NAME_WORDS:
        has_context = is_addressed(folded_text, name) or bool(CONCERN.search(folded_text))
        is_usual = not is_listed(text.text, name) and is_short_full_name(typed_name)
        return (has_context or (is_note and is_usual)) and not name.is_common_word
    if not name.is_common_word:
        return is_note
    return (
        is_addressed(folded_text, name)
        or is_concerned(folded_text, name)
        or _is_usual_name(text.text, name)
        or (_is_alone(text, name) and is_note and has_usual_given_names(typed_name))
    )


def _names_someone_by_two_words(text: FileText, folded_text: str) -> bool:
    """Return whether a family and one given name stand in a sentence, or in a note."""
    has_wording = any(map(_is_wording, text.row_texts))
    return any(
        (has_wording or not _is_alone(text, name))
        and not is_listed(text.text, name)
        and not _is_of_office(folded_text, name)
        for name in drop_namesakes(text.text, folded_text, find_two_word_names(text.text))
    )


def _is_alone(text: FileText, name: PersonName) -> bool:
    return len(text.text.strip(" .,;:-–+*\t\n")) <= name.end - name.start


def _is_usual_name(text: str, name: PersonName) -> bool:
    """Return whether a plain name has usual given names, in a text that is no title."""
    words_of_name = text[name.start : name.end].strip(" .")
    return (
        words_of_name.istitle()
        and not text.istitle()
        and has_usual_given_names(words_of_name)
        and bool(_SMALL_WORD.search(text))
    )


def _is_wording(cell: str) -> bool:
    return sum(map(str.isalpha, cell)) >= _LABEL_LETTERS and not find_person_names(cell)


def _is_list(folded_text: str, people: list[PersonName]) -> bool:
    """Return whether names follow one another, parted by nothing but signs."""
    return any(
        _LIST_GAP.fullmatch(folded_text[first.end : second.start])
        for first, second in pairwise(people)
    )
