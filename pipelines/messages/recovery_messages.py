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
    "rebuilt_cells": (
        "Mục {sequence} ({written_at}): trước {before} ô số liệu, nay đọc được {now} ô.",
        "Entry {sequence} ({written_at}): {before} cells before, {now} cells read now.",
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
        "Không có bản công bố đọc được để so; lượt chạy đêm sau dựng lại.",
        "There was no readable publication to compare with; the next night makes it anew.",
    ),
    "rebuilt_set_aside": (
        "Sổ đăng ký trước để ở {path}; xóa khi không cần nữa.",
        "The register of before lies in {path}; delete it once you do not need it.",
    ),
}
