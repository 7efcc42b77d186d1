"""The phrases of the page's script on reports, consolidated tables, faults and obstacles.

Wording only, Vietnamese first and English beside it, with `{0}` for numbers and names.
"""

from collections.abc import Mapping

REPORT_PHRASES: Mapping[str, tuple[str, str]] = {
    "no_reports_due": ("Không có báo cáo nào đến hạn: {0}.", "No report was due: {0}."),
    "reports_here": (
        "Đã nhận {0} trên {1} báo cáo đến hạn, {2} đúng hạn.",
        "{0} of {1} reports due are here, {2} came in time.",
    ),
    "reports_absent": ("Chưa có {0} báo cáo:", "Reports missing: {0}"),
    "none_absent": ("Không thiếu báo cáo nào.", "No report is missing."),
    "reports_late": ("{0} báo cáo nộp trễ.", "{0} came late."),
    "report_on_time": ("đúng hạn", "on time"),
    "report_returned": ("bị trả lại, chưa sửa", "returned, not yet mended"),
    "report_missing": ("chưa nộp", "missing"),
    "report_pending": ("chưa đến hạn", "not yet due"),
    "late": ("trễ {0} ngày", "{0} days late"),
    "late_short": ("trễ {0}", "late {0}"),
    "due_on": ("hạn nộp {0}", "due on {0}"),
    "reporting_in": ("Nộp báo cáo, năm {0}", "Reporting, {0}"),
    "grid_lead": (
        "Mỗi ô một báo cáo phải nộp trong năm {0}; ô rộng là báo cáo quý, 6 tháng hoặc năm.",
        "One cell per report owed in {0}; wide cells are quarterly or longer.",
    ),
    "tables_of": ("Biểu tổng hợp, {0}", "Consolidated tables, {0}"),
    "no_tables": ("Chưa có báo cáo nào của {0}.", "No reports of {0} yet."),
    "element": ("Chỉ tiêu", "Element"),
    "yes": ("Có", "Yes"),
    "no": ("Không", "No"),
    "reports_counted": ("Đã nhận {0} trên {1} báo cáo.", "{0} of {1} reports are here."),
    "table_marks": (
        "[x] chưa có số; [z] không áp dụng; [p] tạm tính, còn thiếu báo cáo; [r] báo cáo sau thay; "
        "[h] đầu mối đính chính; [c] số nhỏ, không chuyển ra ngoài; [b] đơn vị chấm dứt trong kỳ.",
        "[x] not available; [z] not applicable; [p] provisional; [r] revised; [h] corrected by "
        "the hub; [c] a small count, not to be passed on; [b] the unit ended within the period.",
    ),
    "reports_of_period": ("Báo cáo của kỳ", "Reports of the period"),
    "reports_received": ("đã nhận {0} trên {1}", "{0} of {1} are here"),
    "look_up_query": ("Câu hỏi SQL", "SQL query"),
    "marked": ("Dấu {0}", "Mark {0}"),
    "threshold": ("Ngưỡng", "Threshold"),
    "faults_by_code": ("Lỗi và nghi vấn theo mã", "Faults and doubts by code"),
    "faults_by_unit": ("Lỗi và nghi vấn theo đơn vị", "Faults and doubts by unit"),
    "faults_lead": (
        "{0} lỗi và nghi vấn trong mọi báo cáo đã nhận, kể cả báo cáo trả lại, theo năm của kỳ.",
        "{0} faults and doubts in all reports received, those returned included, by year.",
    ),
    "faults_in": ("Ở báo cáo", "In the reports"),
    "fault": ("Lỗi, nghi vấn", "Fault or doubt"),
    "unit_unknown": ("(không rõ đơn vị)", "(unit unknown)"),
    "period_unknown": ("Không rõ kỳ", "Unknown"),
    "all_years": ("Cộng", "All"),
    "obstacles_in": ("Khó khăn, đề xuất của {0}: {1}", "Obstacles and proposals of {0}: {1}"),
    "no_obstacles": ("Không có khó khăn hay đề xuất nào.", "No obstacles and no proposals."),
    "remark_obstacle": ("khó khăn", "obstacle"),
    "remark_proposal": ("đề xuất", "proposal"),
    "replied": ("Trả lời ngày {0}: {1}", "Answered on {0}: {1}"),
    "not_replied": ("Chưa trả lời.", "Not answered yet."),
}
