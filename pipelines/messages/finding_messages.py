"""The texts of `chiso findings`, in Vietnamese and English; part of `command_messages`.

One entry per sentence; blanks in braces. `expectations` words the findings themselves.
"""

FINDING_MESSAGES: dict[str, tuple[str, str]] = {
    "finding": ("Mã số", "Id"),
    "where": ("Ở đâu", "Where"),
    "when": ("Lúc", "When"),
    "event": ("Việc", "Event"),
    "observed": ("Đã ghi", "Observed"),
    "file": ("Tệp", "File"),
    "reason": ("Lý do, đến hết ngày", "Reason, to the end of"),
    "open": ("đang mở", "open"),
    "opened": ("mở", "opened"),
    "updated": ("cập nhật", "updated"),
    "closed": ("đã đóng", "closed"),
    "reopened": ("mở lại", "reopened"),
    "acknowledged": ("đã ghi nhận", "acknowledged"),
    "counted": (
        "Đang mở: {open} (lỗi {errors}, cảnh báo {warnings}, ghi chú {notes}). "
        "Đã ghi nhận: {acknowledged}. Đã đóng: {closed}.",
        "Open: {open} (errors {errors}, warnings {warnings}, notes {notes}). "
        "Acknowledged: {acknowledged}. Closed: {closed}.",
    ),
    "nothing_published": (
        "Chưa có bản công bố nào; chạy «chiso nightly» trước.",
        "Nothing is published yet; run `chiso nightly` first.",
    ),
    "more_alike": ("(gộp {doubts} điều)", "({doubts} alike)"),
    "short_finding": (
        "«{given}» quá ngắn: ghi ít nhất {least} ký tự đầu của mã số.",
        "«{given}» is too short: give at least the first {least} characters of the id.",
    ),
    "no_finding": (
        "Không có điều nghi vấn nào mang mã số «{given}».",
        "No finding has the id «{given}».",
    ),
    "which_finding": (
        "Có {count} điều nghi vấn có mã số bắt đầu bằng «{given}»: {known}.",
        "«{given}» begins the ids of {count} findings: {known}.",
    ),
    "closed_finding": (
        "Điều nghi vấn {finding} đã đóng, không cần ghi nhận.",
        "Finding {finding} is closed; there is nothing to acknowledge.",
    ),
    "no_such": (
        "«{given}» không phải là đơn vị, biểu, kỳ hay mã lỗi nào.",
        "«{given}» is no unit, form, period or code.",
    ),
    "no_date": (
        "«{given}» không phải là ngày; viết ví dụ 2023-12-31 hoặc 31/12/2023.",
        "«{given}» is no date; write e.g. 2023-12-31 or 31/12/2023.",
    ),
    "past_date": (
        "Ngày {until} đã qua; ghi nhận phải có hiệu lực ít nhất đến hết hôm nay ({today}).",
        "{until} is over; acknowledge at least to the end of today ({today}).",
    ),
    "no_reason": ("Phải ghi lý do.", "Give a reason."),
    "unit_note": (
        "Ghi chú của đơn vị: «{note}». Nếu đó là lời giải thích: chiso findings ack … --note",
        "The unit's note: «{note}». If it explains the figure: chiso findings ack … --note",
    ),
    "no_unit_note": (
        "Điều nghi vấn {finding} không có ghi chú của đơn vị; ghi lý do (--reason).",
        "Finding {finding} has no note of the unit; give a reason (--reason).",
    ),
    "personal_reason": (
        "Lý do có dữ liệu cá nhân ({kind}); ghi lại mà không nêu họ tên, số giấy tờ, điện thoại.",
        "The reason holds personal data ({kind}); write it without names or numbers of persons.",
    ),
    "a_name": ("họ tên", "a name"),
    "acknowledged_now": (
        "Đã ghi nhận {count} điều nghi vấn đến hết ngày {until}; lượt chạy tới sẽ công bố.",
        "Acknowledged {count} findings to the end of {until}; the next run publishes it.",
    ),
}
