"""Personal data by the words around a name: a birth year, an address, a case.

Rules only. A bare name is only a hint: officials sign reports, and streets carry names. The texts
are cleaned before (`privacy.cleaned`). May call warehouse.
"""

import re
from collections.abc import Iterator

from expectations.person_names import Name, names
from expectations.privacy_numbers import is_citizen_id
from expectations.privacy_signs import (
    ADDRESS,
    BIRTH,
    BORN,
    CITIZEN_ID,
    DECISIVE,
    DWELLING,
    NAME,
    OLD_ID,
    SUBJECT,
    SUPPORTING,
    WEAK,
    Evidence,
)
from warehouse.forms.texts import Text

OLDEST_BIRTH, YOUNGEST_BARE = 1920, 2012
"""The range of birth years: a later bare year beside a name is a reporting year."""
LONGEST_PLACE = 80
"""The most letters of an address in a neighbouring cell; a longer text is a sentence."""
TITLE = 8
"""The most letters beside a name that counts as alone in a cell: «1. Ông »."""

_NINE = re.compile(r"(?<![\d.,/-])\d{9}(?![\d.,/-]\d|\d)")
_TENFOLD = re.compile(r"\d{10,12}")
_NOT_BORN = "".join(
    f"(?<!{w} )" for w in ("học", "phát", "vệ", "ký", "tái", "dân", "an", "hi", "thí", "mưu", " y")
)
_DAY = r"(?:\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*)?"
_BORN = re.compile(
    rf"(?<!\w){_NOT_BORN}sinh(?:\s|năm|ngày|nam|ngay|:|-|vào)*{_DAY}(?:19[2-9]\d|20[0-2]\d)(?!\d)"
    rf"|(?<!\w)(?:s\.?n|ns|n\.s|dob)\s*[.:]?\s*{_DAY}(?:19[2-9]\d|20[0-2]\d)(?!\d)"
    r"|(?<!\w)sinh(?:\s|ngày|ngay|:)*\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d\d(?!\d)"
    r"|(?<!\w)sinh ngày \d{1,2} tháng \d{1,2} năm (?:19|20)\d\d"
)
_BORN_AFTER = re.compile(
    r"[\s,;:()\-]{1,4}(?:(?:sinh|born)\D{1,12}|(?:s\.?n|n\.?s|s\.)[\s.:]{1,3})(?:19|20)?\d\d(?!\d)"
    r"|[\s,;:()\-]{1,4}(?:sinh|born)\D{1,12}\d"
)
_YEAR_AFTER = re.compile(
    rf"(?:[\s,;(-]{{1,3}}(?:nam|nữ)(?!\w))?[\s.,;:()\-/]{{1,4}}{_DAY}(\d{{4}})(?!\d|\s*-\s*\d)"
)
_WHOLE_YEAR = re.compile(rf"\s*{_DAY}(\d{{4}})\s*")
_NO_AGE = "".join(f"(?<!{w} )" for w in ("dưới", "trên", "từ", "đủ", "đến", "duoi", "tren", "tu"))
_AGE = re.compile(rf"{_NO_AGE}(?<!-)(?<!\d)[1-9]\d\s*(?:tuổi|tuoi|t)(?!\w)")
_PLACE = re.compile(
    r"(?<!\w)(?:thôn|xóm|ấp|bản|khu phố|tổ dân phố|tdp|tổ|đội|số nhà|ngõ|ngách|hẻm|đường|phố|"
    r"thon|xom|to dan pho|so nha|ngo|ngach|duong)\s+(?:số\s+|so\s+)?(?:\d|[a-zà-ỹđ])"
)
# In small letters, these words often have another meaning.
_OTHER_WORDS = re.compile(
    r"(?<!\w)(?:tổ (?:chức|trưởng|phó|công|kiểm|liên|ấm|hợp|đại|viên|quốc|tuyên|truy|tiết)|"
    r"đội (?!\d)|đường (?:dây|bộ|thủy|phố|sắt)|bản (?!\w+ \d)|phố (?:cổ|đi)|ấp ủ|"
    r"to (?:roi|chuc|gap))"
)
_RESIDENCE = re.compile(
    r"(?<!\w)(?:trú tại|trú(?= phường| xã| thôn| tổ| số)|thường trú|đktt|ở trọ|thuê trọ|"
    r"ở(?= tại| số)|"
    r"tạm trú|cư trú|ngụ|hktt|hộ khẩu|nơi ở|chỗ ở|quê|trú quán|"
    r"tru tai|thuong tru|tam tru|noi o|que quan)(?!\w)"
)
_HOUSE = re.compile(
    r"(?<!\w)(?:số nhà|so nha|sn)\s*\d+\w*.{0,40}?"
    r"(?:đường|ngõ|ngách|hẻm|phố|tổ|thôn|xóm|khu|phường|duong|ngo|pho|to|thon|phuong|,)"
)
_LIVES = re.compile(
    r"(?<!\w)(?:hktt|đktt|quê quán|que quan|nơi ở|chỗ ở|nơi cư trú|trú quán|hộ khẩu thường trú)"
    r"(?: hiện nay| tại)*\W{0,3}(?:thôn|xóm|ấp|bản|tổ|tdp|số|sn|p\d|ngõ|ngách|hẻm|đường)\W{0,2}\w|"
    r"(?<!\w)(?:nhà riêng|gia đình ở|thuê trọ|ở trọ)(?: tại)?\W{0,3}(?:số|sn|phòng|p)\W{0,2}\d"
)
_COUNTED = re.compile(
    r"\d\s*(?:người|đối tượng|hộ|trường hợp|lượt|nhân khẩu|học sinh|gia đình|em)(?!\w)|"
    r"(?<!\w)số (?:người|hộ|đối tượng|nhân khẩu|trường hợp|lượt)|:\s*\d+\s*$"
)
_BUSINESS = re.compile(
    r"cơ sở|karaoke|khách sạn|nhà nghỉ|nhà hàng|massage|xoa bóp|quán|công ty|doanh nghiệp|trụ sở|"
    r"địa điểm|hội trường|ubnd|trường|trạm y tế|nhà văn hóa|co so|spa|nail|bar|cà phê|cafe|hotel|"
    r"shop|tiệm|salon|gội đầu|nhà trọ|homestay"
)
_CALLED = re.compile(r"(?<!\w)(?:ông|bà|anh|chị|em|cháu|cô|chú|chủ|ong|ba)\s")
_SUBJECT = re.compile(
    r"(?:đối tượng|nạn nhân|bị can|bị cáo|bị hại|người bán dâm|người mua dâm|gái bán dâm|"
    r"chủ chứa|môi giới|nghi phạm|người vi phạm|con nghiện|người nghiện|người nhiễm|bệnh nhân|"
    r"chủ cơ sở|chủ quán|tiếp viên|nhân viên|doi tuong|nan nhan|nguoi ban dam)"
    r"(?:\s*(?:là|tên|:|-|,|bán dâm|mua dâm|chính|\d+ tuổi|nữ|nam|ông|bà|anh|chị|la|ten))*\s*$"
)
_OFFICIAL = re.compile(
    r"chủ tịch|bí thư|trưởng phòng|phó phòng|trưởng công an|giám đốc|hiệu trưởng|cán bộ|công chức|"
    r"chuyên viên|đồng chí|đ/c|tổ trưởng|đội trưởng|trưởng ban|phó ban|trưởng trạm|thành viên|"
    r"cộng tác viên|người lập|ủy viên|phụ trách|chi hội trưởng|chu tich|can bo|dong chi"
)


def people(text: Text, low: str) -> Iterator[Evidence]:
    """Yield evidence about a person, named or not; `low` is the text in small letters."""
    found = names(text.text)
    if found:
        yield Evidence(NAME, WEAK)
        yield from _born(text, low, found)
        yield from _with_an_id(text, low)
        yield from _placed(text, low, found)
    elif text.zone == "body" and not _OFFICIAL.search(low):
        yield from _unnamed(low)


def _born(text: Text, low: str, found: list[Name]) -> Iterator[Evidence]:
    is_signed = text.zone in ("signature", "property")
    after = any(_birth_after(low, name, is_signed=is_signed) for name in found)
    beside = _is_alone(text, found) and any(map(_is_birth, text.row))
    if after or beside or _BORN.search(low):
        yield Evidence(BIRTH, SUPPORTING)


def _birth_after(low: str, name: Name, *, is_signed: bool) -> bool:
    """Return whether a birth year or an age follows the name; «An sinh 1985» names An."""
    if _BORN_AFTER.match(low, name.end):
        return True
    if is_signed:
        return False
    year = _YEAR_AFTER.match(low, name.end)
    if year and OLDEST_BIRTH <= int(year[1]) <= YOUNGEST_BARE:
        return True
    return bool(_AGE.search(low[name.end : name.end + 20]))


def _is_birth(cell: str) -> bool:
    year = _WHOLE_YEAR.fullmatch(cell)
    is_year = year is not None and OLDEST_BIRTH <= int(year[1]) <= YOUNGEST_BARE
    return is_year or bool(_BORN.search(cell.lower()))


def _with_an_id(text: Text, low: str) -> Iterator[Evidence]:
    if _NINE.search(low) or any(_NINE.fullmatch(cell.strip()) for cell in text.row):
        yield Evidence(OLD_ID, SUPPORTING)
    if any(_is_shortened_id(cell.strip()) for cell in text.row):
        yield Evidence(CITIZEN_ID, SUPPORTING)


def _is_shortened_id(cell: str) -> bool:
    """Return whether a number cell holds a citizen id without leading zeros."""
    return bool(_TENFOLD.fullmatch(cell)) and is_citizen_id(cell.zfill(12))


def _placed(text: Text, low: str, found: list[Name]) -> Iterator[Evidence]:
    if text.zone != "body" or _OFFICIAL.search(low):
        return
    is_business = _BUSINESS.search(low) and not (_CALLED.search(low) or _RESIDENCE.search(low))
    lives_beside = any(len(c) < LONGEST_PLACE and _is_address(c.lower()) for c in text.row)
    if not is_business and (_is_address(low) or (_is_alone(text, found) and lives_beside)):
        yield Evidence(ADDRESS, SUPPORTING)
    if any(_SUBJECT.search(low[: name.start]) for name in found):
        yield Evidence(SUBJECT, SUPPORTING)


def _unnamed(low: str) -> Iterator[Evidence]:
    """Yield evidence about a person without a name: a birth year, a home address."""
    if _BORN.search(low):
        yield Evidence(BORN, SUPPORTING)
    is_house = _HOUSE.search(low) and not _BUSINESS.search(low)
    if is_house or (_LIVES.search(low) and not _COUNTED.search(low)):
        yield Evidence(DWELLING, DECISIVE)
    elif _RESIDENCE.search(low):
        yield Evidence(DWELLING, SUPPORTING)


def _is_alone(text: Text, found: list[Name]) -> bool:
    return len(text.text) - (found[0].end - found[0].start) <= TITLE


def _is_address(low: str) -> bool:
    return bool(_RESIDENCE.search(low) or _PLACE.search(_OTHER_WORDS.sub(" ", low)))
