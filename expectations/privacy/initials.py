"""Initials of a person: «L.T.M (1995)», «cháu L., tổ 3», «Nguyễn T.H 27t».

Rules only. Initials protect the person until a year, an age, a place or a disease stands beside
them. Texts come twice: as typed, for the capitals, and folded. May call warehouse.
"""

import re

from expectations.privacy.letters import CAPITAL, SMALL, fold_letters
from expectations.privacy.name_lists import is_family_name, load_name_words

_SMALL_ROLES = (
    r"(?:nạn nhân|nan nhan|đối tượng|doi tuong|đ/t|bị can|bị cáo|bị hại|dt|đt|cháu|chau|chị|"
    r"chi(?! cuc)|anh|ông|"
    r"bà|"
    r"em|cô|bệnh nhân|benh nhan|bn|BN|trường hợp|truong hop|TH|học sinh|người nghiện|con|bé)"
)
_DOTTED = re.compile(
    rf"(?<![\w.])(?:[A-ZĐ]\.[ ]?){{2,3}}{CAPITAL}{SMALL}+(?!\w)|"
    rf"(?<![\w.])(?:[A-ZĐ]{SMALL}{{0,2}}\.[ ]?){{1,4}}[A-ZĐ](?:['’][A-ZĐ])?"
    r"(?:\.(?! ?[A-ZĐ](?:\.|(?!\w)))|(?![\w.]))"
)
_SMALL_DOTTED = re.compile(r"(?<![\w.])(?:[a-zđ]\.){2,4}[a-zđ](?![\w.])")
_HYPHENED = re.compile(r"(?<![\w-])[A-ZĐ](?:-[A-ZĐ]){1,3}(?![\w-])")
_SPACED = re.compile(r"(?<!\w)[A-ZĐ] [A-ZĐ](?: [A-ZĐ]){1,2}(?!\w)")
_JOINED = re.compile(
    r"(?<![\w/.-])[A-ZĐ]{3,4}(?= ?\((?:(?:nữ|nam|nu),? )?(?:19[4-9]\d|200\d|201[0-5]|[5-9]\d|"
    r"0\d)\)|"
    r"[ ,-]{1,3}[1-7]\d ?(?:tuổi|tuoi|t)(?!\w)| [5-9]\d (?:ở|o|tổ|to) |"
    r"[ ,-]{1,3}(?:19[4-9]\d|200\d|201[0-5])"
    r"[ ,-]{1,3}(?i:kp|phố|pho|phường|xã|đường|tổ|to|tdp|thôn|thon|ấp|xóm|hẻm|kiệt|ngõ|ngo|nữ|nam|"
    r"trú|tru|ở|"
    r"quê|người|dân tộc|đang|que)(?![^\W\d]))"
)
_INITIALS_AND_NAME = re.compile(rf"(?<!\w)[A-ZĐ]{{1,3}}({CAPITAL}{SMALL}{{2,6}})(?!\w)")
"""Initials and a given name in one word: «NTHạnh»."""
_JOINED_AND_YEAR = re.compile(
    r"(?<![\w/.-])[A-ZĐ]{3,4}(?=[ ,-]{1,3}(?:19[4-9]\d|200\d|201[0-5])(?!\d))"
)
_LONE_BEFORE_AGE = re.compile(r"(?:^|[;:] ?)[A-ZĐ]\.,? ?(?=[1-7]\d ?(?:tuổi|tuoi|t)(?!\w))")
_FAMILY_AND_INITIALS = re.compile(
    rf"(?<!\w)({CAPITAL}{SMALL}+)\.? (?:{CAPITAL}{SMALL}+ )?((?:[A-ZĐ]\.? ?){{1,3}})(?!\w|"
    rf" ?{CAPITAL}{SMALL})"
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
    r"^[\s,(;:.|-]{1,4}(?:(?:nam|nu)[,| ]+)?(?:19[2-9]\d|20[01]\d)(?!\d|\s*-\s*\d)|"
    r"^ ?\((?:(?:nam|nu),? ?)?(?:[5-9]\d|0\d)\)|(?<![\d-])[1-9]\d? ?(?:tuoi|t)(?!\w)"
)
_PLACE = re.compile(
    r"(?<!\w)(?<!cac )(?:to|tdp|thon|xom|ngo|ngach|hem|kiet|ap|doi|khu|so nha|duong|pho|to dan pho|"
    r"khu pho|kp|chi hoi|lop)\s*(?:so\s+)?\d|"
    r"(?<!\w)(?<!cac )(?<!khu )(?:thon|xom|ngo|ap|duong|pho|phuong|tru tai|tru|o|que|ngu|xa|p\.)"
    r"\s+[a-z]|"
    r"(?<!\w)(?:thuong tru|tam tru|hktt|o tro)"
)
_HEALTH = re.compile(
    r"hiv|aids|giang mai|(?<!\w)lau(?!\w)|methadone|(?<!\w)arv(?!\w)|duong tinh|tam than|nghien|"
    r"lao phoi|viem gan|"
    r"xam hai|hiep dam|mang thai|nao pha"
)
_CASE_BEHIND = re.compile(
    r"^\W{1,3}(?:(?:la|lam|da|dang|bi|duoc|dc|xin|van|moi|hien|cung|co) )*(?:phat|xu phat|nop phat|"
    r"(?:mua |ban )+dam|moi gioi|dan moi|chua mai|to chuc mai|vay|nhan|ho tro|dieu tri|cai(?!\w)|"
    r"bo tri|"
    r"bat|khoi to|tam gi|truy na|bo tron|tron|bo (?:hoc|viec|nha|di)|hoc nghe|hoan luong|to cao|"
    r"to giac|"
    r"ra trai|tai pham|vi pham|xet nghiem|kham|"
    r"tu vong|nan nhan|doi tuong|bi can|bi cao|bi hai|chu (?:nha|quan|co so|karaoke|chua|tro|tiem)|"
    r"tiep vien|nhan vien|nv(?!\w)|quan ly|ma mi|hoc vien|me don than|ho (?:can )?ngheo|tre|gai|"
    r"lam (?:nghe|thue|don)|ban (?:nuoc|hang|ve so)|tho |cong nhan|lai xe|xe om|nguoi|dan toc)"
)
"""What is said of one person right behind initials: an act, a measure, a trade or a role."""


_LETTERS_OF_NAMES = frozenset("hqpxt")
"""Abbreviations that are the initial of many a name as well."""
_PLACEHOLDERS = frozenset(("a", "b", "c", "x", "y", "nva", "tvb"))
"""Initials of nobody: «đối tượng A», «N.V.A»."""
_MOST_INITIALS = 4
"""The most letters in a person's initials; more are a unit's."""
_CASE = re.compile(r"(?i:trường hợp|truong hop|th|con)(?!\w)")
_PLACE_NAME = re.compile(rf" ?(?:{CAPITAL}{SMALL}|\d\d?(?!\d| ?t))")


def has_initials_of_someone(text: str, folded_text: str) -> bool:
    """Return whether initials stand beside what makes the person known."""
    if any(_is_born(folded_text, m.end()) for m in _HYPHENED.finditer(text)):
        return True
    if text.isupper() and "." not in text:
        return False
    if any(
        fold_letters(m[1]) not in load_name_words("abbreviations")
        for m in _BEFORE_BIRTH.finditer(text)
    ):
        return True
    return any(_is_known(folded_text, start, end) for start, end in _list_initials(text))


def _list_initials(text: str) -> list[tuple[int, int]]:
    """List the places of initials, without those of units and of jobs."""
    matches = [*_DOTTED.finditer(text), *_SMALL_DOTTED.finditer(text)]
    matches += [*_SPACED.finditer(text), *_JOINED.finditer(text)]
    places = [m.span() for m in matches if not _is_abbreviation(m[0])]
    family_matches = [m for m in _FAMILY_AND_INITIALS.finditer(text) if is_family_name(m[1])]
    places += [m.span() for m in family_matches]  # too long for `_is_known`, unless a birth follows
    places += [
        m.span(2) for m in family_matches if len(m[2].strip(" .")) > 1 or not _is_abbreviation(m[2])
    ]
    places += [
        m.span()
        for m in _INITIALS_AND_NAME.finditer(text)
        if fold_letters(m[1]) in load_name_words("given_names")
    ]
    places += [
        m.span()
        for m in _JOINED_AND_YEAR.finditer(text)
        if not _is_abbreviation(m[0]) and _tells_case(fold_letters(text[m.end() :]))
    ]
    places += [m.span() for m in _LONE_BEFORE_AGE.finditer(text)]
    return places + [
        m.span(1) for m in _AFTER_ROLE.finditer(text) if not _is_abbreviation_behind_role(text, m)
    ]


def _tells_case(folded_text: str) -> bool:
    """Return whether a place, a disease or a case follows initials and a year."""
    return any(p.search(folded_text[5:60]) for p in (_CASE_BEHIND, _PLACE, _HEALTH))


def _is_abbreviation(letters: str) -> bool:
    """Return whether initials are those of an office: as a whole, or by their first letters."""
    folded_letters = fold_letters(letters)
    abbreviations = load_name_words("abbreviations")
    first_letters = folded_letters.split(".")[0].strip()
    return re.sub(r"[\W_]", "", folded_letters) in abbreviations or (
        first_letters in abbreviations and first_letters not in _LETTERS_OF_NAMES
    )


def _is_abbreviation_behind_role(text: str, match: re.Match[str]) -> bool:
    """Return whether letters behind a role are an abbreviation; a lone letter is a person's.

    «chị T.H», «đối tượng Q», but not «đối tượng P. Hải Thành» or «trường hợp Q 5».
    """
    letters = match[1]
    if text.isupper() and "." not in letters:  # in capitals, short words look like initials
        return True
    if len(letters.rstrip(".")) > 1 or _CASE.match(match[0]):
        return _is_abbreviation(letters)
    return letters.endswith(".") and bool(_PLACE_NAME.match(text, match.end()))


def _is_known(folded_text: str, start: int, end: int) -> bool:
    """Return whether a birth, a place or a disease stands beside initials; for a unit, a birth."""
    if _is_born(folded_text, end):
        return True
    letters = re.sub(r"[\W_]", "", folded_text[start:end])
    if len(letters) > _MOST_INITIALS or letters in load_name_words("unit_initials"):
        return False
    is_in_case = letters not in _PLACEHOLDERS and _CASE_BEHIND.search(folded_text[end : end + 60])
    return bool(
        is_in_case
        or _PLACE.search(folded_text[end : end + 60])
        or _HEALTH.search(folded_text[max(0, start - 40) : end + 60])
    )


def _is_born(folded_text: str, end: int) -> bool:
    return bool(_BIRTH_OR_AGE.search(folded_text[end : end + 60]))
