"""Full names by their name_parts, whatever their capitals: a family and usual given names.

A word of a name is a usual word too, more so without accents; the words before, behind and within
decide. Pure; reads the lists of words.
"""

import re
from itertools import takewhile

from expectations.privacy.given_names import OFFICE_COMPOUND, PLAIN_FAMILIES, USUAL_WORDS
from expectations.privacy.letters import fold_letters, stands_before
from expectations.privacy.name_lists import (
    is_namesake,
    list_accented_words,
    load_family_names,
    load_lists,
    load_name_words,
)

_MIDDLE_NAMES = frozenset(("văn", "thị", "van", "thi"))
_LEAST_WORDS = 3
_COMPOUND = re.compile(
    r"định kỳ|quy định|danh dự|liên quan|liên tục|quyết định|dinh ky|quy dinh|danh du|lien quan|"
    r"quyet dinh|binh dang|hien tai|an toan|minh bach|phong trao|to quoc|hoang gia|thanh toan|"
    r"tai chinh|nguyen (?:nhan|tac|van|nhu|trang)"
)
"""Words of two syllables that read like two given names."""
_PLAIN_SURE = (PLAIN_FAMILIES | {"vo", "ngo", "nghiem", "quach", "phung"}) - {"phan", "trinh"}
"""Families without accents that need nothing beside them but given names that are no other word."""
ADDRESSES = "anh|chị|ông|bà|cháu|cô|chú|bác|cụ|dì|bé|thằng|mợ|thím|vợ|chồng|mẹ"
ROLES = "nạn nhân|đối tượng|bệnh nhân|tiếp viên|chủ chứa|má mì|bị can|bị hại|bị cáo|bn"
PLAIN_ROLES = fold_letters(ROLES)
END_OF_NAME = (
    r"(?=\W*$| ?[,;:.()+/\d-]| (?:bị|đã|xin|khai|chưa|bỏ|vắng|nghỉ|là|bi|da|chua|bo|vang|nghi|"
    r"la)(?!\w))"
)
_END_OF_NAME = re.compile(END_OF_NAME)
_SET_OFF = re.compile(
    rf"(?:^|[,;:.()/+–-]|\d[.)]|(?<!\w)(?:{ADDRESSES}|{ROLES}|{fold_letters(ADDRESSES)}|"
    rf"{PLAIN_ROLES}|tên|là|ten|la|của|cua|gặp|gap|hồ sơ|ho so|trường hợp|truong hop))\s*$"
)
_FIRST_HALF = re.compile(
    r"(?<!\w)(?:vi|tội|xâm|xúc|sư|quy|xử|quản|tâm|pháp|hợp|nâng|hành|giang)\s*$"
)


def count_words_of_name(name_parts: list[str], text: str, begin: int) -> int:
    """Count the words of the full name, or the namesake, at a place of a text; 0 without one.

    Args:
        name_parts: the first words at the place.
        text: the whole text, which may be long: nothing of it is copied.
        begin: the place.
    """
    if name_parts[0].istitle():
        return 0
    place_lengths = [
        n for n in (4, 3, 2) if len(name_parts) >= n and is_namesake(" ".join(name_parts[:n]))
    ]
    return max(*place_lengths, 0, _count_words_of_person(name_parts, text, begin))


def _count_words_of_person(name_parts: list[str], text: str, begin: int) -> int:
    is_plain = text.isascii()
    if " ".join(name_parts[:2]).lower() in load_family_names():  # «âu dương»
        name_parts = [" ".join(name_parts[:2]), *name_parts[2:]]
    family = name_parts[0].lower()
    if len(name_parts) < _LEAST_WORDS or stands_before(_FIRST_HALF, text, begin):
        return 0
    given_names = _take_given_names(name_parts, is_plain=is_plain)
    name = " ".join((family, *given_names))
    if len(given_names) + 1 < _LEAST_WORDS or OFFICE_COMPOUND.search(fold_letters(name)):
        return 0
    if given_names[0] in load_family_names().get(family, ()):
        return 0
    is_ended = _END_OF_NAME.match(text, begin + len(name)) is not None
    is_set_off = is_ended and stands_before(_SET_OFF, text, begin)
    is_person = (_is_sure_plainly if is_plain else _is_sure)(family, given_names, is_set_off)
    return name.count(" ") + 1 if is_person else 0


def _take_given_names(name_parts: list[str], *, is_plain: bool) -> list[str]:
    """Take the usual given names behind a family, all in small letters or all in capitals."""
    usual_words = list_usual_words(is_plain=is_plain) | _MIDDLE_NAMES
    has_same_case = str.islower if name_parts[0].islower() else str.isupper
    given_names = [
        word.lower()
        for word in takewhile(
            lambda w: has_same_case(w) and w.lower() in usual_words, name_parts[1:]
        )
    ]
    if given_names and given_names[-1] in _MIDDLE_NAMES:
        del given_names[-1]
    if is_plain and given_names and given_names[0] not in _MIDDLE_NAMES:
        other_words = _load_plain_usual_words()
        return list(takewhile(lambda word: word not in other_words, given_names))
    return given_names


def _load_plain_usual_words() -> frozenset[str]:
    return USUAL_WORDS | load_name_words("plain_usual_words")


def _is_sure(family: str, given_names: list[str], is_set_off: bool) -> bool:
    """Return whether a family and given names, with accents, can hardly be other words."""
    is_family = family in load_lists("family_names.yaml")
    if _is_by_middle(family, given_names):
        return is_family or given_names[0] == "thị" or is_set_off
    if (
        not is_family
        or family in ("ng", "do")
        or _COMPOUND.search(" ".join((family, *given_names)))
    ):
        return False
    other_words = USUAL_WORDS | {"bang", "chinh"}
    if set(map(fold_letters, given_names)) <= other_words:
        return is_set_off and family not in load_name_words("common_families")
    return True


def _is_sure_plainly(family: str, given_names: list[str], is_set_off: bool) -> bool:
    """Return whether a family and given names without accents can hardly be other words."""
    is_family = family in load_family_names() and family not in load_name_words(
        "plain_common_families"
    )
    if _is_by_middle(family, given_names):
        return is_set_off or (
            is_family and not set(given_names[1:]) <= _load_plain_usual_words() | _MIDDLE_NAMES
        )
    if _COMPOUND.search(" ".join((family, *given_names))):
        return False
    return family in _PLAIN_SURE or (is_set_off and is_family)


def _is_by_middle(family: str, given_names: list[str]) -> bool:
    nouns = load_name_words("nouns_before_middle")
    return given_names[0] in _MIDDLE_NAMES and fold_letters(family) not in nouns


def list_usual_words(*, is_plain: bool) -> frozenset[str]:
    """List the usual given and middle names, with accents only unless the text is plain."""
    if is_plain:
        return load_name_words("given_names") | load_name_words("middle_names")
    return list_accented_words("given_names") | list_accented_words("middle_names")
