"""Personal data by the words around a name: a birth year, an address, a case.

Rules only. A bare name is only a hint: officials sign reports, and streets carry names. The texts
are cleaned before (`scan.clean_string`). May call warehouse.
"""

import re
from collections.abc import Iterator, Sequence

from expectations.privacy.evidence import (
    BIRTH_YEAR,
    CASE_PERSON,
    CITIZEN_ID,
    DECISIVE,
    HOME_ADDRESS,
    IDENTITY_CARD,
    NAME_AND_ADDRESS,
    NAME_AND_BIRTH,
    PERSON_NAME,
    SUPPORTING,
    WEAK,
    Evidence,
)
from expectations.privacy.identifiers import fold_without_names, is_citizen_id
from expectations.privacy.letters import fold_letters
from expectations.privacy.person_names import PersonName, find_person_names
from expectations.privacy.telephones import is_no_amount
from warehouse.files.texts.file_texts import FileText

EARLIEST_BIRTH_YEAR, LATEST_BIRTH_YEAR = 1920, 2012
"""The range of birth years: a later bare year beside a name is a reporting year."""
MAX_ADDRESS_LENGTH = 80
"""The most letters of an address in a neighbouring cell; a longer text is a sentence."""
MAX_TITLE_LENGTH = 8
"""The most letters beside a name that counts as alone in a cell: «1. Ông »."""

_NINE_DIGITS = re.compile(r"(?<![\d.,/-])\d{9}(?![\d.,/-]\d|\d)")
_TEN_TO_TWELVE_DIGITS = re.compile(r"\d{10,12}")
_NOT_BIRTH_PREFIX = "".join(
    f"(?<!{w} )" for w in ("học", "phát", "vệ", "ký", "tái", "dân", "an", "hi", "thí", "mưu", " y")
)
_DAY_AND_MONTH = r"(?:\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*)?"
_BIRTH_PHRASE = re.compile(
    rf"(?<!\w){_NOT_BIRTH_PREFIX}sinh(?:\s|năm|ngày|nam|ngay|:|-|"
    rf"vào)*{_DAY_AND_MONTH}(?:19[2-9]\d|20[0-2]\d)(?!\d)"
    rf"|(?<!\w)(?:s\.?n|ns|n\.s|dob)\s*[.:]?\s*{_DAY_AND_MONTH}(?:19[2-9]\d|20[0-2]\d)(?!\d)"
    r"|(?<!\w)sinh(?:\s|ngày|ngay|:)*\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d\d(?!\d)"
    r"|(?<!\w)sinh ngày \d{1,2} tháng \d{1,2} năm (?:19|20)\d\d"
)
_ONE_PERSON = re.compile(
    r"(?<!\w)sinh(?: ngày| ngay)? \d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d\d,? (?:tại|ở|đang|hiện|bị|"
    r"nữ|nam|con|trú|tai|o|dang|hien|bi|nu)(?!\w)|"
    r"(?<!\w)\d\d ?(?:tuổi|tuoi|t)\W{1,3}(?:là )?(?:con|cháu|vợ|chồng|chau|vo) "
    r"(?:gái |trai )?(?:của |cua )?(?:ông|bà|anh|chị|cô|chú|chủ|ong|ba|chi)(?!\w)|"
    r"(?<!\w)(?<!\d )(?:bé gái|bé trai|bệnh nhân|bn|phụ nữ|nữ|nam|cháu|em|nạn nhân|đối tượng|"
    r"chị|anh|be gai|nan nhan|doi tuong|phu nu|chau)(?: nữ| nam| nu)?,? ?(?:khoảng )?\d{1,2} ?"
    r"(?:tuổi|tuoi|t)(?!\w| trở| đến| tro| den|\s?[-–:])[^.;:\n]{0,50}(?<!\w)"
    r"(?:tổ|tdp|ngõ|xóm|thôn|hẻm|ấp|đội|kp|to|ngo|xom|thon) \d|"
    r"(?<!\w)(?:nữ|nam|nu) (?:19[4-9]\d|20[01]\d)[, -]{1,3}(?:tổ|tdp|thôn|xóm|to|thon|xom) \d"
)
_BIRTH_AFTER = re.compile(
    r"[\s,;:()\-]{1,4}(?:(?:sinh|born)\D{1,12}|(?:s\.?n|n\.?s|s\.)[\s.:]{1,3})(?:19|20)?\d\d(?!\d)"
    r"|[\s,;:()\-]{1,4}(?:sinh|born)\D{1,12}\d"
)
_YEAR_AFTER = re.compile(
    rf"(?:[\s,;(-]{{1,3}}(?:nam|nữ)(?!\w))?[\s.,;:()\-/]{{1,4}}{_DAY_AND_MONTH}(\d{{4}})(?!\d|"
    rf"\s*-\s*\d)"
)
_BIRTH_YEAR_CELL = re.compile(rf"\s*{_DAY_AND_MONTH}(\d{{4}})\s*")
_NOT_AGE_PREFIX = "".join(
    f"(?<!{w} )" for w in ("dưới", "trên", "từ", "đủ", "đến", "duoi", "tren", "tu")
)
_AGE_PHRASE = re.compile(rf"{_NOT_AGE_PREFIX}(?<!-)(?<!\d)[1-9]\d\s*(?:tuổi|tuoi|t)(?!\w)")
_ADDRESS_PHRASE = re.compile(
    r"(?<!\w)(?:thôn|xóm|ấp|bản|khu phố|tổ dân phố|tdp|tổ|đội|số nhà|ngõ|ngách|hẻm|đường|phố|"
    r"thon|xom|to dan pho|so nha|ngo|ngach|duong)\s+(?:số\s+|so\s+)?(?:\d|[a-zà-ỹđ])"
)
# In small letters, these words often have another meaning.
_NOT_ADDRESS_WORDS = re.compile(
    r"(?<!\w)(?:tổ (?:chức|trưởng|phó|công|kiểm|liên|ấm|hợp|đại|viên|quốc|tuyên|truy|tiết)|"
    r"đội (?!\d)|đường (?:dây|bộ|thủy|phố|sắt)|bản (?!\w+ \d)|phố (?:cổ|đi)|ấp ủ|"
    r"to (?:roi|chuc|gap))"
)
_RESIDENCE_PHRASE = re.compile(
    r"(?<!\w)(?:trú tại|trú(?= phường| xã| thôn| tổ| số)|thường trú|đktt|ở trọ|thuê trọ|"
    r"ở(?= tại| số)|"
    r"tạm trú|cư trú|ngụ|hktt|hộ khẩu|nơi ở|chỗ ở|quê|trú quán|"
    r"tru tai|thuong tru|tam tru|noi o|que quan)(?!\w)"
)
_HOUSE_NUMBER = re.compile(
    r"(?<!\w)(?:số nhà|so nha|sn)\s*\d+\w*.{0,40}?"
    r"(?:đường|ngõ|ngách|hẻm|phố|tổ|thôn|xóm|khu|phường|duong|ngo|pho|to|thon|phuong|,)"
)
_HOME_ADDRESS_PHRASE = re.compile(
    r"(?<!\w)(?:hktt|đktt|quê quán|que quan|nơi ở|chỗ ở|nơi cư trú|trú quán|hộ khẩu thường trú)"
    r"(?: hiện nay| tại)*\W{0,3}(?:thôn|xóm|ấp|bản|tổ|tdp|số|sn|p\d|ngõ|ngách|hẻm|đường)\W{0,2}\w|"
    r"(?<!\w)(?:nhà riêng|gia đình ở|thuê trọ|ở trọ)(?: tại)?\W{0,3}(?:số|sn|phòng|p)\W{0,2}\d"
)
_PEOPLE_COUNT = re.compile(
    r"\d\s*(?:người|đối tượng|hộ|trường hợp|lượt|nhân khẩu|học sinh|gia đình|em)(?!\w)|"
    r"(?<!\w)số (?:người|hộ|đối tượng|nhân khẩu|trường hợp|lượt)|:\s*\d+\s*$"
)
_BUSINESS_WORDS = re.compile(
    r"cơ sở|karaoke|khách sạn|nhà nghỉ|nhà hàng|massage|xoa bóp|quán|công ty|doanh nghiệp|trụ sở|"
    r"địa điểm|hội trường|ubnd|trường|trạm y tế|nhà văn hóa|co so|spa|nail|bar|cà phê|cafe|hotel|"
    r"shop|tiệm|salon|gội đầu|nhà trọ|homestay"
)
_FORM_OF_ADDRESS = re.compile(r"(?<!\w)(?:ông|bà|anh|chị|em|cháu|cô|chú|chủ|ong|ba)\s")
_CASE_ROLE = re.compile(
    r"(?:đối tượng|nạn nhân|bị can|bị cáo|bị hại|người bán dâm|người mua dâm|gái bán dâm|"
    r"chủ chứa|môi giới|nghi phạm|người vi phạm|con nghiện|người nghiện|người nhiễm|bệnh nhân|"
    r"chủ cơ sở|chủ quán|tiếp viên|nhân viên|doi tuong|nan nhan|nguoi ban dam)"
    r"(?:\s*(?:là|tên|:|-|,|bán dâm|mua dâm|chính|\d+ tuổi|nữ|nam|ông|bà|anh|chị|la|ten))*\s*$"
)
_POSTS = (
    r"chủ tịch|bí thư|trưởng phòng|phó phòng|trưởng công an|giám đốc|hiệu trưởng|cán bộ|công chức|"
    r"chuyên viên|đồng chí|đ/c|tổ trưởng|đội trưởng|trưởng ban|phó ban|trưởng trạm|thành viên|"
    r"cộng tác viên|người lập|ủy viên|phụ trách|chi hội trưởng"
)
_OFFICIAL_POST = re.compile(f"{_POSTS}|{fold_letters(_POSTS)}")


def find_person_evidence(text: FileText, lower_text: str) -> Iterator[Evidence]:
    """Yield evidence about a person, named or not; `lower_text` is the text in small letters."""
    person_names = find_person_names(text.text)
    if person_names:
        yield Evidence(PERSON_NAME, WEAK)
        yield from _find_birth_evidence(text, lower_text, person_names)
        yield from _find_id_evidence(text, lower_text)
        yield from _find_place_evidence(text, lower_text, person_names)
    elif text.zone == "body" and _ONE_PERSON.search(lower_text):
        yield Evidence(BIRTH_YEAR, DECISIVE)
    elif text.zone == "body" and not _OFFICIAL_POST.search(lower_text):
        yield from _find_unnamed_evidence(lower_text)


def _find_birth_evidence(
    text: FileText, lower_text: str, person_names: Sequence[PersonName]
) -> Iterator[Evidence]:
    is_signed = text.zone in ("signature", "property")
    has_birth_after = any(
        _has_birth_after(lower_text, name, is_signed=is_signed) for name in person_names
    )
    has_birth_beside = _is_alone(text, person_names) and any(map(_is_birth_cell, text.row_texts))
    if has_birth_after or has_birth_beside or _BIRTH_PHRASE.search(lower_text):
        yield Evidence(NAME_AND_BIRTH, DECISIVE)


def _has_birth_after(lower_text: str, name: PersonName, *, is_signed: bool) -> bool:
    """Return whether a birth year or an age follows the name; «An sinh 1985» names An."""
    if _BIRTH_AFTER.match(lower_text, name.end):
        return True
    if is_signed:
        return False
    year_match = _YEAR_AFTER.match(lower_text, name.end)
    if year_match and EARLIEST_BIRTH_YEAR <= int(year_match[1]) <= LATEST_BIRTH_YEAR:
        return True
    return bool(_AGE_PHRASE.search(lower_text[name.end : name.end + 20]))


def _is_birth_cell(cell: str) -> bool:
    year_match = _BIRTH_YEAR_CELL.fullmatch(cell)
    is_year = (
        year_match is not None and EARLIEST_BIRTH_YEAR <= int(year_match[1]) <= LATEST_BIRTH_YEAR
    )
    return is_year or bool(_BIRTH_PHRASE.search(cell.lower()))


def _find_id_evidence(text: FileText, lower_text: str) -> Iterator[Evidence]:
    folded_texts = tuple(map(fold_without_names, (text.text, *text.row_texts)))
    if any(
        is_no_amount(match[0], folded_texts)
        for cell in (lower_text, *text.row_texts)
        for match in _NINE_DIGITS.finditer(cell)
    ):
        yield Evidence(IDENTITY_CARD, DECISIVE)
    if any(
        _is_shortened_id(cell.strip()) and is_no_amount(cell.strip(), folded_texts)
        for cell in text.row_texts
    ):
        yield Evidence(CITIZEN_ID, DECISIVE)


def _is_shortened_id(cell: str) -> bool:
    """Return whether a number cell holds a citizen id without leading zeros."""
    return bool(_TEN_TO_TWELVE_DIGITS.fullmatch(cell)) and is_citizen_id(cell.zfill(12))


def _find_place_evidence(
    text: FileText, lower_text: str, person_names: Sequence[PersonName]
) -> Iterator[Evidence]:
    if text.zone != "body" or _OFFICIAL_POST.search(lower_text):
        return
    is_business = _BUSINESS_WORDS.search(lower_text) and not (
        _FORM_OF_ADDRESS.search(lower_text) or _RESIDENCE_PHRASE.search(lower_text)
    )
    has_address_beside = any(
        len(cell) < MAX_ADDRESS_LENGTH and _is_address(cell.lower()) for cell in text.row_texts
    )
    if not is_business and (
        _is_address(lower_text) or (_is_alone(text, person_names) and has_address_beside)
    ):
        yield Evidence(NAME_AND_ADDRESS, DECISIVE)
    if any(_CASE_ROLE.search(lower_text[: name.start]) for name in person_names):
        yield Evidence(CASE_PERSON, DECISIVE)


def _find_unnamed_evidence(lower_text: str) -> Iterator[Evidence]:
    """Yield evidence about a person without a name: a birth year, a home address."""
    if _BIRTH_PHRASE.search(lower_text):
        yield Evidence(BIRTH_YEAR, SUPPORTING)
    is_home = _HOUSE_NUMBER.search(lower_text) and not _BUSINESS_WORDS.search(lower_text)
    if is_home or (
        _HOME_ADDRESS_PHRASE.search(lower_text) and not _PEOPLE_COUNT.search(lower_text)
    ):
        yield Evidence(HOME_ADDRESS, DECISIVE)
    elif _RESIDENCE_PHRASE.search(lower_text):
        yield Evidence(HOME_ADDRESS, SUPPORTING)


def _is_alone(text: FileText, person_names: Sequence[PersonName]) -> bool:
    return len(text.text) - (person_names[0].end - person_names[0].start) <= MAX_TITLE_LENGTH


def _is_address(lower_text: str) -> bool:
    return bool(
        _RESIDENCE_PHRASE.search(lower_text)
        or _ADDRESS_PHRASE.search(_NOT_ADDRESS_WORDS.sub(" ", lower_text))
    )
