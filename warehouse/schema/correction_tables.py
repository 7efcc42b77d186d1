"""The tables of the corrections by the hub: the corrections, and the reports with the numbers.

Part of the list in `tables`: for each table the columns, the meaning of a row, and the key. All of
them are for the office alone. May import only `table`.
"""

from warehouse.schema.table import Table

_COLUMNS = (
    "correction",
    "form",
    "unit",
    "period",
    "element",
    "expected",
    "value",
    "reason",
    "source",
    "made_by",
    "made_at",
)
_REQUIRED = tuple(column for column in _COLUMNS if column != "value")
_FIELDS = (
    ("expected", "expected_number"),
    ("value", "corrected_value"),
    ("reason", "correction_reason"),
    ("source", "correction_source"),
)

CORRECTION_TABLES = (
    Table(
        "raw.corrections",
        _COLUMNS,
        "Mỗi dòng một lần đầu mối đính chính một con số của báo cáo, hoặc bỏ đính chính; lần sau "
        "cùng của một con số có hiệu lực. Chỉ thêm, không sửa.",
        "One row per correction of a reported number by the hub, or per correction undone; the "
        "latest of a number counts. Append-only.",
        key=("correction",),
        required=_REQUIRED,
        fields=_FIELDS,
        is_journalled=True,
    ),
    Table(
        "core.corrections",
        (*_COLUMNS, "ended_at", "published_in", "submission", "reported", "applies"),
        "Mỗi dòng một đính chính của đầu mối và một báo cáo được chấp nhận có con số ấy.",
        "One row per correction by the hub and accepted report that has the number; one row "
        "without a report if there is none.",
        key=("correction", "submission"),
        required=(*_REQUIRED, "applies"),
        fields=(*_FIELDS, ("published_in", "first_publication")),
    ),
)
