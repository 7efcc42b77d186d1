"""Personal data on the internet: e-mail addresses, also disguised, and links to profiles.

Rules only. The domain, or a word in the name, marks the addresses of offices. The texts are
cleaned before (`privacy.cleaned`). May call warehouse.
"""

import re
from collections.abc import Iterator

from expectations.privacy_signs import DECISIVE, MAIL, PROFILE, Evidence

AT = r"(?:@|\(at\)|\[at\]|\{at\})"
_DOT = r"(?:\.|\s?(?:\(dot\)|\[dot\]|\{dot\})\s?)"
_MAIL = re.compile(rf"[\w.+-]{{2,}}\s?{AT}\s?([\w-]+(?:{_DOT}[\w-]+)+)")
_OFFICIAL = re.compile(r"(?:^|\.)(?:gov|edu|org)\.vn$")
_LINK = re.compile(
    r"(?<![\w.])(?:(?:m|www|vi-vn)\.)?(?:fb\.com|facebook\.com|zalo\.me|t\.me|instagram\.com|"
    r"tiktok\.com)/(@?[\w.?=&-]{3,})|(?:telegram|tiktok|instagram|twitter)\W{1,3}@([\w.]{3,})"
)
_OFFICES = re.compile(
    r"ubnd|congan|phuong|quan|huyen|haiphong|duongkinh|doantn|doanthanhnien|hoilhpn|hoiphunu|truong|"
    r"thpt|thcs|tramyte|ttyt|benhvien|trungtam|so(?:ldtbxh|yte)|vietnam|gov|groups|events|share|watch"
)


def online(low: str) -> Iterator[Evidence]:
    """Yield evidence from internet addresses; `low` is the text in small letters."""
    mails = (re.sub(_DOT, ".", found[1]) for found in _MAIL.finditer(low))
    if not all(map(_OFFICIAL.search, mails)):
        yield Evidence(MAIL, DECISIVE)
    profiles = (found[1] or found[2] for found in _LINK.finditer(low))
    if not all(map(_OFFICES.search, profiles)):
        yield Evidence(PROFILE, DECISIVE)
