"""The file of a notebook: what stands in it, in both languages; a cell adds no element."""

from datetime import date, datetime

import pandas as pd
import pytest
from plotly import graph_objects as go

from assets.published.notebook_page.frame_cells import build_frame_table, format_cell
from assets.published.notebook_page.notebook_page import NotebookResults, render_notebook
from assets.published.notebook_page.notebook_texts import NOTEBOOK_TITLES, choose_notebook_title
from assets.published.page.page_context import PageContext
from pipelines.notebook_runs import list_notebooks
from tests.published.page_snapshot import AS_OF, write_snapshot
from warehouse.store import Store


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [
        ("<b>", "<b>", "<b>"),
        (1234567, "1.234.567", "1,234,567"),
        (75.25, "75,25", "75.25"),
        (75.0, "75", "75"),
        (float("nan"), "", ""),
        (None, "", ""),
        (pd.NaT, "", ""),
        (True, "có", "yes"),
        (date(2023, 6, 14), "14/06/2023", "14 June 2023"),
        (pd.Timestamp(2023, 6, 14), "14/06/2023", "14 June 2023"),
        (datetime(2023, 6, 14, 8, 5), "14/06/2023 08:05", "14 June 2023 08:05"),
        (["DK", 1000], "DK, 1.000", "DK, 1,000"),
    ],
)
def test_a_cell_is_written_as_its_reader_writes(value, vi, en):
    assert (format_cell(value, "vi"), format_cell(value, "en")) == (vi, en)


def test_a_named_index_is_a_column_and_a_bare_one_is_not():
    frame = pd.DataFrame({"unit": ["A", "B"], "error": [1, 0], "late": [True, False]}, index=[7, 9])
    assert build_frame_table(frame, "vi").rows == [["A", "1", "có"], ["B", "0", "không"]]
    table = build_frame_table(frame.set_index("unit"), "vi")
    assert (table.columns, table.numeric) == (["unit", "error", "late"], [False, True, False])


def test_every_notebook_has_its_title_and_another_has_its_name():
    assert set(NOTEBOOK_TITLES) == set(list_notebooks())
    assert choose_notebook_title("cua_toi", "vi") == "cua_toi"


@pytest.fixture(scope="module")
def render(tmp_path_factory):
    path = tmp_path_factory.mktemp("notebook") / "snapshot.duckdb"
    catalogue = write_snapshot(path)

    def render_outputs(*outputs, lang="vi"):
        results = NotebookResults("wards", ["Có 3 < 5."], outputs)
        with Store(path, read_only=True) as store:
            return render_notebook(catalogue, store, results, PageContext(AS_OF, lang))

    return render_outputs


def test_a_table_cannot_add_an_element_and_brings_no_script(render):
    frame = pd.DataFrame({"text": ["<script>alert(1)</script>"]})
    frame.attrs["title"] = "Bảng <i>"
    html = render(frame)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "Bảng &lt;i&gt;" in html
    assert "Có 3 &lt; 5." in html
    assert "script-src &#39;none&#39;" in html
    assert len(html) < 20_000


def test_a_frame_without_rows_says_so_in_the_language_asked_for(render):
    assert "Không có hàng nào." in render(pd.DataFrame())
    html = render(pd.DataFrame(), lang="en")
    assert "There are no rows." in html
    assert "Ward by ward" in html


def test_a_chart_carries_the_day_and_whose_copy_it_is(render):
    figure = go.Figure(go.Scatter(y=[1, 2]), layout={"title": "Một hình<br>hai dòng"})
    html = render(figure)
    assert ">Một hình hai dòng<" in html
    assert '"subtitle":{"text":"Lập ngày ' in html
    assert "BẢN CỦA CƠ QUAN" in html
    assert "script-src &#39;sha256-" in html
