"""The search for personal data in the texts of a new file, by weight of evidence.

Only counts may enter; a file with one sign of personal data is refused. A sign states place and
kind, never the text itself. On by default, and no setting turns it off. May call warehouse.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from expectations.privacy.addresses import has_home_address
from expectations.privacy.capitals import restore_capitals
from expectations.privacy.concerns import find_concern_evidence
from expectations.privacy.digits import restore_zeros
from expectations.privacy.evidence import DECISIVE, HOME_ADDRESS, Evidence, EvidenceKind
from expectations.privacy.headings import find_heading_evidence, is_heading
from expectations.privacy.hints import has_hint
from expectations.privacy.identifiers import find_number_evidence
from expectations.privacy.letters import fold_letters, undo_disguise
from expectations.privacy.online import find_online_evidence
from expectations.privacy.papers import find_paper_evidence
from expectations.privacy.people import find_person_evidence
from expectations.privacy.person_names import find_person_names
from expectations.privacy.text_pieces import split_long_text
from expectations.privacy.unlisted_names import find_stranger_evidence
from warehouse.files.texts.file_texts import FileText

REFUSAL_WEIGHT = 10
"""The total weight of evidence in one text that refuses the file."""
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
    pieces = split_long_text(text.text)
    return next(filter(None, (_scan_piece(replace(text, text=piece)) for piece in pieces)), None)


def _scan_piece(text: FileText) -> PersonalDataSign | None:
    evidence_pieces = collect_evidence(text)
    if sum(piece.weight for piece in evidence_pieces) < REFUSAL_WEIGHT:
        return None
    heaviest = max(evidence_pieces, key=lambda piece: piece.weight)
    return PersonalDataSign(text.sheet, text.cell, text.place, heaviest.kind)


# A text is judged as a text of any place, then as a note.
@lru_cache(maxsize=16)
def collect_evidence(text: FileText) -> tuple[Evidence, ...]:
    """Collect all evidence of a text in the surroundings, except the telephone of a letterhead."""
    typed_string = clean_string(text.text)
    cleaned_string = restore_capitals(typed_string.replace("_", " "))  # as in names of files
    cleaned_text = replace(
        text,
        text=cleaned_string,
        row_texts=tuple(map(clean_string, text.row_texts)),
        right_text=clean_string(text.right_text),
        below_text=clean_string(text.below_text),
    )
    lower_text, folded_text = cleaned_string.lower(), fold_letters(cleaned_string)
    number_text = restore_zeros(folded_text)
    evidence_pieces = [
        *find_number_evidence(cleaned_text, number_text),
        *find_paper_evidence(number_text),
        *find_heading_evidence(cleaned_text),
        *find_person_evidence(cleaned_text, lower_text),
    ]
    if text.zone != "letterhead":
        evidence_pieces += find_online_evidence(
            typed_string, typed_string.lower(), fold_letters(typed_string)
        )
    if text.zone == "body":
        evidence_pieces += find_stranger_evidence(cleaned_string, folded_text)
        evidence_pieces += find_concern_evidence(cleaned_text)
        if has_home_address(cleaned_string, folded_text):
            evidence_pieces.append(Evidence(HOME_ADDRESS, DECISIVE))
    return tuple(evidence_pieces)


def is_suspect_text(text: str) -> bool:
    """Return whether a text alone could be evidence, in any surroundings; most texts cannot.

    A row or a zone adds evidence to a name and to a heading only; elsewhere it takes some away.
    """
    if text.isascii() and text.isdecimal():  # the numbers of cells: many, and each new
        return any(find_number_evidence(FileText(text), text))
    return any(map(_is_suspect_piece, split_long_text(text)))


def _is_suspect_piece(text: str) -> bool:
    cleaned_string = restore_capitals(clean_string(text).replace("_", " "))
    if is_heading(cleaned_string) or find_person_names(undo_disguise(cleaned_string)):
        return True
    return has_hint(cleaned_string) and _scan_piece(FileText(text)) is not None


def clean_string(text: str) -> str:
    """Normalize a text for the rules: composed letters, plain digits, nothing invisible."""
    if text.isascii():
        return text
    return _INVISIBLE_LETTERS.sub(
        "", unicodedata.normalize("NFKC", text.translate(_LOOKALIKE_LETTERS))
    )
