"""The table of the journal entries in the register.

Part of the list in `tables`. May import only `table`.
"""

from warehouse.schema.table import Table

JOURNAL_TABLES = (
    Table(
        "raw.journal_entries",
        ("sequence", "sha256"),
        "Mỗi dòng một mục của nhật ký đã vào sổ đăng ký. Chỉ thêm, không sửa.",
        "One row per entry of the journal that the register holds. Append-only.",
        key=("sequence",),
        required=("sequence", "sha256"),
        fields=(("sequence", "journal_sequence"), ("sha256", "line_sha256")),
    ),
)
