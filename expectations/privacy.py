"""Personal data at the door: which texts of a file carry them, by evidence above a threshold.

Only counts may enter; a file with one sign is refused. Says where and of what kind, never the
text itself. On by default, and nothing turns it off. May call warehouse.
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
"""Evidence in one text that weighs so much refuses the file."""
_NUMBER_OR_NET = re.compile(r"[\d@]|[\[(]at[\])]|\.(?:com|me)/|HKTT|hktt|thường trú|[Qq]uê quán")
# What every rule but those of names and headings needs, so that most texts are passed over.
# Each choice begins with letters of its own and only then looks behind it: twice as quick.
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
    """Personal data found: where, and of what kind; never what it says."""

    sheet: str | None
    cell: str | None
    place: str
    kind: Kind


def scan(found: Iterable[Text]) -> list[Sign]:
    """The texts that carry personal data, in the order given."""
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
    """Whether a text could be evidence at all, whatever stands round it; most cannot."""
    clean = cleaned(text)
    tells = _NUMBER_OR_NET.search(clean) and _WORTH_A_LOOK.search(clean.lower())
    return bool(tells or is_heading(clean) or names(clean))


def cleaned(text: str) -> str:
    """A text as the rules read it: composed letters, plain spaces and digits, nothing invisible."""
    if text.isascii():
        return text
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", text.translate(_ETH)))
