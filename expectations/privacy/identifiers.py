"""Personal data by digits and signs: ids, mobile numbers, e-mail, bank accounts.

Rules only. The texts are cleaned before (`scan.clean_string`). May call warehouse.
"""

import re
from collections.abc import Iterator

from expectations.privacy.evidence import (
    BANK_ACCOUNT,
    CITIZEN_ID,
    DECISIVE,
    IDENTITY_CARD,
    MOBILE_NUMBER,
    Evidence,
)
from expectations.privacy.online import find_online_evidence
from warehouse.files.texts.file_texts import FileText

LAST_BIRTH_YEARS = {"0": 99, "1": 99, "2": 40, "3": 40}
"""Century and gender digit of a citizen id → the last possible two-digit birth year."""
# Thông tư 59/2021/TT-BCA: the first three digits of a citizen id are the province's.
PROVINCE_CODES = frozenset(f"{number:03}" for number in range(1, 97)) - {
    f"{number:03}"
    for number in (
        *(3, 5, 7, 9, 13, 16, 18, 21, 23, 28, 29, 32, 39, 41, 43, 47, 50, 53, 55, 57, 59, 61, 63),
        *(65, 69, 71, 73, 76, 78, 81, 85, 88, 90),
    )
}

_DIGIT_GAP = r"[ .\-]"
# Groups of digits as people write them; dates have other groups.
_CITIZEN_ID_PATTERN = re.compile(
    rf"(?<![\w.,/-])0(?:\d{{11}}|\d\d({_DIGIT_GAP})\d{{3}}\1\d{{3}}\1\d{{3}}|"
    rf"\d{{3}}({_DIGIT_GAP})\d{{4}}\2\d{{4}}|\d\d{_DIGIT_GAP}\d{_DIGIT_GAP}\d\d{_DIGIT_GAP}\d{{6}}|"
    rf"\d\d{_DIGIT_GAP}\d{{3}}{_DIGIT_GAP}\d{{6}}|\d\d{_DIGIT_GAP}\d{{9}}|\d{{5}}{_DIGIT_GAP}\d{{6}}|"
    r"(?: \d){11})(?!\d|[.,/]\d)"
)
_INTERNATIONAL_MOBILE = (
    rf"(?<![\w.,/])(?<!\d-)(?:\(?\+ ?84\)?|\(84\)|0084){_DIGIT_GAP}?(?:\(0\)|0)?{_DIGIT_GAP}?"
    rf"[35789](?:{_DIGIT_GAP}?\d){{8}}(?!\d)"
)
_DOMESTIC_MOBILE = (
    rf"(?<![\w.,/])(?<!\d-)\(?0[35789](?:\d{{8}}|\d\d\)?(?P<a>{_DIGIT_GAP})\d{{3}}(?P=a)\d{{3}}|"
    rf"\d(?P<b>{_DIGIT_GAP})\d{{3}}(?P=b)\d{{4}}|\d\d(?P<c>{_DIGIT_GAP})\d\d(?P=c)\d\d(?P=c)\d\d|"
    rf"\d\d{_DIGIT_GAP}\d{{6}}|\d{{3}}{_DIGIT_GAP}\d{{5}}|\d{_DIGIT_GAP}\d{{7}}|(?P<d>{_DIGIT_GAP})\d{{4}}(?P=d)\d{{4}}|"
    rf"\d(?P<e>{_DIGIT_GAP})\d\d(?P=e)\d\d(?P=e)\d{{3}}|(?: \d){{8}})(?!\d|[.,/-]\d)"
)
_SPACED_MOBILE = r"(?<![\w.,/])(?<!\d )0 [35789](?: \d){8}(?! ?\d)"
_LABELLED_MOBILE = (
    r"(?:(?<!\w)(?:đt|sđt|sdt|tel)(?!\w)|điện thoại|dien thoai|zalo|di động|phone|mobile)"
    rf"(?:\W{{0,3}}(?:di động|riêng|số)?\W{{0,3}}(?:84)?[35789]|[^\d\n]{{0,40}}0{_DIGIT_GAP}"
    rf"?[35789])"
    rf"(?:{_DIGIT_GAP}?\d){{8}}(?!\d)"
)
_MOBILE_PATTERN = re.compile(
    f"{_INTERNATIONAL_MOBILE}|{_DOMESTIC_MOBILE}|{_SPACED_MOBILE}|{_LABELLED_MOBILE}"
)
_REGISTRATION_LABEL = re.compile(
    r"(?:mst|mã số thuế|ma so thue|mã số doanh nghiệp|mã hồ sơ|số hồ sơ|mã số hộ|số gcn|mã qr|"
    r"barcode|giấy phép|gpkd|đkkd)\W*(?:số|so)?\W*$"
)
_LABELLED_ID = re.compile(
    r"(?:cmnd|cmt(?:nd)?|cccd|chứng minh|chung minh|căn cước|can cuoc|giấy tờ tùy thân|đdcn|"
    r"định danh)[^\d]{0,40}(?<!\d)(\d{12}|\d{9}|\d{3}([ .-])\d{3}\2\d{3}(?:\2\d{3})?)(?!\d)"
)
_LABELLED_ACCOUNT = re.compile(
    r"(?:(?<!\w)(?:stk|tknh|tk)(?!\w)|số tài khoản|so tai khoan|tài khoản|tai khoan)"
    r"(?: (?:ngân hàng|ngan hang|cá nhân|số|so|nh))*[^\d\n]{0,25}"
    r"(?:\d{2,4}[a-z])?(\d(?:[ .-]?\d){7,18})(?!\d)"
)
_BANK_ACCOUNT_PATTERN = re.compile(
    r"(?<!\w)(?:vietcombank|vcb|vietinbank|bidv|agribank|techcombank|tcb|mb ?bank|acb|sacombank|"
    r"vpbank|tpbank|hdbank|shb|vib|seabank|momo|viettelpay)"
    r"[^\d\n]{0,15}(?!\d{1,3}(?:\.\d{3})+(?!\d))(\d(?:[ .-]?\d){7,18})(?!\d)"
)
_TREASURY_WORDS = re.compile(r"kho bạc|kbnn|kho bac|ngân sách|tạm thu|tạm giữ")
_MONEY_UNIT = re.compile(r"\W*(?:đồng|đ|vnđ|vnd|triệu|nghìn|ngàn|tỷ|dong)(?!\w)")


def find_number_evidence(text: FileText, lower_text: str) -> Iterator[Evidence]:
    """Yield evidence from numbers and addresses in a text, `lower_text` in small letters.

    The telephone and e-mail in a letterhead belong to an office, so they are no evidence.
    """
    if any(
        is_citizen_id(match[0]) and not _is_registration_number(lower_text, match)
        for match in _CITIZEN_ID_PATTERN.finditer(lower_text)
    ):
        yield Evidence(CITIZEN_ID, DECISIVE)
    if _matches_beyond_money(_LABELLED_ID, lower_text):
        yield Evidence(IDENTITY_CARD, DECISIVE)
    if (
        _matches_beyond_money(_LABELLED_ACCOUNT, lower_text)
        or _matches_beyond_money(_BANK_ACCOUNT_PATTERN, lower_text)
    ) and not _TREASURY_WORDS.search(lower_text):
        yield Evidence(BANK_ACCOUNT, DECISIVE)
    if text.zone == "letterhead":
        return
    if not all(
        _is_registration_number(lower_text, match) for match in _MOBILE_PATTERN.finditer(lower_text)
    ):
        yield Evidence(MOBILE_NUMBER, DECISIVE)
    yield from find_online_evidence(lower_text)


def is_citizen_id(text: str) -> bool:
    """Return whether twelve digits, in any groups, name a province and a possible birth year."""
    digits = re.sub(r"\D", "", text)
    return digits[:3] in PROVINCE_CODES and int(digits[4:6]) <= LAST_BIRTH_YEARS.get(digits[3], -1)


def _matches_beyond_money(pattern: re.Pattern[str], lower_text: str) -> bool:
    return any(
        not _MONEY_UNIT.match(lower_text, match.end()) for match in pattern.finditer(lower_text)
    )


def _is_registration_number(lower_text: str, match: re.Match[str]) -> bool:
    """Return whether the words before a number mark a business, a file or a licence."""
    return bool(_REGISTRATION_LABEL.search(lower_text[max(0, match.start() - 40) : match.start()]))
