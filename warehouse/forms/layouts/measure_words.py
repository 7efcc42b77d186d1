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
    r"|(?:trieu |nghin |ngan |ty |1000 ?)?(?:dong|d|vnd)|tr d|trd|co khong)"
)


def is_measure(text: str) -> bool:
    """Return whether a text only names what is counted: «(vụ)», «Số người», «triệu đồng»."""
    return bool(_MEASURE.fullmatch(make_match_key(text)))
