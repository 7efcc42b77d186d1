"""The folded words by which headings say a time, a plan, a share or a sum.

Patterns only: `column_roles` says what they mean.
"""

import re

SHARE = re.compile(
    r"%|\bt[iy] le\b|\bth ?/ ?kh\b|±|\bty trong\b|\bphan tram\b|\+\s*[/,;]\s*-|\bso sanh\b"
    r"|\bso (?:cung )?(?:k[iy]|thang|qu[yi]|nam)\b(?! (?:nay|bao cao|bc)\b)"
    r"|\bchenh lech\b|\btang\b.{0,8}\bgiam\b|\bso voi\b"
    r"|\bbien dong\b|\bhoan thanh (?:ke hoach|kh)\b"
)
BEFORE = re.compile(
    r"\bcung k[iy]\b|\bck\b"
    r"|\b(?:k[iy]|thang|thg|th|t|qu[yi]|q|nam)[ .]{1,2}(?:bao cao |bc )?"
    r"(?:lien )?(?:truoc|lien ke)\b"
    r"(?: (?:lien ke|do))?"
)
WHOLE_YEAR = re.compile(r"(?:so lieu |thuc hien |cong )?(?:trong|ca) nam")
PART_OF_QUARTER = re.compile(r"\bthang (?:thu (?:nhat|mot|hai|ba|[123])|dau|giua|cuoi)\b")
PART_BULLET = re.compile(r"^\W*trong do\W*[-–+*](?=\W*\w)")
START = re.compile(r"(?<!tu )\bdau (?:k[iy]|qu[yi]|thang|nam)\b|\bnam ngoai\b")
CUMULATIVE = re.compile(
    r"\b(?:luy ke|lk|cong don|cong)?\s*(?:tinh\s*)?tu dau nam(?: den (?:nay|het k[iy]))?\b"
    r"|\bl(?:uy)?\s?[./]?\s?ke?\b(?: (?:den nay|nam|(?:tinh |ke )?(?:tu )?dau nam))?"
    r"|\bcong don\b|\bca nam\b"
    r"|\bden het k[iy]\b|\btinh den nay\b|\bden nay\b|\bcong nam\b"
)
CURRENT = re.compile(
    r"\b(?:trong |o )?(?:k[iy]|thang|thg|th|t|qu[yi]|q)[ .]{1,2}(?:nay|bao cao|bc)\b"
    r"|\btrong (?:k[iy]|thang|qu[yi])\b|\b(?:ca|toan|tong hop) (?:k[iy]|thang|qu[yi])\b"
    r"|(?<!\bde )\bphat sinh\b|\bcuoi k[iy]\b|\bhien (?:co|tai)\b|\bthoi diem bao cao\b"
)
LABEL_CURRENT = re.compile(
    r"\b(?:trong )?(?:k[iy]|thang|qu[yi]) (?:nay|bao cao|bc)\b|\btrong (?:k[iy]|thang|qu[yi])\b"
)
PLAN = re.compile(
    r"(?:ke hoach|kh|chi tieu|muc tieu|du kien|duoc giao|giao)"
    r"(?: (?:nam|quy|thang|giao|duoc|ca|ke hoach|de ra|kh|nay|dau|so))*"
)
CHANGE = re.compile(r"(?:so )?(?:tang|giam)(?: (?:trong|them|di|ky))*")
FILLER = re.compile(
    r"\b(?:thuc hien|ket qua|dat duoc|so luong|so lieu|so tien|tong so|tong cong|cong|tong|noi dung"
    r"|don vi|thuc te|chia ra|trong do|gia tri|sl|th|k[iy]|thang|qu[yi]|nam|bao cao|bc"
    r"|nay|chi so|cac|cua|dat|ghi nhan|dien giai|uoc|tu|den|hop|so)\b"
)
SHARE_LABEL = re.compile(
    r"^\W*(?:(?:t[iy] (?:le|trong)|phan tram)\b|%|so (?:voi|sanh)\b|chenh lech\b)|\(\s*%\s*\)\W*$"
)
ROLE_WORDS = (BEFORE, CUMULATIVE, CURRENT)
TOTAL = re.compile(
    r"(?:tong (?:so|cong)|cong|tong|toan (?:quan|phuong|dia ban)|so (?:luong|lieu)|ket qua"
    r"|thuc hien"
    r"|tong cong toan quan|tong so toan quan|chia ra|trong do|trong do co)"
)
SUM = re.compile(
    r"(?:tong )?(?:cong|so)(?: (?:k[iy]|qu[yi]|thang))?|tong(?: qu[yi]| k[iy])?|toan k[iy]"
)
NUMBER_WORD = re.compile(r"\bsố\b", re.IGNORECASE)
FILLER_BEFORE_PLAN = re.compile(r"\((?:[^)]*)\)")
