"""The tables of senders: reports that wait for the officer, decisions, replaced reports.

Part of the list in `tables`: for each table the columns, the meaning of a row, and the key.
May import only `table`.
"""

from warehouse.schema.table import Table

SENDER_TABLES = (
    Table(
        "raw.holds",
        ("submission", "reason", "held_at"),
        "Mỗi dòng một lý do mà một báo cáo chờ cán bộ quyết định. Chỉ thêm, không sửa.",
        "One row per reason why a report waits for the officer. Append-only.",
        key=("submission", "reason"),
        required=("submission", "reason", "held_at"),
        fields=(("reason", "hold_reason"),),
        is_journalled=True,
    ),
    Table(
        "raw.hold_decisions",
        ("submission", "sequence", "verdict", "reason", "decided_by", "decided_at"),
        "Mỗi dòng một quyết định về một báo cáo chờ; quyết định sau cùng có hiệu lực. Chỉ thêm, "
        "không sửa.",
        "One row per decision on a report that waits; the latest counts. Append-only.",
        key=("submission", "sequence"),
        required=("submission", "sequence", "verdict", "reason", "decided_by", "decided_at"),
        fields=(
            ("sequence", "decision_sequence"),
            ("verdict", "hold_verdict"),
            ("reason", "decision_reason"),
        ),
        is_journalled=True,
    ),
    Table(
        "raw.replacements",
        ("submission", "replaced", "replaced_at"),
        "Mỗi dòng một báo cáo không lỗi mang số khác báo cáo đang có hiệu lực khi nó đến, dù được "
        "nhận hay phải chờ. Chỉ thêm, không sửa.",
        "One row per report without errors with other values than the one in force when it came, "
        "whether it was accepted or waits. Append-only.",
        key=("submission",),
        required=("submission", "replaced", "replaced_at"),
        is_journalled=True,
    ),
)
