"""The texts of a reminder, in Vietnamese and English; blanks in braces.

Texts only; `reminders` fills the blanks.
"""

REMINDER_MESSAGES: dict[str, tuple[str, str]] = {
    "subject": ("Nhắc nộp báo cáo: {unit}, {period}", "Report reminder: {unit}, {period}"),
    "subject_more": (" và {count} báo cáo khác", " and {count} more"),
    "to": ("Kính gửi: {unit}", "To: {unit}"),
    "copy_to": ("Đồng kính gửi: {leaders}", "Copy: {leaders}"),
    "leaders": ("Lãnh đạo UBND {area}", "Leadership of {area}"),
    "leaders_above": ("Lãnh đạo {above}", "Leadership of the agency above {unit}"),
    "opening": (
        "Tính đến ngày {day}, đơn vị còn {count} báo cáo chưa được tiếp nhận:",
        "Reports of yours not yet accepted on {day}: {count}.",
    ),
    "line": (
        "{number}. {form}, {period}: hạn nộp {due}, {state}.",
        "{number}. {form}, {period}: due {due}, {state}.",
    ),
    "ahead": ("sắp đến hạn", "due soon"),
    "overdue": ("quá hạn {days} ngày", "overdue by days: {days}"),
    "returned_ahead": (
        "đã trả lại để sửa, chưa nhận được bản sửa",
        "returned for correction, no correction received",
    ),
    "returned_overdue": (
        "đã trả lại để sửa, chưa nhận được bản sửa, quá hạn {days} ngày",
        "returned for correction, no correction received, overdue by days: {days}",
    ),
    "how": (
        "Cách gửi: trả lời thư này kèm tệp báo cáo theo mẫu đã cấp (Excel; CSV hoặc Word cũng "
        "được), mỗi kỳ một tệp. Đề nghị chỉ gửi số liệu tổng hợp, không ghi họ tên hay thông tin "
        "cá nhân.",
        "How to send: answer this mail with the report on its form (Excel; CSV or Word will do), "
        "one file a period. Counts only, please: no names or other personal data.",
    ),
    "how_returned": (
        "Với báo cáo đã trả lại: đề nghị sửa những ô được đánh dấu trong tệp trả lại rồi gửi lại "
        "tệp đó.",
        "Of a returned report, please mend the cells marked in the returned file and send it "
        "again.",
    ),
    "escalated": (
        "Do có báo cáo quá hạn từ {days} ngày làm việc trở lên, thư này đồng gửi {leaders} để "
        "theo dõi, chỉ đạo.",
        "As a report is overdue by {days} working days or more, this mail is copied to the "
        "{leaders}.",
    ),
    "unless": (
        "Nếu đơn vị vừa gửi báo cáo, xin bỏ qua thư này.",
        "If you have just sent it, please disregard this mail.",
    ),
    "closing": ("Trân trọng./.", "With kind regards,"),
    "short": (
        "{unit}: báo cáo {period} {state} (hạn {due})",
        "{unit}: report {period} {state} (due {due})",
    ),
    "short_bare": ("Báo cáo {period} {state} (hạn {due})", "Report {period} {state} (due {due})"),
    "short_ahead": ("sắp đến hạn", "is due soon"),
    "short_overdue": ("quá hạn {days} ngày", "is overdue by {days} d"),
    "short_returned": ("bị trả lại, chưa sửa", "was returned, not mended"),
    "short_more": ("; còn {count} báo cáo khác chưa được tiếp nhận", "; {count} more not accepted"),
    "short_close": (". Đề nghị gửi đúng hạn.", ". Please send it in time."),
    "short_close_overdue": (". Đề nghị gửi ngay.", ". Please send it now."),
}
