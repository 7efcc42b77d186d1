"""Names of people in notes: who is named, and whether the name belongs to a person concerned.

Rules only: a full name in a sentence, a short name with a role or a disease, a list of names. The
texts are cleaned before (`scan.clean_string`). May call warehouse.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from expectations.privacy.evidence import CASE_PERSON, DECISIVE, NAME_LIST, PERSON_NAME, Evidence
from expectations.privacy.given_names import (
    has_usual_given_names,
    lists_given_names,
    names_someone_behind_case,
    names_someone_by_given_name,
)
from expectations.privacy.letters import CAPITAL, SMALL, fold_letters, undo_disguise
from expectations.privacy.name_lists import is_family_name, is_namesake, load_name_words
from expectations.privacy.nicknames import find_single_persons, names_someone_by_nickname
from expectations.privacy.person_names import PersonName, find_person_names
from expectations.privacy.plain_names import names_someone_plainly
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
_SMALL_HONORIFIC = (
    r"(?:anh|chị|ông|bà|cháu|em|cô|chú|bác|vợ|chồng|con|tên|tên là|mẹ|bố|hộ|chi|ong|chau|co|Chị|"
    r"Ông|Cháu|Em|Cô|"
    r"nạn nhân|đối tượng|bệnh nhân|bị can|bị hại|bị cáo|gái|tiếp viên|nhân viên|chủ chứa|học viên|"
    r"nan nhan|doi tuong|benh nhan|BN|bn|Nạn nhân|Đối tượng|Bệnh nhân|Anh|Bà|ba|chủ quán|"
    r"chủ cơ sở|má mì|bé|thằng|Bé|Thằng|ten(?! Phuong| Truong| Xa)|chu chua|tiep vien|ma mi|"
    r"bi can|bi hai|bi cao|Doi tuong|Nan nhan|Benh nhan)"
)
_SHORT_NAME = re.compile(
    rf"(?<!\w)(?<!ngã )(?<!nga )({_SMALL_HONORIFIC})(?: tên|"
    r" là)* "
    r"(?!(?i:thanh (?:pho|tra|nien)|trung t[aâ]m|c[oô]ng (?:t[aá]c|an|ty))(?!\w))"
    rf"({CAPITAL}[^\W\d_]*(?: {CAPITAL}[^\W\d_]*){{0,2}})(?!\w)"
)
_ROLES = frozenset(
    (
        *("nan nhan", "doi tuong", "benh nhan", "bn", "bi can", "bi hai", "bi cao"),
        *("gai", "tiep vien", "chu chua", "ma mi"),
    )
)
_CONCERN = re.compile(
    r"hiv|aids|giang mai|benh (?!vien)|(?<!\w)lau(?!\w)|lao phoi|nhiem|duong tinh|am tinh|"
    r"dieu tri|methadone|"
    r"(?<!\w)(?:arv|prep)(?!\w)|tam than|mang thai|tu vong|cai nghien|nghien|ma tuy|heroin|"
    r"ban dam|mua dam|mai dam|mua ban dam|khoi to|xu phat|phat tien|bi bat|bat qua tang|tai pham|"
    r"xam hai|hiep dam|bao luc|"
    r"bao hanh|danh bac|lua dao|trom|cam dau|tien an|tien su|to giac|bi lua|mat tich|bi ban|"
    r"ho ngheo|can ngheo|tro cap|duoc ho tro|vay von|duoc vay|nhan tien|hoc nghe|no xau|chua tra|"
    r"tai hoa nhap|"
    r"(?<!\w)tuoi(?!\w)|(?<!\w)sn \d|sinh (?:nam )?\d|(?<!\w)(?:to|tdp|thon|xom|ngo|ngach|so nha|"
    r"khu|doi) (?:so )?\d|"
    r"(?<!\w)(?:thon|xom|tru tai|tru|o tro|que|thue tro|o to|hktt|thuong tru|tam tru)(?!\w)|"
    r"(?<!\w)\d\dt(?!\w)|nha o|biet danh|\"\w+\"|tuc la|pham toi|khuyet tat|mo coi|mong manh|"
    r"ly hon|hung han|cuu chua"
)
_NOT_SHORT_NAMES = (
    *("anh dung", "anh son", "anh linh", "ba tri", "ba ria", "ba vi", "ba be", "ba dinh"),
    *(
        "co thanh pho",
        "co thanh tra",
        "co thanh nien",
        "co to",
        "co do",
        "con dao",
        "con cuong",
        "em be",
    ),
)
"""Wards and districts that read like a form of address and a name."""

_FOREIGN_NAME = re.compile(
    r"(?:[Nn]ạn nhân|[Đđ]ối tượng|[Bb]ệnh nhân|[Bb]ị can|[Bb]ị hại|(?:bán|mua) dâm|[Kk]hách|"
    r"[Nn]gười nước ngoài)(?: là| tên)*:? "
    rf"(?!Việt|Trung Quốc|Hàn Quốc|Nhật|Lào|Campuchia|Đài|Hải|Hà|Nam|Thái|Nghị|Luật|"
    rf"Bộ)({CAPITAL}{SMALL}+(?: {CAPITAL}{SMALL}+){{1,3}})(?!\w)"
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
        or _names_someone_shortly(text.text, folded_text)
        or names_someone_by_given_name(text.text)
        or names_someone_behind_case(text.text)
        or names_someone_by_nickname(text.text)
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
    if name.word_count < FULL_NAME_WORDS:
        has_context = is_addressed(folded_text, name) or _CONCERN.search(folded_text)
        return bool(has_context) and not name.is_common_word
    if name.is_common_word:
        return (
            is_addressed(folded_text, name)
            or is_concerned(folded_text, name)
            or _is_usual_name(text.text, name)
        )
    is_alone = len(text.text.strip(" .,;:-–+*\t\n")) <= name.end - name.start
    return not is_alone or any(map(_is_wording, text.row_texts))


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


def _names_someone_shortly(text: str, folded_text: str) -> bool:
    """Return whether a given name follows a role, or a form of address in a case."""
    if _FOREIGN_NAME.search(text) or lists_given_names(text):
        return True
    has_concern = bool(_CONCERN.search(folded_text))
    matches = [
        match
        for match in _SHORT_NAME.finditer(text)
        if match[1][0].islower()
        or (has_concern and not fold_letters(match[0]).startswith(_NOT_SHORT_NAMES))
    ]
    people = [match for match in matches if _is_called_usually(match[2])]
    if any(fold_letters(match[1]) in _ROLES for match in people):
        return True
    places = [(match.start(2), _end_title_words(match)) for match in people]
    places += find_single_persons(text)
    return any(
        has_concern or not is_official(folded_text, PersonName(start, end, 1))
        for start, end in places
    )


def _end_title_words(match: re.Match[str]) -> int:
    """Return where a short name ends before the capitals of an office: «chị Hợi VP UBND»."""
    title_words = list(takewhile(lambda word: not word[1:].isupper(), match[2].split(" ")))
    return match.start(2) + len(" ".join(title_words))


def _is_called_usually(name: str) -> bool:
    """Return whether the first or the last word of a name is a usual given name."""
    parts = name.lower().split()
    return not load_name_words("given_names").isdisjoint((parts[0], parts[-1]))
