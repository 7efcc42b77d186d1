"""The words of units of measure as offices head columns and lines with them.

Shapes of texts only: which element a unit belongs to is weighed in `likeness`.
"""

import re

from warehouse.text import make_match_key

_MEASURE = re.compile(
    r"(?:so |tong so |dvt )?"
    r"(?:nguoi|luot(?: nguoi)?|vu(?: an)?|viec|buoi|cuoc|lop|tin(?: bai)?|bai|don|to|tep|cai|chiec"
    r"|bo|quyen|phien|bi can|bi cao|doi tuong|co so|cs|diem|tu diem|duong day|o nhom|truong"
    r"|hoc sinh|em|hs|van ban|vb|ho so|hoi nghi|hoi vien|mo hinh|clb|chuong trinh|hinh thuc"
    r"|ho|suat|tien"
    r"|(?:trieu |nghin |ngan |ty |1 ?000 ?)?(?:dong|d|vnd)|tr ?d|trd|co khong)"
)
_COUNTED = re.compile(
    r"(?:tong )?so (?P<measure>nguoi|luot(?: nguoi)?|vu|buoi|cuoc|lop|tin|phien|bi can|bi cao"
    r"|doi tuong|co so|tu diem|van ban|ho so|hoi nghi|mo hinh|hoc sinh|tien)\b"
)
"""A label beginning with the thing counted: «Số cơ sở được kiểm tra»."""
_MONEY = re.compile(r"tien|.*(?<![a-z])(?:dong|d|vnd|tr ?d)")
_BRACKETED = re.compile(r"\s*\(([^()]+)\)\s*$")
_COUNT_WORDS = re.compile(r"^(?:tong )?so (?=.)")
_KINDS = (
    "nguoi|doi tuong|luot|luot nguoi|bi can|bi cao|hoi vien|hoc sinh|em|hs",
    "buoi|cuoc|hoi nghi|luot|phien|lop",
    "vu|vu an|viec|don|tin|ho so|hs|to|tep|van ban|vb",
    "tin|bai|tin bai|luot",
    "vu|vu an|phien",
    "co so|cs|diem|tu diem|duong day|o nhom|truong",
    "to|tep|cai|chiec|bo|quyen",
    "mo hinh|clb|hinh thuc|chuong trinh",
)
_KINDS_OF_MEASURES = [frozenset(kind.split("|")) for kind in _KINDS]


def is_measure(text: str) -> bool:
    """Return whether a text only names what is counted: «(vụ)», «Số người», «triệu đồng»."""
    return bool(_MEASURE.fullmatch(make_match_key(text)))


def split_measure(text: str) -> tuple[str, str]:
    """Split a label and the measure in brackets at its end: «Tiền phạt (1.000đ)»."""
    match = _BRACKETED.search(text)
    if match is None or not is_measure(match[1]):
        return text, ""
    return text[: match.start()], match[1]


def find_counted(label: str) -> str:
    """Find what a label says is counted; nothing where the label does not begin with a number."""
    match = _COUNTED.match(make_match_key(label))
    return match["measure"] if match else ""


def counts_money(measure: str) -> bool:
    """Return whether a measure counts money: «triệu đồng», «Số tiền»."""
    return bool(_MONEY.fullmatch(fold_measure(measure)))


def fold_measure(text: str) -> str:
    """Fold a measure to the counted thing: «Số người» is «nguoi»."""
    return _COUNT_WORDS.sub("", make_match_key(text))


def may_count_same(measure: str, other: str) -> bool:
    """Return whether two measures may count the same thing, as persons or events; blank may."""
    keys = {fold_measure(measure), fold_measure(other)}
    return "" in keys or len(keys) == 1 or any(keys <= kind for kind in _KINDS_OF_MEASURES)
