"""The tables of findings, from the findings of intake to the ranked list and the event history.

Part of the list in `tables`: for each table the columns, the meaning of a row, and the key.
May import only `table`.
"""

from warehouse.schema.table import Table

_FINDING_COLUMNS = (
    "submission",
    "form",
    "unit",
    "period",
    "element",
    "sheet",
    "cell",
    "code",
    "severity",
    "observed",
    "message_vi",
    "message_en",
    "remedy_vi",
    "remedy_en",
    "note",
)
_EVENT_COLUMNS = (
    "finding",
    "sequence",
    "event",
    "happened_at",
    "form",
    "unit",
    "period",
    "element",
    "code",
    "severity",
    "submission",
    "observed",
    "message_vi",
    "message_en",
    "reason",
    "until",
)
_REQUIRED_EVENT_COLUMNS = (
    "finding",
    "sequence",
    "event",
    "happened_at",
    "code",
    "severity",
    "submission",
)
_ACKNOWLEDGEMENT_FIELD = ("reason", "acknowledgement")

FINDING_TABLES = (
    Table(
        "raw.findings",
        _FINDING_COLUMNS,
        "Mỗi dòng một điều nghi vấn khi nhận báo cáo. Chỉ thêm, không sửa.",
        "One row per doubt raised at intake. Append-only.",
        key=("submission", "code", "element", "cell"),
        required=("submission", "code", "severity", "message_vi", "remedy_vi"),
        is_journalled=True,
    ),
    Table(
        "raw.finding_events",
        _EVENT_COLUMNS,
        "Mỗi dòng một việc xảy ra với một điều nghi vấn, nhớ từ đêm này sang đêm khác. "
        "Chỉ thêm, không sửa.",
        "One row per thing that happened to a finding: the memory from night to night. "
        "Append-only.",
        key=("finding", "sequence"),
        required=_REQUIRED_EVENT_COLUMNS,
        fields=(_ACKNOWLEDGEMENT_FIELD,),
        is_journalled=True,
    ),
    Table(
        "core.findings",
        _FINDING_COLUMNS,
        "Mỗi dòng một điều nghi vấn về một số liệu.",
        "One row per doubt about a number or a file.",
        key=("submission", "code", "element", "cell"),
        required=("submission", "code", "severity", "message_vi", "remedy_vi"),
    ),
    Table(
        "core.signals",
        (*_FINDING_COLUMNS, "expected", "impact"),
        "Mỗi dòng một nghi vấn về số liệu đang có hiệu lực khi đặt cạnh các số liệu khác.",
        "One row per doubt about a value in force once it is seen beside the others: its own "
        "past, other offices. Worked out anew every time.",
        key=("submission", "code", "element"),
        required=("submission", "form", "unit", "period", "code", "severity", "impact"),
    ),
    Table(
        "core.current_findings",
        ("finding", "cause", *_FINDING_COLUMNS, "expected", "impact", "doubts"),
        "Mỗi dòng một điều nghi vấn chưa được giải quyết; mỗi số liệu và mỗi loại nghi vấn "
        "nhiều nhất một dòng.",
        "One row per doubt that stands now, at most one per value and cause: of reports in "
        "force, and of those returned that nothing has replaced.",
        key=("finding",),
        required=("finding", "cause", "submission", "code", "severity", "doubts"),
    ),
    Table(
        "core.finding_events",
        _EVENT_COLUMNS,
        "Mỗi dòng một việc xảy ra với một điều nghi vấn, tính cả lượt chạy này.",
        "One row per thing that happened to a finding, this run included.",
        key=("finding", "sequence"),
        required=_REQUIRED_EVENT_COLUMNS,
        fields=(_ACKNOWLEDGEMENT_FIELD,),
    ),
    Table(
        "marts.findings",
        (
            "rank",
            "finding",
            "state",
            "form",
            "unit",
            "period",
            "element",
            "cause",
            "code",
            "severity",
            "impact",
            "observed",
            "expected",
            "message_vi",
            "message_en",
            "remedy_vi",
            "remedy_en",
            "note",
            "submission",
            "sheet",
            "cell",
            "doubts",
            "opened_at",
            "changed_at",
            "reason",
            "until",
        ),
        "Mỗi dòng một điều nghi vấn chưa được giải quyết, đang mở hay đã ghi nhận, xếp theo "
        "mức độ rồi độ lệch.",
        "One row per doubt that stands now, open or acknowledged, ranked by severity and then "
        "by impact.",
        key=("finding",),
        required=(
            "rank",
            "finding",
            "state",
            "cause",
            "code",
            "severity",
            "submission",
            "doubts",
            "opened_at",
            "changed_at",
        ),
        fields=(("state", "finding_state"), _ACKNOWLEDGEMENT_FIELD),
    ),
)
