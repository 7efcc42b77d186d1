"""The names of persons in a text: a Vietnamese family name followed by given names.

A street, a school or a place with a person's name does not count. Pure; the family names are
data (`family_names.yaml`), and so are the places and people of history (`namesakes.yaml`). May
call warehouse.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from expectations.privacy.given_names import is_given_name
from expectations.privacy.letters import CAPITAL
from expectations.privacy.name_forms import find_spans_by_form
from expectations.privacy.name_lists import (
    is_family_name,
    is_namesake,
    load_family_names,
    load_name_words,
)
from warehouse.text import fold_text

MAX_GIVEN_NAMES = 4
"""The most given names after a family name."""
_FULL_NAME_WORDS = 3
"""The words of a name known by its form: as sure as a full name."""
_MAX_INITIAL_LENGTH = 2
"""The most letters of a shortened name, which may end with a dot."""
_BIRTH_ABBREVIATIONS, _MIDDLE_NAMES = {"sn", "ns"}, {"văn", "thị", "van", "thi"}
# Whatever the family, and however it is spelt: «Tăng Thị Hải», «Ngyuễn Văn A».
_NAME_BY_MIDDLE = re.compile(
    rf"(?<!\w){CAPITAL}[^\W\d_]{{1,7}} (?:[Vv][ăa]n|[Tt]h[ịi]|VĂN|VAN|THỊ|THI) "
    rf"(?!(?i:hóa|hoá|nghệ|phòng|bản|học|minh|thư|kiện|trấn|xã|trường|trí|phẩm|sự|chỉ|công|hành|"
    rf"đua|du|tứ|dua|tran|xa|truong|hanh|ban|phong|hoc|nghe|minh|giác|thu(?! {CAPITAL}))(?!\w))"
    rf"{CAPITAL}[^\W\d_]*(?: {CAPITAL}[^\W\d_]*)?"
)
_CERTAIN_PLAIN_FAMILIES = frozenset(("nguyen", "tran", "pham", "huynh"))
"""Families whose name, even without accents, is no other word."""
_SIGN_BEFORE = re.compile(
    r"(?:^|[,;:.()\[\]/+&\n–-]|\d[.)]|(?<!\w)(?:và|là|tên|ông|bà|anh|chị|em|cháu|cô|nạn nhân|"
    r"đối tượng|bệnh nhân|bị can|bị hại|con|vợ|chồng|gồm))\s*$",
    re.IGNORECASE,
)
_SIGN_BEHIND = re.compile(r"\s*(?:$|\d{1,2}[.)]|[,;:.()\[\]/+&\n–-]|(?:và|cùng|đều|thuê|bị)(?!\w))")
_ROLE_BEFORE_NAMESAKE = re.compile(
    r"(?<!\w)(?:ông|bà|anh|chị|em|cháu|cô|nạn nhân|đối tượng|bệnh nhân|bị can|bị hại|"
    r"tên)[\s:]{1,3}$",
    re.IGNORECASE,
)
_LETTERS_ONLY = re.compile(r"[^\W\d_]+")
_NEXT_NAME = re.compile(r"[ \t]{1,3}([^\W\d_]+)\b\.?")
_BIRTH_AFTER_NAME = re.compile(
    r"[ ,;:(-]{1,3}(?:sinh|sn)\W| ?\((?:19[3-9]\d|200\d|b[eệ]nh nh[aâ]n|bn|n[aạ]n nh[aâ]n|"
    r"[đd][oố]i t[uư][oợ]ng|[đd]t)\)",
    re.IGNORECASE,
)
# Words before a name that mark a street, a school or a place named after a person.
_NAMESAKE_WORDS = (
    "đường|phố|trường|thpt|thcs|tiểu học|mầm non|phường|xã|quận|huyện|tỉnh|thành phố|tp\\.?|chợ|"
    "cầu|công viên|quảng trường|tượng đài|bệnh viện|công ty|tnhh|giải|quỹ|ngõ|ngách|hẻm|khu|"
    "tư tưởng|duong|pho|truong|phuong|quan|cau|cong ty|ngo"
)
# In capitals, a family name may be the second half of a common word: VI PHẠM, XỬ LÝ, NÂNG CAO.
_FIRST_HALVES = (
    "vi|tội|xâm|sư|quy|xử|quản|tâm|pháp|hợp|nâng|giao|biểu|tuyên|hải|trạng|sinh|tình|khai"
)
_NAMESAKE_BEFORE = re.compile(rf"(?:(?<!\w)(?:{_NAMESAKE_WORDS})(?: số)?|số\s*\d+[\w/]*,?)\s*$")
_TOWN_BEFORE = re.compile(r"(?<!\w)(?:thi|thị) $")
_FIRST_HALF_BEFORE = re.compile(rf"(?<!\w)(?:{_FIRST_HALVES})\s*$")
_VERB_BEFORE = re.compile(r"(?<!\w)nâng[ \t]+$")
_BEHIND_VERB = re.compile(
    r"cao (?:năng lực|nhận thức|chất lượng|hiệu quả|trình độ|đời sống|ý thức|trách nhiệm|kỹ năng|"
    r"kiến thức|vai trò|dân trí|sức khỏe|mức sống|tinh thần)(?!\w)"
)
"""However it is written, «Nâng Cao Năng Lực» names nobody; «nâng Cao Văn Minh dậy» does."""


class PersonName(NamedTuple):
    """The full name of a person in a text: start, end and number of words."""

    start: int
    end: int
    word_count: int
    is_common_word: bool = False
    """Whether the words may as well be something else than a name."""


@lru_cache(maxsize=1)
def _compile_family_pattern() -> re.Pattern[str]:
    longest_first = sorted(load_family_names(), key=len, reverse=True)
    return re.compile(rf"(?<!\w)({'|'.join(longest_first)})(?!\w)\.?", re.IGNORECASE)


@lru_cache(maxsize=64)
def find_person_names(text: str) -> tuple[PersonName, ...]:
    """Find the full names in a text in NFC; several rules ask for the names of one text."""
    by_middle = [
        name
        for match in _NAME_BY_MIDDLE.finditer(text)
        if fold_text(match[0].split()[0]) not in load_name_words("nouns_before_middle")
        and _may_be_person(text, name := _build_name_by_middle(text, match))
    ]
    by_middle = _add_names_by_form(text, by_middle)
    # Most texts hold no family name, and this test is far quicker than the pattern.
    if load_family_names().keys().isdisjoint(map(str.lower, _LETTERS_ONLY.findall(text))):
        return tuple(by_middle)
    names = [
        name
        for name in _search_person_names(text)
        if not name.is_common_word or not any(_is_surer(other, name) for other in by_middle)
    ]
    strangers = [
        other
        for other in by_middle
        if not any(name.start < other.end and other.start < name.end for name in names)
    ]
    return tuple(sorted((*names, *strangers)))


def _add_names_by_form(text: str, names: list[PersonName]) -> list[PersonName]:
    """Add the names that their form gives away, where none stands yet."""
    others = [
        name
        for start, end in find_spans_by_form(text)
        if not any(name.start < end and start < name.end for name in names)
        and _may_be_person(text, name := PersonName(start, end, _FULL_NAME_WORDS))
    ]
    return sorted((*names, *others)) if others else names


def _is_surer(other: PersonName, name: PersonName) -> bool:
    """Return whether another name at the same place is no common word."""
    return other.start == name.start and other.end == name.end and not other.is_common_word


def _build_name_by_middle(text: str, match: re.Match[str]) -> PersonName:
    family, _, *given_names = match[0].split()
    is_common_word = (
        match[0].isupper()
        and not is_family_name(family)
        and not is_given_name(" ".join(given_names))
    )
    return PersonName(match.start(), match.end(), match[0].count(" ") + 1, is_common_word)


def _search_person_names(text: str) -> Iterator[PersonName]:
    end = 0
    for family_match in _compile_family_pattern().finditer(text):
        if family_match.start() < end:
            continue
        name = _parse_person_name(text, family_match, is_plain=text.isascii())
        if name and _may_be_person(text, name):
            end = name.end
            yield name


def _may_be_person(text: str, name: PersonName) -> bool:
    """Return whether neither the words before a name nor its fame speak against a person."""
    words_before = text[: name.start].lower()[-24:]
    if _TOWN_BEFORE.search(words_before) and text[name.start : name.end].lower().startswith("tr"):
        return False
    if _VERB_BEFORE.search(words_before) and _BEHIND_VERB.match(text[name.start :].lower()):
        return False
    is_second_half = name.is_common_word or text[name.start : name.end].isupper()
    if _NAMESAKE_BEFORE.search(words_before) or (
        is_second_half and _FIRST_HALF_BEFORE.search(words_before)
    ):
        return False
    is_addressed = _ROLE_BEFORE_NAMESAKE.search(words_before) or _BIRTH_AFTER_NAME.match(
        text, name.end
    )
    return bool(is_addressed) or not is_namesake(text[name.start : name.end])


def _parse_person_name(
    text: str, family_match: re.Match[str], *, is_plain: bool
) -> PersonName | None:
    """Parse the name at a family name; without accents the rules are stricter."""
    given_names: list[str] = []
    end = family_match.end()
    while len(given_names) < MAX_GIVEN_NAMES and (next_match := _NEXT_NAME.match(text, end)):
        if not _may_follow(next_match[1], family_match[1], given_names):
            break
        given_names.append(next_match[1])
        end = next_match.end() if len(next_match[1]) <= _MAX_INITIAL_LENGTH else next_match.end(1)
    first_name = given_names[0].lower() if given_names else ""
    if not given_names or first_name in load_family_names()[family_match[1].lower()]:
        return None
    if family_match[1] == "Duong" and first_name in load_family_names():  # a street
        return None
    is_set_off = _SIGN_BEFORE.search(text[: family_match.start()]) and _SIGN_BEHIND.match(text, end)
    stands_alone = bool(is_set_off or _BIRTH_AFTER_NAME.match(text, end))
    is_sure = len(given_names) >= 2 or (stands_alone and not is_plain)
    if is_plain or family_match[1].islower():
        is_sure = len(given_names) >= 2 and (
            family_match[1].istitle()
            or (
                first_name in _MIDDLE_NAMES
                and (
                    not is_plain
                    or family_match[1] not in load_name_words("plain_common_families")
                    or is_given_name(" ".join(given_names[1:]))
                )
            )
        )
    if not is_sure:
        return None
    family = family_match[1].lower()
    is_common_word = first_name not in _MIDDLE_NAMES and (
        (is_plain and family not in _CERTAIN_PLAIN_FAMILIES)
        or (family_match[1].isupper() and family in load_name_words("common_families"))
    )
    return PersonName(family_match.start(), end, len(given_names) + 1, is_common_word)


def _may_follow(word: str, family: str, given_names: list[str]) -> bool:
    """Return whether a word may follow: capitalised, or small in a name of small letters."""
    if word.lower() in _BIRTH_ABBREVIATIONS:
        return False
    if family.islower():
        is_middle = word in _MIDDLE_NAMES if not given_names else len(given_names) < 2
        return word.islower() and is_middle
    if word.islower():  # «Nguyễn văn hùng»
        is_middle = word in _MIDDLE_NAMES and not given_names
        return is_middle or (len(given_names) == 1 and given_names[0] in _MIDDLE_NAMES)
    return word[0].isupper() and (family.isupper() or not (len(word) > 2 and word.isupper()))
