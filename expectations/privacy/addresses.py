"""Home addresses without a name: a house number with its street, alley or neighbourhood.

Rules only. Offices, businesses and public places have addresses too, and those are no evidence.
The texts are folded before (`letters.fold_letters`). May call warehouse.
"""

import re

from expectations.privacy.letters import CAPITAL
from expectations.privacy.name_lists import is_namesake

_NUMBER = r"\d+[a-z]?(?:[/-]\d+[a-z]?)*"
_STREET = r"(?:duong|pho|ngo|ngach|hem|kiet)"
_AREA = rf"(?:{_STREET}|to|tdp|to dan pho|thon|xom|ap|khu|phuong|p\.|xa|khu pho|lo)"
_HOUSE_ADDRESS = re.compile(
    rf"(?<!\w)(?:so nha|nha so|sn|nha o so|dia chi so)\W{{0,2}}{_NUMBER}(?!\w)|"
    rf"(?<!\w)(?:o|tru tai|tai|tru|ngu|nha)(?: tai)? so {_NUMBER}\W{{1,3}}[a-z]|"
    rf"(?<!\w)so {_NUMBER},? (?:{_STREET}|to|thon|xom)\W+\w|"
    rf"(?<!\w){_STREET} {_NUMBER},?\W{{0,2}}so (?:nha )?{_NUMBER}(?!\w)|"
    rf"(?<!\w)\d+[a-z]?/\d+[a-z]?(?:/\d+[a-z]?)*,? {_STREET} \w|"
    rf"(?<!\w)(?:so )?{_NUMBER},? (?:ngo|ngach|hem) {_NUMBER}|"
    rf"(?<!\w)(?:phong|p\.?) ?\d+[a-z]?\W{{1,3}}(?:nha tro|toa|chung cu|khu tro|tap the|"
    rf"khu tap the)|"
    rf"(?<!\w)(?:can ho|can) (?:so )?[a-z]?\d+[\w.-]*.{{0,20}}(?:chung cu|toa)"
)
_NUMBER_AND_NAME = re.compile(
    rf"(?<!\w)(?:[Ss]ố|so|SỐ) {_NUMBER},? (?:{CAPITAL}[\w]*(?: {CAPITAL}\w*)+).{{0,20}}?(?:,|-)\s?"
    r"(?i:tổ|tdp|to|phường|p\.|khu|thôn|[A-ZĐ])"
)
_ON_NAMED_STREET = re.compile(
    rf"(?<![\w/])\d+[a-zA-Z]?(?:/\d+[a-zA-Z]?)+,? ({CAPITAL}\w*(?: {CAPITAL}\w*){{1,3}}) ?[,(–-] ?"
    r"(?i:tổ|tdp|to|phường|p\.|khu|thôn|xã)"
)
_PUBLIC = re.compile(
    r"co so|karaoke|khach san|nha nghi|nha hang|massage|xoa bop|quan (?!khu)|cong ty|doanh nghiep|"
    r"tru so|dia diem|hoi truong|ubnd|truong(?! hop)|tram y te|nha van hoa|spa|nail|"
    r"(?<!\w)bar(?!\w)|"
    r"ca phe|cafe|hotel|shop|tiem|salon|goi dau|homestay|tuyen duong|cac tuyen|trung tam|benh vien|"
    r"cho(?= \w+ (?:so|tai))|cua hang|kho (?:bac|hang)|ngan hang|chi nhanh|van phong|cong an|"
    r"nha may|xuong|bien so|buu dien|chua|dinh lang|hop tac xa|htx|cau lac bo|clb|doi tuyen"
)
_PEOPLE = re.compile(
    r"(?<!\w)(?:ong|ba|anh|chi|em|chau|nan nhan|doi tuong|tru tai|thuong tru|tam tru|o tro|"
    r"thue tro|"
    r"nha rieng|ho khau|hktt|chu quan|chu co so|gia dinh)(?!\w)"
)
_COUNT_OF_HOMES = re.compile(r"\d\s*(?:ho|nguoi|nhan khau|truong hop|co so|luot|gia dinh)(?!\w)")


def has_home_address(text: str, folded_text: str) -> bool:
    """Return whether a text holds the address of a home."""
    if _PUBLIC.search(folded_text) and not _PEOPLE.search(folded_text):
        return False
    if _COUNT_OF_HOMES.search(folded_text):
        return False
    if _HOUSE_ADDRESS.search(folded_text) or _NUMBER_AND_NAME.search(text):
        return True
    return any(is_namesake(match[1]) for match in _ON_NAMED_STREET.finditer(text))
