"""The names of persons in a text: a Vietnamese family name followed by given names.

A street, a school or a place with a person's name does not count. Pure; the family names are
data (`family_names.yaml`). May call warehouse.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import yaml

from warehouse.text import fold_text

MAX_GIVEN_NAMES = 4
"""The most given names after a family name."""
_MAX_INITIAL_LENGTH = 2
"""The most letters of a shortened name, which may end with a dot."""
_BIRTH_ABBREVIATIONS = {"sn", "ns"}
_MIDDLE_NAMES = {"văn", "thị", "van", "thi"}
_LETTERS_ONLY = re.compile(r"[^\W\d_]+")
_NEXT_NAME = re.compile(r"[ \t]{1,3}([^\W\d_]+)\b\.?")
_BIRTH_AFTER_NAME = re.compile(r"[ ,;:(-]{1,3}(?:sinh|sn)\W", re.IGNORECASE)
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
_NOT_A_PERSON = re.compile(
    rf"(?:(?<!\w)(?:{_NAMESAKE_WORDS}|{_FIRST_HALVES})(?: số)?|số\s*\d+[\w/]*,?)\s*$"
)


class PersonName(NamedTuple):
    """The full name of a person in a text: start, end and number of words."""

    start: int
    end: int
    word_count: int


@lru_cache(maxsize=1)
def _load_family_names() -> dict[str, frozenset[str]]:
    """Load family names → next words that make a common word, with and without accents."""
    text = (Path(__file__).parent / "family_names.yaml").read_text(encoding="utf-8")
    accented_names = {
        name: frozenset(other_words) for name, other_words in yaml.safe_load(text).items()
    }
    plain_names = {
        fold_text(name): frozenset(map(fold_text, other_words))
        for name, other_words in accented_names.items()
    }
    return plain_names | accented_names


@lru_cache(maxsize=1)
def _compile_family_pattern() -> re.Pattern[str]:
    longest_first = sorted(_load_family_names(), key=len, reverse=True)
    return re.compile(rf"(?<!\w)({'|'.join(longest_first)})(?!\w)\.?", re.IGNORECASE)


def find_person_names(text: str) -> list[PersonName]:
    """Find the full names in a text in NFC."""
    # Most texts hold no family name, and this test is far quicker than the pattern.
    if _load_family_names().keys().isdisjoint(map(str.lower, _LETTERS_ONLY.findall(text))):
        return []
    return list(_search_person_names(text))


def _search_person_names(text: str) -> Iterator[PersonName]:
    end = 0
    for family_match in _compile_family_pattern().finditer(text):
        if family_match.start() < end:
            continue
        name = _parse_person_name(text, family_match, is_plain=text.isascii())
        if name and not _NOT_A_PERSON.search(text[: name.start].lower()[-24:]):
            end = name.end
            yield name


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
    if not given_names or first_name in _load_family_names()[family_match[1].lower()]:
        return None
    stands_alone = text.strip(" .,;:-\t\n") == text[family_match.start() : end]
    stands_alone = stands_alone or bool(_BIRTH_AFTER_NAME.match(text, end))
    is_sure = len(given_names) >= 2 or (stands_alone and not is_plain)
    if is_plain or family_match[1].islower():
        is_sure = len(given_names) >= 2 and (
            first_name in _MIDDLE_NAMES or family_match[1].istitle()
        )
    return PersonName(family_match.start(), end, len(given_names) + 1) if is_sure else None


def _may_follow(word: str, family: str, given_names: list[str]) -> bool:
    """Return whether a word may follow: capitalised, or small in a name of small letters."""
    if word.lower() in _BIRTH_ABBREVIATIONS:
        return False
    if family.islower():
        is_middle = word in _MIDDLE_NAMES if not given_names else len(given_names) < 2
        return word.islower() and is_middle
    return word[0].isupper() and (family.isupper() or not (len(word) > 2 and word.isupper()))
