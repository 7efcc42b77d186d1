"""The texts of `chiso explain`, `chiso asof` and `chiso diff`.

One entry per sentence in Vietnamese and English; part of `command_messages`.
"""

EXPLANATION_MESSAGES: dict[str, tuple[str, str]] = {
    "figure_heading": (
        "{code} · {name} · {unit} · {period}",
        "{code} · {name} · {unit} · {period}",
    ),
    "figure_as_of": (
        "Như đã biết đến {moment}, theo các báo cáo đã nhận:",
        "As known until {moment}, by the reports received:",
    ),
    "figure_formula": ("Công thức: {formula}", "Formula: {formula}"),
    "figure_value": ("Con số: {value}", "Figure: {value}"),
    "figure_no_value": ("Chưa có con số: {reason}.", "No figure: {reason}."),
    "figure_target_met": ("Đạt chỉ tiêu {target}.", "The target of {target} is met."),
    "figure_target_not_met": (
        "Chưa đạt chỉ tiêu {target}.",
        "The target of {target} is not met.",
    ),
    "figure_target_not_due": (
        "Chưa đến lúc so với chỉ tiêu {target}.",
        "Not yet to be compared with the target of {target}.",
    ),
    "figure_target_not_decided": (
        "Chưa kết luận được so với chỉ tiêu {target}.",
        "Not yet decided against the target of {target}.",
    ),
    "figure_needs_reports": (
        "Để kết luận, còn cần {count} báo cáo nêu dưới đây; khi đủ, con số nằm giữa {low} và "
        "{high}.",
        "To decide, the {count} reports listed below are needed; with them, the figure is between "
        "{low} and {high}.",
    ),
    "figure_needs_review": (
        "Để kết luận, cần xem các cảnh báo nêu dưới đây.",
        "To decide, the warnings listed below must be looked at.",
    ),
    "figure_unbounded": ("không rõ", "unknown"),
    "figure_cells": ("Các ô số liệu ({count}):", "Cells ({count}):"),
    "figure_counted": ("Các báo cáo được đếm ({count}):", "Reports counted ({count}):"),
    "figure_findings": ("Nghi vấn ({count}):", "Findings ({count}):"),
    "figure_remarks": ("Ghi chú của đơn vị ({count}):", "Notes of the units ({count}):"),
    "figure_corrections": (
        "Đính chính của đầu mối ({count}):",
        "Corrections by the hub ({count}):",
    ),
    "figure_missing": ("Báo cáo còn thiếu ({count}):", "Missing reports ({count}):"),
    "figure_blank": (
        "Ô để trống trong báo cáo đã nhận ({count}):",
        "Left blank in accepted reports ({count}):",
    ),
    "term_title": ("Hạng tử", "Term"),
    "term_numerator": ("tử {number}", "numerator {number}"),
    "term_denominator": ("mẫu {number}", "denominator {number}"),
    "element_title": ("Chỉ tiêu", "Element"),
    "number_title": ("Số", "Number"),
    "raw_text_title": ("Chữ trong ô", "Text in cell"),
    "place_title": ("Trang, ô", "Sheet, cell"),
    "submission_title": ("Báo cáo", "Submission"),
    "sender_title": ("Người gửi", "Sender"),
    "received_title": ("Nhận lúc", "Received"),
    "counted_state": ("Tình trạng", "State"),
    "counted_accepted": ("đã nhận", "accepted"),
    "counted_late": ("đã nhận, trễ", "accepted late"),
    "counted_missing": ("chưa nhận", "not accepted"),
    "counted_ended": ("{state}; đơn vị đã thôi hoạt động", "{state}; the unit has ended"),
    "finding_title": ("Nghi vấn", "Finding"),
    "message_title": ("Nội dung", "Text"),
    "changes_heading": (
        "Từ {since} đến {until}, theo báo cáo đã nhận: {figures} con số đổi, {cells} ô số liệu "
        "đổi.",
        "From {since} to {until}, by reports received: {figures} figures and {cells} cells "
        "changed.",
    ),
    "publications_heading": (
        "Từ lần công bố {since} đến lần {until}: {figures} con số đổi, {cells} ô số liệu đổi.",
        "From publication {since} to {until}: {figures} figures and {cells} cells changed.",
    ),
    "changes_catalogues": (
        "Danh mục của hai lần công bố khác nhau ({old}, {new}); ở đây cả hai tính theo danh mục "
        "hiện nay.",
        "The two publications had different catalogues ({old}, {new}); here both are computed by "
        "the present one.",
    ),
    "changed_figures": ("Chỉ số:", "Indicators:"),
    "changed_cells": ("Ô số liệu:", "Cells:"),
    "indicator_title": ("Chỉ số", "Indicator"),
    "old_title": ("Trước", "Before"),
    "new_title": ("Sau", "After"),
    "because_title": ("Vì báo cáo", "Because of"),
    "because_correction_title": ("Vì đính chính", "Because of corrections"),
    "correction_title": ("Đính chính", "Correction"),
    "correction_state_title": ("Tình trạng", "State"),
    "correction_holds": ("có hiệu lực", "in force"),
    "correction_holds_not": ("không có tác dụng", "without effect"),
    "source_title": ("Căn cứ", "Source"),
    "made_by_title": ("Ai đính chính", "Corrected by"),
    "made_at_title": ("Lúc", "Time"),
    "changed_cell_corrected": (
        "{number} ({submission}, {place}; đính chính {correction})",
        "{number} ({submission}, {place}; correction {correction})",
    ),
    "changed_cell": ("{number} ({submission}, {place})", "{number} ({submission}, {place})"),
    "change_none": ("—", "—"),
    "change_partial": ("{value} (chưa đủ)", "{value} (not complete)"),
    "no_such_figure": (
        "Không có chỉ số hay chỉ tiêu «{given}». Gần nhất: {known}.",
        "There is no indicator or element «{given}». Nearest: {known}.",
    ),
    "no_such_unit": (
        "{figure} không có con số của «{given}»; có của: {known}.",
        "{figure} has no figure of «{given}»; it has figures of: {known}.",
    ),
    "no_such_period": (
        "{figure} của {unit} không có con số của kỳ «{given}»; có các kỳ: {known}.",
        "{figure} of {unit} has no figure of period «{given}»; it has periods: {known}.",
    ),
}
