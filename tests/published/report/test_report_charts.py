"""The charts of a report: shapes that a printer without colour keeps apart."""

import io
import zipfile
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree as ET

import pytest

from assets.published.report.own_words import OWN_SECTIONS
from assets.published.report.pdf_report import draw_pictures
from assets.published.report.report_charts import (
    CHARTS_AT_MOST,
    ChartedValue,
    draw_chart,
    load_report_charts,
)
from assets.published.report.report_content import compose_report
from assets.published.report.report_figures import load_report_figures
from assets.published.report.word_report import DEFAULT_REPORT_TEMPLATE, build_word_report
from tests import spec
from warehouse.catalogue.programme_rows import Addressee
from warehouse.periods import parse_period_code

CATALOGUE = spec.catalogue()
SHARE = CATALOGUE.indicators["TT01"]
QUARTERS = [parse_period_code(f"2023-Q{n}") for n in range(1, 5)]
SVG = "{http://www.w3.org/2000/svg}"
REPORTS = """
unit      | period  | comm_sessions | comm_forms_maintained | plan_in_force | loudspeaker_broadcasts
DK-DAPHUC | 2023-01 | 3             | 2                     | 1             | 8
DK-DAPHUC | 2023-02 | 4             | 1                     | 1             | 2
"""


def draw(*values, firm=(), target=None):
    """Return the parsed chart of four quarters; `firm` lists the quarters that are whole."""
    points = [
        ChartedValue("TT01", period.code, value, number in firm, target)
        for number, (period, value) in enumerate(zip(QUARTERS, values, strict=True), start=1)
    ]
    return ET.fromstring(draw_chart(SHARE, QUARTERS, points))


def list_lines(chart, *, dashed):
    return [e for e in chart.iter(f"{SVG}line") if bool(e.get("stroke-dasharray")) is dashed]


def test_a_whole_value_is_filled_and_a_provisional_one_hollow():
    chart = draw(50.0, 60.0, 70.0, 80.0, firm=(1, 3))
    fills = [circle.get("fill") for circle in chart.iter(f"{SVG}circle")]
    assert fills == ["black", "white", "black", "white"]


def test_a_gap_breaks_the_line():
    def count_strokes(*values):
        return len([e for e in list_lines(draw(*values), dashed=False) if e.get("stroke-width")])

    assert count_strokes(50.0, 60.0, 70.0, 80.0) == 3
    assert count_strokes(50.0, None, 70.0, 80.0) == 1


def test_a_target_is_dashed_and_named_above_every_value():
    chart = draw(50.0, 60.0, 70.0, 80.0, target=100.0)
    (line,) = list_lines(chart, dashed=True)
    assert float(line.get("y1")) < min(float(c.get("cy")) for c in chart.iter(f"{SVG}circle"))
    assert "CT 100\N{NO-BREAK SPACE}%" in [text.text for text in chart.iter(f"{SVG}text")]
    assert list_lines(draw(50.0, 60.0, 70.0, 80.0), dashed=True) == []


def test_only_black_and_white_are_used():
    chart = draw(50.0, 60.0, None, 80.0, firm=(1,), target=100.0)
    colours = {e.get(name) for e in chart.iter() for name in ("fill", "stroke")} - {None}
    assert colours == {"black", "white"}


def test_without_any_value_there_are_axes_alone():
    assert list(draw(None, None, None, None).iter(f"{SVG}circle")) == []


@pytest.fixture(scope="module")
def composed(warehouse_of):
    """Return the content of a report with the charts of its area."""
    store, period = warehouse_of(spec.drawn(REPORTS)).store, parse_period_code("2023-02")
    figures = load_report_figures(store, CATALOGUE, "DK", period)
    charts = load_report_charts(store, CATALOGUE, "DK", period)
    addressee = Addressee(to="so", name_vi="Sở", valid_from=date(2021, 1, 1))
    own_words = {name: [] for name in OWN_SECTIONS}
    return compose_report(CATALOGUE, figures, addressee, own_words, charts=charts)


def test_the_indicators_with_a_target_have_a_chart_and_no_others(composed):
    codes = [chart.caption.partition("(")[2][:4] for chart in composed.charts]
    assert codes
    assert len(codes) <= CHARTS_AT_MOST
    assert set(codes) < {target.indicator for target in CATALOGUE.targets}
    assert "TT05" not in codes


def test_the_word_file_has_a_picture_of_each_and_the_same_bytes_again(composed):
    content = build_word_report(composed, DEFAULT_REPORT_TEMPLATE)
    with zipfile.ZipFile(io.BytesIO(content)) as word:
        text = word.read("word/document.xml").decode()
    assert text.count("r:embed=") == len(composed.charts)
    assert all(chart.caption.partition(" (")[0] in text for chart in composed.charts)
    assert build_word_report(composed, DEFAULT_REPORT_TEMPLATE) == content


def test_without_charts_the_word_file_does_not_mention_them(composed):
    bare = build_word_report(replace(composed, charts=()), DEFAULT_REPORT_TEMPLATE)
    with zipfile.ZipFile(io.BytesIO(bare)) as word:
        assert composed.chart_title not in word.read("word/document.xml").decode()
    assert draw_pictures(()) == []
