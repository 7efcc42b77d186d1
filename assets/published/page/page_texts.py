"""The phrases of the page, Vietnamese first and English beside it.

Wording only, with `{}` for numbers and names; `page_model` chooses the phrases. The notes at
the foot of the page are in `page_notes`.
"""

from dataclasses import dataclass

from warehouse.entries import find_entry
from warehouse.language import choose_text

PAGE_PHRASES: dict[str, tuple[str, str]] = {
    "title": ("Bảng theo dõi chỉ số", "Indicator board"),
    "successor": ("Từ {}: {}", "From {}: {}"),
    "data_to": ("Số liệu đến hết {}", "Data up to {}"),
    "as_of": ("Lập ngày {}", "As of {}"),
    "as_of_set": (
        "Lập như thể hôm nay là ngày {} (CHISO_AS_OF)",
        "Made as if today were {} (CHISO_AS_OF)",
    ),
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
    "news": ("Có gì mới", "What is new"),
    "changed_figures": ("Thay đổi", "Changes"),
    "signals": ("Cần chú ý", "What stands out"),
    "first_publication": (
        "Đây là lần công bố đầu tiên.",
        "This is the first publication.",
    ),
    "no_changes": (
        "Từ lần công bố trước: không có chỉ số nào thay đổi; {} báo cáo mới.",
        "Since the publication before no indicator has changed; reports that came: {}.",
    ),
    "changes_since": (
        "Từ lần công bố trước: {} số liệu thay đổi, {} báo cáo mới.",
        "Since the publication before {} figures have changed; reports that came: {}.",
    ),
    "no_figure": ("chưa có", "none"),
    "signals_of_year": (
        "Trong 12 tháng gần nhất có số liệu, {} chỉ số có thay đổi khó là ngẫu nhiên.",
        "In the last 12 months with data, indicators with a change that is hardly chance: {}.",
    ),
    "no_signals": (
        "Trong 12 tháng gần nhất có số liệu, không có thay đổi nào vượt mức ngẫu nhiên.",
        "In the last 12 months with data nothing has changed by more than chance.",
    ),
    "better": ("tốt lên", "for the better"),
    "worse": ("xấu đi", "for the worse"),
    "trends": ("Xu hướng {}–{}", "Trends {}–{}"),
    "reporting": ("Nộp báo cáo", "Reporting"),
    "notes": ("Ghi chú và cách đọc", "Notes and how to read this page"),
    "met_card": ("chỉ số đạt chỉ tiêu năm {}", "indicators met their {} target"),
    "met_card_of": (
        "Trong {} chỉ số có chỉ tiêu của quận năm đó đã kết luận được; {} chỉ số chưa kết luận. "
        "Trang này theo dõi {} chỉ số.",
        "Of {} indicators with a target of their own that could be judged that year; {} are not "
        "decided. This page follows {}.",
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
        "đơn vị báo cáo là của năm đang chọn. Từng con số từ đâu ra: chiso explain.",
        "Values of the whole year; choose a row to see its chart. Parts, target, result and units "
        "reporting are of the year chosen. Where a figure comes from: chiso explain.",
    ),
    "indicator": ("Chỉ số", "Indicator"),
    "trend": ("Xu hướng", "Trend"),
    "parts": ("Tử số / mẫu số", "Numerator / denominator"),
    "target": ("Chỉ tiêu", "Target"),
    "verdict": ("Kết quả", "Result"),
    "units": ("Đơn vị báo cáo", "Units reporting"),
    "met": ("Đạt", "Met"),
    "not_met": ("Chưa đạt", "Not met"),
    "not_decided": ("Chưa kết luận", "Not decided"),
    "not_due": ("Chưa đến lúc", "Not due"),
    "compared_only": ("chỉ để so sánh", "a comparison only"),
    "no_target": ("không có chỉ tiêu", "no target"),
    "no_verdict": ("chưa kết luận được", "not known"),
    "not_yet_due": ("chưa đến hạn", "not yet due"),
    "not_reported": ("chưa báo cáo", "not reported"),
    "not_stated": ("đơn vị để trống", "left blank by the unit"),
    "not_applicable": ("không áp dụng", "not applicable"),
    "unlike_periods": ("hai năm không cùng tháng, cùng đơn vị", "the two years are unlike"),
    "open_doubt": ("có số liệu đang được hỏi lại", "a value is being checked"),
    "no_base_period": ("không có kỳ gốc", "no base period"),
    "no_denominator": ("mẫu số bằng 0", "denominator is 0"),
    "nobody_owes": ("không có đơn vị phải báo cáo", "no unit owes a report"),
    "no_living_unit": ("đơn vị kết thúc giữa kỳ", "the unit ended within the period"),
    "year_runs": ("tạm tính, chưa hết năm", "provisional, the year is not over"),
    "data_end": ("đến hết kỳ {}", "to the end of {}"),
    "before_break": ("đến hết kỳ {}", "to the end of {}"),
    "no_row": ("không có số liệu", "no data"),
    "suppressed": ("không công bố vì số nhỏ", "suppressed: small count"),
    "hidden_otherwise": ("chỉ trong cơ quan, không công bố", "for the office alone, not public"),
    "hidden_small": ("không công bố: số nhỏ", "not public: a small count"),
    "hidden_protects": (
        "không công bố: che cho một số nhỏ khác",
        "not public: hides another small count",
    ),
    "hidden_correction": (
        "không công bố: bản sửa có thể làm lộ số nhỏ",
        "not public: the correction could reveal a small count",
    ),
    "hidden_frozen": (
        "không công bố: năm đã khóa, giữ như lần trước",
        "not public: the year is closed and stays as it was",
    ),
    "hidden_unexplained": (
        "không công bố: sổ công bố không khớp",
        "not public: the ledger does not explain it",
    ),
    "hidden_row": (
        "không công bố: cùng dòng với một số bị che",
        "not public: beside a hidden count",
    ),
    "office_page": ("BẢN CỦA CƠ QUAN", "THE OFFICE'S COPY"),
    "office_page_why": (
        "Có số đếm chính xác không công bố, đánh dấu [c]. Bản cho mọi người: public/index.html.",
        "Holds exact counts that are not public, marked [c]. For everybody: public/index.html.",
    ),
    "now": ("Mới nhất, {}: {}.", "Latest, {}: {}."),
    "up": ("Cùng kỳ năm trước {}, tăng {}.", "A year earlier {}, up {}."),
    "down": ("Cùng kỳ năm trước {}, giảm {}.", "A year earlier {}, down {}."),
    "same": ("Bằng cùng kỳ năm trước.", "The same as a year earlier."),
    "points": ("{} điểm phần trăm", "{} percentage points"),
    "not_comparable": (
        "Không so với cùng kỳ năm trước vì địa bàn thay đổi từ {}.",
        "Not compared with a year earlier: the area changed on {}.",
    ),
    "not_compared": (
        "Không so với cùng kỳ năm trước vì chưa đủ báo cáo hoặc có số liệu đang được hỏi lại.",
        "Not compared with a year earlier: reports are missing or a value is being checked.",
    ),
    "provisional": ("Tạm tính: {}.", "Provisional: {}."),
    "target_met": ("Chỉ tiêu {}: đạt.", "Target {}: met."),
    "target_compared": ("Mục tiêu {}.", "Target of {}."),
    "target_not_met": ("Chỉ tiêu {}: chưa đạt.", "Target {}: not met."),
    "target_is": ("Chỉ tiêu cả năm {}.", "Target of the whole year {}."),
    "no_data": ("Chưa có số liệu để vẽ.", "No data to draw yet."),
    "all_suppressed": (
        "Số đếm từng năm quá nhỏ nên không công bố.",
        "The yearly counts are too small to be shown.",
    ),
    "coarsened": (
        "Số liệu nhạy cảm: chỉ công bố theo {} trở lên.",
        "Sensitive data: published by {} and longer only.",
    ),
    "coarsened_year": (
        "Số liệu nhạy cảm: chỉ công bố theo năm.",
        "Sensitive data: published by year only.",
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


@dataclass(frozen=True, slots=True)
class PageWording:
    """The page's phrases in a language, `vi` or `en`."""

    lang: str

    def format_page_text(self, key: str, *values: str | int) -> str:
        """Format a phrase with values."""
        place = "assets/published/page/page_texts.py, PAGE_PHRASES"
        return self.choose_language(find_entry(PAGE_PHRASES, key, place)).format(*values)

    def choose_language(self, pair: tuple[str, str]) -> str:
        """Choose the phrase of a pair in this language."""
        return choose_text(pair, self.lang)
