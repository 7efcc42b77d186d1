"""Initials of a person: «L.T.M (1995)», «cháu L., tổ 3», «Nguyễn T.H 27t».

Rules only. Initials protect the person until a year, an age, a place or a disease stands beside
them. Texts come twice: as typed, for the capitals, and folded. May call warehouse.
"""

import re

from expectations.privacy.letters import CAPITAL, SMALL, fold_letters
from expectations.privacy.name_lists import is_family_name, load_name_words

_SMALL_ROLES = (
    r"(?:nạn nhân|nan nhan|đối tượng|doi tuong|đ/t|bị can|bị cáo|bị hại|dt|đt|cháu|chau|chị|chi|"
    r"anh|ông|"
    r"bà|"
    r"em|cô|bệnh nhân|benh nhan|bn|BN|trường hợp|truong hop|TH|học sinh|người nghiện|con)"
)
_DOTTED = re.compile(
    rf"(?<![\w.])(?:[A-ZĐ]{SMALL}{{0,2}}\.[ ]?){{1,4}}[A-ZĐ](?:\.|(?!\w))|"
    rf"(?<![\w.])(?:[A-ZĐ]\.[ ]?){{2,3}}{CAPITAL}{SMALL}+(?!\w)"
)
_SMALL_DOTTED = re.compile(r"(?<![\w.])(?:[a-zđ]\.){2,4}[a-zđ](?![\w.])")
_SPACED = re.compile(r"(?<!\w)[A-ZĐ] [A-ZĐ](?: [A-ZĐ]){1,2}(?!\w)")
_JOINED = re.compile(
    r"(?<![\w/.-])[A-ZĐ]{3,4}(?= ?\((?:19[4-9]\d|200\d|201[0-5])\)|[ ,-]{1,3}(?:19[4-9]\d|200\d|"
    r"201[0-5])"
    r"[ ,-]{1,3}(?i:kp|tổ|to|tdp|thôn|thon|ấp|xóm|hẻm|kiệt|ngõ|ngo|nữ|nam|trú|tru|ở|quê|"
    r"que)(?![^\W\d]))"
)
_FAMILY_AND_INITIALS = re.compile(
    rf"(?<!\w)({CAPITAL}{SMALL}+)\.? (?:{CAPITAL}{SMALL}+ )?(?:[A-ZĐ]\.? ?){{1,3}}(?!\w)"
)
_AFTER_ROLE = re.compile(
    rf"(?<!\w)(?i:{_SMALL_ROLES})\W{{1,3}}([A-ZĐ](?:[hrg]|ng|gh)?\.|[A-ZĐ](?!\w)|"
    rf"[A-ZĐ]{{2,4}}(?!\w))"
)
_BEFORE_BIRTH = re.compile(
    r"(?<!\w)([A-ZĐ]{2,4}|(?:[a-zđ]\.){1,3} ?[a-zđ]{1,7}) ?[,(-]? ?(?:SN|sn|sinh|"
    r"s\.n)\.? ?(?:năm |nam )?"
    r"(?:19[2-9]\d|20[01]\d)"
)
_BIRTH_OR_AGE = re.compile(
    r"(?:(?<!\w)(?:sinh|sn|s\.n|ns|n\.s)\W{0,3}(?:nam |ngay )?[\d/.-]*(?:19|20)?\d\d(?!\d))|"
    r"^[\s,(;:.-]{1,4}(?:(?:nam|nu)[, ]+)?(?:19[2-9]\d|20[01]\d)(?!\d|\s*-\s*\d)|"
    r"(?<![\d-])[1-9]\d? ?(?:tuoi|t)(?!\w)"
)
_PLACE = re.compile(
    r"(?<!\w)(?:to|tdp|thon|xom|ngo|ngach|hem|kiet|ap|doi|khu|so nha|duong|pho|to dan pho|"
    r"khu pho|kp|chi hoi|lop)\s*(?:so\s+)?\d|"
    r"(?<!\w)(?:thon|xom|ngo|ap|duong|pho|phuong|tru tai|tru|o|que|ngu|xa|p\.)\s+[a-z]|"
    r"(?<!\w)(?:thuong tru|tam tru|hktt|o tro)"
)
_HEALTH = re.compile(
    r"hiv|aids|giang mai|(?<!\w)lau(?!\w)|methadone|(?<!\w)arv(?!\w)|duong tinh|tam than|nghien|"
    r"lao phoi|viem gan|"
    r"xam hai|hiep dam|mang thai|nao pha"
)


def has_initials_of_someone(text: str, folded_text: str) -> bool:
    """Return whether initials stand beside what makes the person known."""
    if text.isupper() and "." not in text:
        return False
    if any(
        fold_letters(m[1]) not in load_name_words("abbreviations")
        for m in _BEFORE_BIRTH.finditer(text)
    ):
        return True
    return any(_is_known(folded_text, start, end) for start, end in _list_initials(text))


def _list_initials(text: str) -> list[tuple[int, int]]:
    matches = [*_DOTTED.finditer(text), *_SMALL_DOTTED.finditer(text)]
    matches += [*_SPACED.finditer(text), *_JOINED.finditer(text)]
    places = [m.span() for m in matches if not _is_abbreviation(m[0])]
    places += [m.span() for m in _FAMILY_AND_INITIALS.finditer(text) if is_family_name(m[1])]
    return places + [m.span(1) for m in _AFTER_ROLE.finditer(text) if not _is_abbreviation(m[1])]


def _is_abbreviation(letters: str) -> bool:
    folded_letters = fold_letters(letters)
    return re.sub(r"[\W_]", "", folded_letters) in load_name_words(
        "abbreviations"
    ) or folded_letters.split(".")[0].strip() in load_name_words("abbreviations") - {
        "h",
        "q",
        "p",
        "x",
    }


def _is_known(folded_text: str, start: int, end: int) -> bool:
    words_after = folded_text[end : end + 60]
    return bool(
        _BIRTH_OR_AGE.search(words_after)
        or _PLACE.search(words_after)
        or _HEALTH.search(folded_text[max(0, start - 40) : end + 60])
    )
