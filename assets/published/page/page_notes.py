"""The notes at the foot of the page: what each mark means, where the series breaks, what counts.

Wording and the choice of notes, Vietnamese first and English beside it. May call the floors below.
"""

from collections.abc import Iterator

from assets.charts.chart_areas import ChartAreas
from assets.charts.number_texts import format_day
from assets.published.page.page_texts import PageWording
from expectations.disclosure.count_table import MIN_SHOWN_COUNT
from warehouse.catalogue import Catalogue

PAGE_NOTES: tuple[tuple[str, tuple[str, str]], ...] = (
    (
        "✔ ✘ –",
        (
            "✔ Đạt, ✘ Chưa đạt: giá trị so với chỉ tiêu của chính địa bàn. Chưa kết luận: báo cáo "
            "còn thiếu có thể đổi kết quả, hoặc có số liệu đang được hỏi lại. Mục tiêu cả nước chỉ "
            "để so sánh. – : không có chỉ tiêu hoặc không có giá trị.",
            "✔ Met, ✘ Not met: the value against the area's own target. Not decided: missing "
            "reports could change it, or a value is being checked. A target of the whole country "
            "is a comparison only. – : no target, or no value.",
        ),
    ),
    (
        "[x]",
        (
            "Chưa báo cáo: không có báo cáo được chấp nhận. Thiếu không phải là 0: đường biểu đồ "
            "để trống, không nội suy.",
            "Not reported: no report was accepted. Missing is not zero: the line has a gap and "
            "nothing is interpolated.",
        ),
    ),
    (
        "[z]",
        (
            "Không tính được: mẫu số bằng 0, không có kỳ gốc để so, không có đơn vị nào phải báo "
            "cáo, hoặc đơn vị kết thúc giữa kỳ nên không có số liệu cuối kỳ.",
            "Not applicable: the denominator is 0, there is no base period, no unit owes a report, "
            "or the unit ended within the period and there is no figure at its end.",
        ),
    ),
    (
        "○ [p]",
        (
            "Tạm tính: còn thiếu báo cáo mà con số dựa vào, hoặc năm chưa kết thúc. Điểm rỗng trên "
            "biểu đồ; không so với kỳ khác.",
            "Provisional: reports that the figure rests on are missing, or the year is not over. A "
            "hollow point on the chart; compared with no other period.",
        ),
    ),
    (
        "◇ [?]",
        (
            "Có số liệu đang được hỏi lại đơn vị: con số chưa so với kỳ khác hay chỉ tiêu.",
            "A value is being checked with its unit: the figure is compared with no other period "
            "and no target yet.",
        ),
    ),
)

PUBLIC_NOTE = (
    "[c]",
    (
        "Không công bố để bảo vệ người được đếm. Chỉ số dựa trên số liệu nhạy cảm chỉ hiện ở kỳ "
        "đã khai trong danh mục và khi đủ báo cáo. Số đếm trong khoảng từ 1 đến {largest} được "
        "che, và cả những số mà từ đó, cùng mọi lần công bố trước, có thể suy ra nó. Chỉ số ấy "
        "không có dấu [?] và không có kết luận: cả hai có thể nói lên số bị che.",
        "Suppressed to protect the people counted. An indicator resting on sensitive data is shown "
        "by the period declared in the catalogue, once every report is here. Counts from 1 to "
        "{largest} are hidden, and so are those from which, with every earlier publication, one of "
        "them would follow. Such an indicator has no [?] and no verdict: both could tell of a "
        "hidden count.",
    ),
)

OFFICE_NOTE = (
    "[c]",
    (
        "Chỉ trong cơ quan: con số không có ở bản công bố, vì số liệu nhạy cảm và có số đếm nằm "
        "trong khoảng từ 1 đến {largest}, hay kỳ ngắn hơn kỳ được công bố. Không chuyển ra ngoài.",
        "For the office alone: the public copy does not have this figure, because the data are "
        "sensitive and a count is between 1 and {largest}, or the period is shorter than the "
        "shortest public one. Not to be passed on.",
    ),
)

BREAK_NOTE = (
    "[b]",
    (
        "Ngắt chuỗi: {hub} kết thúc ngày {ends}. Từ {breaks} số liệu là của {successor}, "
        "vẽ màu khác và không nối với đường trước. [b] bên số liệu năm {year}: số của {hub} đến "
        "hết kỳ cuối cùng, không so với chỉ tiêu năm; số của {successor} đứng riêng bên dưới.",
        "Break: {hub} ended on {ends}. From {breaks} the figures are those of {successor}, in "
        "another colour and not joined to the line before. [b] beside a figure of {year}: it is "
        "{hub}'s, to the end of its last period, and not judged against the year's target; the "
        "figure of {successor} stands below by itself.",
    ),
)

ABOUT_TEXTS: tuple[tuple[str, str], ...] = (
    (
        "Danh mục chỉ số do cơ quan thường trực tự xây dựng; không phải nội dung của Quyết định "
        "số 29/QĐ-BLĐTBXH.",
        "The list of indicators is the office's own; it is not the text of Decision 29/QĐ-BLĐTBXH.",
    ),
    (
        "Chỉ có số đếm, không có thông tin cá nhân. Trang là một tệp duy nhất, mở được khi không "
        "có mạng và không gửi gì đi.",
        "Counts only, no personal data. The page is one file; it opens without a network and "
        "sends nothing.",
    ),
)

WINDOW_NOTE = (
    "Số liệu tháng tính từ ngày {start} tháng trước đến ngày {end} của tháng.",
    "A month's data run from day {start} of the month before to day {end}.",
)


def list_page_notes(
    chart_areas: ChartAreas, wording: PageWording, *, is_office: bool
) -> Iterator[tuple[str, str]]:
    """List the mark and the text of every note of a page, the break of the series last."""
    suppression_note = OFFICE_NOTE if is_office else PUBLIC_NOTE
    for mark, pair in (*PAGE_NOTES, suppression_note):
        yield mark, wording.choose_language(pair).format(largest=MIN_SHOWN_COUNT - 1)
    if chart_areas.successor and chart_areas.breaks_on and chart_areas.hub.valid_to:
        mark, pair = BREAK_NOTE
        yield (
            mark,
            wording.choose_language(pair).format(
                hub=chart_areas.hub.get_name(wording.lang),
                ends=format_day(chart_areas.hub.valid_to, wording.lang),
                breaks=format_day(chart_areas.breaks_on, wording.lang),
                successor=chart_areas.get_successor_name(wording.lang),
                year=chart_areas.breaks_on.year,
            ),
        )


def list_about_texts(catalogue: Catalogue, wording: PageWording) -> Iterator[str]:
    """List what the page says of itself: the months' windows, the list of indicators."""
    start_day = catalogue.calendar.month_starts_on_day
    if start_day > 1:
        yield wording.choose_language(WINDOW_NOTE).format(start=start_day, end=start_day - 1)
    yield from (wording.choose_language(pair) for pair in ABOUT_TEXTS)
