"""How a name stands in its sentence: an official's, a signatory's, a house's, or someone concerned.

Rules over the words before and behind a name. Texts are folded before (`letters.fold_letters`).
Pure; may call nothing.
"""

import re

from expectations.privacy.person_names import PersonName

_WORDS_BEFORE, _WORDS_BEHIND, _MAX_WORDS_BETWEEN = 60, 40, 45
_POST = (
    r"(?:(?:pho |p\. ?)?(?:chu tich|bi thu|truong (?:phong|cong an|ban|tram|doan|thon|khu|xom|"
    r"bo mon|khoa|"
    r"van phong|nhom|doi|to)|giam doc|hieu truong|chu nhiem|doi truong|to truong|chi huy|thu tuong|"
    r"bo truong|thong doc|vien truong|chanh (?:an|van phong|thanh tra)|chi hoi truong|hoi truong|"
    r"cuc truong|"
    r"vu truong|tong (?:bi thu|thanh tra|giam doc))|pho phong|pho ban|pho doi|pct|ct|can bo|"
    r"cong chuc|vien chuc|"
    r"chuyen vien|dong chi|d/c|(?<!gap )(?<!he )(?<!tim )(?<!thay )dc|thanh vien|cong tac vien|ctv|"
    r"uy vien|nguoi lap(?: bieu)?|lap bieu|"
    r"nguoi (?:(?:nhan|gui|kiem tra|nhap|ra soat|doi chieu|lam|lap|tiep nhan|cung cap) (?:bao cao|"
    r"bieu|so lieu|du lieu|van ban)|phu trach|bao cao|tong hop|dai dien|ky|duyet|soan)|phu trach|"
    r"bao cao vien|"
    r"giang vien|dau moi|"
    r"ky (?:boi|thay|ten)|da k[yi](?! (?:cam ket|hop dong|bien ban|don)(?!\w))|ke toan|thu quy|"
    r"van thu|thu ky|(?:dai|thuong|trung|thieu) (?:ta|uy|tuong)|"
    r"(?:dd|bs|ds|ys|ths|cn|ktv|nhs|gv|ts|pgs|gs|lg)\.|dieu duong|duoc si|dai bieu|luat su|"
    r"tham phan|kiem sat vien|dieu tra vien|ths|tien si|pgs|bac si|y si|"
    r"nguoi dung dau|thu truong|chu tri|lanh dao|kt|tm|tl|tuq|chu toa|pho tong|bi thu chi bo|"
    r"canh sat khu vuc|cskv|cong an vien|dan quan|tap the|quyen)"
)
_POST_BEHIND = re.compile(
    rf"^[\s,(:–-]{{1,4}}(?!dc(?!\w))(?:(?:nguyen|la|hien la|giu chuc|chuc vu)\W+)?{_POST}(?!\w)|"
    r"^\W{0,2}(?:lap|ky|chu tri|phu trach|lam (?:truong|pho|chu tich|to truong)|trinh bay|"
    r"phat bieu|"
    r"duyet|tong hop|bao cao|ky duyet|chi dao|ket luan)(?!\w)|"
    r"^[ ,(-]{1,3}(?:vp|vpub|ubnd|tyt|cap|cax|phong (?!\d)|tram y te|hoi (?!thao)|doan tn|mttq)"
)
_ANY_POST = re.compile(rf"(?<!\w){_POST}(?!\w)")
_BREAK = re.compile(
    r";|(?<!\w)(?:cho|gap|tu van|ho tro|den|tham|voi|ve|bat|xu ly|kiem tra|phat|dua|nhan|xac minh|"
    r"moi|"
    r"trao|tang|giup|cua(?= (?:ong|ba|anh|chi|em|chau)(?!\w)|\s*$)|vo|chong|con|nhac|goi|van dong|"
    r"giao duc|to cao|to giac|lien he|theo doi|"
    r"quan ly|"
    r"xu phat|da|doi voi)(?!\w)"
)
_ROLE_BEFORE = re.compile(
    r"(?<!\w)(?:nan nhan|doi tuong|d/t|bi can|bi cao|bi hai|(?:nguoi|gai|khach) (?:ban|mua) dam|"
    r"chu chua|"
    r"moi gioi|nghi pham|nguoi (?:vi pham|nghien|nhiem|benh|vay|bao tin|to giac|lam chung|"
    r"cai nghien)|"
    r"con nghien|benh nhan|bn|chu (?:co so|quan|ho|nha|nha nghi|no)|tiep vien|nhan vien|hoc vien|"
    r"ho (?:ngheo|can ngheo|ong|ba|anh|chi|gia dinh)|truong hop|gia dinh|dam|ma mi|cam dau|"
    r"(?:vo|chong|con|me|bo|cha) (?:cua )?(?:ong|ba|anh|chi)?)"
    r"(?:\W|la|ten|ban dam|mua dam|chinh|\d+ tuoi|\d+t|nu|nam|ong|ba|anh|chi|chau|em|co|massage|"
    r"karaoke|"
    r"tu vong|nhiem|nghien|ma tuy|hiv|so|\d|massa|goi dau)*$"
)
_HONORIFIC_BEFORE = re.compile(
    r"(?<!\w)(?:ong|ba|anh|chi|em|chau|co|chu|bac|vo|chong|con|ten|me|hoc sinh|ho)(?: (?:la|"
    r"ten))*[\s.:]{1,2}$"
)
_PLACE_BEFORE = re.compile(
    r"(?<!\w)(?:duong|dg|pho|p\.|truong|thpt|thcs|tieu hoc|mam non|mn|phuong|xa|quan|huyen|tinh|"
    r"thanh pho|tp|"
    r"cau|cong vien|quang truong|tuong dai|benh vien|bv|giai|cup|ngo|ngach|hem|khu|kdc|khu dan cu|"
    r"thon|xom|tdp|to dan pho|tu tuong|tuyen|lien doi|chi doi|nga (?:ba|tu|nam)|tru so|"
    r"nha van hoa|nvh|danh hieu|ben xe|ben|nha ga|san van dong|khach san|tuyen|doan tu|doan|tu|"
    r"chien dich|giai thuong|hoc bong|"
    r"(?:cac )?tuyen (?:duong|pho)|"
    r"cum|phuong trao|chi bo|tai|tren|doc|km|ql|dai lo|khu do thi|kdt|di tich|le hoi|khu di tich|"
    r"(?<!ho so )(?<!don )(?<!vu )so \d+[a-z]?(?:/\d+)*|"
    r"(?<!ngay )(?<!dem )(?<!sang )(?<!chieu )(?<!toi )(?<!hom )\d+(?:/\d+)+(?!:))"
    r"(?:\W{0,2}(?:so|\d+|mang ten|duong|pho|truong|va|,|thcs|thpt|tieu hoc|tu)\W{0,2})*\W{0,2}$"
)
_BUSINESS_BEFORE = re.compile(
    r"(?<!\w)(?<!nghe )(?:pk\w{0,3}|bv\w{0,3}|hkd|thcs|thpt|th|mn|dn|cong ty|cty|tnhh|co phan|cp|"
    r"doanh nghiep|dntn|hop tac xa|htx|co so|karaoke|"
    r"khach san|ks|"
    r"nha nghi|nn|nha hang|massage|xoa bop|quan|tiem|cua hang|shop|spa|salon|nail|bar|cafe|ca phe|"
    r"goi dau|"
    r"cat toc|homestay|hotel|tap doan|chi nhanh|ngan hang|phong kham|nha thuoc|hieu thuoc|xuong|"
    r"hoi quan|trung tam|truong mam non|clb|quan bar|beauty|nha tro|toc|co may|kinh doanh)"
    r"(?: (?!cua(?!\w)|chu(?!\w)|do(?!\w)|ong(?!\w)|ba(?!\w)|anh(?!\w)|"
    r"chi(?!\w)|(?:gom|(?:thang|khoa|lan|ngay|dot)(?= \d))(?!\w))[\w&.-]+){0,5}[\s:«\"“-]{1,3}$"
)
_BUSINESS_BEHIND = re.compile(
    r"\s(?:spa|hotel|karaoke|bar|salon|nail|beauty|shop|store|massage|quan|cafe|coffee|homestay|"
    r"studio|group|taxi|express)(?!\w)"
)
_BUSINESS_WITHIN = re.compile(
    r"\s(?:spa|hotel|karaoke|bar|salon|nail|beauty|shop|store|massage|cafe|coffee|homestay|studio|"
    r"group|taxi|express)(?!\w)"
)
_TRADE_BEFORE = re.compile(r"(?<!\w)(?:hoc|day|dao tao) nghe(?!\w)[^,;]*$")
_CASE_BEHIND = re.compile(r"^ ?(?::|(?:xin|bi|da|duoc|dang|chua|khong|vang|nghi|chuyen)(?!\w))")
"""What is said of a case, «TH Lê Thị Na: xin nghỉ», and not of a school, «TH Nguyễn Trãi»."""
_OWNER_BEFORE = re.compile(
    r"(?<!\w)(?:chu|nhan vien|tiep vien|quan ly|le tan|cua|do)(?!\w)[^,;]{0,25}$"
)


def is_concerned(folded_text: str, name: PersonName) -> bool:
    """Return whether a role in a case, or a family, is named right before a name."""
    return bool(_ROLE_BEFORE.search(folded_text[max(0, name.start - 45) : name.start]))


def is_addressed(folded_text: str, name: PersonName) -> bool:
    """Return whether a form of address stands right before a name."""
    return bool(_HONORIFIC_BEFORE.search(folded_text[max(0, name.start - 16) : name.start]))


def is_official(folded_text: str, name: PersonName) -> bool:
    """Return whether a post, a rank or a signature stands beside a name."""
    words_before = folded_text[max(0, name.start - _WORDS_BEFORE) : name.start]
    posts = list(_ANY_POST.finditer(words_before))
    words_between = words_before[posts[-1].end() :] if posts else ";"
    if not _BREAK.search(words_between) and len(words_between) <= _MAX_WORDS_BETWEEN:
        return True
    return bool(_POST_BEHIND.search(folded_text[name.end : name.end + _WORDS_BEHIND]))


def is_of_place_or_business(folded_text: str, name: PersonName) -> bool:
    """Return whether a street, a school, a place or a business bears the name."""
    words_before = folded_text[max(0, name.start - 45) : name.start]
    if _BUSINESS_BEHIND.match(folded_text, name.end) or _BUSINESS_WITHIN.search(
        folded_text[name.start : name.end]
    ):
        return True
    if _TRADE_BEFORE.search(words_before):
        return False
    if words_before.endswith("th ") and _CASE_BEHIND.match(folded_text[name.end :]):
        return False
    if _PLACE_BEFORE.search(words_before):
        return True
    return bool(_BUSINESS_BEFORE.search(words_before)) and not _OWNER_BEFORE.search(words_before)
