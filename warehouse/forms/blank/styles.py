"""The look of the workbooks: one palette, and the cell formats of xlsxwriter.

Formats only; this module knows nothing of the content of a form.
"""

from typing import Any

from xlsxwriter import Workbook

FORM_FONT = "Times New Roman"
FORM_INK, GREY, NAVY = "#1F2933", "#5F6B7A", "#1F3864"
HEAD_FILL, SECTION_FILL, INPUT_FILL = "#DCE6F2", "#F2F5F9", "#FFFBE0"
OPTIONAL_FILL = "#FFFFFF"
ERROR_FILL, ERROR_INK = "#FFC7CE", "#9C0006"
WARNING_FILL, WARNING_INK = "#FFE08A", "#7A4B00"
GOOD_FILL, GOOD_INK = "#D5F0DC", "#0B5D27"
BORDER_COLOUR = "#9AA5B1"

_BOX = {"border": 1, "border_color": BORDER_COLOUR, "valign": "vcenter"}
_CELL = {**_BOX, "font_size": 12, "text_wrap": True}
_CENTRE = {"align": "center", "valign": "vcenter"}
_INPUT = {**_CELL, "bg_color": INPUT_FILL, "locked": False}
_OPTIONAL = {**_INPUT, "bg_color": OPTIONAL_FILL, "border": 4, "bold": True}

_FORMAT_PROPERTIES: dict[str, dict[str, Any]] = {
    "office": {**_CENTRE, "font_size": 12, "text_wrap": True},
    "office_strong": {**_CENTRE, "bold": True, "font_size": 12, "text_wrap": True},
    "motto": {**_CENTRE, "bold": True, "underline": 1, "font_size": 12},
    "document_number": {**_CENTRE, "font_size": 12, "locked": False},
    "document_date": {**_CENTRE, "italic": True, "font_size": 12, "locked": False},
    "banner": {**_CENTRE, "bold": True, "font_color": "#FFFFFF", "bg_color": "#C00000"},
    "title": {**_CENTRE, "bold": True, "font_size": 15, "font_color": NAVY, "text_wrap": True},
    "subtitle": {**_CENTRE, "italic": True, "font_size": 12, "text_wrap": True},
    "label": {"align": "right", "valign": "vcenter", "font_size": 12},
    "answer": {"align": "left", "valign": "vcenter", "bold": True, "font_size": 12},
    "note": {"align": "right", "valign": "vcenter", "italic": True, "font_size": 11},
    "window": {**_CENTRE, "italic": True, "font_size": 11},
    "status": {**_BOX, "bold": True, "font_size": 12, "align": "left", "indent": 1},
    "head": {**_CELL, **_CENTRE, "bold": True, "bg_color": HEAD_FILL},
    "check_head": {**_CENTRE, "italic": True, "align": "left", "font_color": GREY},
    "section": {**_CELL, "indent": 1, "bold": True, "bg_color": SECTION_FILL},
    "section_number": {**_CELL, **_CENTRE, "bold": True, "bg_color": SECTION_FILL},
    "number": {**_CELL, **_CENTRE},
    "unit": {**_CELL, **_CENTRE},
    "label0": {**_CELL, "indent": 1},
    "label1": {**_CELL, "indent": 3},
    "label2": {**_CELL, "indent": 5},
    "value": {**_INPUT, "num_format": "#,##0", "align": "right", "bold": True, "indent": 1},
    "choice": {**_INPUT, **_CENTRE, "bold": True},
    "value_optional": {**_OPTIONAL, "num_format": "#,##0", "align": "right", "indent": 1},
    "choice_optional": {**_OPTIONAL, **_CENTRE},
    "typed": {**_INPUT, "align": "right", "bold": True, "indent": 1, "quote_prefix": True},
    "remark": {**_INPUT, "bg_color": "#FFFFFF", "font_size": 11},
    "check": {"valign": "vcenter", "font_size": 11, "italic": True, "font_color": GREY},
    "sign": {**_CENTRE, "bold": True, "font_size": 12},
    "sign_note": {**_CENTRE, "italic": True, "font_size": 12},
    "title_left": {"bold": True, "font_size": 15, "font_color": NAVY, "valign": "vcenter"},
    "heading": {"bold": True, "font_size": 13, "font_color": NAVY, "valign": "vcenter"},
    "words": {"text_wrap": True, "valign": "top", "font_size": 12},
    "words_en": {
        "text_wrap": True,
        "valign": "top",
        "font_size": 11,
        "italic": True,
        "font_color": GREY,
    },
    "cell": {**_CELL, "font_size": 11, "indent": 1},
    "cell_en": {**_CELL, "indent": 1, "font_size": 11, "italic": True, "font_color": GREY},
    "cell_centre": {**_CELL, **_CENTRE, "font_size": 11},
    "broken": {"bg_color": ERROR_FILL, "font_color": ERROR_INK},
    "broken_words": {"font_color": ERROR_INK, "bold": True},
    "unusual": {"bg_color": WARNING_FILL, "font_color": WARNING_INK},
    "unusual_words": {"font_color": WARNING_INK, "bold": True},
    "good": {"bg_color": GOOD_FILL, "font_color": GOOD_INK},
}
_CONDITIONAL_FORMATS = {"broken", "broken_words", "unusual", "unusual_words", "good"}


def add_formats(workbook: Workbook) -> dict[str, Any]:
    """Add every format to a workbook, by name; a conditional format holds only the changes."""
    return {
        name: workbook.add_format(
            properties
            if name in _CONDITIONAL_FORMATS
            else {"font_name": FORM_FONT, "font_color": FORM_INK, **properties}
        )
        for name, properties in _FORMAT_PROPERTIES.items()
    }


def estimate_row_height(text: str, column_width: float, font_size: int = 12) -> float:
    """Estimate the height in points of a wrapped text for a column width; viewers differ."""
    # A column's width counts digits of the default font; letters of our font are narrower
    # (measured).
    letters = max(1, int(column_width * 14 / font_size))
    lines = sum(-(-max(len(paragraph), 1) // letters) for paragraph in text.split("\n"))
    return lines * font_size * 1.3 + 4
