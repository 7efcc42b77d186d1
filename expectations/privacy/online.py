"""Personal data on the internet: mail addresses, links to profiles, and names on a network.

Rules only. A text is written plainly first: signs that are spelt out, or bracketed to keep machines
away, become signs. The domain, or a word in the name, marks the addresses of offices. The texts are
cleaned before (`scan.clean_string`). May call warehouse.
"""

import re
from collections.abc import Iterator

from expectations.privacy.evidence import DECISIVE, EMAIL_ADDRESS, SOCIAL_PROFILE, Evidence
from expectations.privacy.letters import CAPITAL

_SPELT_SIGNS = (
    (
        re.compile(
            r"\s*(?:[\[({] ?(?:a ?t|a|a ?cong|a ?moc) ?[\])}]|(?<=\s)(?:at|a ?cong|"
            r"a ?moc)(?=\s))\s*"
        ),
        "@",
    ),
    (re.compile(r"\s?[\[({] ?(?:\.|dot|cham) ?[\])}]\s?|(?<=\w) (?:cham|dot) (?=\w)"), "."),
    (re.compile(r" ?(?:gach cheo|(?<!\w)xet(?!\w)|(?<!\w)slash(?!\w)) ?"), "/"),
)
_STRAY_SPACES = re.compile(r"(?<=\w) ?([./]) ?(?=\w)|(?<=(?<![a-z])f) (?=b(?!\w))")
_PROVIDER = (
    r"(?:g ?m+a*i+l*|gmal|gamil|ya+h+o+|yaho|ho?tmai?l?|outl?oo?k|i ?cloud|live|zoho|"
    r"proton(?:mail)?|ymail)"
)
_MAIL = re.compile(rf"([\w.+-]{{2,}})\s?@\s?({_PROVIDER}(?:com)?(?!\w)|[\w-]+(?:\s?\.\s?[\w-]+)+)")
_MAIL_WITHOUT_SIGN = re.compile(
    r"([\w.+-]{3,})\s?@?\s((?:gmail|yahoo|hotmail|outlook|icloud)\s?(?:[.,]| )\s?com)(?!\w)"
)
_OFFICIAL_DOMAIN = re.compile(r"(?:^|\.)(?:gov|edu|org)\s?\.\s?vn$")
_PROVIDED = re.compile(rf"{_PROVIDER}(?:com)?(?!\w)")
_OFFICE_MAILBOX = re.compile(
    r"ubnd|congan|phuong(?!.{0,12}\d)|vanphong|hoilhpn|thcs|thpt|mamnon|tieuhoc|tramyte|ldtbxh|"
    r"pcmd|doantn|hoind|mttq|tuphap"
)
_LINK = re.compile(
    r"(?<![a-z0-9.])(?:(?:m|www|vi-vn|web)\.)?(?:(?:fb|facebook|x|onlyfans|twitter|youtube|"
    r"instagram|tiktok|"
    r"messenger|linkedin|zalo ?app)\.com|(?:m|zalo|wa|t|telegram)\.me|threads\.net|locket\.cam)"
    r"(?:\s?/\s?|-)((?:t/|profile[ .])?@?[\w.?=&-]{3,})"
)
_LOOSE_LINK = re.compile(
    r"(?<![\w.])(?:m[., ]me|wa[., ]me|t[., ]me|zalo[., ]me|zalo ?app[., ]com|"
    r"(?:facebook|fb|tiktok|instagram)[., ]com)(?:/| ?/ ?| (?=[\w.]*\d{2}))"
    r"(?:profile[ .])?(?=[\w.?=&/-]*[\d._])([\w.?=&/-]{3,})"
)
"""A link without its signs, read aloud or cut up: «wa me/8562054», «fb com thuy.bong99»."""
NETWORK = (
    r"(?:zalo|zl|fb|face(?:book)?|mess(?:enger)?|viber|tele(?:gram)?|tik ?tok|ig|insta(?:gram)?|"
    r"skype|"
    r"we ?chat|line(?= ?(?:id|:|@|la ))|nick(?: ?name)?|blued|grindr|tinder|hornet|bigo|twitter|"
    r"locket|threads|kakao(?: ?talk)?|"
    r"whats ?app|discord|onlyfans|badoo|acc|ib|e?mail|gmail)"
)
_NETWORK_WORD = re.compile(rf"(?<![^\W_]){NETWORK}(?![^\W_])")
_HANDLE = re.compile(
    r"(?<![\w./#-])@?(?=[\w.]*[\d_])(?=(?:[\w.]*?[a-z]){3})[a-z_](?:live:)?[\w.]{4,}(?![\w-]*@)"
)
"""A name as only networks have: «hoa_binh83»; a digit or a low line among its letters."""
_GLUED_WORDS = re.compile(
    r"_?(?:sau|truoc|luc|tu|den|nam|thang|ngay|quy|dot|to|kp|khu|tdp|lop|nhom|hon|gan|co|chi|tong|"
    r"con|"
    r"covid|mau|bieu|muc|trang|cot|dong|phong|so|ma|qd|kh|cv|bc|tt|nd|"
    r"nq)[\d._]+\w{0,2}(?:[._]\d+)*|"
    r"lan\d+|"
    r"[\w.]*\.(?:docx?|xlsx?|pdf|jpe?g|png|zip|mp\d|vn|gov)"
)
_NAMED_ACCOUNT = re.compile(
    rf"(?<!\w){NETWORK}(?: ten| la| id| acc| nick)?\s?(?::\s?|@|\s@|\s\"|\s“|\s«|"
    rf"\s(?=\w+\.\w))(?!\s)"
    r"(?!https?|www|khong|co(?!\w)|\d{1,4}(?:\W|$)|phuong|ubnd|cong an|hoi|doan|nhom|trang|to dan|"
    r"luot|"
    rf"tuyen|{NETWORK}(?!\w)|dien thoai)(?![\w.-]*\s?@\w)(@?[\w.]{{3,}})"
)
_BEHIND_OWNER = re.compile(
    rf"(?<!\w){NETWORK}(?!\w)[^\n;]{{0,30}}?(?:(?<!\w)la|:) ?(?:live:)?@?"
    r"(?=[\w.]*[a-z])(?=[\w.]*[\d_.]\w)([\w.]{5,})"
)
"""A name behind its owner: «viber của chị T. là hoa_binh83»."""
_DOMAIN = re.compile(r"(?:www\.)?\w+\.(?:com|me|net|vn)(?:\.vn)?")
_LONE_HANDLE = re.compile(r"(?<![\w.])@(?=[\w.]*[\d_.]\w)([a-z_][\w.]{3,})")
_NO_PERSON = (
    "Phường|UBND|Công|Hội|Đoàn|Nhóm|Trang|Quận|Tổ|Khu|OA|Đ[ộo]i|Ban|Trường|Messenger|Facebook|Zalo|"
    "Youtube|TikTok|Tiktok|Chi|Xã|Trạm|CLB|Phòng|Trung|Cổng|Tele|Gmail|Bộ|Sở|Người|Đối|Nạn|CA|CAP|Khó|Đề"
)
_NICKNAME = re.compile(
    rf"(?<!\w)(?i:{NETWORK})(?:[^\n;:.\"“«]{{0,25}}?(?: tên| là| ten| la|:))?:? ?[\"“«'‘]?"
    rf"(?!{_NO_PERSON}|(?i:{NETWORK})(?!\w))({CAPITAL}\w+(?: {CAPITAL}\w+)+)"
)
_QUOTED_NAME = re.compile(
    rf"(?<!\w)(?i:{NETWORK})(?!\w)[^\n\"“«]{{0,25}}[\"“«](?!(?i:{_NO_PERSON}))(?=[^\W\d])[^\"”»\n]{{2,30}}[\"”»]"
)
_OFFICE_PROFILE = re.compile(
    r"ubnd|congan|phuong|quan|huyen|doantn|doanthanhnien|hoilhpn|hoiphunu|truong|thpt|thcs|tramyte|"
    r"ttyt|benhvien|trungtam|so(?:ldtbxh|yte)|vietnam|gov|groups|events|share|watch"
)


def find_online_evidence(text: str, lower_text: str, folded_text: str) -> Iterator[Evidence]:
    """Yield evidence from internet addresses, from a text as typed, in small letters and folded."""
    plain_text = folded_text
    for pattern, sign in _SPELT_SIGNS:
        plain_text = pattern.sub(sign, plain_text)
    if not all(
        _is_of_office(*match.groups())
        for pattern in (_MAIL, _MAIL_WITHOUT_SIGN)
        for match in pattern.finditer(plain_text)
    ):
        yield Evidence(EMAIL_ADDRESS, DECISIVE)
    names = [*_find_names(plain_text), *_find_names(_STRAY_SPACES.sub(r"\1", plain_text))]
    if not all(map(_OFFICE_PROFILE.search, names)) or (not text.isupper() and _names_someone(text)):
        yield Evidence(SOCIAL_PROFILE, DECISIVE)


def _is_of_office(local_part: str, domain: str) -> bool:
    """Return whether a mail address is an office's: by its domain, or at a provider by its name."""
    if _OFFICIAL_DOMAIN.search(domain):
        return True
    return bool(_PROVIDED.match(domain) and _OFFICE_MAILBOX.search(local_part))


def _find_names(plain_text: str) -> Iterator[str]:
    """Find the names on a network, in links and beside the network's name."""
    patterns = [_LINK, _LOOSE_LINK, _NAMED_ACCOUNT, _BEHIND_OWNER, _LONE_HANDLE]
    for pattern in patterns:
        yield from (
            match[1] for match in pattern.finditer(plain_text) if not _DOMAIN.fullmatch(match[1])
        )
    if _NETWORK_WORD.search(plain_text):
        for text in (plain_text, plain_text.replace("_", " ")):
            yield from (
                match[0] for match in _HANDLE.finditer(text) if not _GLUED_WORDS.fullmatch(match[0])
            )


def _names_someone(text: str) -> bool:
    return bool(_NICKNAME.search(text) or _QUOTED_NAME.search(text))
