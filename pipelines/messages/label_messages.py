"""The texts of `chiso alias`, in Vietnamese and English; part of `command_messages`.

One entry per sentence; `expectations` words the findings about unknown rows.
"""

LABEL_MESSAGES: dict[str, tuple[str, str]] = {
    "label_target": (
        "Viết chỉ tiêu là BIỂU.CHỈ_TIÊU, ví dụ health.exam_workers_due; không có «{given}».",
        "Write the element as FORM.ELEMENT, e.g. health.exam_workers_due; there is no «{given}».",
    ),
    "label_empty": (
        "Ghi cách gọi bằng chữ, nhiều nhất {most} ký tự.",
        "Write the label in words, at most {most} letters.",
    ),
    "label_personal": (
        "Cách gọi có dữ liệu cá nhân ({kind}); không được lưu.",
        "The label holds personal data ({kind}); it is not stored.",
    ),
    "label_person": (
        "--by có dữ liệu cá nhân ({kind}); chỉ ghi tên người khai.",
        "--by holds personal data ({kind}); write only the name of who teaches the label.",
    ),
    "label_by": ("Ghi ai khai: --by TÊN.", "Say who teaches it: --by NAME."),
    "label_known": (
        "«{label}» đã được hiểu là {target}; không thay đổi gì.",
        "«{label}» is already taken for {target}; nothing was changed.",
    ),
    "label_taken": (
        "«{label}» đã là chỉ tiêu khác của biểu này; không thể khai là {target}.",
        "«{label}» is another element of this form already; it cannot be taught as {target}.",
    ),
    "label_untaught": (
        "Chưa ai khai «{label}» là {target} ở phạm vi ấy; không có gì để bỏ.",
        "Nobody taught «{label}» as {target} in that scope; there is nothing to remove.",
    ),
    "label_taught": (
        "Đã khai «{label}» là {target}, cho {scope}. Báo cáo đang chờ được xét lại trong lượt "
        "chạy đêm tới.",
        "«{label}» is taught as {target}, for {scope}. The next night decides the reports anew "
        "that wait for it.",
    ),
    "label_removed": (
        "Đã bỏ «{label}» là {target}, cho {scope}. Báo cáo đã đọc theo cách gọi này được xét lại "
        "trong lượt chạy đêm tới.",
        "«{label}» as {target} is removed, for {scope}. The next night decides the reports anew "
        "that were read by it.",
    ),
    "every_unit": ("mọi đơn vị", "every unit"),
    "labels_unread": (
        "Sổ đăng ký đang bận: không xét đến các cách gọi đã khai.",
        "The register is busy: labels that were taught are left aside.",
    ),
    "renewed": (
        "{count} báo cáo được xét lại theo cách gọi đã khai hoặc cách đọc đã duyệt.",
        "Reports decided anew by what the hub taught: {count}.",
    ),
}
