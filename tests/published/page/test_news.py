"""What is new on the office's page: changes since the publication before, and what stands out."""

import re
from datetime import date

import pytest

from assets.charts.chart_areas import find_chart_areas
from assets.published.page.html_page import PageContext, render_page
from assets.published.page.news import MOST_ITEMS, build_news
from assets.published.page.page_texts import PageWording
from tests.spec import catalogue, drawn, rebuilt
from warehouse.store import Store

NAMES = {"flow": "loudspeaker_broadcasts"}
BEFORE, NOW = date(2023, 2, 18), date(2023, 3, 10)
SENT = """
submission | received         | unit       | period  | flow
a1         | 2023-02-03 08:00 | DK-DAPHUC  | 2023-01 | 5
a2         | 2023-02-20 08:00 | DK-DAPHUC  | 2023-01 | 9
b1         | 2023-02-21 08:00 | DK-HUNGDAO | 2023-02 | 3
"""


def read_news(path, lang="vi"):
    with Store(path, read_only=True) as store:
        areas = find_chart_areas(catalogue())
        return build_news(catalogue(), store, areas, PageWording(lang))


def test_a_changed_figure_is_a_sentence_of_its_latest_and_shortest_period(tmp_path):
    news = read_news(rebuilt(drawn(SENT, **NAMES), tmp_path, NOW, published=[BEFORE]))
    sentences = {item.code: item.text for item in news.changes}
    assert (
        sentences["TT05"] == "Số lượt phát trên loa truyền thanh, tháng 02/2023: chưa có → 3 lượt"
    )
    assert news.changes_summary.startswith("Từ lần công bố trước, dù đang chọn kỳ nào: ")
    assert len(news.changes) <= MOST_ITEMS


def test_the_first_publication_says_so(tmp_path):
    news = read_news(rebuilt(drawn(SENT, **NAMES), tmp_path, NOW), "en")
    assert (news.changes_summary, news.changes) == ("This is the first publication.", ())


def test_a_first_publication_is_proved_by_the_list_of_publications(tmp_path):
    path = rebuilt(drawn(SENT, **NAMES), tmp_path, NOW)
    with Store(path, read_only=True) as store:
        page = render_page(catalogue(), store, PageContext(NOW))
    link = re.search(r'<a href="([^"]*)">Đây là lần công bố đầu tiên\.</a>', page)
    assert link[1] == "../../publications.html"


def test_without_a_change_the_new_reports_are_counted(tmp_path):
    path = rebuilt(drawn(SENT, **NAMES), tmp_path, NOW, published=[NOW])
    with Store(path) as store:
        store.execute("DELETE FROM marts.changes")
        store.execute("UPDATE core.submissions SET published_in = 1 WHERE submission <> 'b1'")
    assert read_news(path).changes_summary == (
        "Từ lần công bố trước, dù đang chọn kỳ nào: không có chỉ số nào thay đổi; 1 báo cáo mới."
    )


@pytest.mark.parametrize(
    ("lang", "ending"), [("vi", "ngoài giới hạn (xấu đi)"), ("en", "outside (for the worse)")]
)
def test_a_signal_of_the_past_year_says_its_rule_the_worse_first(tmp_path, lang, ending):
    path = rebuilt(drawn(SENT, **NAMES), tmp_path, NOW)
    with Store(path) as store:
        store.execute("DELETE FROM marts.variation")
        for indicator, period, meaning in [
            ("DT02", "2023-01", "better"),
            ("TT05", "2022-12", "better"),
            ("TT05", "2023-01", "worse"),
            ("TT04", "2021-05", "worse"),
        ]:
            store.execute(
                "INSERT INTO marts.variation BY NAME SELECT $indicator AS indicator, 'DK' AS unit, "
                "'district' AS level, 'month' AS grain, $period AS period, 1.0 AS value, 'xmr' AS "
                "rung, 'outside' AS signal_rule, 'up' AS signal_side, 1 AS signal_periods, true AS "
                "in_signal, $meaning AS meaning, 'ngoài giới hạn' AS words_vi, 'outside' AS "
                "words_en, false AS has_doubt, false AS is_trial, 'a' AS rung_vi, 'b' AS rung_en",
                {"indicator": indicator, "period": period, "meaning": meaning},
            )
    signals = read_news(path, lang).signals
    assert [item.code for item in signals] == ["TT05", "DT02"]
    assert signals[0].text.endswith(ending)


def test_a_quiet_year_says_so(tmp_path):
    news = read_news(rebuilt(drawn(SENT, **NAMES), tmp_path, NOW))
    assert news.signals == ()
    assert news.signals_summary == (
        "Trong 12 tháng gần nhất có số liệu, dù đang chọn kỳ nào: không có thay đổi nào "
        "vượt mức ngẫu nhiên."
    )
