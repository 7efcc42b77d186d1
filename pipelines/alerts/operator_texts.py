"""The texts of operators' notices: failed runs, and the state of the system.

Words only, in Vietnamese and English: one entry per sentence, blanks in braces. `notice_texts`
fills the blanks.
"""

OPERATOR_MESSAGES: dict[str, tuple[str, str]] = {
    "failure_subject": ("Chỉ Số: lượt chạy không thành công", "Chỉ Số: a run failed"),
    "failure": (
        "Lượt chạy không thành công; những gì đã công bố vẫn giữ nguyên.",
        "The run failed; what is published stands.",
    ),
    "failure_places": ("Hỏng ở:", "Broken at:"),
    "failure_unknown": (
        "Không bước nào ghi lại lỗi. Xem logs/ và dagster/ trong thư mục dữ liệu.",
        "No step recorded an error. For the logs see logs/ and dagster/ in the data folder.",
    ),
    "failure_help": (
        "Lỗi này chỉ báo một lần cho đến khi có lượt chạy thành công; khi không ghi lại được gì "
        "thì mỗi ngày nhiều nhất một lần. Chi tiết: chạy `chiso nightly`, hoặc mở `chiso ui`.",
        "One notice is sent until a run succeeds; where nothing can be recorded, at most one a "
        "day. Details: `chiso nightly`, or `chiso ui`.",
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
    "queued": (
        "✘ Lượt chạy xếp hàng từ {queued} không bắt đầu được: mở lại `chiso ui`, hoặc chạy "
        "`chiso nightly`.",
        "✘ The run queued since {queued} cannot begin: open `chiso ui` again, or run "
        "`chiso nightly`.",
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
    "shut_paths": (
        "{count} thư mục không mở được cho người khác như cài đặt: {names}. Bằng root, trao thư "
        "mục cho tài khoản chạy chiso (chown), rồi chạy `chiso doctor` sau một lượt chạy.",
        "Folders that could not be opened to others as set, {count}: {names}. As root, give them "
        "to the account of chiso (chown); after another run see `chiso doctor`.",
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
    "unreadable_files": (
        "✘ {files} tệp trong inbox/ không đọc được và còn nằm đó; sửa quyền đọc: {names}.",
        "✘ Files in inbox/ that cannot be read and stay there: {files}; correct their rights: "
        "{names}.",
    ),
    "damaged_history": (
        "✘ «chiso verify» thấy {faults} điều sai trong nhật ký, sổ đăng ký hoặc bản công bố: "
        "{names}. Chạy «chiso verify» để xem cách xử lý, và lần nữa khi đã sửa.",
        "✘ `chiso verify` found what is wrong with journal, register or publications, {faults}: "
        "{names}. Run `chiso verify` to see the remedy, and again once mended.",
    ),
    "stuck": (
        "Thư mục dữ liệu vẫn bị giữ, không lượt nào khác chạy được. Tiến trình: {processes}. Nếu "
        "không còn làm gì thì dừng nó (`kill`), rồi chạy `chiso nightly`.",
        "The data folder is still held, and no other run can begin. Process: {processes}. If it "
        "does nothing any more, end it (`kill`), then run `chiso nightly`.",
    ),
    "clock": (
        "✘ Đồng hồ của máy đứng trước lượt chạy đã công bố: chỉnh đồng hồ; `chiso nightly` nói rõ.",
        "✘ The clock is before the night that published: set the clock; `chiso nightly` says more.",
    ),
    "well": ("✔ Hệ thống hoạt động bình thường.", "✔ All is well."),
}
