"""The search for personal data in the texts of a new file, by weight of evidence.

Only counts may enter; a file with one sign of personal data is refused. A sign states place and
kind, never the text itself. On by default, and no setting turns it off. May call warehouse.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace

from expectations.person_names import names
from expectations.privacy_headings import headings, is_heading
from expectations.privacy_numbers import numbers
from expectations.privacy_people import people
from expectations.privacy_signs import Kind
from expectations.privacy_strangers import strangers
from warehouse.forms.texts import Text

THRESHOLD = 10
"""The total weight of evidence in one text that refuses the file."""
_NUMBER_OR_NET = re.compile(r"[\d@]|[\[(]at[\])]|\.(?:com|me)/|HKTT|hktt|thường trú|[Qq]uê quán")
# A quick test: every rule, except the rules of names and headings, needs one of these patterns.
# Each alternative begins with its own letters and only then looks behind: twice as quick.
_WORTH_A_LOOK = re.compile(
    r"@|[\[(]at[\])]|f(?:b|acebook)\.com/|instagram\.com/|tiktok\.com/|zalo\.me/|t\.me/|"
    r"(?:\+ ?84|8(?<!\d8)4|0(?<!\d0))\D{0,4}(?:\d[ .\-()]{0,2}){8}|sinh.{0,16}\d\d|"
    r"(?:s(?<!\ws)\.?n|n(?<!\wn)\.?s|d(?<!\wd)ob|b(?<!\wb)orn)\b.{0,12}\d\d|"
    r"[1-9](?<!\d.)(?<!dưới .)(?<!trên .)\d ?tu[oổ]i|"
    r"(?:cccd|cm[nt]|căn cước|can cuoc|chứng minh|chung minh|định danh|đdcn|giấy tờ|"
    r"hộ chiếu|ho chieu|passport|bank|bidv|vcb|tcb|acb|momo|"
    r"điện thoại|dien thoai|đt|s[đd]t|phone|zalo|tel|di động|mobile|tài khoản|"
    r"tai khoan|stk|tk).*\d{3}|"
    r"s(?:ố nhà|o nha|(?<!\ws)n)\s*\d|"
    r"hktt|đktt|quê quán|que quan|nơi ở|chỗ ở|cư trú|thường trú|nhà riêng|gia đình ở|trọ"
)
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_ETH = str.maketrans({"Ð": "Đ", "ð": "đ", "\u2010": "-", "\u2011": "-", "\u2013": "-"})


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign of personal data: place and kind, never the text itself."""

    sheet: str | None
    cell: str | None
    place: str
    kind: Kind


def scan(found: Iterable[Text]) -> list[Sign]:
    """Scan texts for personal data, and return the signs in the order of the texts."""
    return [sign for text in found if (sign := _sign(text))]


def _sign(text: Text) -> Sign | None:
    clean = cleaned(text.text)
    row = tuple(map(cleaned, text.row))
    low = clean.lower()
    beside, below = cleaned(text.beside), cleaned(text.below)
    weighed = replace(text, text=clean, row=row, beside=beside, below=below)
    pieces = [*numbers(weighed, low), *headings(weighed), *people(weighed, low)]
    if text.zone == "body":
        pieces += strangers(clean, low)
    if sum(piece.weight for piece in pieces) < THRESHOLD:
        return None
    heaviest = max(pieces, key=lambda piece: piece.weight)
    return Sign(text.sheet, text.cell, text.place, heaviest.kind)


def is_suspect(text: str) -> bool:
    """Return whether a text alone could be evidence, in any surroundings; most texts cannot."""
    clean = cleaned(text)
    tells = _NUMBER_OR_NET.search(clean) and _WORTH_A_LOOK.search(clean.lower())
    return bool(tells or is_heading(clean) or names(clean))


def cleaned(text: str) -> str:
    """Normalize a text for the rules: composed letters, plain digits, nothing invisible."""
    if text.isascii():
        return text
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", text.translate(_ETH)))
