"""The role of a heading over figures: this period, year to date, before, plan, share, or content.

Works on heading keys; a role's words are cut out, and the rest is content.
"""

import re
from enum import StrEnum
from typing import NamedTuple


class ColumnRole(StrEnum):
    """What the figures under a heading are about."""

    CURRENT = "current"
    CUMULATIVE = "cumulative"
    BEFORE = "before"
    PLAN = "plan"
    SHARE = "share"
    PLAIN = "plain"


class HeadingMeaning(NamedTuple):
    """The role of a heading, and the remaining words as content."""

    role: ColumnRole
    content: str


_ROLE_WORDS = (  # the first that matches gives the role; all are cut out of the content
    (ColumnRole.SHARE, r"\bty le\b|%|\bso sanh\b|\btang giam\b|\bdat ty le\b|\bphan tram\b"),
    (
        ColumnRole.BEFORE,
        r"\bcung ky\b|\b(?:ky|thang|quy|nam) truoc\b|\{(?:tháng|quý|kỳ|năm|lũy kế)-\d+\}",
    ),
    (
        ColumnRole.CUMULATIVE,
        r"\b(?:luy ke|cong don|cong)?\s*(?:tinh\s*)?tu dau nam(?: den nay)?\b|\bluy ke(?: nam)?\b"
        r"|\bcong don\b|\bca nam\b|\{lũy kế\}|\bden het ky\b",
    ),
    (
        ColumnRole.CURRENT,
        r"\b(?:trong )?(?:ky|thang|quy) nay\b|\btrong (?:ky|thang|quy)\b|\{(?:tháng|quý|kỳ)\}"
        r"|\bphat sinh\b",
    ),
)
_PLAN = re.compile(r"(?:ke hoach|chi tieu giao|chi tieu ke hoach)(?: (?:nam|quy|thang|giao))*")
_FILLER = re.compile(r"\b(?:thuc hien|ket qua|so luong|so lieu|so tien|tong so|noi dung|don vi)\b")
_VARIABLE = re.compile(r"\{[^}]*\}")


def read_heading(key: str, *, leads_figures: bool) -> HeadingMeaning:
    """Read the role of a heading key, and the content without the role's words.

    `leads_figures` is true of the head of a column beside labelled rows: only there a plan or a
    share is a role, and words such as «Thực hiện» say nothing more.
    """
    if leads_figures and _PLAN.fullmatch(_VARIABLE.sub("", key).strip()):
        return HeadingMeaning(ColumnRole.PLAN, "")
    role, content = ColumnRole.PLAIN, key
    for candidate, pattern in _ROLE_WORDS:
        if candidate is ColumnRole.SHARE and not leads_figures:
            continue
        content, count = re.subn(pattern, " ", content)
        if count and role is ColumnRole.PLAIN:
            role = candidate
    content = _FILLER.sub(" ", content) if leads_figures else content
    return HeadingMeaning(role, " ".join(_VARIABLE.sub(" ", content).split()))
