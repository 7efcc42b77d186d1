"""The sentences of `chiso ui`, Vietnamese and English; part of the list in `command_messages`.

One entry per sentence; blanks in braces. Imports nothing.
"""

UI_MESSAGES: dict[str, tuple[str, str]] = {
    "ui_address": (
        "Địa chỉ «{address}» không dùng được; cần dạng https://ten-may.example.vn.",
        "The address «{address}» cannot be used; it must look like https://name.example.vn.",
    ),
    "ui_nothing": (
        "Thư mục {home} chưa có lịch sử nào để xem; hãy chạy `chiso nightly` trước.",
        "{home} has no history to look at yet; run `chiso nightly` first.",
    ),
    "ui_port": (
        "Cổng {port} không dùng được, có thể một chương trình khác đang dùng; chọn cổng khác bằng "
        "--port.",
        "Port {port} cannot be used, perhaps another program has it; choose one by --port.",
    ),
    "ui_busy": (
        "Một «chiso ui» khác (tiến trình {pids}) đang dùng thư mục {home}; hãy dừng nó trước.",
        "Another `chiso ui` (process {pids}) is using {home}; stop it first.",
    ),
}
