"""The fields of findings: the words, the place in the list, and the life of a finding.

Part of the dictionary in `fields`, under the same rule: a name has one meaning in every table.
May import only `field`.
"""

from warehouse.schema.field import Field, restrict_values

SEVERITIES = ("error", "warning", "note")
FINDING_EVENTS = ("opened", "updated", "closed", "reopened", "acknowledged")
FINDING_STATES = ("open", "acknowledged")

FINDING_FIELDS: dict[str, Field] = {
    "acknowledgement": Field(
        "VARCHAR",
        "lý do ghi nhận, không có dữ liệu cá nhân",
        "why it was acknowledged; no personal data",
    ),
    "cause": Field(
        "VARCHAR",
        "loại nghi vấn: các mã cùng nói một điều về một số liệu",
        "what kind of doubt: codes that say one thing about a value share it",
    ),
    "changed_at": Field(
        "TIMESTAMPTZ", "lúc có sự kiện gần nhất", "when something last happened to it"
    ),
    "code": Field("VARCHAR", "mã lỗi ổn định E-, W-, N-", "stable code E-, W- or N-"),
    "doubts": Field(
        "INTEGER",
        "số điều nghi vấn được gộp làm một, tính cả chính nó",
        "number of doubts merged into this finding, this doubt included",
        "doubts >= 1",
    ),
    "event": Field(
        "VARCHAR",
        "sự kiện: mở, cập nhật, đóng, mở lại, ghi nhận",
        "what happened to the finding",
        restrict_values("event", FINDING_EVENTS),
    ),
    "expected": Field(
        "DOUBLE",
        "giá trị đối chiếu, theo đơn vị tính của chỉ tiêu",
        "what the value was held against, in the element's unit",
    ),
    "finding": Field(
        "VARCHAR",
        "điều nghi vấn: dấu băm của biểu, đơn vị, kỳ, chỉ tiêu (hoặc ô) và loại nghi vấn",
        "one doubt through all its life: hash of form, unit, period, element (or cell) and cause",
    ),
    "finding_state": Field(
        "VARCHAR",
        "đang mở, hoặc đã ghi nhận đến một ngày",
        "open, or acknowledged until a day",
        restrict_values("state", FINDING_STATES),
    ),
    "happened_at": Field(
        "TIMESTAMPTZ",
        "lúc xảy ra (lượt chạy, hay lúc ghi nhận)",
        "when the run began, or someone acted",
    ),
    "impact": Field(
        "DOUBLE",
        "độ lệch so với giá trị đối chiếu, tính bằng số lần giá trị thường gặp của chỉ tiêu; "
        "trống là không đối chiếu với giá trị nào",
        "distance from what was expected, in typical values of the element; null when it was held "
        "against none",
        "impact >= 0",
    ),
    "message_en": Field("VARCHAR", "sai gì (tiếng Anh)", "what is wrong, in English"),
    "message_vi": Field("VARCHAR", "sai gì", "what is wrong, in Vietnamese"),
    "observed": Field("VARCHAR", "giá trị thấy trong ô", "what stands in the cell"),
    "opened_at": Field(
        "TIMESTAMPTZ", "mở (hoặc mở lại) từ lúc", "since when it has been open this time"
    ),
    "rank": Field(
        "INTEGER",
        "thứ hạng: mức độ trước, rồi độ lệch",
        "place in the list: by severity, then by impact",
        "rank >= 1",
    ),
    "remedy_en": Field("VARCHAR", "cách sửa (tiếng Anh)", "how to mend it, in English"),
    "remedy_vi": Field("VARCHAR", "cách sửa", "how to mend it, in Vietnamese"),
    "sequence": Field(
        "INTEGER",
        "sự kiện thứ mấy của điều nghi vấn",
        "number among its events, from 1",
        "sequence >= 1",
    ),
    "severity": Field("VARCHAR", "mức độ", "severity", restrict_values("severity", SEVERITIES)),
    "until": Field(
        "DATE",
        "được ghi nhận đến hết ngày này",
        "acknowledged to the end of this day",
    ),
}
