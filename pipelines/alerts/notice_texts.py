"""The texts of notices, in Vietnamese and English: one entry per sentence, blanks in braces.

Words only; which of them are said is `digest`, `health` and `failure`.
"""

from warehouse.entries import find_entry
from warehouse.language import choose_text
from warehouse.text import escape_invisible

_NOTICE_MESSAGES: dict[str, tuple[str, str]] = {
    "catalogue_broken": (
        "Danh mục hỏng, không lượt nào chạy được cho đến khi sửa; bản công bố trước vẫn giữ "
        "nguyên. Số lỗi: {count}. «chiso catalogue check» nêu mọi lỗi và cách sửa.\n{faults}",
        "The catalogue is broken, and no run can begin until it is mended; the publication before "
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
    "failure_subject": ("Chỉ Số: lượt chạy không thành công", "Chỉ Số: a run failed"),
    "failure": (
        "Lượt chạy không thành công; bản công bố trước vẫn giữ nguyên. Hỏng ở:",
        "The run failed; the publication before it stands. Broken at:",
    ),
    "failure_help": (
        "Lỗi này chỉ báo một lần cho đến khi có lượt chạy thành công. Chi tiết: chạy "
        "`chiso nightly`, hoặc mở `chiso ui`.",
        "One notice is sent until a run succeeds. Details: `chiso nightly`, or `chiso ui`.",
    ),
    "interrupted_subject": ("Chỉ Số: lượt chạy bị ngắt giữa chừng", "Chỉ Số: a run was cut off"),
    "interrupted": (
        "Lượt chạy lúc {when} bị ngắt giữa chừng: mất điện, máy khởi động lại, hoặc bị dừng. "
        "Lượt ấy đã được đóng, để các lượt sau chạy được.",
        "The run of {when} was cut off: a power cut, a restart, or somebody stopped it. "
        "It has been closed, so that others can run.",
    ),
    "interrupted_help": (
        "Không tệp nào bị mất: tệp còn trong hộp nhận được đọc ở lượt sau. Nếu tin này đến nhiều "
        "lần, hãy xem máy có đủ bộ nhớ không, và chạy `chiso nightly` để thấy lỗi.",
        "No file is lost: those in the inbox are read by the next run. Should this come again and "
        "again, see whether the machine has enough memory, and run `chiso nightly` to see why.",
    ),
    "well_subject": ("Chỉ Số: hệ thống hoạt động trở lại", "Chỉ Số: all is well again"),
    "unwell_subject": ("Chỉ Số: hệ thống cần được xem", "Chỉ Số: the system needs a look"),
    "finished": (
        "Lượt chạy thành công gần nhất: {when}.",
        "The last run that succeeded ended at {when}.",
    ),
    "never_finished": ("Chưa có lượt chạy nào thành công.", "No run has ever succeeded."),
    "arrived": ("Báo cáo gần nhất đến lúc {when}.", "The last report came at {when}."),
    "never_arrived": ("Chưa có báo cáo nào đến.", "No report has ever come."),
    "is_running": ("Một lượt đang chạy từ {when}.", "A run has been under way since {when}."),
    "failed": (
        "✘ Lượt chạy lúc {when} không thành công.",
        "✘ The run of {when} failed.",
    ),
    "unfinished": (
        "✘ Lượt chạy lúc {unfinished} không kết thúc.",
        "✘ The run of {unfinished} never ended.",
    ),
    "overdue": (
        "✘ Quá {hours} giờ chưa có lượt chạy nào thành công.",
        "✘ No run has succeeded for more than {hours} hours.",
    ),
    "quiet": (
        "✘ Quá {days} ngày không có báo cáo nào đến.",
        "✘ No report has come for more than {days} days.",
    ),
    "fault": ("✘ {cause}", "✘ {cause}"),
    "fewer": (
        "✘ Sổ đăng ký và inbox/ thiếu {count} tệp của bản công bố: lượt chạy đêm dừng lại, không "
        "thay đổi gì. Chạy `chiso nightly` để xem cách xử lý.",
        "✘ Register and inbox/ lack files of the publication: {count}. The night stops and changes "
        "nothing. Run `chiso nightly` to see what can be done.",
    ),
    "unreadable": (
        "✘ Không đọc được lịch sử chạy trong dagster/: dừng `chiso ui` nếu đang mở, rồi chạy "
        "`chiso nightly`.",
        "✘ The run history in dagster/ cannot be read: stop `chiso ui` if it is open, then run "
        "`chiso nightly`.",
    ),
    "archive": (
        "Kho lưu (archive/) có {count} tệp mà sổ đăng ký và inbox/ không biết. Nếu sổ đăng ký vừa "
        "bắt đầu lại từ đầu, hãy chạy «chiso rebuild».",
        "archive/ holds files that neither the register nor inbox/ knows: {count}. If the register "
        "was just begun anew, run `chiso rebuild`.",
    ),
    "damaged": (
        "✘ Tệp hỏng hoặc mất trong kho lưu: {count} ({names}). Chép lại các tệp này từ bản sao "
        "lưu, rồi chạy «chiso verify --all».",
        "✘ Damaged or missing files in the archive: {count} ({names}). Copy these files back from "
        "a backup, then run `chiso verify --all`.",
    ),
    "unopened": (
        "{count} tệp trong inbox/ không mở được và còn nằm đó; sửa quyền đọc: {names}",
        "Files in inbox/ that could not be opened and stay there, {count}; correct their rights: "
        "{names}",
    ),
    "faulty_answers": (
        "{count} đề xuất cách đọc trong inbox/ chưa duyệt được: {names}",
        "Proposals in inbox/ that could not be accepted, {count}: {names}",
    ),
    "lost": (
        "{count} báo cáo chưa trả lại được vì tệp không còn trong archive/; mọi việc khác vẫn "
        "chạy. Đặt lại tệp từ bản sao lưu: {names}",
        "Reports not sent back because their file is gone from archive/, {count}; all else goes "
        "on. Put the files back from a backup: {names}",
    ),
    "lapsed_corrections": (
        "{count} đính chính của đầu mối không còn tác dụng, vì báo cáo nay ghi số khác: {names}. "
        "Xem «chiso corrections list», rồi bỏ hay đính chính lại.",
        "Corrections by the hub that hold no more, since the report says another number now, "
        "{count}: {names}. See `chiso corrections list`, and undo or correct again.",
    ),
    "unreached": (
        "✘ Nguồn không trả lời {nights} đêm liền hoặc hơn: {names}. Xem mật khẩu, địa chỉ và mạng; "
        "`chiso nightly` nói rõ lỗi.",
        "✘ Sources without an answer for {nights} nights or more: {names}. Look at password, "
        "address and network; `chiso nightly` states the error.",
    ),
    "silent": (
        "✘ Nguồn không gửi tệp nào lâu hơn `silent_days` của danh mục: {names}.",
        "✘ Sources without any file for longer than `silent_days` of the catalogue: {names}.",
    ),
    "clock": (
        "✘ Đồng hồ của máy đứng trước lượt chạy đã công bố: chỉnh đồng hồ; `chiso nightly` nói rõ.",
        "✘ The clock is before the night that published: set the clock; `chiso nightly` says more.",
    ),
    "well": ("✔ Hệ thống hoạt động bình thường.", "✔ All is well."),
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
