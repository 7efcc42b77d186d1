"""Names that no list of families holds: in small plain letters, or behind a label.

«che thi my le», «giang a su», «tên đt: …»; a listed family is found by `person_names`. Pure; reads
the lists of words.
"""

import re

from expectations.privacy.given_names import PLAIN_FAMILIES
from expectations.privacy.name_lists import load_name_words

OPENING_FAMILY = f"(?:{'|'.join(sorted(PLAIN_FAMILIES))})"
RARE_FAMILY = "(?:che|tang|danh|thach|chau|kim|lu|kha|tiet|ong|bach|giap|than|to|nhan|cham|ro)"
"""Families that are usual words too: with «thị» behind them, and usual given names."""
FAMILY_BEHIND_ACT = (
    "(?:nguyen|tran|le|pham|hoang|huynh|phan|bui|dang|do|ngo|duong|vo|vu|truong|dinh|trinh)"
)
_BY_MIDDLE = re.compile(rf"(?<!\w){RARE_FAMILY} thi ([a-z]+ [a-z]+)(?!\w)")
_OF_THE_HIGHLANDS = re.compile(
    r"^(?:(?:giang|sung|thao|lau) (?:a|y|mi|seo)|(?:vang|mua) a) [a-z]{2,6}(?!\w)"
)
_OPENING = re.compile(
    rf"^{OPENING_FAMILY} ([a-z]+ [a-z]+) "
    r"(?:ko|khong|k|da|chua|xin|bi|di|ve|nghi|vang|dong y)(?!\w)"
)
_BEHIND_ACT = re.compile(
    r"(?<!\w)(?:xu phat|khoi to|bat giu|tam giu|hoi lai|gap|xac minh|giao duc|ho tro cho|gap lai) "
    rf"(?!vu (?:an|viec)(?!\w)){FAMILY_BEHIND_ACT} ([a-z]+ [a-z]+)(?!\w)"
)
"""A family and given names; «khởi tố vụ án mại dâm» is about a case."""
_BEHIND_LABEL = re.compile(
    r"(?<!\w)(?:ho (?:va )?)?ten (?:dt|doi tuong|nan nhan|bn|benh nhan|khach)\s?:\s?"
    r"[a-z]{2,7}(?: [a-z]{1,7}){2,3}(?=\W*$|[,;(.-]|\s\d)"
)


def names_someone_plainly(text: str, folded_text: str) -> bool:
    """Return whether a person is named behind a label or an act, or in small plain letters."""
    if _BEHIND_LABEL.search(folded_text) or _has_usual_names(_BEHIND_ACT, folded_text):
        return True
    return text.isascii() and bool(
        _OF_THE_HIGHLANDS.match(text)
        or _has_usual_names(_BY_MIDDLE, text)
        or _has_usual_names(_OPENING, text)
    )


def _has_usual_names(pattern: re.Pattern[str], text: str) -> bool:
    """Return whether a match has usual given names only."""
    usual_names = load_name_words("given_names")
    return any(set(match[1].split()) <= usual_names for match in pattern.finditer(text))
