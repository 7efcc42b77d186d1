"""The search for personal data in the texts of a new file, by weight of evidence.

Only counts may enter; a file with one sign of personal data is refused. A sign states place and
kind, never the text itself. On by default, and no setting turns it off. May call warehouse.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace

from expectations.privacy.addresses import has_home_address
from expectations.privacy.concerns import find_concern_evidence
from expectations.privacy.evidence import DECISIVE, HOME_ADDRESS, Evidence, EvidenceKind
from expectations.privacy.headings import find_heading_evidence, is_heading
from expectations.privacy.identifiers import find_number_evidence
from expectations.privacy.letters import CAPITAL, SMALL, fold_letters, undo_disguise
from expectations.privacy.online import find_online_evidence
from expectations.privacy.papers import find_paper_evidence
from expectations.privacy.people import find_person_evidence
from expectations.privacy.person_names import find_person_names
from expectations.privacy.unlisted_names import find_stranger_evidence
from warehouse.files.texts.file_texts import FileText

REFUSAL_WEIGHT = 10
"""The total weight of evidence in one text that refuses the file."""
# A quick test: every rule, except the rules of names and headings, needs one of these patterns.
_PERSONAL_DATA_HINT = re.compile(
    r"@|[\[({] ?a(?:t|cong)? ?[\])}]|gmail|yahoo|hotmail|outlook|icloud|(?<!\w)at(?!\w)|a cong|"
    r"a moc|"
    r"(?:fb|facebook|instagram|tiktok|youtube)\.com/|zalo\.me|m\.me/|(?<!\w)t\.me/|wa\.me/|"
    r"(?:x|onlyfans|twitter)\.com/|threads\.net/|(?<!\w)(?:nick|line|skype|zalo|fb|face(?:book)?|messenger|"
    r"tele(?:gram)?|tik ?tok|ig|insta(?:gram)?|wechat|"
    r"viber)(?!\w).|"
    r"\d(?:[\w .,\-_/()+*]{0,3}[\dol]){6}|(?<!\w)0 (?:hai|ba|nam|bay|tam|chin) |"
    r"\d{2}[ .-]{0,3}[a-z]{1,2}\d?[ .-]{0,3}\d[ .]{0,3}\d|"
    r"(?:19|20)\d\d|\d ?t(?:uoi)?(?!\w)|(?<!\w)(?:s\.?n|n\.?s|sinh|s\.|dob|born)\W.{0,12}\d|"
    r"(?<!\w)[sn][sn]\d\d|"
    r"(?<!\w)(?:khong|mot|hai|ba|bon|nam|sau|bay|tam|chin)(?:[ ,.-]{1,2}(?:khong|mot|hai|ba|bon|"
    r"tu|nam|sau|bay|tam|chin)(?!\w)){7}|"
    r"(?<!\w)[kh]\d+/|(?<!\w)(?:dia chi|dc|d/c|o|tai|tru|ve|den)(?!\w).{0,26}\d|"
    r"(?<!\w)(?:so(?: nha)?|sn|ngo|ngach|hem|duong|pho|phong|p\.?|can(?: ho)?|to|thon|xom|"
    r"nha)\W{0,3}\w?\d|"
    r"\d[a-z]?/\d|"
    r"(?<!\w)(?:nguyen|tran|le|pham|hoang|vu|bui|do|dang|ngo|duong|dinh|phan|vo|huynh)(?:van|"
    r"thi)[a-z]{2}|"
    r"(?<!\w)(?:[a-z] ){4}|(?<!\w)nha(?: (?:thu|cuoi|dau)(?!\w)|(?!\w)[^.;\d]{0,24}\d)|"
    r"hktt|dktt|que quan|noi o|cho o|cu tru|thuong tru|nha rieng|gia dinh o|"
    r"(?<!\w)tro(?!\w)|tru quan|ho khau|"
    r"(?:cua|so|hop|moi|vu) (?:nguyen|tran|pham|huynh|hoang|phan|bui|trinh) "
)
# A role, a form of address or initials: a capital behind a small word, or capitals with dots.
_NAME_HINT = re.compile(
    r"(?<!\w)(?:[Aa]nh|[Cc]hị|[Ôô]ng|[Bb]à|[Cc]háu|[Ee]m|[Cc]ô|[Cc]hú|[Bb]ác|[Vv]ợ|chồng|con|tên|"
    r"là|mẹ|bố|hộ|chi|ong|chau|co|ba|"
    rf"(?i:nhân|tượng|can|hại|cáo|gái|viên|chứa|ten|vien|nhan|tuong|quán|sở|mì|bn|hợp|hop|th|đ/t|sinh|"
    rf"nghiện|dâm|dam|khách|ngoài|của|cua|mời|moi|sơ|so))\W{{1,3}}{CAPITAL}|"
    rf"(?<!\w)(?:Mr|Mrs|Ms|Miss)\W|(?<!\w)[HYK]['’]{CAPITAL}|^\d+ {CAPITAL}|[A-ZĐ](?:[hrg]|ng|"
    rf"gh)?\. ?,?{CAPITAL}|[A-ZĐ]{SMALL}+ [A-ZĐ](?:\.|(?!\w))|"
    r"\w-[Vv][aă]n-|\w-[Tt]h[iị]-|"
    r"[A-Z][a-z]+ [A-Z][a-z]+[,;] ?[A-Z][a-z]+ [A-Z][a-z]+|"
    rf"(?<!\w)[acbôe]\.? ?{CAPITAL}|^{CAPITAL}\w* ?[\"“«]|"
    rf"(?<!\w){CAPITAL}\w*(?:, ?| và | - |; ?){CAPITAL}\w*"
    r"(?! ?(?!cùng|đều|bị|xin|vắng|nghỉ|bỏ)\w)"
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
    evidence_pieces = collect_evidence(text)
    if sum(piece.weight for piece in evidence_pieces) < REFUSAL_WEIGHT:
        return None
    heaviest = max(evidence_pieces, key=lambda piece: piece.weight)
    return PersonalDataSign(text.sheet, text.cell, text.place, heaviest.kind)


def collect_evidence(text: FileText) -> list[Evidence]:
    """Collect all evidence of a text in its surroundings; the telephone of a letterhead is none."""
    typed_string = clean_string(text.text)
    cleaned_string = typed_string.replace("_", " ")  # as in names of files
    cleaned_text = replace(
        text,
        text=cleaned_string,
        row_texts=tuple(map(clean_string, text.row_texts)),
        right_text=clean_string(text.right_text),
        below_text=clean_string(text.below_text),
    )
    lower_text, folded_text = cleaned_string.lower(), fold_letters(cleaned_string)
    evidence_pieces = [
        *find_number_evidence(cleaned_text, folded_text),
        *find_paper_evidence(folded_text),
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
    return evidence_pieces


def is_suspect_text(text: str) -> bool:
    """Return whether a text alone could be evidence, in any surroundings; most texts cannot.

    A row or a zone adds evidence to a name and to a heading only; elsewhere it takes some away.
    """
    if text.isascii() and text.isdecimal():  # the numbers of cells: many, and each new
        return any(find_number_evidence(FileText(text), text))
    cleaned_string = clean_string(text).replace("_", " ")
    if is_heading(cleaned_string) or find_person_names(undo_disguise(cleaned_string)):
        return True
    return has_hint(cleaned_string) and _scan_text(FileText(text)) is not None


def has_hint(cleaned_string: str) -> bool:
    """Return whether a cleaned text may hold evidence other than a name or a heading: quick."""
    return bool(
        _PERSONAL_DATA_HINT.search(fold_letters(cleaned_string))
        or _NAME_HINT.search(cleaned_string)
    )


def clean_string(text: str) -> str:
    """Normalize a text for the rules: composed letters, plain digits, nothing invisible."""
    if text.isascii():
        return text
    return _INVISIBLE_LETTERS.sub(
        "", unicodedata.normalize("NFKC", text.translate(_LOOKALIKE_LETTERS))
    )
