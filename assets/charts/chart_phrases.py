"""Every phrase on a chart and its points, Vietnamese first and English beside it.

Wording only; `marks`, `trends` and `point_texts` choose the phrases. May call the warehouse floor.
"""

from warehouse.entries import find_entry
from warehouse.language import choose_text

CHART_PHRASES = {
    "target": ("Chỉ tiêu{}{}", "Target{}{}"),
    "compared": ("Mục tiêu {}{}{}", "Target of {}{}{}"),
    "nation": ("cả nước", "the whole country"),
    "reported": ("{}/{} đơn vị báo cáo", "{}/{} units reported"),
    "reports": ("thiếu {} báo cáo: {}", "{} reports are missing: {}"),
    "incomplete": ("chưa đủ số liệu", "incomplete"),
    "doubt": ("có số liệu đang được hỏi lại", "a value is being checked"),
    "gaps": ("[x] chưa báo cáo", "[x] not reported"),
    "hidden": ("[c] không công bố: số nhỏ", "[c] suppressed: small count"),
    "office_only": ("[c] chỉ trong cơ quan, không công bố", "[c] for the office, not public"),
    "provisional": (
        "○ tạm tính: chưa đủ báo cáo",
        "○ provisional: reports are missing",
    ),
    "doubted": (
        "◇ có số liệu đang được hỏi lại",
        "◇ a value is being checked",
    ),
    "cumulative": ("{}, lũy kế từ đầu năm", "{}, year to date"),
}


def format_chart_phrase(key: str, lang: str, *values: str | int) -> str:
    """Format a phrase of this module in `vi` or `en`."""
    phrase = find_entry(CHART_PHRASES, key, "assets/charts/chart_phrases.py, CHART_PHRASES")
    return choose_text(phrase, lang).format(*values)
