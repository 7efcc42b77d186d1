"""The table of the files that people carry away: reports, tables, sheets.

Part of the list in `tables`. May import only `table`.
"""

from warehouse.schema.table import Table

EXPORT_TABLES = (
    Table(
        "raw.exports",
        (
            "export_number",
            "kind",
            "file_name",
            "sha256",
            "period",
            "addressee",
            "is_sent",
            "publication",
            "published_at",
            "exported_by",
            "exported_at",
        ),
        "Mỗi dòng một tệp số liệu được viết để mang đi. Chỉ thêm, không sửa.",
        "One row per file of figures written to be carried away. Append-only.",
        key=("export_number",),
        required=(
            "export_number",
            "kind",
            "file_name",
            "sha256",
            "is_sent",
            "published_at",
            "exported_by",
            "exported_at",
        ),
        fields=(
            ("kind", "export_kind"),
            ("file_name", "exported_file_name"),
            ("period", "exported_period"),
        ),
        is_journalled=True,
    ),
)
