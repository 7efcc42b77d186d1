"""Personal data on the internet: e-mail addresses, also disguised, and links to profiles.

Rules only. The domain, or a word in the name, marks the addresses of offices. The texts are
cleaned before (`scan.clean_string`). May call warehouse.
"""

import re
from collections.abc import Iterator

from expectations.privacy.evidence import DECISIVE, EMAIL_ADDRESS, SOCIAL_PROFILE, Evidence
from expectations.privacy.letters import CAPITAL, SMALL

AT_SIGN = r"(?:@|\(at\)|\[at\]|\{at\})"
_DOT_SIGN = r"(?:\.|\s?(?:\(dot\)|\[dot\]|\{dot\})\s?)"
_MAIL_ADDRESS = re.compile(rf"[\w.+-]{{2,}}\s?{AT_SIGN}\s?([\w-]+(?:{_DOT_SIGN}[\w-]+)+)")
_OFFICIAL_DOMAIN = re.compile(r"(?:^|\.)(?:gov|edu|org)\.vn$")
_PROFILE_LINK = re.compile(
    r"(?<![\w.])(?:(?:m|www|vi-vn)\.)?(?:fb\.com|facebook\.com|m\.me|x\.com|onlyfans\.com|"
    r"twitter\.com|threads\.net|locket\.cam|messenger\.com/t|zalo\.me|"
    r"youtube\.com|wa\.me|t\.me|instagram\.com|"
    r"tiktok\.com)/(@?[\w.?=&-]{3,})|(?<![a-z0-9.])m\.me-([\w.]{3,})|"
    r"(?:telegram|tiktok|instagram|twitter)\W{1,3}@([\w.]{3,})"
)
_LOOSE_LINK = re.compile(
    r"(?<![\w.])(?:m\.me|wa[. ]me|t\.me|zalo[. ]me|zalo ?app[. ]com|(?:facebook|fb)[. ]com)[/ ]+"
    r"(?:profile[ .])?(?=[\w.?=&/-]*[\d._])([\w.?=&/-]{3,})"
)
"""A link without its signs, read aloud or cut up: «wa me/8562054», «fb com thuy.bong99»."""
_SPOKEN_DOT = re.compile(r"\[\.\]|\(\.\)|(?<=\w) cham (?=\w)")
_SPOKEN_SLASH = re.compile(r" ?(?:gach cheo|xet) ?")
_HANDLE = re.compile(
    r"(?<!\w)(?:zalo|zl|fb|face(?:book)?|viber|tele(?:gram)?|skype|wechat|line|nick|blued|grindr|"
    r"tinder|hornet|bigo|tiktok|insta(?:gram)?)(?!\w)[^\n;]{0,30}?(?:(?<!\w)la|:) ?"
    r"(?:live:)?(?=[\w.]*[a-z])(?=[\w.]*[\d_])([\w.]{5,})"
)
"""A name on a network behind its owner: «viber của chị T. là hoa_binh83»."""
# An address as people type it to keep it from machines, or by mistake; the text is folded.
_DISGUISED_MAIL = re.compile(
    r"[\w.+-]{2,}(?: ?\. ?[\w-]+)*\s?(?:@|[(\[{] ?(?:at|a|a cong) ?[)\]}]|(?<!\w)(?:at|a cong|"
    r"a moc|@)(?!\w))\s?"
    r"(gmail|yahoo|hotmail|outlook|icloud|live|zoho|proton)(?!\w)|"
    r"[\w.+-]{3,}\s?@?\s(gmail|yahoo|hotmail|outlook|icloud)\s?(?:[.,]|\(?dot\)?|cham| )\s?com"
)
_OFFICE_MAILBOX = re.compile(
    r"ubnd|congan|phuong(?!.{0,12}\d)|vanphong|hoilhpn|thcs|thpt|mamnon|tieuhoc|tramyte|ldtbxh|"
    r"pcmd|doantn|hoind|mttq|tuphap"
)
_ACCOUNT_NAME = re.compile(
    r"(?<!\w)(?:nick(?: name)?|nick (?:zalo|fb|face(?:book)?)|(?:zalo|facebook|fb|face|tele|"
    r"telegram|messenger|tiktok|ig|insta(?:gram)?|"
    r"wechat|viber|skype|twitter|line)(?: ten| la| id| acc| nick)?)\s?(?::\s?|@|\s@|\s\"|\s“|\s«|"
    r"\s(?=[\w.]*[\d_]|\w+\.\w))(?!\s)"
    r"(?!https?|www|khong|co|\d{1,4}(?:\W|$)|phuong|ubnd|cong an|hoi|doan|nhom|trang|to dan|luot|"
    r"tuyen)(@?[\w.]{3,})"
)
_NICKNAME = re.compile(
    r"(?<!\w)(?:nick|[Nn]ick (?:zalo|zl)|[Nn]ick (?:fb|facebook)|[Zz]alo|[Ff]b|FB|[Ff]ace(?:book)?|"
    r"[Tt]ele|"
    r"[Tt]ik ?[Tt]ok|[Ii]g|zl|ZL|Zl):?(?: tên| là)? [\"“«]?"
    r"(?!Phường|UBND|Công|Hội|Đoàn|Nhóm|Trang|Quận|Tổ|Khu|OA|Đ[ộo]i|Ban|Trường|Messenger|Facebook|"
    r"Zalo|Youtube|TikTok|Tiktok)"
    rf"({CAPITAL}{SMALL}+(?: {CAPITAL}{SMALL}+)+)"
)
_OFFICE_PROFILE = re.compile(
    r"ubnd|congan|phuong|quan|huyen|doantn|doanthanhnien|hoilhpn|hoiphunu|"
    r"truong|"
    r"thpt|thcs|tramyte|ttyt|benhvien|trungtam|so(?:ldtbxh|yte)|vietnam|gov|groups|events|share|"
    r"watch"
)


def find_online_evidence(text: str, lower_text: str, folded_text: str) -> Iterator[Evidence]:
    """Yield evidence from internet addresses, from a text as typed, in small letters and folded."""
    mail_domains = (
        re.sub(_DOT_SIGN, ".", match[1]) for match in _MAIL_ADDRESS.finditer(lower_text)
    )
    disguised_mails = (match[0] for match in _DISGUISED_MAIL.finditer(folded_text))
    if not all(map(_OFFICIAL_DOMAIN.search, mail_domains)) or not all(
        map(_OFFICE_MAILBOX.search, disguised_mails)
    ):
        yield Evidence(EMAIL_ADDRESS, DECISIVE)
    profiles = (next(filter(None, match.groups())) for match in _PROFILE_LINK.finditer(lower_text))
    spoken_text = _SPOKEN_SLASH.sub("/", _SPOKEN_DOT.sub(".", folded_text))
    accounts = (
        match[1]
        for pattern in (_ACCOUNT_NAME, _HANDLE, _LOOSE_LINK)
        for match in pattern.finditer(spoken_text)
    )
    if not all(map(_OFFICE_PROFILE.search, (*profiles, *accounts))) or _NICKNAME.search(text):
        yield Evidence(SOCIAL_PROFILE, DECISIVE)
