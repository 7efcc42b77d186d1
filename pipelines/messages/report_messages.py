"""The texts of the commands for reports and tables, in Vietnamese and English.

One entry per sentence; part of `command_messages`.
"""

REPORT_MESSAGES: dict[str, tuple[str, str]] = {
    "empty_period": (
        "Không đơn vị nào phải báo cáo cho {period}.",
        "No unit owes a report for {period}.",
    ),
    "addressee": ("nơi nhận", "addressee"),
    "no_addressee": (
        "Không ai nhận báo cáo «{to}» vào ngày cuối của {period}; xem reports_to trong "
        "programme.yaml.",
        "Nobody receives reports «{to}» on the last day of {period}; see reports_to in "
        "programme.yaml.",
    ),
    "no_writer": (
        "Không cơ quan nào làm báo cáo vào ngày cuối của {period}; xem report_writers trong "
        "programme.yaml.",
        "No office writes reports on the last day of {period}; see report_writers in "
        "programme.yaml.",
    ),
    "notebook": ("sổ tay", "notebook"),
    "no_marimo": (
        "Sổ tay cần marimo, chưa được cài: chạy «make notebook», cài "
        "requirements-notebooks.txt, hoặc gói chiso[notebooks].",
        "A notebook needs marimo, which is not installed: run `make notebook`, install "
        "requirements-notebooks.txt, or the package chiso[notebooks].",
    ),
    "own_words": (
        "Lời của cán bộ: viết vào {path}, rồi chạy lại; tệp này không bao giờ bị ghi đè.",
        "Write your own words into {path} and run again; that file is never overwritten.",
    ),
    "sent_recorded": (
        "Đã ghi nhận bản đã gửi trong {path}; bản sau nêu thay đổi so với bản này.",
        "What was sent is recorded in {path}; a later report lists what changed since.",
    ),
    "personal_own_words": (
        "{path} có dữ liệu cá nhân ({kind}); báo cáo chỉ có số lượng.",
        "{path} holds personal data ({kind}); a report holds counts only.",
    ),
    "no_exports": (
        "Chưa có tệp số liệu nào được viết để mang đi.",
        "No file of figures has been written to be carried away.",
    ),
    "export_moment": ("Viết lúc", "Written"),
    "export_file": ("Tệp", "File"),
    "export_addressee": ("Nơi nhận", "Addressee"),
    "export_sent": ("đã gửi", "sent"),
    "export_publication": ("Lần công bố", "Publication"),
    "export_account": ("Tài khoản", "Account"),
    "export_hash": ("Mã băm", "SHA-256"),
}
