"""The texts of rebuild, verify, backup and restore.

One entry per sentence in Vietnamese and English; part of `command_messages`.
"""

RECOVERY_MESSAGES: dict[str, tuple[str, str]] = {
    "rebuilt": (
        "Đã dựng lại sổ đăng ký: {entries} mục nhật ký, {files} tệp đọc lại, {seconds} giây.",
        "The register was made anew: {entries} journal entries, {files} files read again, "
        "{seconds} seconds.",
    ),
    "rebuilt_equal": (
        "Mọi bảng so được đều giống như trước.",
        "Every table that could be compared is equal to the one before.",
    ),
    "read_otherwise": (
        "Mục {sequence} ({written_at}), bảng {table}: trước {before} dòng, nay đọc được {now}.",
        "Entry {sequence} ({written_at}), {table}: {before} rows before, {now} read now.",
    ),
    "rebuilt_lost": (
        "archive/: tệp {sha256} ({file_name}) mất hoặc hỏng; báo cáo của tệp này không còn trong "
        "sổ đăng ký.",
        "archive/: the file {sha256} ({file_name}) is gone or damaged; its reports are not in the "
        "register.",
    ),
    "rebuilt_lost_way": (
        "Chép tệp ấy lại từ bản sao lưu và chạy «chiso rebuild» lần nữa, hoặc công bố thiếu tệp "
        'ấy: chiso nightly --accept-fewer "lý do".',
        "Copy it back from a backup and run `chiso rebuild` again, or publish without it: "
        'chiso nightly --accept-fewer "reason".',
    ),
    "rebuilt_table": (
        "Bảng {table} khác: trước {before} dòng, nay {now} dòng.",
        "Table {table} differs: {before} rows before, {now} rows now.",
    ),
    "rebuilt_no_register": (
        "Không đọc được sổ đăng ký trước để so.",
        "There was no readable register to compare with.",
    ),
    "rebuilt_no_publication": (
        "Không có bản công bố để so: không đọc được (lượt chạy đêm sau dựng lại), hay có trước khi "
        "sổ đăng ký hoặc nhật ký được bắt đầu lại.",
        "There was no publication to compare with: none can be read (the next night makes it "
        "anew), or it is from before the register or the journal was begun anew.",
    ),
    "journal_anew": (
        "Đã lập lại nhật ký từ sổ đăng ký, bắt đầu từ mục {sequence}: không dòng nào mất; chuỗi "
        "các mục trước đó thì mất. Lần sau hãy sao lưu vào một thư mục mới.",
        "The journal was made anew from the register, beginning with entry {sequence}: no row is "
        "lost, the chain of the entries before is. Make the next backup into a new folder.",
    ),
    "journal_set_aside": (
        "Nhật ký trước để ở {path}; xóa khi không cần nữa.",
        "The journal of before lies in {path}; delete it once you do not need it.",
    ),
    "journal_whole": (
        "Nhật ký không thiếu gì so với sổ đăng ký; không có gì thay đổi.",
        "The journal lacks nothing that the register has; nothing was changed.",
    ),
    "rebuilt_set_aside": (
        "Sổ đăng ký trước để ở {path}; xóa khi không cần nữa.",
        "The register of before lies in {path}; delete it once you do not need it.",
    ),
    "verified_slice": (
        "Đã kiểm lại {checked} tệp của kho lưu; cả vòng mất {nights} đêm như đêm nay.",
        "{checked} archived files were verified; a full turn takes {nights} nights like this.",
    ),
    "deleted": (
        "Đã xóa vì hết thời hạn giữ: {processed} tệp trong inbox/processed (kho lưu vẫn giữ), "
        "{refused} tệp trong refused, {publications} bản công bố cũ.",
        "Deleted, since their time was over: {processed} files of inbox/processed (the archive "
        "has them), {refused} files of refused, {publications} old publications.",
    ),
    "damaged_archive": (
        "Tệp hỏng hoặc mất trong kho lưu: {count} ({names}). Chép lại từ bản sao lưu, rồi chạy "
        "«chiso verify --all».",
        "Damaged or missing files in the archive: {count} ({names}). Copy them back from a backup, "
        "then run `chiso verify --all`.",
    ),
    "backed_up": (
        "Đã sao lưu vào {folder}: {files} tệp, chép mới {copied} ({size}).",
        "Backed up into {folder}: {files} files, of which {copied} were copied now ({size}).",
    ),
    "backup_busy": (
        "{folder}: một lần sao lưu khác đang ghi vào đây; hãy chờ nó xong rồi chạy lại.",
        "{folder}: another backup writes into it; wait for its end, and run this again.",
    ),
    "backup_mended": (
        "{name}: bản sao đã hỏng trên đĩa sao lưu, vừa chép lại từ thư mục dữ liệu; hãy kiểm đĩa.",
        "{name}: the copy had rotted and was copied anew from the home; look at the backup's disk.",
    ),
    "backup_rotten": (
        "{name}: bản sao đã hỏng trên đĩa sao lưu, và thư mục dữ liệu không có tệp lành để chép "
        "lại.",
        "{name}: the copy has rotted, and the home has no sound file to copy anew.",
    ),
    "restored_without": (
        "{name}: hỏng hoặc thiếu trong bản sao lưu; đã khôi phục mà không có tệp này.",
        "{name}: damaged or missing in the backup; restored without it.",
    ),
    "restored": (
        "Đã khôi phục {files} tệp vào {home}, {entries} mục nhật ký; `chiso nightly` sẽ công bố.",
        "{files} files restored into {home}, {entries} journal entries; `chiso nightly` publishes.",
    ),
    "verify_fine": (
        "Kho lưu, nhật ký, sổ đăng ký và các bản công bố: không thấy gì sai.",
        "Archive, journal, register and publications: nothing is wrong.",
    ),
    "verify_turn": (
        "Kho lưu: kiểm {checked} trong {total} tệp, {seconds} giây; vòng trọn gần nhất: {ended}.",
        "Archive: {checked} of {total} files in {seconds} seconds; last full turn: {ended}.",
    ),
    "verify_archive": (
        "{name}: tệp của kho lưu hỏng hoặc mất; chép lại từ bản sao lưu.",
        "{name}: damaged or missing in the archive; copy the file back from a backup.",
    ),
    "verify_broken_chain": ("{name}", "{name}"),
    "verify_other_register": (
        "{name}: không đọc được; chạy «chiso rebuild».",
        "{name}: cannot be read; run `chiso rebuild`.",
    ),
    "verify_changed_past": (
        "{name}: mục này của nhật ký nay khác lúc ấy: quá khứ đã bị sửa. Đặt lại journal/ từ bản "
        "sao lưu; bản ấy cũng thiếu thì «chiso rebuild --journal».",
        "{name}: this entry of the journal is not what it was: the past was changed. Put journal/ "
        "back from a backup; if that lacks it too: `chiso rebuild --journal`.",
    ),
    "verify_changed_publication": (
        "{name}: tệp của bản công bố đang dùng hỏng hoặc mất; xóa bản này, lượt chạy đêm sau dựng "
        "lại.",
        "{name}: damaged or missing in the publication in force; delete that publication, and the "
        "next night makes it anew.",
    ),
    "verify_changed_old_publication": (
        "{name}: tệp của một bản công bố cũ hỏng hoặc mất; xóa bản này: không lượt nào dựng lại, "
        "nhưng «chiso publication» liệt kê các lần và «chiso publication N» làm lại kho dữ liệu "
        "của lần N.",
        "{name}: damaged or missing in an old publication; delete that publication: no night makes "
        "it anew, but `chiso publication` lists all, and `chiso publication N` makes the warehouse "
        "of number N again.",
    ),
}
