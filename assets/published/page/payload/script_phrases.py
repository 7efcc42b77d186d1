"""The phrases of the page's script, Vietnamese first and English beside it.

Wording only, with `{0}` for numbers and names. Phrases shared with the template are in
`page_texts`, those on reports, tables and faults in `report_phrases`.
"""

from collections.abc import Mapping

from assets.published.page.page_texts import PAGE_PHRASES
from assets.published.page.payload.report_phrases import REPORT_PHRASES
from assets.published.tables.table_texts import MARK_MEANINGS
from warehouse.language import choose_text
from warehouse.schema.indicator_fields import NULL_REASONS

_SHARED_KEYS = (
    *("met", "not_met", "not_decided", "not_due", "value", "period", "unit", "parts"),
    *("nothing_owed", "reporting", "better", "worse", "figure_hint"),
)
_REASON_KEYS = (*NULL_REASONS, "nobody_owes", "no_row", "suppressed")

SCRIPT_PHRASES: Mapping[str, tuple[str, str]] = {
    "of": ("{0} trên {1}", "{0} of {1}"),
    "at_least": ("từ {0}", "at least {0}"),
    "at_most": ("không quá {0}", "at most {0}"),
    "why_coarser": ("chỉ công bố theo kỳ dài hơn", "published by longer periods only"),
    "why_by_month": ("chỉ có theo tháng", "by month only"),
    "why_by_quarter": ("chỉ có theo quý trở lên", "by quarter and longer only"),
    "why_by_half_year": ("chỉ có theo 6 tháng trở lên", "by half-year and longer only"),
    "why_by_nine_months": ("chỉ có theo 9 tháng trở lên", "by nine months and longer only"),
    "why_by_year": ("chỉ có theo năm", "by year only"),
    "lacks_reports": ("thiếu {0} báo cáo", "{0} reports are missing"),
    "incomplete": ("thiếu báo cáo", "reports are missing"),
    "doubted": ("có số liệu đang được hỏi lại", "a value is being checked"),
    "doubted_short": ("đang hỏi lại", "being checked"),
    "office_only": ("chỉ trong cơ quan, không công bố", "for the office alone, not public"),
    "first_year": ("Năm đầu, chưa có kỳ trước để so sánh.", "The first year: nothing to compare."),
    "not_comparable": ("Chưa so sánh được", "Not comparable"),
    "not_comparable_because": (
        "Chưa so sánh được với {0} vì {1}.",
        "Not comparable with {0}: {1}.",
    ),
    "because_break": ("địa giới thay đổi từ {0}", "the area changed on {0}"),
    "because_no_past": ("{0} chưa có số liệu", "{0} has no figure"),
    "because_lacking": ("kỳ này còn thiếu báo cáo", "reports of this period are missing"),
    "because_past_lacking": ("{0} còn thiếu báo cáo", "reports of {0} are missing"),
    "because_doubted": ("có số liệu đang được hỏi lại", "a value is being checked"),
    "against": ("{0} so với {1}", "{0} against {1}"),
    "same": ("Không đổi", "Unchanged"),
    "nearly_same": ("Hầu như không đổi", "Hardly changed"),
    "same_as": ("Bằng {0}: {1}", "The same as {0}: {1}"),
    "nearly_same_as": ("Hầu như bằng {0}: {1}", "Hardly different from {0}: {1}"),
    "up": ("Tăng {0}", "Up {0}"),
    "down": ("Giảm {0}", "Down {0}"),
    "up_from": ("Tăng từ {0} lên {1}", "Up from {0} to {1}"),
    "down_from": ("Giảm từ {0} xuống {1}", "Down from {0} to {1}"),
    "points": ("{0} điểm", "{0} points"),
    "percentage_points": ("{0} điểm phần trăm", "{0} percentage points"),
    "by_share": (" ({0})", " ({0})"),
    "finding": ("{0} so với {1}", "{0} on {1}"),
    "compared": ("{0} so với {1} ({2}).", "{0} on {1} ({2})."),
    "no_target": ("Không đặt chỉ tiêu cho kỳ này.", "No target for this period."),
    "nation": ("cả nước", "the whole country"),
    "scope_of": ("{0} {1}", "{0} {1}"),
    "scope_target": ("Mục tiêu {0} {1}", "Target of {0}: {1}"),
    "scope_target_short": ("Mục tiêu", "Target"),
    "above_scope": (
        "Đạt mức mục tiêu {0} ({1}); chỉ để so sánh.",
        "Reaches the level of {0} ({1}).",
    ),
    "above_scope_short": ("Trên mức", "Above"),
    "below_scope": (
        "Dưới mức mục tiêu {0} ({1}); chỉ để so sánh.",
        "Below the level of {0} ({1}).",
    ),
    "below_scope_short": ("Dưới mức", "Below"),
    "short_by": ("{0}, còn thiếu {1}", "{0}, short by {1}"),
    "lacking_units": ("{0}, thiếu {1} trên {2} đơn vị", "{0}, lacking {1} of {2} units"),
    "verdict_is": ("{0}: chỉ tiêu {1}.", "{0}: target {1}."),
    "target_line": ("Chỉ tiêu {0}", "Target {0}"),
    "overview_of": ("Tổng quan, {0}", "Overview, {0}"),
    "no_targets": (
        "Không có chỉ tiêu nào của địa bàn cho {0}.",
        "The area has no target for {0}.",
    ),
    "targets_met": (
        "Đạt {0} trên {1} chỉ tiêu của {2}.",
        "{0} of {1} targets of {2} are met.",
    ),
    "targets_missed": ("Chưa đạt:", "Not met:"),
    "targets_open": ("{0} chỉ tiêu chưa kết luận được.", "Not decided: {0}."),
    "no_ward_signals": (
        "Không đơn vị nào xấu đi quá mức ngẫu nhiên trong {0}.",
        "No unit grew worse by more than chance in {0}.",
    ),
    "ward_signals": (
        "{0} dấu hiệu xấu đi khó là ngẫu nhiên, gần nhất:",
        "{0} signs for the worse that are hardly chance, the latest:",
    ),
    "trust": (
        "{0} trên {1} con số đủ báo cáo và không có nghi vấn.",
        "{0} of {1} figures are complete and without doubt.",
    ),
    "trust_nothing": ("Chưa có con số nào trong {0}.", "There is no figure yet in {0}."),
    "trust_lacking": ("{0} con số tạm tính vì thiếu báo cáo.", "{0} are provisional."),
    "trust_doubted": ("{0} con số đang được hỏi lại.", "{0} are being checked."),
    "trust_title": ("Độ tin cậy", "Reliability"),
    "trust_whole": ("Đủ báo cáo, không có nghi vấn.", "Every report is here, no doubt is open."),
    "against_targets": ("So với chỉ tiêu, {0}", "Against targets, {0}"),
    "all_indicators": ("Tất cả {0} chỉ số", "All {0} indicators"),
    "search_found": ("{0} trong {1} chỉ số", "{0} of {1} indicators"),
    "explain_label": ("{0}: {1}. Con số này từ đâu?", "{0}: {1}. Where is it from?"),
    "where_from": ("Con số này từ đâu?", "Where is this figure from?"),
    "formula": ("Cách tính", "Formula"),
    "numerator": ("Tử số", "Numerator"),
    "denominator": ("Mẫu số", "Denominator"),
    "reports_used": ("Báo cáo đã dùng", "Reports used"),
    "units_of": ("{0} trên {1} đơn vị", "{0} of {1} units"),
    "how_to_look_up": ("Tra đến từng ô", "Down to the cells"),
    "value_in": ("{1} trong {0}", "{1} in {0}"),
    "no_value_in": ("Chưa có số liệu {0}", "No figure for {0}"),
    "not_public_in": ("Không công bố số liệu {0}", "The figure for {0} is not public"),
    "indicator_of": ("{0}, {1}, {2}", "{0}, {1}, {2}"),
    "back_to_overview": ("Về tổng quan", "To the overview"),
    "series_month": ("Theo tháng", "By month"),
    "series_quarter": ("Theo quý", "By quarter"),
    "series_half_year": ("Theo 6 tháng", "By half-year"),
    "series_year": ("Theo năm", "By year"),
    "percent_unit": ("phần trăm", "per cent"),
    "cumulative": ("lũy kế, mỗi năm tính lại từ đầu", "total since January, anew each year"),
    "nothing_drawn_suppressed": (
        "Không vẽ biểu đồ: số đếm quá nhỏ nên không công bố.",
        "No chart: the counts are too small to be public.",
    ),
    "nothing_drawn_none": ("Chưa có số liệu.", "No figures yet."),
    "nothing_drawn_few": (
        "Không vẽ biểu đồ: chưa đủ hai kỳ có số liệu.",
        "No chart: fewer than two periods have a figure.",
    ),
    "source_is": ("Nguồn: {0}. Lập ngày {1}.", "Source: {0}. As of {1}."),
    "source_register": ("sổ theo dõi báo cáo của mọi đơn vị", "the register of all reports"),
    "legend_complete": ("đủ báo cáo", "complete"),
    "legend_lacking": ("[p] thiếu báo cáo", "[p] reports are missing"),
    "legend_gap": ("[x] chưa báo cáo", "[x] not reported"),
    "legend_after": ("[b] sau khi địa giới thay đổi, {0}", "[b] after the area changed, {0}"),
    "legend_signal": ("thay đổi khó là ngẫu nhiên", "a change that is hardly chance"),
    "legend_area": ("{0}", "{0}"),
    "new_year": ("Tết", "Tết"),
    "break_label": ("{0}: địa giới thay đổi [b]", "{0}: the area changed [b]"),
    "result": ("Kết quả", "Result"),
    "last_twelve": ("12 kỳ gần nhất", "The last 12 periods"),
    "to_go": ("Còn phải làm", "Still to do"),
    "reached": ("Đã đạt chỉ tiêu năm.", "The year's target is reached."),
    "out_of_reach": (
        "Không còn đạt được chỉ tiêu năm nay.",
        "This year's target can no longer be reached.",
    ),
    "still_needed": (
        "Cần thêm {0} trong {1} kỳ còn lại để đạt chỉ tiêu năm.",
        "{0} more are needed in the {1} periods left to meet the year's target.",
    ),
    "still_needed_of": (
        "Cần thêm {0} trên khoảng {1} trong {2} kỳ còn lại để đạt chỉ tiêu năm.",
        "{0} of about {1} more are needed in the {2} periods left to meet the year's target.",
    ),
    "comparison": ("So sánh", "Comparison"),
    "variation": ("Có phải tin không", "Is it news"),
    "no_signal": ("Không có thay đổi quá mức ngẫu nhiên.", "No change beyond chance."),
    "read_as": ("Cách đọc: {0}.", "How it is read: {0}."),
    "what_it_is": ("Chỉ số này là gì", "What this indicator is"),
    "kind": ("Loại", "Kind"),
    "nature": ("Tính chất", "Nature"),
    "unit_of_measure": ("Đơn vị tính", "Unit of measure"),
    "direction": ("Chiều", "Direction"),
    "who_reports": ("Ai báo cáo", "Who reports"),
    "how_often": ("Bao lâu một lần", "How often"),
    "basis": ("Căn cứ", "Basis"),
    "side_by_side": ("Cùng kỳ các năm", "The same period of each year"),
    "side_by_side_lead": (
        "Nền xám là sau khi địa giới thay đổi; Tết ghi ở tháng có Tết Nguyên đán.",
        "Grey is after the area changed; Tết marks the month of the lunar new year.",
    ),
    "column_month": ("Tháng {0}", "Month {0}"),
    "column_month_short": ("T{0}", "{0}"),
    "column_quarter": ("Quý {0}", "Quarter {0}"),
    "column_half_year": ("6 tháng, lần {0}", "Half-year {0}"),
    "column_year": ("Cả năm", "Whole year"),
    "units_in": ("Các đơn vị, {0}", "The units, {0}"),
    "see_panels": ("Xem từng đơn vị qua các năm", "See each unit over the years"),
    "interval": ("KTC 95 %: {0} đến {1}", "95 % interval: {0} to {1}"),
    "panels_title": ("{0} đơn vị trên cùng một thang đo", "{0} units on one scale"),
    "up_in": ("Tăng ở {0} trên {1} đơn vị so được", "Up in {0} of {1} comparable units"),
    "down_in": ("Giảm ở {0} trên {1} đơn vị so được", "Down in {0} of {1} comparable units"),
    "panels_lead": (
        "xếp theo danh mục, không xếp hạng.",
        "in the catalogue's order, not ranked.",
    ),
    "no_panels": ("Không có số liệu theo đơn vị", "No figures by unit"),
    "save_csv": ("Tải CSV", "Save CSV"),
    "save_picture": ("Tải ảnh", "Save picture"),
    "grain_year": ("Năm", "Year"),
    "grain_nine_months": ("9 tháng", "Nine months"),
    "grain_half_year": ("6 tháng", "Half-year"),
    "grain_quarter": ("Quý", "Quarter"),
    "grain_month": ("Tháng", "Month"),
    "pick_area": ("Địa bàn", "Area"),
    "pick_unit": ("Đơn vị", "Units"),
    "lost": (
        "Không tìm thấy trang này; đang mở phần gần nhất.",
        "There is no such page; the nearest one is shown.",
    ),
    "no_figures_here": ("{0} không có số liệu trong {1}.", "{0} has no figures in {1}."),
}


def choose_script_phrases(lang: str) -> dict[str, str]:
    """Choose the phrases of the script in a language, those shared with the template included."""
    shared = {key: PAGE_PHRASES[key] for key in _SHARED_KEYS}
    reasons = {f"why_{key}": PAGE_PHRASES[key] for key in _REASON_KEYS}
    marks = {
        f"mark_{mark.strip('[]')}": (text_vi, text_en) for mark, text_vi, text_en in MARK_MEANINGS
    }
    phrases = {**SCRIPT_PHRASES, **REPORT_PHRASES, **shared, **reasons, **marks}
    return {key: choose_text(pair, lang) for key, pair in phrases.items()}
