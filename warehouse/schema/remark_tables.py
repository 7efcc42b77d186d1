"""The tables of remarks: as received, as they stand now, and the hub's replies to obstacles.

Part of the list in `tables`: for each table the columns, the meaning of a row, and the key. All of
them are for the office alone. May import only `table`.
"""

from warehouse.schema.table import Table

_REMARK_FIELDS = (("kind", "remark_kind"), ("text", "remark_text"))

REMARK_TABLES = (
    Table(
        "raw.remarks",
        ("submission", "kind", "element", "obstacle", "sheet", "cell", "text"),
        "Mỗi dòng một ghi chú, khó khăn hay đề xuất đã đọc. Chỉ thêm, không sửa.",
        "One row per note, obstacle or proposal read. Append-only.",
        key=("submission", "kind", "sheet", "cell"),
        required=("submission", "kind", "cell", "text"),
        fields=_REMARK_FIELDS,
    ),
    Table(
        "raw.obstacle_replies",
        ("obstacle", "sequence", "reply", "replied_by", "replied_at"),
        "Mỗi dòng một lần đầu mối trả lời một khó khăn hay đề xuất; lần sau cùng có hiệu lực. "
        "Chỉ thêm, không sửa.",
        "One row per answer of the hub to an obstacle or proposal; the latest counts. Append-only.",
        key=("obstacle", "sequence"),
        required=("obstacle", "sequence", "reply", "replied_by", "replied_at"),
        fields=(("sequence", "reply_sequence"),),
        is_journalled=True,
    ),
    Table(
        "core.remarks",
        (
            "form",
            "unit",
            "period",
            "kind",
            "element",
            "obstacle",
            "text",
            "submission",
            "sheet",
            "cell",
            "received_at",
        ),
        "Mỗi dòng một ghi chú, khó khăn hay đề xuất của báo cáo đang có hiệu lực, hoặc của bản gửi "
        "lại cùng số liệu.",
        "One row per note, obstacle or proposal of a report in force, or of the same figures sent "
        "again.",
        key=("submission", "kind", "sheet", "cell"),
        required=("form", "unit", "period", "kind", "text", "submission", "cell", "received_at"),
        fields=_REMARK_FIELDS,
    ),
    Table(
        "core.obstacles",
        (
            "obstacle",
            "form",
            "unit",
            "period",
            "kind",
            "text",
            "state",
            "reply",
            "replied_by",
            "replied_at",
            "submission",
            "sheet",
            "cell",
            "received_at",
        ),
        "Mỗi dòng một khó khăn hay đề xuất của một đơn vị trong một kỳ, và trả lời của đầu mối.",
        "One row per obstacle or proposal of a unit and period, and the hub's answer.",
        key=("obstacle",),
        required=(
            "obstacle",
            "form",
            "unit",
            "period",
            "kind",
            "text",
            "state",
            "submission",
            "received_at",
        ),
        fields=(*_REMARK_FIELDS, ("state", "obstacle_state")),
    ),
)
