"""The fields of expectation results.

Part of the dictionary in `fields`. The class of a field is in `field`, the tables are in
`expectation_tables`. May import only `field`.
"""

from warehouse.schema.field import Field, restrict_values

STAGES = ("intake", "series")

EXPECTATION_FIELDS: dict[str, Field] = {
    "batch": Field(
        "VARCHAR",
        "lô báo cáo được kiểm tra cùng nhau: dấu băm mã của chúng",
        "the reports checked together: hash of their ids",
    ),
    "checked": Field(
        "INTEGER", "số báo cáo xét được", "number of reports with a result", "checked >= 0"
    ),
    "expectation": Field(
        "VARCHAR",
        "tên phép kiểm tra trong Great Expectations",
        "name of the expectation in Great Expectations",
    ),
    "failing": Field(
        "INTEGER",
        "số báo cáo sai",
        "reports that fail, of those checked",
        "failing BETWEEN 0 AND checked",
    ),
    "last_received_at": Field(
        "TIMESTAMPTZ",
        "lúc nhận báo cáo đến sau cùng của lô",
        "when the last report of the batch was received",
    ),
    "rule": Field(
        "VARCHAR",
        "quy tắc của danh mục: mã lỗi, chỉ tiêu, và số được so nếu có",
        "rule of the catalogue: code, element, and what it is held against, if anything",
    ),
    "stage": Field(
        "VARCHAR",
        "khi nhận từng lô (intake), hay mỗi đêm trên các chuỗi số (series)",
        "when a batch is taken in, or every night over the series",
        restrict_values("stage", STAGES),
    ),
    "unknown": Field(
        "INTEGER",
        "số báo cáo chưa xét được vì thiếu một số",
        "number of reports without a result, because a figure is missing",
        "unknown >= 0",
    ),
}
