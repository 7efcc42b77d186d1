"""The dictionary of fields: one entry per column name of the whole warehouse.

The same quantity has the same name in every table; the columns of each table are in `tables`.
"""

from warehouse.schema.correction_fields import CORRECTION_FIELDS
from warehouse.schema.decision_fields import DECISION_FIELDS
from warehouse.schema.disclosure_fields import DISCLOSURE_FIELDS
from warehouse.schema.expectation_fields import EXPECTATION_FIELDS
from warehouse.schema.export_fields import EXPORT_FIELDS
from warehouse.schema.field import Field, restrict_values
from warehouse.schema.finding_fields import FINDING_FIELDS
from warehouse.schema.indicator_fields import INDICATOR_FIELDS
from warehouse.schema.journal_fields import JOURNAL_FIELDS
from warehouse.schema.notice_fields import ALERT_FIELDS
from warehouse.schema.quality_fields import QUALITY_FIELDS
from warehouse.schema.remark_fields import REMARK_FIELDS
from warehouse.schema.sender_fields import SENDER_FIELDS
from warehouse.schema.territory_fields import TERRITORY_FIELDS
from warehouse.schema.variation_fields import VARIATION_FIELDS

LEVELS = ("unit", "district", "province", "nation")
DECISIONS = (
    "accepted",
    "accepted_with_warnings",
    "returned",
    "refused",
    "unrecognised",
    "duplicate",
    "waiting",
    "rejected",
)
DELIVERY_OUTCOMES = ("fetched", "too_large", "inline", "no_file")
GRAINS = ("month", "quarter", "half_year", "nine_months", "year")


_REPORT_FIELDS: dict[str, Field] = {
    "adds_up": Field(
        "BOOLEAN",
        "được cộng lên cấp trên: lượng phát sinh, hoặc đơn vị còn tồn tại cuối kỳ",
        "adds to the areas above: a flow, or a unit that exists on the period's last day",
    ),
    "accepted": Field("BOOLEAN", "đã có báo cáo được chấp nhận", "a report was accepted"),
    "cell": Field("VARCHAR", "ô trên trang tính, ví dụ D11", "cell on the sheet, e.g. D11"),
    "content_sha256": Field(
        "VARCHAR",
        "dấu băm các giá trị đã đọc",
        "hash of the values read, for spotting a re-send",
    ),
    "days_late": Field(
        "INTEGER",
        "số ngày lịch trễ sau hạn; 0 là đúng hạn; trống khi chưa có báo cáo",
        "calendar days after the due date; 0 on time; null when nothing was accepted",
        "days_late >= 0",
    ),
    "waiting_days_late": Field(
        "INTEGER",
        "báo cáo bảng riêng đã nhận, đang được duyệt cách đọc: số ngày lịch trễ sau hạn",
        "of a report in an own layout, received and looked at: calendar days after the due date; "
        "null when none waits",
        "waiting_days_late >= 0",
    ),
    "decision": Field(
        "VARCHAR",
        "kết luận về báo cáo",
        "what was decided of the submission",
        restrict_values("decision", DECISIONS),
    ),
    "due_date": Field("DATE", "hạn nộp", "the last day on which the report is on time"),
    "element": Field("VARCHAR", "chỉ tiêu của biểu mẫu", "data element of the form"),
    "errors": Field("INTEGER", "số lỗi chặn", "number of findings of severity error"),
    "file_name": Field(
        "VARCHAR",
        "tên tệp, phần có trong danh sách được giữ",
        "name of the file, as far as the allow list passes it",
    ),
    "form": Field("VARCHAR", "biểu mẫu", "form of the catalogue"),
    "form_version": Field("INTEGER", "phiên bản biểu mẫu", "version of the form's template"),
    "grain": Field(
        "VARCHAR", "độ dài kỳ", "length of the period", restrict_values("grain", GRAINS)
    ),
    "is_accepted": Field(
        "BOOLEAN", "được chấp nhận, có cảnh báo hay không", "accepted, with or without warnings"
    ),
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
    "level": Field("VARCHAR", "cấp", "level of the unit", restrict_values("level", LEVELS)),
    "message_id": Field(
        "VARCHAR",
        "Message-ID của thư; trống nếu không phải thư",
        "Message-ID of the mail, if any",
    ),
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
        restrict_values("outcome", DELIVERY_OUTCOMES),
    ),
    "owed": Field("BOOLEAN", "phải nộp", "the unit owes this report"),
    "part": Field("INTEGER", "tệp thứ mấy của thư", "number of the file in its mail, from 1"),
    "period": Field("VARCHAR", "kỳ báo cáo: 2023-05, 2023-Q2, 2023-H1, 2023-9M, 2023", "period"),
    "raw_text": Field(
        "VARCHAR",
        "con số như đã gõ; chữ khác thì chỉ độ dài",
        "the number as typed; of any other text the length only",
    ),
    "reason": Field("VARCHAR", "lý do của kết luận", "why it was decided so, in Vietnamese"),
    "received_at": Field("TIMESTAMPTZ", "lúc nhận", "when the file was received"),
    "reports_accepted": Field("INTEGER", "số báo cáo được chấp nhận", "reports accepted"),
    "reports_due": Field(
        "INTEGER",
        "số báo cáo đã đến hạn hoặc đã nộp",
        "reports due by now, or accepted already",
    ),
    "reports_on_time": Field("INTEGER", "số báo cáo đúng hạn", "reports accepted in time"),
    "reports_waiting": Field(
        "INTEGER",
        "số báo cáo bảng riêng đã nhận, chờ duyệt cách đọc",
        "reports in own layouts, received and looked at",
    ),
    "reports_waiting_on_time": Field(
        "INTEGER", "trong đó nhận đúng hạn", "of these, received in time"
    ),
    "reports_owed": Field("INTEGER", "số báo cáo phải nộp", "reports owed"),
    "published_in": Field(
        "INTEGER",
        "số của lần công bố đầu tiên có báo cáo này; trống: lần này là lần đầu",
        "number of the first publication with the report; null: this one is the first",
    ),
    "revision": Field(
        "INTEGER",
        "lần nộp thứ mấy của đơn vị cho kỳ này; trống khi còn chờ hay không được nhận",
        "1 for the unit's first submission of the period, 2 for the next; null while it waits or "
        "if it was rejected",
    ),
    "sha256": Field("VARCHAR", "dấu băm của tệp", "hash of the file's bytes"),
    "sheet": Field("VARCHAR", "trang tính", "sheet of the workbook"),
    "source": Field("VARCHAR", "nguồn của danh mục", "source of the catalogue"),
    "state": Field(
        "VARCHAR",
        "cách hiểu ô: value, zero, missing, not_applicable, unreadable",
        "what the cell was taken for",
        "state IN ('value', 'zero', 'missing', 'not_applicable', 'unreadable')",
    ),
    "submission": Field("VARCHAR", "báo cáo: một biểu của một tệp", "one report of one file"),
    "synthetic": Field("BOOLEAN", "dữ liệu giả lập", "made by the demo, not a real report"),
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
}
FIELDS = (
    _REPORT_FIELDS
    | ALERT_FIELDS
    | CORRECTION_FIELDS
    | DECISION_FIELDS
    | JOURNAL_FIELDS
    | DISCLOSURE_FIELDS
    | EXPECTATION_FIELDS
    | EXPORT_FIELDS
    | FINDING_FIELDS
    | INDICATOR_FIELDS
    | QUALITY_FIELDS
    | REMARK_FIELDS
    | SENDER_FIELDS
    | VARIATION_FIELDS
    | TERRITORY_FIELDS
)
