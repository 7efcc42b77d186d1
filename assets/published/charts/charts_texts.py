"""The phrases of the charts file, Vietnamese first and English beside it.

Wording only; the phrases on a chart itself are in `assets.charts.chart_phrases`, and what page and
charts both say is in `page_texts`. May call the warehouse floor.
"""

from warehouse.entries import find_entry
from warehouse.language import choose_text

CHARTS_TEXTS: dict[str, tuple[str, str]] = {
    "title": ("Biểu đồ tương tác", "Interactive charts"),
    "back": ("Về bảng theo dõi chỉ số", "Back to the indicator board"),
    "how_to": (
        "Kéo chuột để phóng to, bấm đúp để trở lại, rê chuột lên một điểm để đọc con số.",
        "Drag to zoom, double-click to zoom out, point at a mark to read its figure.",
    ),
    "no_script": (
        "Trình duyệt đang chặn JavaScript nên không vẽ được; các con số có ở bảng theo dõi.",
        "JavaScript is blocked, so nothing is drawn; the figures are on the indicator board.",
    ),
    "formula": ("Cách tính", "Formula"),
    "no_values": ("Không có số liệu để vẽ.", "There are no figures to draw."),
    "hidden_values": (
        "Số đếm quá nhỏ nên không công bố.",
        "The counts are too small to be public.",
    ),
    "save_picture": ("Tải ảnh PNG", "Save PNG"),
    "save_figure": ("Tải hình plotly (JSON)", "Save plotly figure (JSON)"),
    "chart_of": ("Biểu đồ: {}", "Chart: {}"),
}

BUTTON_TEXTS: dict[str, tuple[str, str]] = {
    "Zoom": ("Phóng to vùng kéo chuột", "Zoom"),
    "Pan": ("Di chuyển", "Pan"),
    "Zoom in": ("Phóng to", "Zoom in"),
    "Zoom out": ("Thu nhỏ", "Zoom out"),
    "Autoscale": ("Vừa khít số liệu", "Autoscale"),
    "Reset axes": ("Trở lại như ban đầu", "Reset axes"),
    "Double-click to zoom back out": ("Bấm đúp để trở lại", "Double-click to zoom back out"),
}
"""What plotly's buttons and hints say, by plotly's own English text."""


def format_charts_text(key: str, lang: str, *values: str) -> str:
    """Format a phrase of the charts file in `vi` or `en`."""
    place = "assets/published/charts/charts_texts.py, CHARTS_TEXTS"
    return choose_text(find_entry(CHARTS_TEXTS, key, place), lang).format(*values)


def choose_button_texts(lang: str) -> dict[str, str]:
    """Map plotly's own texts to those of a language."""
    return {text: choose_text(pair, lang) for text, pair in BUTTON_TEXTS.items()}
