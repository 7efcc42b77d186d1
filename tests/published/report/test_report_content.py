"""The sentences and the annex of a report: what is whole, what is not, and what is compared."""

from datetime import date

import pytest

from assets.published.report.own_words import OWN_SECTIONS
from assets.published.report.report_content import ANNEX_COLUMNS, compose_report
from assets.published.report.report_figures import find_year_so_far, load_report_figures
from tests import spec
from tests.spec import drawn
from warehouse.catalogue.programme_rows import Addressee
from warehouse.periods import parse_period_code

ADDRESSEE = Addressee(to="so", name_vi="Sở", valid_from=date(2021, 1, 1))
NO_WORDS = {name: [] for name in OWN_SECTIONS}
WARDS = ("DAPHUC", "HUNGDAO", "ANHDUNG", "HAITHANH", "HOANGHIA", "TANTHANH")
MONTHS = "received | unit | period | loudspeaker_broadcasts | commitments_signed | establishments"
MONTHS += "\n" + "\n".join(
    f"{year}-0{month}-16 08:00 | DK-{ward} | {year}-0{month} | {broadcasts} | 3 | 4"
    for year, broadcasts in ((2022, 2), (2023, 3))
    for month in (4, 5, 6)
    for ward in WARDS
    if (year, month, ward) != (2023, 5, "TANTHANH")
)
COURT = """
received         | unit  | period  | cases_accepted | cases_tried | says
2022-06-16 08:00 | DK-TA | 2022-Q2 | 10             | 5           |
2023-06-16 08:00 | DK-TA | 2023-Q2 | 8              | 6           | obstacle: thiếu kinh phí; proposal: cấp thêm
"""  # noqa: E501 - drawn


@pytest.fixture(scope="module")
def figures(warehouse_of):
    warehouse = warehouse_of(drawn(MONTHS) + drawn(COURT))
    period = parse_period_code("2023-Q2")
    return load_report_figures(warehouse.store, spec.catalogue(), "DK", period)


@pytest.fixture(scope="module")
def content(figures):
    return compose_report(spec.catalogue(), figures, ADDRESSEE, NO_WORDS)


def find_line(content, beginning):
    lines = [p for s in content.sections for p in s.paragraphs if p.startswith(beginning)]
    assert lines, beginning
    return lines[0]


def test_a_whole_figure_is_compared_with_the_year_before(content):
    assert find_line(content, "Tỷ lệ vụ án đã xét xử") == (
        "Tỷ lệ vụ án đã xét xử (TP01): 75,0 % (6/8); tăng từ 5/10 lên 6/8 so với cùng kỳ năm trước."
    ).replace(" %", "\u00a0%")
    assert "bằng cùng kỳ năm trước" in find_line(content, "Tỷ lệ cơ sở ký cam kết")


def test_a_figure_that_is_not_whole_says_what_it_lacks_and_is_not_compared(content):
    assert find_line(content, "Số lượt phát trên loa truyền thanh") == (
        "Số lượt phát trên loa truyền thanh (TT05): 51 lượt, số tạm tính, còn thiếu báo cáo của "
        "Phường Tân Thành (tháng 05/2023); vì vậy chưa so sánh với cùng kỳ năm trước."
    )
    overview = " ".join(content.sections[0].paragraphs)
    assert "Phường Tân Thành (tháng 05/2023)" in overview
    assert "tạm tính" in overview


def test_obstacles_and_proposals_are_quoted_by_unit(content):
    by_heading = {s.heading.split(".")[0]: s.paragraphs for s in content.sections}
    assert by_heading["IV"] == ("Tòa án nhân dân quận: “thiếu kinh phí”",)
    assert any("cấp thêm" in text for text in by_heading["V"])


def test_the_officers_own_words_stand_in_their_part(figures):
    own_words = NO_WORDS | {"I": ["Lời phần một."], "II": ["Lời phần hai."]}
    content = compose_report(spec.catalogue(), figures, ADDRESSEE, own_words)
    assert content.sections[0].paragraphs[-1] == "Lời phần một."
    owners = [s.heading for s in content.sections if "Lời phần hai." in s.paragraphs]
    assert owners == ["Đánh giá của cơ quan"]


def test_the_annex_has_nine_columns_and_every_indicator(content):
    assert content.annex_columns == ANNEX_COLUMNS
    assert len(content.annex_rows) == len(spec.catalogue().indicators)
    rows = {row[1].rpartition("(")[2].rstrip(")"): row for row in content.annex_rows}
    assert rows["TT05"][3:] == ("51 [p]", "–", "51 [p]", "–", "Tháng", "Báo cáo của phường")
    assert rows["KT01"][4:7:2] == ("–", "20\u00a0%")
    assert rows["TT01"][4:7:2] == ("100\u00a0%", "70\u00a0%")
    assert rows["KP01"][3] == "[x]"
    assert content.annex_note.endswith("chiso explain TT01 DK 2023-Q2.")


@pytest.mark.parametrize(
    ("period", "so_far"),
    [
        ("2023-Q1", "2023-Q1"),
        ("2023-Q2", "2023-H1"),
        ("2023-09", "2023-9M"),
        ("2023-H2", "2023"),
        ("2023-01", "2023-01"),
        ("2023-05", None),
    ],
)
def test_the_year_so_far_reaches_from_january_to_the_end_of_the_period(period, so_far):
    found_period = find_year_so_far(parse_period_code(period))
    assert (found_period and found_period.code) == so_far
