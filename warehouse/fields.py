"""The dictionary of fields: one entry per column name of the whole warehouse.

The same quantity has the same name in every table; which table has which fields is `tables`.
"""

from warehouse.expectation_fields import EXPECTATION_FIELDS
from warehouse.field import Field
from warehouse.field import one_of as _one_of

LEVELS = ("unit", "district", "province", "nation")
DECISIONS = (
    "accepted",
    "accepted_with_warnings",
    "returned",
    "refused",
    "unrecognised",
    "duplicate",
)
SEVERITIES = ("error", "warning", "note")
NULL_REASONS = (
    "not_yet_due",
    "not_reported",
    "no_living_unit",
    "no_base_period",
    "no_denominator",
)
OUTCOMES = ("fetched", "too_large", "inline", "no_file")
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
GRAINS = ("month", "quarter", "half_year", "nine_months", "year")


FIELDS: dict[str, Field] = {
    "adds_up": Field(
        "BOOLEAN",
        "được cộng lên cấp trên: lượng phát sinh, hoặc đơn vị còn tồn tại cuối kỳ",
        "adds to the areas above: a flow, or a unit that exists on the period's last day",
    ),
    "accepted": Field("BOOLEAN", "đã có báo cáo được chấp nhận", "a report was accepted"),
    "cell": Field("VARCHAR", "ô trên trang tính, ví dụ D11", "cell on the sheet, e.g. D11"),
    "code": Field("VARCHAR", "mã lỗi ổn định E-, W-, N-", "stable code E-, W- or N-"),
    "content_sha256": Field(
        "VARCHAR", "dấu băm các giá trị đã đọc", "hash of the values read, for spotting a re-send"
    ),
    "days_late": Field(
        "INTEGER",
        "số ngày lịch trễ sau hạn; 0 là đúng hạn; trống khi chưa có báo cáo",
        "calendar days after the due date; 0 on time; null when nothing was accepted",
        "days_late >= 0",
    ),
    "decision": Field(
        "VARCHAR",
        "kết luận về báo cáo",
        "what was decided of the submission",
        _one_of("decision", DECISIONS),
    ),
    "denominator": Field("BIGINT", "mẫu số", "denominator, in its elements' unit"),
    "due_date": Field("DATE", "hạn nộp", "the day at whose end the report is late"),
    "element": Field("VARCHAR", "chỉ tiêu của biểu mẫu", "data element of the form"),
    "errors": Field("INTEGER", "số lỗi chặn", "number of findings of severity error"),
    "expected": Field(
        "DOUBLE",
        "giá trị đối chiếu, theo đơn vị tính của chỉ tiêu",
        "what the value was held against, in the element's unit",
    ),
    "file_name": Field("VARCHAR", "tên tệp khi đến", "name of the file as it arrived"),
    "form": Field("VARCHAR", "biểu mẫu", "form of the catalogue"),
    "form_version": Field("INTEGER", "phiên bản biểu mẫu", "version of the form's template"),
    "grain": Field("VARCHAR", "độ dài kỳ", "length of the period", _one_of("grain", GRAINS)),
    "impact": Field(
        "DOUBLE",
        "độ lệch so với giá trị đối chiếu, tính bằng số lần giá trị thường gặp của chỉ tiêu",
        "distance from what was expected, in typical values of the element",
        "impact >= 0",
    ),
    "indicator": Field("VARCHAR", "chỉ số", "indicator of the catalogue"),
    "is_due": Field("BOOLEAN", "đã qua hạn nộp", "the due date has passed"),
    "known_from": Field(
        "TIMESTAMPTZ", "biết từ lúc (báo cáo đến)", "known since (the report was received)"
    ),
    "known_to": Field(
        "TIMESTAMPTZ",
        "đến lúc bị thay thế; trống là đang có hiệu lực",
        "until superseded; null while in force",
    ),
    "layout": Field(
        "VARCHAR",
        "mẫu của hệ thống hay đơn vị tự kẻ",
        "our own template, or typed in the office's own layout",
        "layout IN ('template', 'typed')",
    ),
    "level": Field("VARCHAR", "cấp", "level of the unit", _one_of("level", LEVELS)),
    "message_id": Field(
        "VARCHAR", "Message-ID của thư; trống nếu không phải thư", "Message-ID of the mail, if any"
    ),
    "met": Field("BOOLEAN", "đạt chỉ tiêu", "target met; null without target or value"),
    "message_en": Field("VARCHAR", "sai gì (tiếng Anh)", "what is wrong, in English"),
    "message_vi": Field("VARCHAR", "sai gì", "what is wrong, in Vietnamese"),
    "null_reason": Field(
        "VARCHAR",
        "vì sao không có giá trị",
        "why there is no value",
        _one_of("null_reason", NULL_REASONS),
    ),
    "numerator": Field("BIGINT", "tử số", "numerator, in its elements' unit"),
    "observed": Field("VARCHAR", "giá trị thấy trong ô", "what stands in the cell"),
    "on_time": Field("BOOLEAN", "đúng hạn", "accepted by the end of the due date"),
    "origin": Field(
        "VARCHAR",
        "cái gì ở nguồn: UIDVALIDITY/UID của thư; đường dẫn, lúc sửa và cỡ của tệp",
        "what at the source: UIDVALIDITY/UID of a mail; path, modification time and size of a file",
    ),
    "outcome": Field(
        "VARCHAR",
        "đã lấy (fetched), quá lớn (too_large), ảnh hay chữ ký trong thư (inline), "
        "thư không có tệp (no_file)",
        "brought to the inbox, or why not: inline is a picture or signature of a mail's text",
        _one_of("outcome", OUTCOMES),
    ),
    "owed": Field("BOOLEAN", "phải nộp", "the unit owes this report"),
    "part": Field("INTEGER", "tệp thứ mấy của thư", "number of the file in its mail, from 1"),
    "period": Field("VARCHAR", "kỳ báo cáo: 2023-05, 2023-Q2, 2023-H1, 2023-9M, 2023", "period"),
    "raw_text": Field("VARCHAR", "nội dung ô như đã gõ", "the cell as typed"),
    "reason": Field("VARCHAR", "lý do của kết luận", "why it was decided so, in Vietnamese"),
    "received_at": Field("TIMESTAMPTZ", "lúc nhận", "when the file was received"),
    "remedy_en": Field("VARCHAR", "cách sửa (tiếng Anh)", "how to mend it, in English"),
    "remedy_vi": Field("VARCHAR", "cách sửa", "how to mend it, in Vietnamese"),
    "reports_accepted": Field("INTEGER", "số báo cáo được chấp nhận", "reports accepted"),
    "reports_due": Field(
        "INTEGER", "số báo cáo đã đến hạn hoặc đã nộp", "reports due by now, or accepted already"
    ),
    "reports_on_time": Field("INTEGER", "số báo cáo đúng hạn", "reports accepted in time"),
    "reports_owed": Field("INTEGER", "số báo cáo phải nộp", "reports owed"),
    "revision": Field(
        "INTEGER",
        "lần nộp thứ mấy của đơn vị cho kỳ này",
        "1 for the unit's first submission of the period, 2 for the next",
    ),
    "severity": Field("VARCHAR", "mức độ", "severity", _one_of("severity", SEVERITIES)),
    "sha256": Field("VARCHAR", "dấu băm của tệp", "hash of the file's bytes"),
    "sheet": Field("VARCHAR", "trang tính", "sheet of the workbook"),
    "side": Field("VARCHAR", "tử hay mẫu", "which side", "side IN ('numerator', 'denominator')"),
    "source": Field("VARCHAR", "nguồn của danh mục", "source of the catalogue"),
    "state": Field(
        "VARCHAR",
        "cách hiểu ô: value, zero, missing, not_applicable, unreadable",
        "what the cell was taken for",
        "state IN ('value', 'zero', 'missing', 'not_applicable', 'unreadable')",
    ),
    "submission": Field("VARCHAR", "báo cáo: một biểu của một tệp", "one report of one file"),
    "synthetic": Field("BOOLEAN", "dữ liệu giả lập", "made by the demo, not a real report"),
    "target": Field("DOUBLE", "chỉ tiêu kế hoạch năm", "target of the year"),
    "target_scope": Field("VARCHAR", "phạm vi của chỉ tiêu", "unit for which the target is set"),
    "term": Field("INTEGER", "số thứ tự của hạng tử", "number of the term on its side, from 0"),
    "unit": Field("VARCHAR", "đơn vị báo cáo", "reporting unit or area"),
    "units_living": Field(
        "INTEGER", "số đơn vị còn tồn tại cuối kỳ", "units that exist on the period's last day"
    ),
    "units_living_reported": Field(
        "INTEGER",
        "số đơn vị còn tồn tại cuối kỳ đã báo cáo",
        "units that exist on the period's last day and have an accepted report",
    ),
    "units_owed": Field("INTEGER", "số đơn vị phải báo cáo", "units that owe a report"),
    "units_reported": Field("INTEGER", "số đơn vị đã báo cáo", "units with an accepted report"),
    "value": Field("BIGINT", "số liệu, theo đơn vị tính của chỉ tiêu", "count, in its unit"),
    "indicator_value": Field(
        "DOUBLE", "giá trị chỉ số", "factor x numerator / denominator, or the numerator alone"
    ),
    "warnings": Field("INTEGER", "số cảnh báo", "number of findings of severity warning"),
    # quality
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
        _one_of("null_reason", QUALITY_NULL_REASONS),
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
} | EXPECTATION_FIELDS
