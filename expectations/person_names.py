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

from warehouse.text import fold

MOST_GIVEN = 4
"""The most given names after a family name."""
_SHORTENED = 2
"""The most letters of a shortened name, which may end with a dot."""
_BORN_SIGNS = {"sn", "ns"}
_MIDDLE = {"văn", "thị", "van", "thi"}
_WORD = re.compile(r"[^\W\d_]+")
_NEXT = re.compile(r"[ \t]{1,3}([^\W\d_]+)\b\.?")
_BORN_NEXT = re.compile(r"[ ,;:(-]{1,3}(?:sinh|sn)\W", re.IGNORECASE)
# Words before a name that mark a street, a school or a place named after a person.
_NAMED_AFTER = (
    "đường|phố|trường|thpt|thcs|tiểu học|mầm non|phường|xã|quận|huyện|tỉnh|thành phố|tp\\.?|chợ|"
    "cầu|công viên|quảng trường|tượng đài|bệnh viện|công ty|tnhh|giải|quỹ|ngõ|ngách|hẻm|khu|"
    "tư tưởng|duong|pho|truong|phuong|quan|cau|cong ty|ngo"
)
# In capitals, a family name may be the second half of a common word: VI PHẠM, XỬ LÝ, NÂNG CAO.
_FIRST_HALF = "vi|tội|xâm|sư|quy|xử|quản|tâm|pháp|hợp|nâng|giao|biểu|tuyên|hải|trạng|sinh|tình|khai"
_NOT_A_PERSON = re.compile(
    rf"(?:(?<!\w)(?:{_NAMED_AFTER}|{_FIRST_HALF})(?: số)?|số\s*\d+[\w/]*,?)\s*$"
)


class Name(NamedTuple):
    """The full name of a person in a text: start, end and number of words."""

    start: int
    end: int
    words: int


@lru_cache(maxsize=1)
def _families() -> dict[str, frozenset[str]]:
    """Load family names → next words that make a common word, with and without accents."""
    text = (Path(__file__).parent / "family_names.yaml").read_text(encoding="utf-8")
    accented = {name: frozenset(others) for name, others in yaml.safe_load(text).items()}
    plain = {fold(name): frozenset(map(fold, others)) for name, others in accented.items()}
    return plain | accented


@lru_cache(maxsize=1)
def _family() -> re.Pattern[str]:
    longest_first = sorted(_families(), key=len, reverse=True)
    return re.compile(rf"(?<!\w)({'|'.join(longest_first)})(?!\w)\.?", re.IGNORECASE)


def names(text: str) -> list[Name]:
    """Find the full names in a text in NFC."""
    # Most texts hold no family name, and this test is far quicker than the pattern.
    if _families().keys().isdisjoint(map(str.lower, _WORD.findall(text))):
        return []
    return list(_names(text))


def _names(text: str) -> Iterator[Name]:
    end = 0
    for found in _family().finditer(text):
        if found.start() < end:
            continue
        name = _from(text, found, is_plain=text.isascii())
        if name and not _NOT_A_PERSON.search(text[: name.start].lower()[-24:]):
            end = name.end
            yield name


def _from(text: str, family: re.Match[str], *, is_plain: bool) -> Name | None:
    """Parse the name at a family name; without accents the rules are stricter."""
    given: list[str] = []
    end = family.end()
    while len(given) < MOST_GIVEN and (found := _NEXT.match(text, end)):
        if not _may_follow(found[1], family[1], given):
            break
        given.append(found[1])
        end = found.end() if len(found[1]) <= _SHORTENED else found.end(1)
    first = given[0].lower() if given else ""
    if not given or first in _families()[family[1].lower()]:
        return None
    stands_alone = text.strip(" .,;:-\t\n") == text[family.start() : end]
    stands_alone = stands_alone or bool(_BORN_NEXT.match(text, end))
    is_sure = len(given) >= 2 or (stands_alone and not is_plain)
    if is_plain or family[1].islower():
        is_sure = len(given) >= 2 and (first in _MIDDLE or family[1].istitle())
    return Name(family.start(), end, len(given) + 1) if is_sure else None


def _may_follow(word: str, family: str, given: list[str]) -> bool:
    """Return whether a word may follow: capitalised, or small in a name of small letters."""
    if word.lower() in _BORN_SIGNS:
        return False
    if family.islower():
        is_middle = word in _MIDDLE if not given else len(given) < 2
        return word.islower() and is_middle
    return word[0].isupper() and (family.isupper() or not (len(word) > 2 and word.isupper()))
