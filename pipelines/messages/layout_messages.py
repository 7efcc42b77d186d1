"""The texts of `chiso layout`, in Vietnamese and English; part of `command_messages`.

One entry per sentence; `expectations` words the findings.
"""

LAYOUT_MESSAGES: dict[str, tuple[str, str]] = {
    "layout_personal_data": (
        "Tệp có dữ liệu cá nhân, hoặc không tìm hết được: không lập đề xuất. Xem «chiso check».",
        "The file holds personal data, or could not be searched: no proposal. See `chiso check`.",
    ),
    "layout_no_proposal": (
        "Không trang nào có bảng đoán được từ một phần ba chỉ tiêu phải ghi của một biểu.",
        "No sheet has a table in which a third of a form's compulsory elements can be guessed at.",
    ),
    "layout_lost": (
        "Không đọc được tệp trong giới hạn thời gian và bộ nhớ; không lập đề xuất.",
        "The file could not be read within the limits of time and memory: no proposal.",
    ),
    "layout_proposed": (
        "Đề xuất: {path}. {sure} chỉ tiêu chắc, {doubtful} cần xem, {absent} không thấy. Xem, sửa, "
        "ghi «Đúng», rồi bỏ vào inbox/ hay chạy «chiso layout accept».",
        "The proposal: {path}. Elements: {sure} sure, {doubtful} to look at, {absent} not found. "
        "Look, correct, write «Đúng», then drop it into inbox/ or run `chiso layout accept`.",
    ),
    "proposals_waiting": (
        "{count} báo cáo lạ chờ đầu mối duyệt cách đọc: xem layouts/de-xuat-….xlsx, ghi «Đúng», bỏ "
        "vào inbox/.",
        "Strange reports for which the hub may accept a reading: {count}. See "
        "layouts/de-xuat-….xlsx, write «Đúng», drop it into inbox/.",
    ),
    "layout_unproposed": (
        "Tệp này không phải một đề xuất cách đọc.",
        "This file is no proposal of how to read a report.",
    ),
    "layout_by": ("Ghi ai quyết định: --by TÊN.", "Say who decides: --by NAME."),
    "layout_person": (
        "--by có dữ liệu cá nhân ({kind}); chỉ ghi tên người quyết định.",
        "--by holds personal data ({kind}); write only the name of who decides.",
    ),
    "layout_accepted": (
        "Đã duyệt cách đọc «{name}» cho {unit}. Báo cáo đang chờ được xét lại trong lượt chạy đêm "
        "tới.",
        "The layout «{name}» is accepted for {unit}. The next night decides the waiting report "
        "anew.",
    ),
    "layout_retired": (
        "Đã bỏ cách đọc «{name}». Báo cáo đã đọc theo đó được xét lại trong lượt chạy đêm tới.",
        "The layout «{name}» is retired. The next night decides the reports anew that were read "
        "by it.",
    ),
    "layout_refused": ("Chưa duyệt:", "Not accepted:"),
    "layout_unknown": (
        "Không có cách đọc «{name}»; xem «chiso layout list».",
        "There is no layout «{name}»; see `chiso layout list`.",
    ),
    "no_layouts": ("Chưa có cách đọc nào được duyệt.", "No layout has been accepted."),
    "layout_name": ("Cách đọc", "Layout"),
    "layout_state": ("Tình trạng", "State"),
    "layout_state_accepted": ("đang dùng", "in force"),
    "layout_state_retired": ("đã bỏ", "retired"),
    "layout_person_column": ("Ai quyết định", "Decided by"),
    "layout_day": ("Ngày", "Day"),
    "layout_file": ("Theo tệp", "From file"),
    "layout_same": ("Hai cách đọc như nhau.", "The two layouts are the same."),
}
