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
    "overview": ("Tổng quan", "Overview"),
    "one_indicator": ("Chỉ số", "Indicator"),
    "by_unit": ("Các đơn vị", "Units"),
    "tables": ("Biểu tổng hợp", "Tables"),
    "charts": ("Biểu đồ tương tác", "Interactive charts"),
    "reports": ("Báo cáo", "Reports"),
    "reliability": ("Độ tin cậy", "Reliability"),
    "choose": ("Chọn kỳ, địa bàn, chỉ số", "Choose period, area, indicator"),
    "which_period": ("Kỳ nào", "Which period"),
    "area": ("Địa bàn", "Area"),
    "more_of": ("Xem thêm {}", "{} more"),
    "table_lead": (
        "Bấm vào một con số để biết nó từ đâu; bấm vào tên để xem biểu đồ. [p] [?] [x] [z] [c]: "
        "xem ghi chú ở cuối trang.",
        "Choose a figure to see where it is from, a name to see its chart. [p] [?] [x] [z] [c]: "
        "see the notes at the foot.",
    ),
    "on_year_before": ("So với cùng kỳ năm trước", "On a year earlier"),
    "figure_hint": (
        "Bấm vào một con số để biết nó từ đâu; phím mũi tên đi từ số này sang số khác.",
        "Choose a figure to see where it is from; the arrow keys go from figure to figure.",
    ),
    "five_years": ("Cả năm, {}–{} cạnh nhau", "Whole years {}–{}, side by side"),
    "synthetic": ("DỮ LIỆU GIẢ LẬP", "SYNTHETIC DATA"),
    "synthetic_why": (
        "Số liệu do hệ thống sinh ra để chạy thử; không phải số liệu thật, không dùng để báo cáo.",
        "Made up by the system for trial runs; not real figures, not for reporting.",
    ),
    "no_script": (
        "Trình duyệt đang chặn JavaScript: bảng vẫn đọc được, biểu đồ thì không hiện.",
        "JavaScript is blocked: the tables can be read, the charts are not drawn.",
    ),
    "changed_figures": ("Thay đổi", "Changes"),
    "signals": ("Cần chú ý", "What stands out"),
    "first_publication": (
        "Đây là lần công bố đầu tiên.",
        "This is the first publication.",
    ),
    "no_changes": (
        "Từ lần công bố trước, dù đang chọn kỳ nào: không có chỉ số nào thay đổi; {} báo cáo mới.",
        "Since the publication before, whatever period is chosen, no indicator has changed; "
        "reports that came: {}.",
    ),
    "changes_since": (
        "Từ lần công bố trước, dù đang chọn kỳ nào: {} số liệu của mọi kỳ, mọi đơn vị thay đổi; "
        "{} báo cáo mới.",
        "Since the publication before, whatever period is chosen, {} figures of all periods and "
        "units have changed; reports that came: {}.",
    ),
    "no_figure": ("chưa có", "none"),
    "corrected_by_hub": ("có đính chính của đầu mối", "with a correction by the hub"),
    "signals_of_year": (
        "Trong 12 tháng gần nhất có số liệu, dù đang chọn kỳ nào: {} chỉ số của toàn địa bàn có "
        "thay đổi khó là ngẫu nhiên.",
        "In the last 12 months with data, whatever period is chosen, indicators of the whole area "
        "with a change that is hardly chance: {}.",
    ),
    "no_signals": (
        "Trong 12 tháng gần nhất có số liệu, dù đang chọn kỳ nào: không có thay đổi nào vượt mức "
        "ngẫu nhiên.",
        "In the last 12 months with data, whatever period is chosen, nothing has changed by more "
        "than chance.",
    ),
    "better": ("tốt lên", "for the better"),
    "worse": ("xấu đi", "for the worse"),
    "reporting": ("Nộp báo cáo", "Reporting"),
    "notes": ("Ghi chú và cách đọc", "Notes and how to read this page"),
    "search": ("Tìm chỉ số", "Find an indicator"),
    "search_hint": ("ví dụ: tin bao", "for example: tips"),
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
    "other_days": ("Xem như ngày khác", "As of another day"),
    "other_days_lead": (
        "Các lần công bố còn lưu trên máy này; mỗi trang giữ nguyên như lúc công bố.",
        "The publications on this machine; each page is as it was when published.",
    ),
    "page_as_of": ("Xem như ngày {}", "As of {}"),
    "publication_of": ("lần công bố {}, {}", "publication {}, {}"),
    "in_force": ("đang dùng", "in force"),
    "period": ("Kỳ", "Period"),
    "value": ("Giá trị", "Value"),
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
    "quality_tab": ("Chất lượng", "Quality"),
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
