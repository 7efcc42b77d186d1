"""Personal data by digits and signs: ids, mobile numbers, e-mail, bank accounts.

Rules only. The texts are cleaned before (`privacy.cleaned`). May call warehouse.
"""

import re
from collections.abc import Iterator

from expectations.privacy_online import online
from expectations.privacy_signs import (
    ACCOUNT,
    CITIZEN_ID,
    DECISIVE,
    MOBILE,
    OLD_ID,
    Evidence,
)
from warehouse.forms.texts import Text

LAST_BIRTH_OF_CENTURY = {"0": 99, "1": 99, "2": 40, "3": 40}
"""Century and gender digit of a citizen id → the last possible two-digit birth year."""
# Thông tư 59/2021/TT-BCA: the first three digits of a citizen id are the province's.
PROVINCES = frozenset(f"{number:03}" for number in range(1, 97)) - {
    f"{number:03}"
    for number in (
        *(3, 5, 7, 9, 13, 16, 18, 21, 23, 28, 29, 32, 39, 41, 43, 47, 50, 53, 55, 57, 59, 61, 63),
        *(65, 69, 71, 73, 76, 78, 81, 85, 88, 90),
    )
}

_GAP = r"[ .\-]"
# Groups of digits as people write them; dates have other groups.
_CITIZEN = re.compile(
    rf"(?<![\w.,/-])0(?:\d{{11}}|\d\d({_GAP})\d{{3}}\1\d{{3}}\1\d{{3}}|"
    rf"\d{{3}}({_GAP})\d{{4}}\2\d{{4}}|\d\d{_GAP}\d{_GAP}\d\d{_GAP}\d{{6}}|"
    rf"\d\d{_GAP}\d{{3}}{_GAP}\d{{6}}|\d\d{_GAP}\d{{9}}|\d{{5}}{_GAP}\d{{6}}|"
    r"(?: \d){11})(?!\d|[.,/]\d)"
)
_ABROAD = (
    rf"(?<![\w.,/])(?<!\d-)(?:\(?\+ ?84\)?|\(84\)|0084){_GAP}?(?:\(0\)|0)?{_GAP}?"
    rf"[35789](?:{_GAP}?\d){{8}}(?!\d)"
)
_AT_HOME = (
    rf"(?<![\w.,/])(?<!\d-)\(?0[35789](?:\d{{8}}|\d\d\)?(?P<a>{_GAP})\d{{3}}(?P=a)\d{{3}}|"
    rf"\d(?P<b>{_GAP})\d{{3}}(?P=b)\d{{4}}|\d\d(?P<c>{_GAP})\d\d(?P=c)\d\d(?P=c)\d\d|"
    rf"\d\d{_GAP}\d{{6}}|\d{{3}}{_GAP}\d{{5}}|\d{_GAP}\d{{7}}|(?P<d>{_GAP})\d{{4}}(?P=d)\d{{4}}|"
    rf"\d(?P<e>{_GAP})\d\d(?P=e)\d\d(?P=e)\d{{3}}|(?: \d){{8}})(?!\d|[.,/-]\d)"
)
_ONE_BY_ONE = r"(?<![\w.,/])(?<!\d )0 [35789](?: \d){8}(?! ?\d)"
_IN_WORDS = (
    r"(?:(?<!\w)(?:đt|sđt|sdt|tel)(?!\w)|điện thoại|dien thoai|zalo|di động|phone|mobile)"
    rf"(?:\W{{0,3}}(?:di động|riêng|số)?\W{{0,3}}(?:84)?[35789]|[^\d\n]{{0,40}}0{_GAP}?[35789])"
    rf"(?:{_GAP}?\d){{8}}(?!\d)"
)
_MOBILE = re.compile(f"{_ABROAD}|{_AT_HOME}|{_ONE_BY_ONE}|{_IN_WORDS}")
_REGISTERED = re.compile(
    r"(?:mst|mã số thuế|ma so thue|mã số doanh nghiệp|mã hồ sơ|số hồ sơ|mã số hộ|số gcn|mã qr|"
    r"barcode|giấy phép|gpkd|đkkd)\W*(?:số|so)?\W*$"
)
_ID_IN_WORDS = re.compile(
    r"(?:cmnd|cmt(?:nd)?|cccd|chứng minh|chung minh|căn cước|can cuoc|giấy tờ tùy thân|đdcn|"
    r"định danh)[^\d]{0,40}(?<!\d)(\d{12}|\d{9}|\d{3}([ .-])\d{3}\2\d{3}(?:\2\d{3})?)(?!\d)"
)
_ACCOUNT = re.compile(
    r"(?:(?<!\w)(?:stk|tknh|tk)(?!\w)|số tài khoản|so tai khoan|tài khoản|tai khoan)"
    r"(?: (?:ngân hàng|ngan hang|cá nhân|số|so|nh))*[^\d\n]{0,25}"
    r"(?:\d{2,4}[a-z])?(\d(?:[ .-]?\d){7,18})(?!\d)"
)
_AT_A_BANK = re.compile(
    r"(?<!\w)(?:vietcombank|vcb|vietinbank|bidv|agribank|techcombank|tcb|mb ?bank|acb|sacombank|"
    r"vpbank|tpbank|hdbank|shb|vib|seabank|momo|viettelpay)"
    r"[^\d\n]{0,15}(?!\d{1,3}(?:\.\d{3})+(?!\d))(\d(?:[ .-]?\d){7,18})(?!\d)"
)
_TREASURY = re.compile(r"kho bạc|kbnn|kho bac|ngân sách|tạm thu|tạm giữ")
_MONEY = re.compile(r"\W*(?:đồng|đ|vnđ|vnd|triệu|nghìn|ngàn|tỷ|dong)(?!\w)")


def numbers(text: Text, low: str) -> Iterator[Evidence]:
    """Yield evidence from numbers and addresses in a text; `low` is the text in small letters.

    The telephone and e-mail in a letterhead belong to an office, so they are no evidence.
    """
    if any(is_citizen_id(m[0]) and not _is_registered(low, m) for m in _CITIZEN.finditer(low)):
        yield Evidence(CITIZEN_ID, DECISIVE)
    if _not_money(_ID_IN_WORDS, low):
        yield Evidence(OLD_ID, DECISIVE)
    if (_not_money(_ACCOUNT, low) or _not_money(_AT_A_BANK, low)) and not _TREASURY.search(low):
        yield Evidence(ACCOUNT, DECISIVE)
    if text.zone == "letterhead":
        return
    if not all(_is_registered(low, m) for m in _MOBILE.finditer(low)):
        yield Evidence(MOBILE, DECISIVE)
    yield from online(low)


def is_citizen_id(written: str) -> bool:
    """Return whether twelve digits, in any groups, name a province and a possible birth year."""
    digits = re.sub(r"\D", "", written)
    return digits[:3] in PROVINCES and int(digits[4:6]) <= LAST_BIRTH_OF_CENTURY.get(digits[3], -1)


def _not_money(pattern: re.Pattern[str], low: str) -> bool:
    return any(not _MONEY.match(low, found.end()) for found in pattern.finditer(low))


def _is_registered(low: str, found: re.Match[str]) -> bool:
    """Return whether the words before a number mark a business, a file or a licence."""
    return bool(_REGISTERED.search(low[max(0, found.start() - 40) : found.start()]))
