"""The fields of data quality: WHO's metrics, and the delays of reports.

Part of the dictionary in `fields`, under the same rule: a name has one meaning in every table.
May import only `field`.
"""

from warehouse.schema.field import Field
from warehouse.schema.field import restrict_values as _restrict_values

QUALITY_NULL_REASONS = (
    "not_yet_due",
    "not_reported",
    "no_base_period",
    "part_of_year",
    "series_too_short",
    "nothing_to_compare",
    "nothing_returned",
    "not_mended",
)

QUALITY_FIELDS: dict[str, Field] = {
    "cells_given": Field("INTEGER", "số ô có số liệu, kể cả số 0", "cells with a figure, 0 too"),
    "cells_not_applicable": Field("INTEGER", "số ô không áp dụng", "cells that do not apply"),
    "days": Field("DOUBLE", "số ngày lịch", "calendar days"),
    "is_near": Field(
        "BOOLEAN",
        "tỷ số không lệch quá giới hạn so với cấp trên; trống khi không có tỷ số",
        "the ratio is within the limit of the one above, of 1 where none is; null without ratio",
    ),
    "mean_before": Field(
        "DOUBLE", "trung bình các năm trước; trống khi không có", "mean of the years before"
    ),
    "metric": Field("VARCHAR", "thước đo chất lượng", "measure of data quality of the catalogue"),
    "quality_met": Field(
        "BOOLEAN", "đạt ngưỡng; trống khi không có ngưỡng hoặc giá trị", "within its threshold"
    ),
    "quality_null_reason": Field(
        "VARCHAR",
        "vì sao không có giá trị",
        "why there is no value",
        _restrict_values("null_reason", QUALITY_NULL_REASONS),
    ),
    "quality_part": Field("DOUBLE", "tử số hoặc mẫu số", "numerator or denominator of the value"),
    "quality_value": Field("DOUBLE", "tỷ lệ, tỷ số hoặc số ngày", "a share, a ratio or days"),
    "ratio": Field("DOUBLE", "tỷ số so với các năm trước", "value over the mean of earlier years"),
    "reports_late": Field(
        "INTEGER", "số báo cáo trễ chừng ấy ngày", "reports late by that many days"
    ),
    "reports_mended": Field(
        "INTEGER", "số báo cáo bị trả lại đã sửa xong", "reports returned and then accepted"
    ),
    "reports_returned": Field(
        "INTEGER", "số báo cáo từng bị trả lại", "reports returned at least once"
    ),
    "returned": Field(
        "BOOLEAN",
        "đã bị trả lại, chưa có bản nào được chấp nhận",
        "was sent back, and none has been accepted",
    ),
    "threshold": Field("DOUBLE", "ngưỡng của thước đo", "what the value is held against"),
    "units_divergent": Field(
        "INTEGER", "số đơn vị không đạt", "units whose own value is beyond its threshold"
    ),
    "year": Field("INTEGER", "năm báo cáo", "reporting year"),
}
