"""People by their short names: «Long trọc», «thường gọi là Bi», «ông Thuyết», «Tr. Thị Nga».

Rules only: nicknames, foreigners by their nationality, single persons by a form of address and any
name, families cut to a letter, and names that open a note. The texts are cleaned before
(`scan.clean_string`). May call warehouse.
"""

import re

from expectations.privacy.given_names import OFFICE_COMPOUND, USUAL_WORDS, is_given_name
from expectations.privacy.letters import CAPITAL, SMALL, fold_letters
from expectations.privacy.name_lists import is_namesake, load_family_names, load_name_words

_WORD = rf"{CAPITAL}{SMALL}+"
_NICKNAME = re.compile(
    rf"(?<!\w)({CAPITAL}{SMALL}*) [\"“«(]?(?:trọc|mèo|còi|béo|lùn|sẹo|thẹo|cụt|chột|lác|sứt|mập|"
    r"xăm|lé|móm|hô|gù|què|chó|chuột|khỉ|trâu|voi|sói|xồm|kều|híp|điếc|câm|đầu bò|ba toác|sida|"
    r"troc|meo|coi|beo|seo|theo|cut|chot|map|keu|hip)(?!\w)"
)
_ANNOUNCED_NICKNAME = re.compile(
    r"(?<!\w)(?i:tên gọi khác|tên ở nhà|tên gọi ở nhà|biệt danh|biệt hiệu|thường gọi|hay gọi|"
    r"thuong goi|ten goi khac|biet danh|biet hieu)(?: là| la)?\W{1,3}"
    rf"({_WORD})"
)
_FOREIGNER = re.compile(
    rf"(?<!\w)({_WORD}(?: {_WORD}){{1,3}})[,( -]{{1,3}}(?:(?:mang )?quốc tịch|mang hộ chiếu|"
    rf"quoc tich|QT) {CAPITAL}"
)
_SINGLE_PERSON = re.compile(
    r"(?<!\w)(?<![Cc]ác )(?<!hai )(?<!\d )(?:ông|bà|cụ|chị|anh|chú|bác|dì|cậu|mợ|thím|thằng|dượng|"
    rf"mế|ong) ({CAPITAL}{SMALL}{{1,6}}(?: {CAPITAL}{SMALL}{{0,6}}){{0,3}})(?!\w)"
)
_SHORT_FAMILY = re.compile(
    r"(?<![\w.])(?:[A-ZĐ](?:[hrg]|ng|gh)?\. ?(?:[A-ZĐ]\. ?|(?:[Tt]h[iị]|[Vv][aă]n) )|"
    r"(?:Ng|Tr|Ph|Th|Kh|Tg)\.? (?:T|V|[Tt]h[iị]|[Vv][aă]n)\.? )"
    rf"((?:{_WORD} )?{_WORD})(?! {CAPITAL})|"
    r"(?<![\w.])(?:Nguyễn|Trần|Lê|Phạm|Hoàng|Vũ|Võ|Bùi|Đỗ|Đặng|Ngô|Phan|Đinh|Huỳnh|Nguyen|Tran|"
    r"Le|Pham|Hoang)"
    rf"\.[TV]\. ?({_WORD})(?! {CAPITAL})"
)
_ROLE_AND_NAME = re.compile(
    r"(?<!\w)(?i:chủ|quản lý|nv|tiếp viên|mẹ|bố|vợ|chồng|con|nạn nhân|người bán|môi giới|f1): ?"
    rf"({_WORD})(?! ?{CAPITAL})(?!\w)"
)
_OPENING_NAME = re.compile(
    rf"({_WORD} {_WORD}) (?:\((?!phường|xã|quận|huyện|tỉnh|thành|cũ|mới){SMALL}|"
    r"(?:chuyển(?! biến| đổi)|bỏ|đi|về|xin(?! lùi| ý)|mất|"
    r"bị(?! trả| nhắc| phê| chậm| thiếu| trừ)|khai|"
    r"trốn|nghỉ học|uống thuốc)(?!\w))"
)
_PLAIN_OPENING_NAME = re.compile(
    r"(?:nguyen|tran|huynh) ([a-z]+(?: [a-z]+)??) (?:bo|da|chua|xin|di|ve|bi|chuyen|moi|tron|"
    r"khai)(?!\w)"
)


def names_someone_by_nickname(text: str) -> bool:
    """Return whether a nickname, a nationality or a form of address points to one person."""
    if any(is_given_name(match[1]) for match in _NICKNAME.finditer(text)):
        return True
    if any(not _is_post(match[1]) for match in _ANNOUNCED_NICKNAME.finditer(text)):
        return True
    if any(not _is_post(match[1].split()[0]) for match in _FOREIGNER.finditer(text)):
        return True
    if _names_role_or_opens(text):
        return True
    return any(
        is_given_name(match[1] or match[2]) and not _is_abbreviation(match[0])
        for match in _SHORT_FAMILY.finditer(text)
    )


def find_single_persons(text: str) -> list[tuple[int, int]]:
    """Find names, usual or not, behind a form of address to one person."""
    return [
        match.span(1)
        for match in _SINGLE_PERSON.finditer(text)
        if not _is_post(match[1].split()[0]) and not is_namesake(match[0])
    ]


def _names_role_or_opens(text: str) -> bool:
    """Return whether a given name follows a role and a colon, or a full name opens a case."""
    if any(
        is_given_name(match[1]) and fold_letters(match[1]) not in USUAL_WORDS
        for match in _ROLE_AND_NAME.finditer(text)
    ):
        return True
    if match := _OPENING_NAME.match(text):
        return not text.isascii() and is_short_full_name(match[1])
    plain_match = _PLAIN_OPENING_NAME.match(text)
    return bool(plain_match and is_given_name(plain_match[1]) and plain_match[1] != "nhan")


def is_short_full_name(name: str) -> bool:
    """Return whether two words are a family and a given name, and no place or office."""
    family, given_name = name.lower().split()
    return (
        given_name not in load_family_names().get(family, (given_name,))
        and is_given_name(given_name)
        and not is_namesake(name)
        and not OFFICE_COMPOUND.search(fold_letters(name))
    )


def _is_post(word: str) -> bool:
    """Return whether a word opens a post, an organisation or a place."""
    return word.lower() in load_name_words("post_words")


def _is_abbreviation(phrase: str) -> bool:
    """Return whether the letters before a name are an office's or a place's: «T.P. Hải Phòng»."""
    letters = re.match(r"(?:[^\W\d_]{1,3}\. ?){2}|[^\W\d_]{1,3}", phrase)
    folded_letters = re.sub(r"\W", "", fold_letters(letters[0])) if letters else ""
    abbreviations = load_name_words("abbreviations") | load_name_words("unit_initials")
    return "." in phrase and folded_letters in abbreviations - load_name_words("short_families")
