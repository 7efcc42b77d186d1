"""The tables of the hub's labels and layouts, and of the decisions renewed by these.

Part of the list in `tables`: for each table the columns, the meaning of a row, and the key.
May import only `table`.
"""

from warehouse.schema.table import Table

DECISION_TABLES = (
    Table(
        "raw.taught_labels",
        ("sequence", "event", "label", "form", "element", "unit", "person", "happened_at"),
        "Mỗi dòng một lần đầu mối khai hoặc bỏ một cách gọi chỉ tiêu. Chỉ thêm, không sửa.",
        "One row per label of an element that the hub taught or removed. Append-only; the latest "
        "of a label, form and unit counts.",
        key=("sequence",),
        required=("sequence", "event", "label", "form", "element", "person", "happened_at"),
        fields=(
            ("event", "label_event"),
            ("sequence", "label_number"),
            ("unit", "label_unit"),
        ),
        is_journalled=True,
    ),
    Table(
        "raw.layout_decisions",
        (
            "sequence",
            "event",
            "layout",
            "form",
            "content",
            "proposal",
            "sha256",
            "person",
            "happened_at",
        ),
        "Mỗi dòng một lần đầu mối duyệt hoặc bỏ một cách đọc bảng riêng của đơn vị. Chỉ thêm.",
        "One row per layout of an office that the hub accepted or retired. Append-only; the latest "
        "of a layout counts.",
        key=("sequence",),
        required=("sequence", "event", "layout", "form", "content", "person", "happened_at"),
        fields=(
            ("content", "layout_content"),
            ("event", "layout_event"),
            ("layout", "layout_name"),
            ("sequence", "label_number"),
            ("sha256", "layout_source"),
        ),
        is_journalled=True,
    ),
    Table(
        "raw.layout_waits",
        ("submission", "form", "unit", "period", "waits_until", "happened_at"),
        "Mỗi dòng một báo cáo không nhận ra biểu, đã có đề xuất cách đọc chắc chắn: coi như đã "
        "nhận, chờ đầu mối duyệt. Chỉ thêm, không sửa.",
        "One row per unrecognised report with a sure proposal of its reading: received, and "
        "waiting for the hub. Append-only.",
        key=("submission",),
        required=("submission", "form", "unit", "period", "waits_until", "happened_at"),
        is_journalled=True,
    ),
    Table(
        "raw.renewed_decisions",
        ("submission", "earlier_submission", "reason", "happened_at"),
        "Mỗi dòng một báo cáo được xét lại trên chính tệp đã lưu: kết luận mới thay kết luận "
        "trước. Chỉ thêm, không sửa.",
        "One row per report decided anew on the same archived bytes: the new decision stands for "
        "the earlier one. Append-only.",
        key=("submission", "earlier_submission"),
        required=("submission", "earlier_submission", "reason", "happened_at"),
        fields=(("reason", "renewal_reason"),),
        is_journalled=True,
    ),
)
