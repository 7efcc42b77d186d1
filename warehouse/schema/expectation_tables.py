"""The tables of expectation results: every intake batch, and tonight's checks of the series.

Part of the list in `tables`. The class and the DDL of a table are in `table`, the fields are in
`fields`. May import only `table`.
"""

from warehouse.schema.table import Table

_RESULT_COLUMNS = (
    "stage",
    "form",
    "batch",
    "rule",
    "expectation",
    "code",
    "severity",
    "element",
    "checked",
    "failing",
    "unknown",
    "last_received_at",
)
_RESULT_KEY = ("stage", "form", "batch", "rule")
_REQUIRED_RESULT_COLUMNS = tuple(column for column in _RESULT_COLUMNS if column != "element")

EXPECTATION_TABLES = (
    Table(
        "raw.expectation_results",
        _RESULT_COLUMNS,
        "Mỗi dòng một phép kiểm tra trên một lô báo cáo khi nhận. Chỉ thêm, không sửa.",
        "One row per expectation and batch of reports at intake. Append-only.",
        key=_RESULT_KEY,
        required=_REQUIRED_RESULT_COLUMNS,
        is_journalled=True,
    ),
    Table(
        "core.expectation_results",
        _RESULT_COLUMNS,
        "Mỗi dòng một phép kiểm tra trên một lô báo cáo: khi nhận, và đêm nay trên các chuỗi số "
        "đang có hiệu lực.",
        "One row per expectation and batch of reports: those of every intake, and tonight's over "
        "the series in force.",
        key=_RESULT_KEY,
        required=_REQUIRED_RESULT_COLUMNS,
    ),
)
