"""The list of all tables: for each table the columns, the meaning of a row, and the key.

The list only: the class and the DDL of a table are in `table`, the fields are in `fields`, and
each family of tables has a module `*_tables`. May import only these modules.
"""

from warehouse.schema.correction_tables import CORRECTION_TABLES
from warehouse.schema.decision_tables import DECISION_TABLES
from warehouse.schema.disclosure_tables import DISCLOSURE_TABLES
from warehouse.schema.expectation_tables import EXPECTATION_TABLES
from warehouse.schema.export_tables import EXPORT_TABLES
from warehouse.schema.finding_tables import FINDING_TABLES
from warehouse.schema.journal_tables import JOURNAL_TABLES
from warehouse.schema.mart_tables import MART_TABLES
from warehouse.schema.notice_tables import ALERT_TABLES
from warehouse.schema.remark_tables import REMARK_TABLES
from warehouse.schema.sender_tables import SENDER_TABLES
from warehouse.schema.table import Table

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        Table(
            "raw.submissions",
            (
                "submission",
                "sha256",
                "file_name",
                "received_at",
                "form",
                "unit",
                "period",
                "sheet",
                "layout",
                "form_version",
                "synthetic",
                "content_sha256",
                "decision",
                "reason",
                "sender",
            ),
            "Mỗi dòng một báo cáo đã nhận, như đã nhận diện. Chỉ thêm, không sửa.",
            "One row per report received, as recognised. Append-only; decision is set only when "
            "the file itself decides it (refused, unrecognised).",
            key=("submission",),
            required=("submission", "sha256", "file_name", "received_at", "synthetic"),
            is_journalled=True,
        ),
        Table(
            "raw.cells",
            ("submission", "element", "sheet", "cell", "raw_text", "state", "value"),
            "Mỗi dòng một ô số liệu đã đọc. Chỉ thêm, không sửa.",
            "One row per cell read, with its address. Append-only.",
            key=("submission", "element"),
            required=("submission", "element", "state"),
        ),
        Table(
            "raw.returns",
            ("submission", "file_name"),
            "Mỗi dòng một báo cáo đã trả lại và tệp trả lại.",
            "One row per submission sent back, and the file in which. Append-only.",
            key=("submission",),
            required=("submission", "file_name"),
            is_journalled=True,
        ),
        Table(
            "raw.returned_cells",
            (
                "submission",
                "code",
                "element",
                "sheet",
                "cell",
                "returned_sheet",
                "returned_cell",
            ),
            "Mỗi dòng một điều nghi vấn của báo cáo đã trả lại: ô trong tệp đã gửi và ô trong tệp "
            "trả lại. Chỉ thêm, không sửa.",
            "One row per doubt of a report sent back: its cell in the file received, and in the "
            "file that went back. Append-only.",
            key=("submission", "code", "element", "cell"),
            required=("submission", "code"),
            fields=(("returned_sheet", "sheet"), ("returned_cell", "cell")),
            is_journalled=True,
        ),
        Table(
            "raw.deliveries",
            (
                "source",
                "origin",
                "part",
                "message_id",
                "file_name",
                "received_at",
                "sha256",
                "outcome",
                "sender_address",
                "envelope_sender",
                "authentication",
                "is_authenticated",
            ),
            "Mỗi dòng một tệp lấy từ hòm thư hay thư mục ở xa, hoặc lý do không lấy. Chỉ thêm.",
            "One row per file met at a mailbox or remote folder, brought to the inbox or not. "
            "Append-only.",
            key=("source", "origin", "part"),
            required=("source", "origin", "part", "received_at", "outcome"),
            is_journalled=True,
        ),
        Table(
            "core.submissions",
            (
                "submission",
                "sha256",
                "file_name",
                "received_at",
                "form",
                "unit",
                "period",
                "revision",
                "decision",
                "is_accepted",
                "reason",
                "sheet",
                "layout",
                "synthetic",
                "errors",
                "warnings",
                "cells_given",
                "cells_not_applicable",
                "sender",
                "published_in",
            ),
            "Mỗi dòng một báo cáo và kết luận về nó.",
            "One row per submission, with what was decided of it.",
            key=("submission",),
            required=(
                "submission",
                "sha256",
                "file_name",
                "received_at",
                "decision",
                "is_accepted",
                "synthetic",
            ),
        ),
        Table(
            "core.observations",
            (
                "form",
                "unit",
                "period",
                "element",
                "value",
                "submission",
                "sheet",
                "cell",
                "raw_text",
                "correction",
                "known_from",
                "known_to",
            ),
            "Mỗi dòng một số liệu được chấp nhận, biết từ lúc nào đến lúc nào; đính chính của đầu "
            "mối là một dòng riêng.",
            "One row per accepted value and when it was known: in force while known_to is null. A "
            "correction by the hub is a row of its own.",
            key=("submission", "element", "correction"),
            required=("form", "unit", "period", "element", "value", "submission", "known_from"),
        ),
        Table(
            "core.not_applicable",
            ("form", "unit", "period", "element", "submission", "known_from", "known_to"),
            "Mỗi dòng một chỉ tiêu mà báo cáo được chấp nhận ghi là không áp dụng, và được biết từ "
            "lúc nào đến lúc nào: trống là đang có hiệu lực.",
            "One row per element that an accepted report marks as not applicable, and when that "
            "was known: in force while known_to is null.",
            key=("submission", "element"),
            required=("form", "unit", "period", "element", "submission", "known_from"),
        ),
        *EXPECTATION_TABLES,
        *MART_TABLES,
        *DISCLOSURE_TABLES,
        *FINDING_TABLES,
        *EXPORT_TABLES,
        *ALERT_TABLES,
        *SENDER_TABLES,
        *DECISION_TABLES,
        *CORRECTION_TABLES,
        *JOURNAL_TABLES,
        *REMARK_TABLES,
    )
}
