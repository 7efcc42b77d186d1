"""Hints of personal data: quick patterns by kind of evidence; every rule needs one.

Most texts of a file hold no hint, and then no rule is run. A hint may be wider than its rules,
never narrower. No rules here. Names and headings need no hint. Pure.
"""

import re
from functools import lru_cache

from expectations.privacy.letters import CAPITAL, SMALL, fold_letters
from expectations.privacy.online import NETWORK
from expectations.privacy.plain_names import FAMILY_BEHIND_ACT, OPENING_FAMILY, RARE_FAMILY

FOLDED_HINTS = {
    "a mail address, with its sign typed or spelt out": (
        r"@|[\[({] ?a(?:t|cong)? ?[\])}]|gmail|yahoo|hotmail|outlook|icloud|(?<!\w)at(?!\w)|"
        r"a cong|a moc"
    ),
    "a profile, by its link": (
        r"(?:fb|facebook|instagram|tiktok|youtube|x|onlyfans|twitter)\.com/|zalo\.me|m\.me[/ -]|"
        r"\. ?me ?/|\.? ?cham com|(?<!\w)t[\[(]?\.[\])]?me[/ ]|wa[. ]me/|(?:facebook|fb|"
        r"app) (?:cham )?com|threads\.net/"
    ),
    "a profile, by the name of its network": (rf"(?<!\w){NETWORK}(?!\w)."),
    "seven digits and more, however parted, letters among them": (
        r"\d(?:[\w .,\-_/()+*]{0,3}[\dol]){6}|\d{6}"
    ),
    "a plate": (
        r"\d{2}[ .-]{0,3}[a-z]{1,2}\d?[ .-]{0,3}\d[ .]{0,3}\d|\d[a-z]{2}-\d{4}|"
        r"(?<!\w)(?:bks?|bien)(?!\w)|\d\d [a-z]\d? (?:khong|mot|hai|ba|bon|nam|sau|bay|tam|chin) "
    ),
    "a number in words": (
        r"kh0ng|"
        r"(?<!\w)0 (?:hai|ba|nam|bay|tam|chin) |(?<!\w)(?:khong|mot|hai|ba|bon|nam|sau|bay|tam|"
        r"chin)(?:[ ,.-]{1,2}(?:khong|mot|hai|ba|bon|tu|nam|sau|bay|tam|chin)(?!\w)){7}"
    ),
    "a birth or an age": (
        r"(?:19|20)\d\d|\d ?t(?:uoi)?(?!\w)|(?<!\w)[sn][sn]\d\d|"
        r"(?<!\w)(?:s\.?n|n\.?s|sinh|s\.|dob|born)\W.{0,12}\d"
    ),
    "an address, by the word before its number": (
        r"(?<!\w)[kh]\d+/|\d[a-z]?/\d|"
        r"(?<!\w)(?:dia chi|dc|d/c|o|tai|tru|ve|den)(?!\w).{0,26}\d|"
        r"(?<!\w)(?:so(?: nha)?|sn|ngo|ngach|hem|duong|pho|phong|p\.?|can(?: ho)?|to|thon|xom|"
        r"nha)\W{0,3}\w?\d|(?<!\w)nha(?: (?:thu|cuoi|dau|canh|doi|gan|sat|sau|"
        r"ngay|mai|mau|cong)(?!\w)|(?!\w)[^.;\d]{0,24}\d)"
    ),
    "a room, a flat or a plot": (
        r"(?<!\w)(?:ktx|toa|p\d{3}|\d{3,4} ct|ch \d|can ho)|(?<!\w)lo [a-z]?\d"
    ),
    "a residence": (
        r"hktt|dktt|que quan|noi o|cho o|cu tru|thuong tru|nha rieng|gia dinh o|"
        r"(?<!\w)tro(?!\w)|tru quan|ho khau"
    ),
    "a name typed as one word, or letter by letter": (
        r"(?<!\w)(?:nguyen|tran|le|pham|hoang|vu|bui|do|dang|ngo|duong|dinh|phan|vo|huynh)(?:van|"
        r"thi)[a-z]{2}|(?<!\w)(?:[a-z] ){4}"
    ),
    "a name in small letters that opens a text": (
        rf"^(?:{OPENING_FAMILY}|giang|sung|thao|lau|vang|mua) [a-z]"
    ),
    "a rare family, or a name behind its label": (
        rf"(?<!\w){RARE_FAMILY} thi |"
        r"ten (?:dt|doi tuong|nan nhan|bn|benh nhan|khach) ?:"
    ),
    "a name behind an act": (
        r"(?:phat|khoi to|giu|hoi lai|gap|xac minh|giao duc|ho tro cho) "
        rf"{FAMILY_BEHIND_ACT} [a-z]"
    ),
    "a name behind a case": (
        r"mat dau|tinh ca|trung voi|xem dong|loi khai|ra trai|lien lac|ghi ten|khai sinh|"
        rf"(?:cua|so|hop|moi|vu) {OPENING_FAMILY} "
    ),
}
"""Hints in a folded text, by kind."""

TYPED_HINTS = {
    "a capital behind a form of address, or a word of the family": (
        r"(?<!\w)(?:[Aa]nh|[Cc]hị|[Ôô]ng|[Bb]à|[Cc]háu|[Bb]é|[Tt]hằng|cụ|dì|cậu|mợ|thím|dượng|mế|"
        r"[Ee]m|[Cc]ô|[Cc]hú|[Bb]ác|"
        rf"[Vv]ợ|chồng|con|tên|là|mẹ|bố|hộ|chi|ong|chau|co|ba)\W{{1,3}}{CAPITAL}|"
        rf"(?<!\w)[acbôe]\.? ?{CAPITAL}|(?<!\w)(?:Mr|Mrs|Ms|Miss)\W"
    ),
    "a capital behind the last word of a role or of a case": (
        r"(?<!\w)(?i:nhân|tượng|can|hại|cáo|gái|viên|chứa|ten|vien|nhan|tuong|quán|sở|mì|bn|hợp|"
        r"hop|th|đ/t|sinh|nghiện|dâm|dam|khách|ngoài|của|cua|khai|mời|moi|sơ|so)"
        rf"\W{{1,3}}{CAPITAL}"
    ),
    "initials": (
        rf"(?<!\w)[A-ZĐ]{{1,4}}{SMALL}{{0,6}} ?[(,]? ?(?:nữ|nam)?,? ?\d\d|"
        rf"(?<!\w)[A-ZĐ](?:[ -][A-ZĐ]){{1,3}}\W|"
        rf"[A-ZĐ](?:[hrg]|ng|gh)?\. ?,?{CAPITAL}|[A-ZĐ]{SMALL}+ [A-ZĐ](?:\.|(?!\w))"
    ),
    "a nickname": (
        rf"(?<!\w){CAPITAL}{SMALL}* [\"“«(]?(?:trọc|mèo|còi|béo|lùn|sẹo|thẹo|cụt|chột|lác|sứt|mập|"
        r"xăm|lé|móm|hô|gù|què|chó|chuột|khỉ|trâu|voi|sói|xồm|kều|híp|điếc|câm|đầu bò|ba toác|"
        r"sida|troc|meo|coi|beo|seo|theo|cut|chot|map|keu|hip)(?!\w)|"
        r"(?i:thường gọi|tên gọi|tên ở nhà|hay gọi|biệt (?:danh|hiệu)|thuong goi|ten goi|"
        rf"biet (?:danh|hieu))|(?:quốc tịch|quoc tich|hộ chiếu|QT) {CAPITAL}"
    ),
    "a list behind its label": (
        r"(?i:trùng|vắng|ds|danh sách|gồm|thêm|bớt|đã trả|đã nhận|còn nợ|nhóm|bọn|chuyển đi|"
        rf"chuyển đến|có phép|nghỉ|trung|vang|gom|them|nhom)(?: tên)?:? ?{CAPITAL}"
    ),
    "a name by its form": rf"(?<!\w)[HYK]['’]{CAPITAL}|\w-[Vv][aă]n-|\w-[Tt]h[iị]-",
    "a name that opens a text": rf"^{CAPITAL}{SMALL}+ {CAPITAL}{SMALL}+ (?:\(|chuyển|bỏ|đi|về|xin|"
    rf"mất|bị|khai|trốn|nghỉ|uống)|^\d+ {CAPITAL}|^{CAPITAL}\w* ?[\"“«]",
    "names in a list": (
        r"[A-Z][a-z]+ [A-Z][a-z]+[,;] ?[A-Z][a-z]+ [A-Z][a-z]+|"
        rf"(?<!\w){CAPITAL}\w*(?:, ?| và | - |; ?| \+ ){CAPITAL}\w*(?: {CAPITAL}\w*)?"
        r"(?! ?(?!cùng|đều|bị|xin|vắng|nghỉ|bỏ|đã|chưa|nhận|thuê|ở|vay|là|đi|về|"
        r"cầm|làm|không|ko|chuyển|trốn|có|k )\w)"
    ),
}
"""Hints with the capitals of a text as typed, by kind."""

_IN_FOLDED_TEXT = re.compile("|".join(FOLDED_HINTS.values()))
_IN_TYPED_TEXT = re.compile("|".join(TYPED_HINTS.values()))


@lru_cache(maxsize=64)
def has_hint(cleaned_string: str) -> bool:
    """Return whether a cleaned text may hold evidence other than a name or a heading: quick."""
    return bool(
        _IN_FOLDED_TEXT.search(fold_letters(cleaned_string))
        or _IN_TYPED_TEXT.search(cleaned_string)
    )
