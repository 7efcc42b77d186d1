"""The charts file: every indicator once, sealed, the same every time, and nothing hidden in it."""

import base64
import hashlib
import json
import re
from dataclasses import replace
from datetime import date
from html import unescape

import plotly.graph_objects as go
import pytest

from assets.charts.area_rows import Audience
from assets.charts.chart_areas import find_chart_areas
from assets.charts.indicator_series import IndicatorSeries
from assets.charts.points import Point
from assets.published.charts.charts_page import (
    build_chart,
    load_plotly_script,
    render_charts,
    write_charts,
)
from assets.published.charts.charts_texts import (
    BUTTON_TEXTS,
    CHARTS_TEXTS,
    choose_button_texts,
    format_charts_text,
)
from assets.published.page.page_context import PageContext
from tests import spec
from tests.published.page_snapshot import AS_OF, HOSTILE, read_public_tables
from warehouse.periods import Grain, parse_period_code
from warehouse.store import Store

CATALOGUE = spec.catalogue()
OFFICE = PageContext(AS_OF)
PUBLIC = PageContext(AS_OF, audience=Audience.PUBLIC)


@pytest.fixture(scope="module")
def office_html(published):
    catalogue, path = published
    with Store(path, read_only=True) as store:
        return render_charts(catalogue, store, OFFICE)


@pytest.fixture(scope="module")
def public_html(published):
    with read_public_tables(*published) as store:
        return render_charts(published[0], store, PUBLIC)


def read_figures(html):
    """Map the codes to the figures, as plotly has checked them."""
    texts = re.findall(r'id="figure-(\w+)">(.*?)</script>', html)
    return {code: go.Figure(json.loads(text)) for code, text in texts}


def drop_scripts(html):
    return re.sub(r"<script.*?</script>", "", html, flags=re.DOTALL)


def draw_chart(*points, code="TT05", lang="vi"):
    indicator = CATALOGUE.indicators[code]
    series = IndicatorSeries(indicator, find_chart_areas(CATALOGUE), Grain.MONTH, points, {})
    return build_chart(CATALOGUE, series, "Lập ngày 20/11/2025", lang)


def test_every_indicator_has_a_section_in_the_catalogues_order(office_html, published):
    codes = list(published[0].indicators)
    assert re.findall(r'<section id="(\w+)"', office_html) == codes
    assert re.findall(r'<a href="#(\w+)"', office_html) == codes
    assert list(read_figures(office_html)) == codes


def test_the_same_snapshot_gives_the_same_bytes(published, public_html, tmp_path):
    with read_public_tables(*published) as store:
        write_charts(published[0], store, tmp_path / "charts.html", PUBLIC)
    assert (tmp_path / "charts.html").read_bytes() == public_html.encode("utf-8")


def test_only_plotly_and_our_script_may_run_and_nothing_is_fetched(office_html):
    policy = unescape(re.search(r'Content-Security-Policy" content="([^"]+)"', office_html)[1])
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    scripts = re.findall(r"<script>(.*?)</script>", office_html, flags=re.DOTALL)
    assert scripts[0] == load_plotly_script()
    digests = [hashlib.sha256(script.encode()).digest() for script in scripts]
    hashes = [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]
    assert rules["script-src"] == " ".join(hashes)
    links = re.findall(r'(?:src|href)="([^"]*)"', drop_scripts(office_html))
    assert {link for link in links if not link.startswith("#")} == {"data:,", "index.html"}


def test_the_public_charts_show_no_figure_that_is_not_public(published, public_html):
    with read_public_tables(*published) as store:
        rows = store.query_rows(
            "SELECT indicator, value FROM marts.indicator_values WHERE unit IN ('DK', 'HP')"
        )
    public_values = {}
    for code, value in rows:
        public_values.setdefault(code, set()).add(value)
    figures = read_figures(public_html)
    for code, figure in figures.items():
        drawn = {y for line in figure.data if line.mode == "lines+markers" for y in line.y}
        assert drawn - {None} <= public_values[code], code
    assert any(a.text == "[c]" for f in figures.values() for a in f.layout.annotations)


def test_a_saved_figure_says_its_day_its_readers_and_that_its_data_are_invented(
    office_html, public_html
):
    def stamp(html):
        return read_figures(html)["TT02"].layout.title.subtitle.text

    assert stamp(office_html) == "Lập ngày 20/11/2025 · BẢN CỦA CƠ QUAN · DỮ LIỆU GIẢ LẬP"
    assert stamp(public_html) == "Lập ngày 20/11/2025 · DỮ LIỆU GIẢ LẬP"
    assert ("BẢN CỦA CƠ QUAN" in public_html) is False


def test_the_day_of_a_set_clock_is_said(published):
    with read_public_tables(*published) as store:
        html = render_charts(published[0], store, replace(PUBLIC, is_day_set=True))
    assert "như thể hôm nay là ngày 20/11/2025" in drop_scripts(html)


def test_a_chart_has_its_formula_and_its_unit():
    chart = draw_chart(Point(parse_period_code("2023-01"), "DK", value=90.0), code="DT01")
    assert (chart.unit, chart.formula) == (
        "%",
        "100 × «Đã xử lý kịp thời» ÷ «Tin báo, tố giác, khiếu nại đã tiếp nhận»",
    )
    assert chart.gap == ""


def test_a_chart_without_values_says_why():
    hidden = Point(parse_period_code("2023-01"), "DK", suppressed=True)
    assert draw_chart().gap == "Không có số liệu để vẽ."
    assert draw_chart(hidden).gap == "Số đếm quá nhỏ nên không công bố."
    assert draw_chart(hidden, lang="en").gap == "The counts are too small to be public."


def test_no_tag_can_open_inside_a_figure_or_a_heading(published):
    catalogue, path = published
    indicator = catalogue.indicators["TT05"].model_copy(update={"name_vi": HOSTILE})
    hostile = replace(catalogue, indicators={**catalogue.indicators, "TT05": indicator})
    with Store(path, read_only=True) as store:
        html = render_charts(hostile, store, OFFICE)
    assert HOSTILE not in html
    assert "&lt;img" in drop_scripts(html)


def test_every_phrase_is_in_both_languages_and_plotly_has_the_texts_replaced():
    assert all(vi and en and vi != en for vi, en in CHARTS_TEXTS.values())
    assert choose_button_texts("vi")["Pan"] == "Di chuyển"
    assert choose_button_texts("en") == {text: text for text in BUTTON_TEXTS}
    assert [text for text in BUTTON_TEXTS if f'"{text}"' not in load_plotly_script()] == []
    assert format_charts_text("chart_of", "en", "x") == "Chart: x"


def test_an_english_file_has_english_headings(published):
    with read_public_tables(*published) as store:
        html = render_charts(
            published[0], store, replace(PUBLIC, as_of=date(2025, 1, 2), lang="en")
        )
    assert '<html lang="en">' in html
    assert "<h1>Interactive charts</h1>" in html
