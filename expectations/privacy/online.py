"""Personal data on the internet: e-mail addresses, also disguised, and links to profiles.

Rules only. The domain, or a word in the name, marks the addresses of offices. The texts are
cleaned before (`scan.clean_string`). May call warehouse.
"""

import re
from collections.abc import Iterator

from expectations.privacy.evidence import DECISIVE, EMAIL_ADDRESS, SOCIAL_PROFILE, Evidence

AT_SIGN = r"(?:@|\(at\)|\[at\]|\{at\})"
_DOT_SIGN = r"(?:\.|\s?(?:\(dot\)|\[dot\]|\{dot\})\s?)"
_MAIL_ADDRESS = re.compile(rf"[\w.+-]{{2,}}\s?{AT_SIGN}\s?([\w-]+(?:{_DOT_SIGN}[\w-]+)+)")
_OFFICIAL_DOMAIN = re.compile(r"(?:^|\.)(?:gov|edu|org)\.vn$")
_PROFILE_LINK = re.compile(
    r"(?<![\w.])(?:(?:m|www|vi-vn)\.)?(?:fb\.com|facebook\.com|zalo\.me|t\.me|instagram\.com|"
    r"tiktok\.com)/(@?[\w.?=&-]{3,})|(?:telegram|tiktok|instagram|twitter)\W{1,3}@([\w.]{3,})"
)
_OFFICE_PROFILE = re.compile(
    r"ubnd|congan|phuong|quan|huyen|haiphong|duongkinh|doantn|doanthanhnien|hoilhpn|hoiphunu|truong|"
    r"thpt|thcs|tramyte|ttyt|benhvien|trungtam|so(?:ldtbxh|yte)|vietnam|gov|groups|events|share|watch"
)


def find_online_evidence(lower_text: str) -> Iterator[Evidence]:
    """Yield evidence from internet addresses; `lower_text` is the text in small letters."""
    mail_domains = (
        re.sub(_DOT_SIGN, ".", match[1]) for match in _MAIL_ADDRESS.finditer(lower_text)
    )
    if not all(map(_OFFICIAL_DOMAIN.search, mail_domains)):
        yield Evidence(EMAIL_ADDRESS, DECISIVE)
    profiles = (match[1] or match[2] for match in _PROFILE_LINK.finditer(lower_text))
    if not all(map(_OFFICE_PROFILE.search, profiles)):
        yield Evidence(SOCIAL_PROFILE, DECISIVE)
