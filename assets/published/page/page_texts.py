"""Every phrase of the page, Vietnamese first and English beside it.

Wording only, with `{}` for numbers and names; `page_model` chooses the phrases.
"""

from dataclasses import dataclass

from warehouse.language import choose_text

PAGE_PHRASES: dict[str, tuple[str, str]] = {
    "title": ("Bảng theo dõi chỉ số", "Indicator board"),
    "successor": ("Từ {}: {}", "From {}: {}"),
    "data_to": ("Số liệu đến hết {}", "Data up to {}"),
    "as_of": ("Lập ngày {}", "As of {}"),
    "synthetic": ("DỮ LIỆU GIẢ LẬP", "SYNTHETIC DATA"),
    "synthetic_why": (
        "Số liệu do hệ thống sinh ra để chạy thử; không phải số liệu thật, không dùng để báo cáo.",
        "Made up by the system for trial runs; not real figures, not for reporting.",
    ),
    "no_script": (
        "Trình duyệt đang chặn JavaScript: bảng vẫn đọc được, biểu đồ thì không hiện.",
        "JavaScript is blocked: the tables can be read, the charts are not drawn.",
    ),
    "summary": ("Tóm tắt", "Summary"),
    "targets": ("Chỉ số so với chỉ tiêu", "Indicators against target"),
    "trends": ("Xu hướng {}–{}", "Trends {}–{}"),
    "reporting": ("Nộp báo cáo", "Reporting"),
    "notes": ("Ghi chú và cách đọc", "Notes and how to read this page"),
    "met_card": ("chỉ số đạt chỉ tiêu năm {}", "indicators met their {} target"),
    "met_card_of": (
        "Tính trên {} chỉ số có chỉ tiêu và có số liệu năm đó; trang này theo dõi {} chỉ số.",
        "Out of {} indicators with a target and data that year; this page follows {}.",
    ),
    "rate_card": (
        "báo cáo đến hạn năm {} đã được chấp nhận",
        "of the reports due in {} were accepted",
    ),
    "time_card": ("báo cáo đến hạn năm {} nộp đúng hạn", "of the reports due in {} came in time"),
    "reports_of": ("{} báo cáo", "{} reports"),
    "returned_card": (
        "lượt báo cáo năm {} bị trả lại để sửa",
        "reports of {} were returned for correction",
    ),
    "returned_open": (
        "{} báo cáo đến nay chưa có bản sửa được chấp nhận.",
        "{} still without an accepted correction.",
    ),
    "returned_closed": (
        "Tất cả đã có bản sửa được chấp nhận.",
        "All have since been corrected and accepted.",
    ),
    "late_card": (
        "đơn vị nộp trễ hoặc chưa nộp kỳ gần nhất",
        "units late with their latest report",
    ),
    "late_none": ("Mọi đơn vị đều nộp đúng hạn.", "Every unit reported in time."),
    "late_more": ("và {} đơn vị khác", "and {} more"),
    "late_days": ("{} (trễ {} ngày)", "{} ({} days late)"),
    "late_missing": ("{} (chưa nộp)", "{} (missing)"),
    "late_returned": ("{} (bị trả lại)", "{} (returned)"),
    "year": ("Năm", "Year"),
    "search": ("Tìm chỉ số", "Find an indicator"),
    "search_hint": ("ví dụ: tin bao", "for example: tips"),
    "search_found": ("{} trong {} chỉ số", "{} of {} indicators"),
    "table_caption": (
        "Giá trị cả năm; bấm vào một dòng để xem biểu đồ. Tử số/mẫu số, chỉ tiêu, kết quả và "
        "đơn vị báo cáo là của năm đang chọn.",
        "Values of the whole year; choose a row to see its chart. Parts, target, result and units "
        "reporting are of the year chosen.",
    ),
    "indicator": ("Chỉ số", "Indicator"),
    "trend": ("Xu hướng", "Trend"),
    "parts": ("Tử số / mẫu số", "Numerator / denominator"),
    "target": ("Chỉ tiêu", "Target"),
    "verdict": ("Kết quả", "Result"),
    "units": ("Đơn vị báo cáo", "Units reporting"),
    "met": ("Đạt", "Met"),
    "unmet": ("Chưa đạt", "Not met"),
    "no_target": ("không có chỉ tiêu", "no target"),
    "no_verdict": ("chưa kết luận được", "not known"),
    "not_yet_due": ("chưa đến hạn", "not yet due"),
    "not_reported": ("chưa báo cáo", "not reported"),
    "no_base_period": ("không có kỳ gốc", "no base period"),
    "no_denominator": ("mẫu số bằng 0", "denominator is 0"),
    "nobody_owes": ("không có đơn vị phải báo cáo", "no unit owes a report"),
    "no_living_unit": ("đơn vị kết thúc giữa kỳ", "the unit ended within the period"),
    "year_runs": ("tạm tính, chưa hết năm", "provisional, the year is not over"),
    "data_end": ("chỉ có số liệu đến {}", "data until {} only"),
    "no_row": ("không có số liệu", "no data"),
    "suppressed": ("không công bố vì số nhỏ", "suppressed: small count"),
    "now": ("Mới nhất, {}: {}.", "Latest, {}: {}."),
    "up": ("Cùng kỳ năm trước {}, tăng {}.", "A year earlier {}, up {}."),
    "down": ("Cùng kỳ năm trước {}, giảm {}.", "A year earlier {}, down {}."),
    "same": ("Bằng cùng kỳ năm trước.", "The same as a year earlier."),
    "points": ("{} điểm phần trăm", "{} percentage points"),
    "not_comparable": (
        "Không so với cùng kỳ năm trước vì địa bàn thay đổi từ {}.",
        "Not compared with a year earlier: the area changed on {}.",
    ),
    "target_met": ("Chỉ tiêu {}: đạt.", "Target {}: met."),
    "target_unmet": ("Chỉ tiêu {}: chưa đạt.", "Target {}: not met."),
    "target_is": ("Chỉ tiêu cả năm {}.", "Target of the whole year {}."),
    "no_data": ("Chưa có số liệu để vẽ.", "No data to draw yet."),
    "all_suppressed": (
        "Số đếm từng năm quá nhỏ nên không công bố.",
        "The yearly counts are too small to be shown.",
    ),
    "coarsened": (
        "Số liệu nhạy cảm, có số đếm nhỏ: chỉ công bố theo {} trở lên.",
        "Sensitive data with small counts: shown by {} and longer only.",
    ),
    "coarsened_year": (
        "Số liệu nhạy cảm, có số đếm nhỏ: chỉ công bố theo năm.",
        "Sensitive data with small counts: shown by year only.",
    ),
    "later_suppressed": (
        "Các kỳ sau không công bố vì số nhỏ.",
        "Later periods are suppressed: small counts.",
    ),
    "nobody_since": (
        "Từ {} không có đơn vị nào phải báo cáo chỉ số này.",
        "From {} no unit owes a report for this indicator.",
    ),
    "quarter": ("quý", "quarter"),
    "half_year": ("6 tháng", "half-year"),
    "table_of": ("Bảng số liệu ({} kỳ)", "Data table ({} periods)"),
    "period": ("Kỳ", "Period"),
    "value": ("Giá trị", "Value"),
    "source": ("Nguồn: {}.", "Source: {}."),
    "source_all": ("sổ theo dõi báo cáo của mọi đơn vị", "the register of all units' reports"),
    "source_units": ("Kỳ mới nhất: {} đơn vị báo cáo.", "Latest period: {} units reported."),
    "to_table": ("Về bảng", "Back to table"),
    "unit": ("Đơn vị", "Unit"),
    "grid_caption": (
        "Mỗi ô một báo cáo phải nộp, {} tháng gần nhất; ô rộng là báo cáo quý hoặc 6 tháng.",
        "One cell per report owed, last {} months; wide cells are quarterly or half-yearly.",
    ),
    "on_time": ("đúng hạn", "on time"),
    "late": ("trễ {} ngày", "{} days late"),
    "late_short": ("trễ {}", "late {}"),
    "missing": ("quá hạn, chưa nộp", "overdue, missing"),
    "returned": ("bị trả lại, chưa có bản sửa được chấp nhận", "returned, not yet mended"),
    "pending": ("chưa đến hạn", "not yet due"),
    "nothing_owed": ("không phải nộp", "nothing owed"),
    "quality": ("Chất lượng số liệu", "Data quality"),
    "form": ("Biểu báo cáo", "Form"),
    "no_reports": ("Chưa có báo cáo nào đến hạn.", "No report has fallen due yet."),
}

PAGE_NOTES: tuple[tuple[str, tuple[str, str]], ...] = (
    (
        "✔ ✘ –",
        (
            "✔ Đạt, ✘ Chưa đạt: giá trị so với chỉ tiêu; – : không có chỉ tiêu hoặc không có giá "
            "trị.",
            "✔ Met, ✘ Not met: the value against its target; – : no target, or no value.",
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
        "[c]",
        (
            "Không công bố để bảo vệ thông tin cá nhân. Chỉ số dựa trên số liệu nhạy cảm chỉ hiện "
            "ở kỳ ngắn nhất mà không số đếm nào nằm trong khoảng từ 1 đến {largest}; số nhỏ còn "
            "lại theo năm được che và đánh dấu, không thay bằng 0.",
            "Suppressed to protect people. An indicator resting on sensitive data is shown at the "
            "shortest period at which no count is between 1 and {largest}; small counts left at "
            "year are hidden and marked, never replaced by 0.",
        ),
    ),
    (
        "○ [p]",
        (
            "Tạm tính: điểm rỗng ở cuối đường khi chưa đủ báo cáo; [p] bên số liệu của năm chưa "
            "kết thúc.",
            "Provisional: a hollow last point while reports are missing; [p] beside the figures "
            "of a year that is not over.",
        ),
    ),
)

BREAK_NOTE = (
    "[b]",
    (
        "Ngắt chuỗi: {hub} kết thúc ngày {ends}. Từ {breaks} số liệu là của {successor}, "
        "vẽ màu khác và không nối với đường trước; năm {year} tính cho {successor}. [b] bên số "
        "liệu năm {year}: đơn vị báo cáo kết thúc cùng {hub}, số liệu chỉ có đến ngày {ends} nên "
        "không so với chỉ tiêu năm.",
        "Break: {hub} ended on {ends}. From {breaks} the figures are those of {successor}, in "
        "another colour and not joined to the line before; {year} is counted for {successor}. [b] "
        "beside a figure of {year}: the reporting unit ended with {hub}, the data reach to {ends} "
        "only and are not judged against the year's target.",
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


@dataclass(frozen=True, slots=True)
class PageWording:
    """The page's phrases in a language, `vi` or `en`."""

    lang: str

    def format_page_text(self, key: str, *values: str | int) -> str:
        """Format a phrase with values."""
        return self.choose_language(PAGE_PHRASES[key]).format(*values)

    def choose_language(self, pair: tuple[str, str]) -> str:
        """Choose the phrase of a pair in this language."""
        return choose_text(pair, self.lang)
