"""People by their given names: in lists, behind «chị», «c.» and «đơn của», or opening a note.

Rules only. A given name is a usual word too, so each rule asks for words of a case beside it. The
texts are cleaned before (`scan.clean_string`). May call warehouse.
"""

import re

from expectations.privacy.letters import CAPITAL, SMALL, fold_letters, stands_before
from expectations.privacy.name_lists import is_namesake, load_family_names, load_name_words

_WORD = rf"{CAPITAL}{SMALL}*"
_NAME = rf"{_WORD}(?: {_WORD})?"
_AND = r"(?:, ?| và | va | - |; ?| \+ ?|\+)"
_NEXT_LISTED = r"(?: ?\([^()]{1,12}\))?(?:, ?| và | va | ?- ?|; ?| \+ ?|\+)"
_GIVEN_NAME_LIST = re.compile(
    rf"(?<!\w)({CAPITAL}[^\W\d_]*(?:(?:, ?| và | - |; ?|"
    rf" \+ ){CAPITAL}[^\W\d_]*){{1,8}})(?! ?[^\W\d_])"
)
_BEFORE_GIVEN_NAMES = re.compile(
    r"(?:anh|chị|em|cháu|bà|ông|cô|vợ chồng|gồm|hộ|chi|chau)(?: em)?:? $"
)
_LIST_OF_PEOPLE = re.compile(
    r"(?<!\w)(?:(?i:vợ chồng|vo chong|(?:hai|ba|bốn|các|hai|bon|cac|\d+) (?:cháu|em|chị|anh|hs|"
    r"học sinh|nạn nhân|chau|chi|hoc sinh|nan nhan)|học sinh|hoc sinh|\d+ (?:nữ|nam|người|"
    r"đối tượng|tiếp viên|nhân viên|nv|"
    r"trường hợp)(?: là| gồm| tên|(?=:))))"
    rf":? ({_NAME}(?:{_AND}{_NAME})+)(?!\w)"
)
_LIST_IN_CASE = re.compile(
    rf"(?:^|[:;.(] ?)({_NAME}(?:{_AND}{_NAME})+) (?:cùng |đều |cung |deu )?"
    r"(?:(?:bị|bi)(?! trả| nhắc| phê| chậm| thiếu| trừ| tra lai| nhac)|xin(?! lùi| ý)|vắng|"
    r"vang|nghỉ học|nghi hoc|bỏ học|bo hoc|khai|trốn|tron|về nhà|ve nha|"
    r"chưa ký|chua ky|\((?:nv|tv|nhân viên|tiếp viên))(?!\w)"
)
_PLAIN_PAIRS = re.compile(
    r"(?<!\w)[A-Z][a-z]+ [A-Z][a-z]+(?:(?:, ?|; ?| - | va )[A-Z][a-z]+ [A-Z][a-z]+)+(?! ?\w)"
)
_SINGLES_IN_CASE = re.compile(
    rf"(?:^|[:;.(] ?)({_WORD}(?:{_AND}{_WORD}){{2,}}) (?:đã|chưa|nhận|đều|thuê|ở|cùng|vay|là|bị|"
    r"bỏ|đi|về|cầm đầu|làm|không|k|ko|chuyển|trốn|có)(?!\w)"
)
_LABELLED_LIST = re.compile(
    r"(?:^|[;:.(] ?)(?i:trẻ|bé|cháu|trùng|vắng|ds|danh sách|gồm|thêm|bớt|đã trả|đã nhận|"
    r"còn nợ|nhóm|bọn|chuyển (?:đi|đến)|có phép|nghỉ|trung|vang|gom|them|nhom)(?: tên)?:? ?"
    rf"({_WORD}(?:{_NEXT_LISTED}{_WORD})+)(?! ?{CAPITAL})"
)
_SHORT_HONORIFIC = r"(?<!\w)([acbôe])\.? ?"
_SHORTLY_ADDRESSED_LIST = re.compile(
    rf"{_SHORT_HONORIFIC}({_NAME})(?:{_AND}| )([acbôe])\.? ?({_NAME})(?!\w)"
)
_ITEMS = (("a", "b"), ("b", "c"))
"""Letters that number items, «a. …, b. …», and address nobody."""
_SHORTLY_ADDRESSED = re.compile(
    r"(?:(?<!\w)(?i:gặp|chờ|hỏi|nhắc|báo|gọi|gọi cho|nhờ|của|với|vợ|chồng|mẹ|con|mời|đưa|cho|gap|"
    r"hoi|nhac|bao|goi|nho|cua|voi|vo|chong|me|moi|dua) (?:[acbô]\. ?|[acbô] )|^[ac] |^[ac]\. ?)"
    rf"({_NAME})(?!\w)"
)
_CASE_BEHIND = re.compile(
    r" (?:xin|đã|chưa|vắng|nghỉ|không|ko|kh|k|ở|bị|khai|báo|nhờ|đi|mới|ốm|làm|trốn|vay|"
    r"đồng ý|cần|da|chua|vang|nghi|khong|bi|dong y)(?!\w)"
)
_OPENING_NAME = re.compile(
    rf"({_WORD}) ?(?:\((?:tổ|thôn|xóm|ngõ|SN|sn|con|vợ|chồng|em|mẹ|nhà|to|thon|ngo|vo|chong|"
    r"\d\d ?t)(?!\w)|[-–,] ?(?:tiếp viên|nạn nhân|đối tượng|nhân viên quán|gái|chủ quán|"
    r"chủ chứa|tiep vien|nan nhan|doi tuong)|[\"“«]\w{1,8}[\"”»])"
)
USUAL_WORDS = frozenset(
    (
        *("nam", "chi", "thu", "tu", "quy", "trang", "danh", "ba", "hai", "bon", "bay", "tam"),
        *("phong", "truong", "toan", "tinh", "ca", "su", "vu", "doan", "dai", "thong", "thuong"),
        *("dan", "hop", "cong", "ha", "dong", "xuan", "an", "ninh", "tai", "bac", "tuyen", "thi"),
    )
)
"""Given names that open a sentence, or an item «a. Chi», as another word."""
SEASONS = frozenset(("xuan", "ha", "thu", "dong", "nam", "nu", "bac", "trung", "tay"))
"""Seasons, directions and sexes, which are given names too."""
_NOT_LISTED = frozenset(("nhat", "ba"))
_BEHIND_CASE = re.compile(
    r"(?<!\w)(?<![Dd]ịch )(?<!nghiệp )(?<!nhiệm )(?i:đơn của|hồ sơ(?: của)?|hs của|trường hợp|"
    r"biên bản của|giấy mời|giấy báo|gọi cho|"
    r"gặp|gặp riêng|hỏi lại|nhắc lại|vụ|vụ việc|lời khai(?: của)?|xác nhận của|khai sinh|"
    r"liên lạc|mất dấu|tính cả|trùng với|xem dòng|lấy lời khai|ra trại của|ruột của|"
    r"nhà của|thẻ của|ghi tên|"
    r"loi khai(?: cua)?|xac nhan cua|lien lac|nha cua|ghi ten|don cua|ho so(?: cua)?|hs(?: cua)?|"
    r"truong hop|"
    r"bien ban cua|giay moi|giay bao|goi cho|gap|gap rieng|hoi lai|nhac lai|vu|vu viec)"
    r"(?: (?:cho|lần \d|lan \d))? ((?:[^\W\d_]+ ){1,3}[^\W\d_]+)"
)
_SURE_FAMILIES = frozenset(
    (
        *("nguyen", "tran", "pham", "huynh", "le", "hoang", "phan", "bui", "trinh", "dang"),
        *("vo", "ngo", "truong", "dinh", "nghiem", "quach", "trieu", "luu", "phung", "kieu"),
    )
)
PLAIN_FAMILIES = frozenset(("nguyen", "tran", "pham", "huynh", "hoang", "phan", "bui", "trinh"))
"""Families whose name in small letters without accents opens no usual phrase of an office."""
OFFICE_COMPOUND = re.compile(
    r"an (?:ninh|toan|vien|sinh|hinh)|gia dinh|hoa binh|hoa giai|trung tam|chi (?:dao|huy|bo|hoi)|"
    r"cong (?:tac|an|ty)|thanh (?:tra|nien|tich)|thong tin|tu (?:phap|van)|quan (?:ly|su)|le tan|"
    r"tai (?:chinh|san)|doan the|binh dang|tam thoi|xuan hong"
)


def lists_given_names(text: str) -> bool:
    """Return whether given names follow one another: «Hoa, Lan, Huệ (tổ 3)»."""
    for match in _GIVEN_NAME_LIST.finditer(text):
        folded_names = [fold_letters(word) for word in re.split(r"\W+(?:và )?", match[1])]
        is_led = stands_before(_BEFORE_GIVEN_NAMES, text, match.start())
        if (
            len(folded_names) >= (2 if is_led else 3)
            and set(folded_names) <= load_name_words("given_names") - _NOT_LISTED
            and not set(folded_names) <= SEASONS
        ):
            return True
    if any(_are_given_names(match[1]) for match in _LABELLED_LIST.finditer(text)):
        return True
    if any(_are_short_names(re.split(_AND, match[0])) for match in _PLAIN_PAIRS.finditer(text)):
        return True
    return any(
        all(is_given_name(name) and not is_namesake(name) for name in re.split(_AND, match[1]))
        for pattern in (_LIST_OF_PEOPLE, _LIST_IN_CASE, _SINGLES_IN_CASE)
        for match in pattern.finditer(text)
        if not set(map(fold_letters, re.split(_AND, match[1]))) <= SEASONS
    )


def names_someone_by_given_name(text: str) -> bool:
    """Return whether a given name stands behind a short form of address, or opens a case."""
    if any(
        is_given_name(m[2]) and is_given_name(m[4]) and (m[1], m[3]) not in _ITEMS
        for m in _SHORTLY_ADDRESSED_LIST.finditer(text)
    ):
        return True
    for match in _SHORTLY_ADDRESSED.finditer(text):
        is_opening = match.start() == 0 and match[0][0] in "ac" and match[0][1] in ". "
        if is_given_name(match[1]) and (
            not is_opening
            or (_CASE_BEHIND.match(text, match.end()) and not _is_usual_word(match[1]))
        ):
            return True
    opening = _OPENING_NAME.match(text)
    return bool(opening and is_given_name(opening[1]) and not _is_usual_word(opening[1]))


def names_someone_behind_case(text: str) -> bool:
    """Return whether a family and given names stand right behind «đơn của» or «trường hợp»."""
    return any(
        _is_usual_name(beginning)
        for match in _BEHIND_CASE.finditer(text)
        for beginning in _list_beginnings(match[1])
    )


def has_usual_given_names(name: str) -> bool:
    """Return whether every word behind the family is a usual given name, and none of an office."""
    given_names = fold_letters(name).split()[1:]
    return (
        len(given_names) > 1
        and set(given_names) <= load_name_words("given_names") | load_name_words("middle_names")
        and not OFFICE_COMPOUND.search(fold_letters(name))
    )


def _list_beginnings(phrase: str) -> list[str]:
    """List the first words of a text that may be a name: two, three and four."""
    parts = phrase.split()
    return [" ".join(parts[:count]) for count in range(2, len(parts) + 1)]


def _are_short_names(names: list[str]) -> bool:
    """Return whether every name is a family and a usual given name, and none a street's."""
    return all(
        parts[0].lower() in load_family_names()
        and parts[1].lower() in load_name_words("given_names")
        and parts[1].lower() not in load_family_names()[parts[0].lower()]
        and not is_namesake(name)
        and not OFFICE_COMPOUND.search(name.lower())
        for name in names
        if (parts := name.split(" "))
    )


def _is_usual_name(phrase: str) -> bool:
    """Return whether words are a name: capitals in each, or a sure family in small letters."""
    family, *given_names = phrase.split()
    folded_family = fold_letters(family)
    usual_words = load_name_words("given_names") | load_name_words("middle_names")
    if is_namesake(phrase) or not set(phrase.lower().split()[1:]) <= usual_words:
        return False
    if given_names[0].lower() in load_family_names().get(family.lower(), ()):
        return False
    if OFFICE_COMPOUND.search(fold_letters(phrase)):
        return False
    if len(given_names) == 1:
        return phrase.istitle() and folded_family in _SURE_FAMILIES and not phrase.isascii()
    if phrase.islower():
        return folded_family in PLAIN_FAMILIES and phrase.isascii()
    is_family = family.lower() in load_family_names()
    return is_family and (
        phrase.istitle() or (phrase.isupper() and folded_family in _SURE_FAMILIES)
    )


def is_given_name(name: str) -> bool:
    """Return whether every word of a name is a usual given or middle name."""
    usual_words = load_name_words("given_names") | load_name_words("middle_names")
    return set(name.lower().split()) <= usual_words


def _are_given_names(listed_names: str) -> bool:
    """Return whether single given names are listed, and not all of them usual words."""
    folded_names = {fold_letters(name) for name in re.split(_NEXT_LISTED, listed_names)}
    return folded_names <= load_name_words("given_names") and not folded_names <= (
        USUAL_WORDS | SEASONS
    )


def _is_usual_word(name: str) -> bool:
    return fold_letters(name) in USUAL_WORDS
