"""The texts of notices, in Vietnamese and English: one entry per sentence, blanks in braces.

Words only; which of them are said is `digest`, `health` and `failure`.
"""

from pipelines.alerts.operator_texts import OPERATOR_MESSAGES
from warehouse.entries import find_entry
from warehouse.language import choose_text
from warehouse.text import escape_invisible

_NOTICE_MESSAGES: dict[str, tuple[str, str]] = {
    **OPERATOR_MESSAGES,
    "catalogue_broken": (
        "Danh mục hỏng, không lượt nào chạy được cho đến khi sửa; những gì đã công bố vẫn giữ "
        "nguyên. Số lỗi: {count}. «chiso catalogue check» nêu mọi lỗi và cách sửa.\n{faults}",
        "The catalogue is broken, and no run can begin until it is mended; what is published "
        "stands. Faults: {count}. `chiso catalogue check` lists all of them, with the remedy.\n"
        "{faults}",
    ),
    "catalogue_mended": (
        "Danh mục đã dùng được trở lại; các lượt chạy tiếp tục.",
        "The catalogue can be used again; runs go on.",
    ),
    "subject": (
        "Chỉ Số: {open} điều cần xem, {closed} điều đã xong{whose}",
        "Chỉ Số: {open} to look at, {closed} settled{whose}",
    ),
    "greeting": ("Kính gửi {whom},", "To {whom},"),
    "officer": ("cán bộ tổng hợp", "the officer in charge"),
    "counts": (
        "Từ tin trước đến nay: {opened} điều mới, {reopened} điều quay lại, {updated} điều cập "
        "nhật, {closed} điều đã xong.",
        "Since the last notice: new {opened}, back again {reopened}, updated {updated}, "
        "settled {closed}.",
    ),
    "section_returned": (
        "BÁO CÁO TRẢ LẠI HOẶC BỊ TỪ CHỐI, CẦN SỬA VÀ GỬI LẠI",
        "REPORTS RETURNED OR REFUSED, TO MEND AND SEND AGAIN",
    ),
    "section_warnings": ("CẢNH BÁO, THEO MÃ", "WARNINGS, BY CODE"),
    "section_settled": ("ĐÃ XONG, THEO MÃ", "SETTLED, BY CODE"),
    "many": ("{count} điều", "{count} findings"),
    "example": ("ví dụ {message}", "e.g. {message}"),
    "unit_unknown": ("Chưa rõ đơn vị", "Unit not known"),
    "report": ("{form}, {period}, tệp «{file}»", "{form}, {period}, file «{file}»"),
    "file": ("Tệp «{file}»", "File «{file}»"),
    "opened": ("Mới", "New"),
    "reopened": ("Quay lại", "Back again"),
    "updated": ("Cập nhật", "Updated"),
    "closed": ("Đã xong", "Settled"),
    "error": ("lỗi", "error"),
    "warning": ("cảnh báo", "warning"),
    "on_sheet": ("trang «{sheet}», ô {cell}", "sheet «{sheet}», cell {cell}"),
    "in_cell": ("ô {cell}", "cell {cell}"),
    "note": ("Đơn vị ghi chú: «{note}»", "The unit notes: «{note}»"),
    "remedy": ("Cách sửa: {remedy}", "To mend it: {remedy}"),
    "sender_subject": (
        "Chỉ Số: {waiting} báo cáo chờ quyết định, {others} báo cáo thay số liệu đã có",
        "Chỉ Số: {waiting} reports wait for a decision, {others} replaced a report in force",
    ),
    "sender_opening": (
        "Từ tin trước đến nay có báo cáo thay số liệu đã có, hoặc phải chờ quyết định:",
        "Since the last notice, reports replaced figures in force, or wait for a decision:",
    ),
    "sender_officer": (
        "Gọi lại đơn vị theo số đã biết, rồi «chiso held accept» hoặc «chiso held reject».",
        "Call the unit back by a number that you know, then `chiso held accept` or "
        "`chiso held reject`.",
    ),
    "sender_unit": (
        "Nếu đơn vị không gửi báo cáo này, xin báo ngay cho cán bộ tổng hợp.",
        "If your office did not send this report, please call the officer in charge at once.",
    ),
    "more_held": (
        "Và {count} báo cáo khác: chiso held list.",
        "And {count} more reports: chiso held list.",
    ),
    "obstacle_subject": (
        "Chỉ Số: {new} khó khăn, đề xuất mới; {answered} trả lời",
        "Chỉ Số: {new} new obstacles and proposals; {answered} answers",
    ),
    "obstacle_opening": (
        "Từ tin trước đến nay, khó khăn, đề xuất của đơn vị và trả lời của đầu mối:",
        "Since the last notice, obstacles and proposals of units, and the hub's answers:",
    ),
    "obstacle_officer": (
        "Trả lời: chiso obstacles reply MÃ --text «…» --by «…».",
        "To answer: `chiso obstacles reply ID --text … --by …`.",
    ),
    "more_obstacles": (
        "Và {count} khó khăn, đề xuất khác: chiso obstacles list.",
        "And {count} more obstacles and proposals: chiso obstacles list.",
    ),
    "more": (
        "Và {count} điều khác: xem tệp gửi kèm, hoặc danh sách đầy đủ ở văn phòng "
        "(chiso findings).",
        "And {count} more: see the files attached, or the whole list at the office "
        "(chiso findings).",
    ),
    "attached": ("Gửi kèm: {names}", "Attached: {names}"),
    "too_large": (
        "{count} tệp trả lại không gửi kèm được vì quá lớn; xin nhận tại văn phòng.",
        "Returned files too large to attach: {count}; please get them at the office.",
    ),
    "withheld": (
        "{count} tệp trả lại không gửi kèm vì có báo cáo của đơn vị khác; xin nhận tại văn phòng.",
        "Returned files not attached, for they hold another unit's report: {count}; "
        "please ask the office.",
    ),
    "gone": (
        "Không còn trong thư mục trả lại nên không gửi kèm: {names}",
        "No longer in the folder of returned files, so not attached: {names}",
    ),
    "foot": (
        "Mã tin: {notice}. Tin tự động, xin không trả lời.",
        "Notice {notice}. Sent by a machine; please do not reply.",
    ),
    "doubt": (
        "Tin này có thể đã đến một lần: tin cùng mã là cùng một tin.",
        "This notice may have come before: the same number is the same notice.",
    ),
    "test_subject": ("Chỉ Số: tin thử", "Chỉ Số: a test"),
    "test": (
        "Tin thử: liên lạc «{contact}» nhận được tin của hệ thống.",
        "A test: contact «{contact}» can be reached.",
    ),
}


def format_notice(lang: str, key: str, **blanks: object) -> str:
    """Return a sentence in a language and fill the blanks."""
    message = find_entry(
        _NOTICE_MESSAGES, key, "pipelines/alerts/notice_texts.py, _NOTICE_MESSAGES"
    )
    return choose_text(message, lang).format(**blanks)


def flatten_text(text: str) -> str:
    """Return a text on one line without invisible letters: no header or paragraph can begin."""
    return escape_invisible(" ".join(text.encode("utf-8", "replace").decode("utf-8").split()))
