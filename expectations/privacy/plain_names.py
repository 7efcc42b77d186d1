"""Names that no list of families holds: in small plain letters, or behind a label.

«che thi my le», «giang a su», «tên đt: …»; a listed family is found by `person_names`. Pure; reads
the lists of words.
"""

import re

from expectations.privacy.name_lists import load_name_words

_BY_MIDDLE = re.compile(
    r"(?<!\w)(?:che|tang|danh|thach|chau|kim|lu|kha|tiet|ong|bach|giap|than|to|nhan|cham|ro) "
    r"thi ([a-z]+ [a-z]+)(?!\w)"
)
_OF_THE_HIGHLANDS = re.compile(
    r"^(?:(?:giang|sung|thao|lau) (?:a|y|mi|seo)|(?:vang|mua) a) [a-z]{2,6}(?!\w)"
)
_OPENING = re.compile(
    r"^(?:nguyen|tran|huynh|pham|hoang|phan|bui|trinh) ([a-z]+ [a-z]+) "
    r"(?:ko|khong|k|da|chua|xin|bi|di|ve|nghi|vang|dong y)(?!\w)"
)

_BEHIND_ACT = re.compile(
    r"(?<!\w)(?:xu phat|khoi to|bat giu|tam giu|hoi lai|gap|xac minh|giao duc|ho tro cho|gap lai) "
    r"(?:nguyen|tran|le|pham|hoang|huynh|phan|bui|dang|do|ngo|duong|vo|vu|truong|dinh|trinh) "
    r"([a-z]+ [a-z]+)(?!\w)"
)
_BEHIND_LABEL = re.compile(
    r"(?<!\w)(?:ho (?:va )?)?ten (?:dt|doi tuong|nan nhan|bn|benh nhan|khach)\s?:\s?"
    r"[a-z]{2,7}(?: [a-z]{1,7}){2,3}(?=\W*$|[,;(.-]|\s\d)"
)


def names_someone_plainly(text: str, folded_text: str) -> bool:
    """Return whether a person is named behind a label, or in small plain letters."""
    if _BEHIND_LABEL.search(folded_text) or any(
        set(match[1].split()) <= load_name_words("given_names")
        for match in _BEHIND_ACT.finditer(folded_text)
    ):
        return True
    if not text.isascii():
        return False
    if _OF_THE_HIGHLANDS.match(text):
        return True
    return any(
        set(match[1].split()) <= load_name_words("given_names")
        for pattern in (_BY_MIDDLE, _OPENING)
        for match in pattern.finditer(text)
    )
