"""Long numbers in a sentence that nothing explains: no amount, date, paper or office beside them.

Rules only, the last resort behind the rules of each kind of number. The texts are folded before
(`letters.fold_letters`). Pure; may call nothing.
"""

import re

_LONG_NUMBER = re.compile(
    r"(?<!\d)(?<!\d[.,/-])(?:[a-z]{1,3}-)?\d(?:[ .\-_*']{0,3}\d){7,18}(?!\d|[.,]\w)"
)
_AMOUNT = re.compile(r"\d{1,3}(?:([ .,])\d{3})(?:\1\d{3})*|\d+0000|\d+[05]00000?")
_ONE_DATE = (
    r"(?:[0-3]?\d[ ./_-]{1,3}[01]?\d[ ./_-]{1,3}20[12]\d|20[0-3]\d[ ./_-]{0,3}(?:20[0-3]\d|"
    r"[01]\d[ ./_-]{0,3}[0-3]\d)|[0-3]\d[01]\d20[12]\d)"
)
_DATE = re.compile(rf"{_ONE_DATE}(?: ?- ?{_ONE_DATE})?")
_OFFICE_NUMBER = re.compile(r"\(?02\d|1[89]00|0(?:-\d){5}|84[ .-]?2\d")
_COUNTED = re.compile(
    r" ?(?:nguoi|the|ho so|truong hop|luot|ho|to|cai|chiec|vu|phan|em|chau|cmnd|cccd)(?!\w)"
)
_COUNTS = re.compile(r"\d{1,2}(?:[ -]+\d{1,2})+|\d{1,3}(?: - \d{1,3})+")
_EXPLANATION = re.compile(
    r"(?<!\w)(?:dong|d|vnd|trieu|tr|nghin|ngan|ty|kinh phi|kp|von|du no|vay|giai ngan|ngan sach|"
    r"nsnn|phat|"
    r"tri gia|doanh thu|du toan|quyet toan|tong|so luong|usd|chi tieu|quy|thuc chi|da chi|thu phi|"
    r"le phi|kho bac|kbnn|bien lai|hoa don|ho so|hop dong|seri|serial|lot|lo so|cong van|cv|qd|kh|"
    r"bc|tb|tt|nq|nd|cd|to trinh|quyet dinh|ke hoach|bao cao|van ban|ban an|bien ban|bb|truc ban|"
    r"duong day nong|tong dai|hotline|ubnd|co quan|van phong|vp|cong ty|cty|tnhh|doanh nghiep|"
    r"mst|ma so thue|ma so doanh nghiep|gpkd|dkkd|giay phep|don vi|ma qhns|ma chuong trinh|"
    r"du an|barcode|qr|isbn|phien ban|version|mau|bieu|phu luc|toa do)(?!\w)|"
    r"\d ?(?:dong|d|vnd|tr)(?!\w)|/[a-z]{2,}-"
)
_SOMEONE = re.compile(
    r"(?<!\w)(?:sdt|so|dt|goi|lh|lien he|lien lac|nhan|nt|zalo|zl|tk|stk|the|ck|chuyen|ma|cccd|"
    r"cmnd|cmt|"
    r"gplx|bang lai|ho chieu|hc|sim|may|chi|anh|ong|ba|chau|em|co|chu|bac|"
    r"me|bo|vo|chong|con|bn|benh nhan|nan nhan|doi tuong|dt|nguoi|khach|chu|tiep vien|nv|gai|ctv|"
    r"hv|hoc vien|bi (?:can|cao|hai))(?!\w)"
)


def has_unexplained_number(folded_text: str) -> bool:
    """Return whether a sentence holds a long number of someone that nothing else explains."""
    return any(_is_unexplained(folded_text, match) for match in _LONG_NUMBER.finditer(folded_text))


def _is_unexplained(folded_text: str, match: re.Match[str]) -> bool:
    number = match[0].strip()
    if any(
        pattern.fullmatch(number) if pattern is not _OFFICE_NUMBER else pattern.match(number)
        for pattern in (_AMOUNT, _DATE, _OFFICE_NUMBER, _COUNTS)
    ):
        return False
    if _COUNTED.match(folded_text, match.end()):
        return False
    around = folded_text[max(0, match.start() - 45) : match.end() + 25]
    return bool(_SOMEONE.search(around)) and not _EXPLANATION.search(around)
