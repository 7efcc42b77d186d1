"""The search for personal data in the texts of a new file, by weight of evidence.

Only counts may enter; a file with one sign of personal data is refused. A sign states place and
kind, never the text itself. On by default, and no setting turns it off. May call warehouse.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace

from expectations.privacy.evidence import EvidenceKind
from expectations.privacy.headings import find_heading_evidence, is_heading
from expectations.privacy.identifiers import find_number_evidence
from expectations.privacy.people import find_person_evidence
from expectations.privacy.person_names import find_person_names
from expectations.privacy.unlisted_names import find_stranger_evidence
from warehouse.files.texts.file_texts import FileText

REFUSAL_WEIGHT = 10
"""The total weight of evidence in one text that refuses the file."""
_NUMBER_OR_NET = re.compile(r"[\d@]|[\[(]at[\])]|\.(?:com|me)/|HKTT|hktt|thường trú|[Qq]uê quán")
# A quick test: every rule, except the rules of names and headings, needs one of these patterns.
# Each alternative begins with its own letters and only then looks behind: twice as quick.
_PERSONAL_DATA_HINT = re.compile(
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
_INVISIBLE_LETTERS = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_LOOKALIKE_LETTERS = str.maketrans(
    {"Ð": "Đ", "ð": "đ", "\u2010": "-", "\u2011": "-", "\u2013": "-"}
)


@dataclass(frozen=True, slots=True)
class PersonalDataSign:
    """A sign of personal data: place and kind, never the text itself."""

    sheet: str | None
    cell: str | None
    place: str
    kind: EvidenceKind


def scan_texts(texts: Iterable[FileText]) -> list[PersonalDataSign]:
    """Scan texts for personal data, and return the signs in the order of the texts."""
    return [sign for text in texts if (sign := _scan_text(text))]


def _scan_text(text: FileText) -> PersonalDataSign | None:
    cleaned_string = clean_string(text.text)
    row_texts = tuple(map(clean_string, text.row_texts))
    lower_text = cleaned_string.lower()
    right_text, below_text = clean_string(text.right_text), clean_string(text.below_text)
    cleaned_text = replace(
        text, text=cleaned_string, row_texts=row_texts, right_text=right_text, below_text=below_text
    )
    evidence_pieces = [
        *find_number_evidence(cleaned_text, lower_text),
        *find_heading_evidence(cleaned_text),
        *find_person_evidence(cleaned_text, lower_text),
    ]
    if text.zone == "body":
        evidence_pieces += find_stranger_evidence(cleaned_string, lower_text)
    if sum(piece.weight for piece in evidence_pieces) < REFUSAL_WEIGHT:
        return None
    heaviest = max(evidence_pieces, key=lambda piece: piece.weight)
    return PersonalDataSign(text.sheet, text.cell, text.place, heaviest.kind)


def is_suspect_text(text: str) -> bool:
    """Return whether a text alone could be evidence, in any surroundings; most texts cannot."""
    cleaned_string = clean_string(text)
    has_hint = _NUMBER_OR_NET.search(cleaned_string) and _PERSONAL_DATA_HINT.search(
        cleaned_string.lower()
    )
    return bool(has_hint or is_heading(cleaned_string) or find_person_names(cleaned_string))


def clean_string(text: str) -> str:
    """Normalize a text for the rules: composed letters, plain digits, nothing invisible."""
    if text.isascii():
        return text
    return _INVISIBLE_LETTERS.sub(
        "", unicodedata.normalize("NFKC", text.translate(_LOOKALIKE_LETTERS))
    )
