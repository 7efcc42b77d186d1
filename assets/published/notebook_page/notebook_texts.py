"""The phrases of a notebook handed on as a file, Vietnamese first and English beside it.

Wording only; phrases shared with charts and page are in `charts_texts` and `page_texts`. May call
the warehouse floor.
"""

from warehouse.entries import find_entry
from warehouse.language import choose_text

NOTEBOOK_TITLES: dict[str, tuple[str, str]] = {
    "indicator": ("Một chỉ số qua thời gian", "An indicator over time"),
    "over_the_break": ("Qua ngày đơn vị thay đổi", "Over the change of units"),
    "quality": ("Chất lượng số liệu", "The quality of the figures"),
    "trace": ("Con số từ đâu", "Where a figure comes from"),
    "wards": ("Từng phường", "Ward by ward"),
    "what_changed": ("Đã đổi gì", "What changed"),
}
"""The title of each notebook of the house; one that an office adds has its name as its title."""

NOTEBOOK_TEXTS: dict[str, tuple[str, str]] = {
    "notebook": ("Sổ tay «{}»", "Notebook «{}»"),
    "rows": ("{} hàng", "rows: {}"),
    "no_rows": ("Không có hàng nào.", "There are no rows."),
    "yes": ("có", "yes"),
    "no": ("không", "no"),
    "table": ("Bảng", "Table"),
    "chart": ("Biểu đồ", "Chart"),
}


def choose_notebook_title(name: str, lang: str) -> str:
    """Return the title of a notebook: its name if the house has no title for it."""
    return choose_text(NOTEBOOK_TITLES.get(name, (name, name)), lang)


def format_notebook_text(key: str, lang: str, *values: str) -> str:
    """Format a phrase of a notebook's file in `vi` or `en`."""
    place = "assets/published/notebook_page/notebook_texts.py, NOTEBOOK_TEXTS"
    return choose_text(find_entry(NOTEBOOK_TEXTS, key, place), lang).format(*values)
