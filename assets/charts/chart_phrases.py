"""The phrases on a point of a series, Vietnamese first and English beside it.

Wording only; `point_texts` chooses the phrases. May call the warehouse floor.
"""

from warehouse.entries import find_entry
from warehouse.language import choose_text

CHART_PHRASES = {
    "nation": ("cả nước", "the whole country"),
    "reports": ("thiếu {} báo cáo: {}", "{} reports are missing: {}"),
    "incomplete": ("chưa đủ số liệu", "incomplete"),
    "doubt": ("có số liệu đang được hỏi lại", "a value is being checked"),
}


def format_chart_phrase(key: str, lang: str, *values: str | int) -> str:
    """Format a phrase of this module in `vi` or `en`."""
    phrase = find_entry(CHART_PHRASES, key, "assets/charts/chart_phrases.py, CHART_PHRASES")
    return choose_text(phrase, lang).format(*values)
