"""The texts of the commands, in Vietnamese and English.

One entry per sentence; blanks in braces. `expectations` words the findings.
"""

from pipelines.messages.correction_messages import CORRECTION_MESSAGES
from pipelines.messages.explanation_messages import EXPLANATION_MESSAGES
from pipelines.messages.finding_messages import FINDING_MESSAGES
from pipelines.messages.label_messages import LABEL_MESSAGES
from pipelines.messages.layout_messages import LAYOUT_MESSAGES
from pipelines.messages.obstacle_messages import OBSTACLE_MESSAGES
from pipelines.messages.publication_messages import PUBLICATION_MESSAGES
from pipelines.messages.recovery_messages import RECOVERY_MESSAGES
from pipelines.messages.report_messages import REPORT_MESSAGES
from pipelines.messages.sender_messages import SENDER_MESSAGES
from pipelines.messages.state_messages import STATE_MESSAGES
from pipelines.messages.ui_messages import UI_MESSAGES
from warehouse.entries import find_entry
from warehouse.language import Lang, choose_text

_COMMAND_MESSAGES: dict[str, tuple[str, str]] = {
    "reading": ("Đang đọc báo cáo", "Reading reports"),
    "writing": ("Đang viết báo cáo giả lập", "Writing synthetic reports"),
    "busy": (
        "Một lượt chạy khác đang dùng thư mục {home}; lượt này dừng lại, không thay đổi gì.",
        "Another run is using {home}; this one stops and changes nothing.",
    ),
    "refused_id": ("Mã", "Id"),
    "refused_file": ("Tệp", "File"),
    "refused_from": ("Của", "From"),
    "refused_reason": ("Lý do", "Reason"),
    "refused_until": ("Bị xóa lúc", "Deleted at"),
    "no_refused_files": ("Không có tệp bị từ chối nào đang chờ.", "No refused file is waiting."),
    "no_refused_file": (
        "«{given}» không chỉ đúng một tệp đang chờ; xem `chiso refused list`, ghi ít nhất 8 ký tự.",
        "«{given}» is not the start of exactly one waiting file; see `chiso refused list`, and "
        "type 8 characters or more.",
    ),
    "refused_released": (
        "Đã ghi lý do và đưa «{file}» trở lại hộp nhận; lượt chạy sau sẽ nhận tệp.",
        "The reason is recorded and «{file}» is back in the inbox; the next run takes it in.",
    ),
    "night": (
        "Đã nhận {files} tệp, {submissions} báo cáo mới, trả lại {sent_back}.",
        "Files taken in: {files}; new reports: {submissions}; sent back: {sent_back}.",
    ),
    "sources": (
        "Từ các nguồn: lấy {fetched} tệp; bỏ qua {inline} ảnh hay chữ ký trong thư, "
        "{no_file} thư không có tệp, {too_large} tệp quá lớn.",
        "From the sources: files fetched {fetched}; passed over: pictures and signatures of mail "
        "{inline}, mails without files {no_file}, files too large {too_large}.",
    ),
    "left": (
        "{count} tệp không mở được, còn nằm trong hộp nhận; sửa quyền đọc: {names}.",
        "In the inbox, {count} files that could not be opened and stay there; correct their "
        "rights: {names}.",
    ),
    "lost": (
        "{count} báo cáo chưa trả lại được vì tệp không còn trong archive/; đặt lại từ bản sao "
        "lưu: {names}.",
        "Not sent back, {count} reports whose file is gone from archive/; put it back from a "
        "backup: {names}.",
    ),
    "paths_closed": (
        "Đã đóng, tài khoản khác không còn dùng được: {paths}. Ai được nộp vào inbox/: đặt "
        "CHISO_INBOX_GROUP.",
        "Closed to other accounts from now on: {paths}. Who may put files into inbox/: set "
        "CHISO_INBOX_GROUP.",
    ),
    "paths_open": (
        "Tài khoản khác vẫn dùng được, hãy đổi quyền: {paths}",
        "Still open to other accounts, change the rights: {paths}",
    ),
    "strange": (
        "{count} mục trong hộp nhận không phải tệp thường, để nguyên: {names}.",
        "In the inbox, {count} not regular files, left alone: {names}.",
    ),
    "notices": (
        "Thông báo: đã gửi {sent}, chờ gửi {waiting}.",
        "Notices: sent {sent}, waiting {waiting}.",
    ),
    "unknown_archived": (
        "Kho lưu (archive/) có {count} tệp mà sổ đăng ký và inbox/ không biết.",
        "archive/ holds files that neither the register nor inbox/ knows: {count}.",
    ),
    "unset": (
        "Liên lạc «{contact}» không nhận được tin: chưa đặt biến môi trường {variable}.",
        "Contact «{contact}» cannot be notified: the environment variable {variable} is not set.",
    ),
    "test_sent": ("Đã gửi tin thử cho «{contact}».", "A test was sent to «{contact}»."),
    "test_failed": (
        "Tin thử cho «{contact}» không gửi được: {error}",
        "The test to «{contact}» was not sent: {error}",
    ),
    "no_notices": ("Chưa có tin nào.", "There is no notice yet."),
    "older_notices": ("Và {count} tin cũ hơn.", "And {count} older ones."),
    "notice": ("Mã tin", "Notice"),
    "written": ("Viết lúc", "Written"),
    "contact": ("liên lạc hay đơn vị", "contact or unit"),
    "contact_title": ("Liên lạc", "Contact"),
    "subject": ("Tiêu đề", "Subject"),
    "why": ("Lý do", "Why"),
    "notice_sent": ("✔ đã gửi", "✔ sent"),
    "notice_waiting": ("chờ gửi", "waiting"),
    "notice_doubtful": ("không rõ đã đến chưa", "may have come"),
    "notice_superseded": ("có tin mới thay", "overtaken"),
    "unchanged": (
        "Không có gì mới: bản công bố hiện tại giữ nguyên. {page}",
        "Nothing new: the publication in force stands. {page}",
    ),
    "published": ("Đã công bố: {page}", "Published: {page}"),
    "failed": (
        "Lượt chạy không thành công; những gì đã công bố vẫn giữ nguyên.",
        "The run failed; what is published stands.",
    ),
    "page": ("Trang của cơ quan", "The office's page"),
    "warehouse": ("Kho dữ liệu (chỉ đọc)", "Warehouse (read-only)"),
    "public_page": ("Trang cho mọi người", "The page for everybody"),
    "returned": ("Báo cáo trả lại", "Returned reports"),
    "planted": (
        "Hộp nhận giả lập: {reports} tệp, {faults} lỗi cài sẵn.",
        "Synthetic inbox: {reports} files, {faults} planted faults.",
    ),
    "demo_home_used": (
        "{home} đã có báo cáo thật; chọn thư mục khác bằng --home để không lẫn dữ liệu giả lập.",
        "{home} already holds real reports; choose another folder with --home for synthetic ones.",
    ),
    "clean": ("✔ {name}: đủ và hợp lệ.", "✔ {name}: complete and valid."),
    "found": (
        "{name}: {errors} lỗi, {warnings} cảnh báo.",
        "{name}: errors {errors}, warnings {warnings}.",
    ),
    "series_at_night": (
        "So với các kỳ trước và các đơn vị khác chỉ xét trong lượt chạy đêm.",
        "Other periods and offices are looked at by the night alone.",
    ),
    "catalogue_fault": ("Lỗi: {fault}", "Fault: {fault}"),
    "catalogue_note": ("Ghi chú: {place}", "Note: {place}"),
    "share_above_all": (
        "Lỗi: {indicator} là tỷ lệ nhưng có {times} giá trị trên 100 %; cao nhất {highest} % của "
        "{unit} kỳ {period}. Xem lại tử số, mẫu số hoặc kind trong indicators.yaml.",
        "Fault: {indicator} is a share but has {times} values above 100 %; the highest is "
        "{highest} % of {unit} in {period}. Look at its terms or its kind in indicators.yaml.",
    ),
    "catalogue_checked": (
        "Danh mục: {faults} lỗi, {notes} ghi chú.",
        "Catalogue: {faults} faults, {notes} notes.",
    ),
    "no_file": ("Không có tệp {path}.", "There is no file {path}."),
    "severity": ("Mức độ", "Severity"),
    "error": ("Lỗi", "Error"),
    "warning": ("Cảnh báo", "Warning"),
    "note": ("Ghi chú", "Note"),
    "cell": ("Ô", "Cell"),
    "code": ("Mã", "Code"),
    "what": ("Sai gì", "What is wrong"),
    "remedy": ("Cách sửa", "How to mend it"),
    "unknown": (
        "Không có {what} «{given}». Có: {known}.",
        "There is no {what} «{given}». There are: {known}.",
    ),
    "form": ("biểu mẫu", "form"),
    "unit": ("đơn vị", "unit"),
    "period": ("kỳ", "period"),
    "wrong_form": (
        "{unit} báo cáo theo biểu {own}, không theo {form}.",
        "{unit} reports on form {own}, not on {form}.",
    ),
    "owes_nothing": ("{unit} không nộp báo cáo nào.", "{unit} reports on no form."),
    "not_owed": (
        "{unit} không phải nộp biểu {form} cho kỳ {period}.",
        "{unit} does not owe form {form} for {period}.",
    ),
    "set_aside": (
        "Bản trước đã gửi hay đã sửa bằng tay được giữ: {path}",
        "The earlier file, sent or edited by hand, is kept: {path}",
    ),
    "wrote": ("Đã viết {path}", "Wrote {path}"),
    "unit_title": ("Đơn vị", "Unit"),
    "form_title": ("Biểu", "Form"),
    "period_title": ("Kỳ", "Period"),
    "due": ("Hạn nộp", "Due"),
    "state": ("Tình trạng", "State"),
    "is_on_time": ("✔ đúng hạn", "✔ on time"),
    "is_late": ("trễ {days} ngày", "{days} days late"),
    "is_returned": ("↩ trả lại", "↩ returned"),
    "is_missing": ("✘ thiếu", "✘ missing"),
    "is_pending": ("chưa đến hạn", "not yet due"),
    "year": ("năm", "year"),
    "short_month": ("T{number}", "{number}"),
    "short_quarter": ("Q{number}", "Q{number}"),
    "short_half_year": ("6T-{number}", "H{number}"),
    "short_nine_months": ("9T", "9M"),
    "short_year": ("Năm", "Year"),
    "board_on_time": ("✔", "✔"),
    "board_late": ("+{days}", "+{days}"),
    "board_returned": ("↩", "↩"),
    "board_missing": ("✘", "✘"),
    "board_pending": ("…", "…"),
    "board_key": (
        "✔ đúng hạn   +n trễ n ngày   ↩ trả lại, chưa sửa xong   ✘ thiếu   … chưa đến hạn   "
        "(trống) không phải nộp   ⏸ có báo cáo chờ quyết định",
        "✔ on time   +n late by n days   ↩ returned, not mended   ✘ missing   … not yet due   "
        "(blank) not owed   ⏸ a report waits for a decision",
    ),
    "no_reminder": (
        "Ngày {day} không có báo cáo nào đến lượt nhắc.",
        "No report is to be reminded of on {day}.",
    ),
    "nothing_sent": (
        "Đã soạn {count} thư nhắc trong {folder}; chưa gửi thư nào.",
        "Drafted {count} reminders in {folder}; none was sent.",
    ),
    "nothing_owed": ("Không thiếu báo cáo nào.", "No report is missing."),
    "no_publication": (
        "Chưa có bản công bố nào; mọi báo cáo được coi là chưa nộp.",
        "Nothing is published yet; every report counts as not sent.",
    ),
    "catalogue": ("Danh mục có lỗi", "The catalogue has faults"),
    "ui": (
        "Mở {url} trong trình duyệt (một lần, trong 15 phút); dừng bằng Ctrl+C.",
        "Open {url} (once, within 15 minutes); stop with Ctrl+C.",
    ),
    "login": (
        "Mở {url} trong trình duyệt (một lần, trong 15 phút).",
        "Open {url} (once, within 15 minutes).",
    ),
    "no_gate": (
        "Không có «chiso ui» nào của thư mục {home} mở ở cổng {port}.",
        "No `chiso ui` of {home} is open at port {port}.",
    ),
    **EXPLANATION_MESSAGES,
    **FINDING_MESSAGES,
    **LABEL_MESSAGES,
    **LAYOUT_MESSAGES,
    **CORRECTION_MESSAGES,
    **OBSTACLE_MESSAGES,
    **PUBLICATION_MESSAGES,
    **REPORT_MESSAGES,
    **SENDER_MESSAGES,
    **RECOVERY_MESSAGES,
    **STATE_MESSAGES,
    **UI_MESSAGES,
}


def format_message(lang: Lang, key: str, **blanks: object) -> str:
    """Return a sentence in a language and fill the blanks."""
    place = "pipelines/messages/command_messages.py (or finding_, label_, sender_messages.py)"
    return choose_text(find_entry(_COMMAND_MESSAGES, key, place), lang).format(**blanks)
