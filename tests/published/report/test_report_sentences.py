"""The sentences of a report: every figure with what it lacks, and compared only with its like."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from assets.published.report.indicator_texts import format_marked_value, format_with_unit
from assets.published.report.report_figures import (
    OwedByUnit,
    ReportedIndicator,
    ReportedValue,
    ReportFigures,
    UnitRemark,
)
from assets.published.report.report_sentences import (
    quote_remarks,
    write_indicator_sentence,
    write_overview,
    write_results,
    write_verdicts,
)
from tests import spec
from warehouse.periods import parse_period_code

CATALOGUE = spec.catalogue()
SHARE, MEAN, COUNT = (CATALOGUE.indicators[code] for code in ("TT01", "TT04", "TT05"))
CHANGE = CATALOGUE.indicators["DT02"]
NOT_COMPARED = "chưa so sánh được với cùng kỳ năm trước vì"


def value_of(value=10.0, **changes):
    whole = {
        "indicator": "TT05",
        "period": "2023-Q2",
        "numerator": None,
        "denominator": None,
        "is_complete": True,
        "has_doubt": False,
        "covers": "all",
        "reports_missing": 0,
        "missing_reports": None,
        "target": None,
        "target_binds": None,
        "verdict": None,
        "null_reason": None,
        "is_due": True,
    }
    return ReportedValue(**whole | {"value": value} | changes)


def reported(value, year_before=None, indicator=COUNT):
    return ReportedIndicator(indicator, value, year_before, None, None, None)


def figures_of(indicators=(), reports=()):
    at = datetime(2023, 7, 20, tzinfo=UTC)
    period = parse_period_code("2023-Q2")
    return ReportFigures(period, "DK", tuple(indicators), tuple(reports), (), at, False)


def write_sentence(value, year_before=None, indicator=COUNT):
    """Return what the sentence says behind the name of the indicator, with plain spaces."""
    text = write_indicator_sentence(CATALOGUE, reported(value, year_before, indicator))
    name = f"{indicator.name_vi} ({indicator.indicator}): "
    assert text.startswith(name)
    return text.removeprefix(name).replace("\u00a0", " ")


def compare(now, before, indicator=COUNT):
    """Return the comparison, which stands last in the sentence."""
    return write_sentence(value_of(now), value_of(before), indicator).rpartition("; ")[2]


@pytest.mark.parametrize(
    ("now", "before", "indicator", "sentence"),
    [
        (12, 10, COUNT, "tăng 20,0 % so với cùng kỳ năm trước (10 lượt)."),
        (5, 10, COUNT, "giảm 50,0 % so với cùng kỳ năm trước (10 lượt)."),
        (10, 10, COUNT, "bằng cùng kỳ năm trước (10 lượt)."),
        (0, 10, COUNT, "giảm 100,0 % so với cùng kỳ năm trước (10 lượt)."),
        (10, 9, COUNT, "tăng từ 9 lên 10 lượt so với cùng kỳ năm trước."),
        (1, 9, COUNT, "giảm từ 9 xuống 1 lượt so với cùng kỳ năm trước."),
        (5, 5, COUNT, "bằng cùng kỳ năm trước (5 lượt)."),
        (0, 0, COUNT, "bằng cùng kỳ năm trước (0 lượt)."),
        (80, 75, SHARE, "tăng 5,0 điểm phần trăm so với cùng kỳ năm trước (75,0 %)."),
        (75, 80, SHARE, "giảm 5,0 điểm phần trăm so với cùng kỳ năm trước (80,0 %)."),
        (5, 0, SHARE, "tăng 5,0 điểm phần trăm so với cùng kỳ năm trước (0,0 %)."),
        (20, 16, MEAN, "tăng 25,0 % so với cùng kỳ năm trước (16,0 lượt người/buổi)."),
        (4, 2, MEAN, "tăng từ 2,0 lên 4,0 lượt người/buổi so với cùng kỳ năm trước."),
    ],
)
def test_a_whole_value_is_compared_with_the_year_before(now, before, indicator, sentence):
    assert compare(now, before, indicator) == sentence


def test_from_nothing_a_change_is_given_in_the_unit_and_not_in_percent():
    assert compare(7, 0) == "tăng từ 0 lên 7 lượt so với cùng kỳ năm trước."


def share_of(numerator, denominator):
    value = 100 * numerator / denominator
    return value_of(value, numerator=numerator, denominator=denominator)


@pytest.mark.parametrize(
    ("now", "before", "comparison"),
    [
        ((6, 6), (5, 6), "tăng từ 5/6 lên 6/6 so với cùng kỳ năm trước."),
        ((3, 9), (9, 12), "giảm từ 9/12 xuống 3/9 so với cùng kỳ năm trước."),
        ((3, 6), (4, 8), "bằng cùng kỳ năm trước (4/8)."),
        ((9, 12), (5, 10), "tăng 25,0 điểm phần trăm so với cùng kỳ năm trước (50,0 %)."),
    ],
)
def test_a_share_of_few_is_compared_by_the_numbers(now, before, comparison):
    sentence = write_sentence(share_of(*now), share_of(*before), SHARE)
    assert sentence.rpartition("; ")[2] == comparison


def test_values_that_are_written_alike_are_equal_to_the_reader():
    """A reader who sees 75,0 % twice must not be told of a rise by 0,0 points."""
    assert compare(75.01, 75.04, SHARE) == "bằng cùng kỳ năm trước (75,0 %)."


def test_the_change_of_a_share_is_that_of_the_shares_written():
    """From 75,04 to 75,06 a reader sees 75,0 % and 75,1 %: never a rise by 0,0 points."""
    assert compare(75.06, 75.04, SHARE).startswith("tăng 0,1 điểm phần trăm ")
    assert compare(75.04, 75.16, SHARE).startswith("giảm 0,2 điểm phần trăm ")


@pytest.mark.parametrize(
    ("now", "before", "reason"),
    [
        (value_of(), None, "năm trước không có số liệu"),
        (value_of(), value_of(None, null_reason="not_reported"), "năm trước không có số liệu"),
        (value_of(), value_of(is_complete=False), "số năm trước chưa đủ"),
        (value_of(), value_of(has_doubt=True), "số năm trước đang được xác minh"),
        (value_of(covers="part"), value_of(), "địa bàn đã thay đổi"),
    ],
)
def test_a_value_is_not_compared_with_what_is_not_its_like(now, before, reason):
    assert write_sentence(now, before).endswith(f"; {NOT_COMPARED} {reason}.")


def test_a_value_that_is_not_firm_says_why_once_and_is_not_compared():
    not_compared = "vì vậy chưa so sánh với cùng kỳ năm trước."
    doubted = write_sentence(value_of(has_doubt=True), value_of())
    assert doubted == f"10 lượt, có số liệu đang được xác minh; {not_compared}"
    provisional = write_sentence(value_of(is_complete=False), value_of())
    assert provisional.endswith(f", số tạm tính, đơn vị để trống số liệu; {not_compared}")
    overview = write_overview(CATALOGUE, figures_of([reported(value_of(has_doubt=True))] * 2))
    assert overview[-1].endswith("vì năm trước không có số liệu.")
    loose = [reported(value_of(has_doubt=True), value_of())] * 2
    assert write_overview(CATALOGUE, figures_of(loose))[-1].endswith("kỳ này đang được xác minh.")


def test_an_indicator_that_is_a_comparison_is_not_compared_again():
    for number, difference, sentence in (
        (-16.7, -2, "giảm 16,7 % (kỳ này 10, cùng kỳ năm trước 12)."),
        (25.0, 3, "tăng 25,0 % (kỳ này 15, cùng kỳ năm trước 12)."),
        (0.0, 0, "bằng cùng kỳ năm trước (kỳ này 12, cùng kỳ năm trước 12)."),
    ):
        value = value_of(number, numerator=difference, denominator=12)
        assert write_sentence(value, value_of(2), CHANGE) == sentence


def test_a_change_on_few_is_given_from_number_to_number():
    for number, difference, sentence in (
        (116.7, 7, "tăng từ 6 lên 13 so với cùng kỳ năm trước."),
        (-50.0, -3, "giảm từ 6 xuống 3 so với cùng kỳ năm trước."),
        (0.0, 0, "bằng cùng kỳ năm trước (kỳ này 6, cùng kỳ năm trước 6)."),
    ):
        value = value_of(number, numerator=difference, denominator=6)
        assert write_sentence(value, value_of(2), CHANGE) == sentence


def test_parts_and_faults_of_a_value_stand_behind_it():
    value = value_of(
        50.0,
        numerator=3,
        denominator=6,
        is_complete=False,
        has_doubt=True,
        reports_missing=1,
        missing_reports="2023-04 DK-DAPHUC",
    )
    assert write_sentence(value, None, SHARE).startswith(
        "50,0 % (3/6), số tạm tính, còn thiếu báo cáo của Phường Đa Phúc (tháng 04/2023), "
        "có số liệu đang được xác minh; "
    )


@pytest.mark.parametrize(
    ("missing", "names", "text"),
    [
        (0, None, "đơn vị để trống số liệu"),
        (1, "2023-04 DK-TA", "còn thiếu báo cáo của Tòa án nhân dân quận (tháng 04/2023)"),
        (
            2,
            "2023-04 DK-DAPHUC, 2023-Q2 DK-TA",
            "còn thiếu báo cáo của Phường Đa Phúc (tháng 04/2023), "
            "Tòa án nhân dân quận (quý II/2023)",
        ),
        (
            4,
            "2023-05 DK-DAPHUC",
            "còn thiếu báo cáo của Phường Đa Phúc (tháng 05/2023) và 3 báo cáo khác",
        ),
    ],
)
def test_missing_reports_are_named_and_the_rest_is_counted(missing, names, text):
    value = value_of(is_complete=False, reports_missing=missing, missing_reports=names)
    assert write_sentence(value).partition(";")[0] == f"10 lượt, số tạm tính, {text}"


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (None, "chưa có số liệu vì đơn vị chưa báo cáo"),
        (value_of(None), "chưa có số liệu vì đơn vị chưa báo cáo"),
        (value_of(None, null_reason="not_yet_due"), "chưa đến hạn báo cáo"),
        (value_of(None, null_reason="no_denominator"), "chưa tính được vì mẫu số bằng 0"),
        (value_of(None, null_reason="not_applicable"), "không áp dụng trong kỳ"),
        (
            value_of(None, null_reason="open_doubt"),
            "chưa so sánh được vì có số liệu đang được xác minh",
        ),
    ],
)
def test_without_a_value_the_sentence_says_why(value, reason):
    assert write_sentence(value) == f"{reason}."


def test_a_change_from_nothing_names_the_year_before_and_the_number_of_now():
    value = value_of(None, null_reason="no_denominator", numerator=9, denominator=0)
    assert write_sentence(value, indicator=CHANGE) == (
        "chưa so sánh được vì cùng kỳ năm trước bằng 0 (kỳ này 9)."
    )


def test_only_a_share_goes_without_the_unit_of_measure():
    assert format_with_unit(50, SHARE) == "50,0\u00a0%"
    assert format_with_unit(1200, COUNT) == "1.200 lượt"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (value_of(), "10"),
        (value_of(0.0), "0"),
        (value_of(is_complete=False), "10 [p]"),
        (value_of(has_doubt=True), "10 [?]"),
        (value_of(is_complete=False, has_doubt=True), "10 [p] [?]"),
        (value_of(None, is_complete=False), "[x]"),
        (None, "[x]"),
    ],
)
def test_the_annex_marks_what_is_provisional_or_doubted(value, text):
    assert format_marked_value(COUNT, value, without_value="[x]") == text


@pytest.mark.parametrize(
    ("indicator", "sides", "text"),
    [
        (SHARE, (5, 6), "83,3 % (5/6)"),
        (SHARE, (9, 10), "90,0 %"),
        (CHANGE, (7, 6), "116,7 % (13 so với 6)"),
        (CHANGE, (3, 12), "25,0 %"),
        (MEAN, (40, 4), "1.000"),
    ],
)
def test_a_percentage_of_few_comes_with_the_numbers(indicator, sides, text):
    value = value_of(100 * sides[0] / sides[1], numerator=sides[0], denominator=sides[1])
    annex = format_marked_value(indicator, value, without_value="[x]")
    assert annex.replace("\u00a0", " ") == text
    judged_value = replace(value, target=3.0, target_binds=True, verdict="met")
    groups = write_verdicts(CATALOGUE, figures_of([reported(judged_value, None, indicator)]))
    assert f"({indicator.indicator}): {annex}" in groups[0][1][0]


def owed(unit, accepted, on_time, *, is_waiting=False):
    return OwedByUnit("ward", unit, "2023-05", accepted, on_time, is_waiting)


def test_the_overview_counts_what_is_owed_here_and_on_time_and_names_the_rest():
    reports = [
        owed("DK-DAPHUC", True, True),
        owed("DK-HUNGDAO", True, False),
        owed("DK-ANHDUNG", False, False),
        owed("DK-TANTHANH", False, False),
    ]
    assert write_overview(CATALOGUE, figures_of(reports=reports)) == [
        "Trong quý II/2023, các đơn vị phải gửi 4 báo cáo; đã nhận 2 báo cáo, trong đó 1 báo cáo "
        "đúng hạn.",
        "Còn thiếu 2 báo cáo: Phường Anh Dũng (tháng 05/2023); Phường Tân Thành (tháng 05/2023). "
        "Số liệu dựa vào các báo cáo này là tạm tính.",
    ]
    (_, last) = write_overview(CATALOGUE, figures_of(reports=reports[:2]))
    assert last == "Không còn báo cáo nào thiếu."


def test_the_counts_of_reports_refer_to_their_indicators_and_a_waiting_report_is_received():
    """`chiso explain BC01` counts a report at which the hub is looking as received."""
    rates = [reported(value_of(), None, CATALOGUE.indicators[code]) for code in ("BC01", "BC02")]
    reports = [owed("DK-DAPHUC", True, True), owed("DK-HUNGDAO", False, True, is_waiting=True)]
    overview = write_overview(CATALOGUE, figures_of(rates, reports))
    assert overview[:3] == [
        "Trong quý II/2023, các đơn vị phải gửi 2 báo cáo; đã nhận 2 báo cáo (BC01), trong đó 2 "
        "báo cáo đúng hạn (BC02).",
        "Không còn báo cáo nào thiếu.",
        "Trong số đã nhận có 1 báo cáo đang được duyệt cách đọc, chưa có số liệu: Phường Hưng Đạo "
        "(tháng 05/2023).",
    ]


def test_a_section_has_the_indicators_of_its_letters_that_have_a_row():
    fines = CATALOGUE.indicators["KT03"]
    indicators = [reported(value_of()), reported(value_of(), None, fines), reported(None)]
    sentences = write_results(CATALOGUE, figures_of(indicators), ("TT",))
    assert [text.partition(":")[0] for text in sentences] == [
        "Số lượt phát trên loa truyền thanh (TT05)"
    ]
    both = write_results(CATALOGUE, figures_of(indicators), ("KT", "TT"))
    assert [text.partition(":")[0] for text in both] == [
        "Số lượt phát trên loa truyền thanh (TT05)",
        "Tiền phạt bình quân một cơ sở bị phạt (KT03)",
    ]


def judged(verdict, value=10.0, **changes):
    target = {"target": 12.0, "target_binds": True, "verdict": verdict}
    return reported(value_of(value, **target | changes))


def write_groups(*indicators):
    """Return the sentences of the three groups, without the name of the indicator."""
    groups = write_verdicts(CATALOGUE, figures_of(indicators))
    return [[text.partition(": ")[2] for text in texts] for _, texts in groups]


def test_verdicts_stand_in_three_groups_and_an_open_one_says_why():
    groups = write_groups(
        judged("met", 13.0),
        judged("not_met"),
        judged("not_due"),
        judged("not_decided", is_complete=False, is_due=False),
        judged("not_decided", has_doubt=True),
        judged(None, None, null_reason="not_yet_due"),
    )
    assert groups == [
        ["13 lượt; chỉ tiêu 12."],
        ["10 lượt; chỉ tiêu 12."],
        [
            "10 lượt; chỉ tiêu 12; chưa đến hạn đánh giá.",
            "10 lượt; chỉ tiêu 12; số tạm tính, kỳ báo cáo chưa kết thúc; chưa kết luận được.",
            "10 lượt; chỉ tiêu 12; có số liệu đang được xác minh; chưa kết luận được.",
            "chưa đến hạn báo cáo; chỉ tiêu 12.",
        ],
    ]


def test_without_a_target_that_binds_there_is_no_verdict():
    free = (judged("met", target=None), judged("met", target_binds=False), reported(None))
    assert write_groups(*free) == [[], [], []]
    assert write_groups(judged("met", target=0.0)) == [["10 lượt; chỉ tiêu 0."], [], []]


def test_remarks_of_one_kind_are_quoted_with_the_unit_and_a_foreign_unit_is_not():
    remarks = [
        UnitRemark("DK-TA", "obstacle", "thiếu người"),
        UnitRemark("DK-TA", "proposal", "thêm người"),
        UnitRemark("XX-NOWHERE", "obstacle", "không rõ"),
    ]
    quotes = quote_remarks(CATALOGUE, remarks, "obstacle")
    assert quotes == ["Tòa án nhân dân quận: “thiếu người”"]


def test_a_reason_that_keeps_every_figure_from_comparison_stands_once_in_part_one():
    alone = [reported(value_of(10.0)), reported(value_of(12.0))]
    reason = "chưa so sánh được với cùng kỳ năm trước vì năm trước không có số liệu."
    assert write_overview(CATALOGUE, figures_of(alone))[-1].endswith(reason)
    assert not any("so sánh" in text for text in write_results(CATALOGUE, figures_of(alone), "TT"))
    mixed = [*alone, reported(value_of(12.0), value_of(11.0))]
    assert "so sánh" not in write_overview(CATALOGUE, figures_of(mixed))[-1]
    results = write_results(CATALOGUE, figures_of(mixed), ["TT"])
    assert [reason in text for text in results] == [True, True, False]


def test_a_change_without_a_year_before_names_the_missing_reports():
    value = value_of(
        None,
        null_reason="not_reported",
        missing_reports="2022-04 DK-CA",
        reports_missing=1,
        is_complete=False,
    )
    change = CATALOGUE.indicators["DT02"]
    assert write_sentence(value, indicator=change) == (
        "chưa so sánh được, còn thiếu báo cáo của Công an quận Dương Kinh (tháng 04/2022)."
    )
