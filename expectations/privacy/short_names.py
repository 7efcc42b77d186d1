"""People by a short name: behind a role or a form of address, or a family and one given name.

Rules only. The texts are cleaned before (`scan.clean_string`). May call warehouse.
"""

import re
from itertools import takewhile

from expectations.privacy.given_names import lists_given_names
from expectations.privacy.letters import CAPITAL, SMALL, fold_letters
from expectations.privacy.name_lists import load_name_words
from expectations.privacy.nicknames import find_single_persons, is_short_full_name
from expectations.privacy.person_names import PersonName
from expectations.privacy.standing import is_official

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
    rf"({CAPITAL}[^\W\d_]*(?: {CAPITAL}[^\W\d_]*){{0,3}})(?!\w)"
)
_ROLES = frozenset(
    (
        *("nan nhan", "doi tuong", "benh nhan", "bn", "bi can", "bi hai", "bi cao"),
        *("gai", "tiep vien", "chu chua", "ma mi"),
    )
)
CONCERN = re.compile(
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
NOT_SHORT_NAMES = (
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
_TWO_WORDS = re.compile(
    rf"(?<!{CAPITAL} )(?<![\w.\"“«-])(?<!{SMALL} [A-ZĐ]{{2}} )(?:Nguyễn|Trần|Lê|"
    r"Phạm|Huỳnh|Hoàng|Bùi|Trịnh|Đặng|Phan|Ngô|Đinh|Đỗ|Trương|Vũ|Võ|"
    rf"Dương|Lương|Phùng|Tạ|Quách|Nghiêm) {CAPITAL}{SMALL}+(?! ?[A-ZĐ\"”»(-])(?!\w)"
)


def names_someone_shortly(text: str, folded_text: str) -> bool:
    """Return whether a given name follows a role, or a form of address in a case."""
    if _FOREIGN_NAME.search(text) or lists_given_names(text):
        return True
    has_concern = bool(CONCERN.search(folded_text))
    matches = [
        match
        for match in _SHORT_NAME.finditer(text)
        if match[1][0].islower()
        or (has_concern and not fold_letters(match[0]).startswith(NOT_SHORT_NAMES))
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


def find_two_word_names(text: str) -> list[PersonName]:
    """Find a family and one given name in a sentence with accents: «chưa gặp được Lê Tuấn»."""
    if text.isascii():
        return []
    return [
        PersonName(match.start(), match.end(), 2)
        for match in _TWO_WORDS.finditer(text)
        if is_short_full_name(match[0])
    ]


def is_listed(text: str, name: PersonName) -> bool:
    """Return whether a comma stands beside a name: a short one may be a place's among places."""
    return text[: name.start].rstrip().endswith(",") or text[name.end :].lstrip().startswith(",")
