"""The tables: a list of field names each, from which DDL, checks and docs are derived.

A column that a table names otherwise than its field says so: `value=indicator_value`.
"""

from dataclasses import dataclass

from warehouse.fields import FIELDS, Field


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the warehouse: its columns in order, what one row is, and what tells rows apart.

    `required` columns are never null.
    """

    name: str
    columns: tuple[str, ...]
    vi: str
    en: str
    key: tuple[str, ...]
    required: tuple[str, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()

    def field(self, column: str) -> Field:
        """The dictionary entry of one of its columns."""
        return FIELDS[dict(self.fields).get(column, column)]


_FINDING = (
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
)

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
            ),
            "Mỗi dòng một báo cáo đã nhận, như đã nhận diện. Chỉ thêm, không sửa.",
            "One row per report received, as recognised. Append-only; decision is set only when "
            "the file itself decides it (refused, unrecognised).",
            key=("submission",),
            required=("submission", "sha256", "file_name", "received_at", "synthetic"),
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
            "raw.findings",
            _FINDING,
            "Mỗi dòng một điều nghi vấn khi nhận báo cáo. Chỉ thêm, không sửa.",
            "One row per doubt raised at intake. Append-only.",
            key=("submission", "code", "element", "cell"),
            required=("submission", "code", "severity", "message_vi", "remedy_vi"),
        ),
        Table(
            "raw.returns",
            ("submission", "file_name"),
            "Mỗi dòng một báo cáo đã trả lại và tệp trả lại.",
            "One row per submission sent back, and the file in which. Append-only.",
            key=("submission",),
            required=("submission", "file_name"),
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
                "reason",
                "sheet",
                "layout",
                "synthetic",
                "errors",
                "warnings",
            ),
            "Mỗi dòng một báo cáo và kết luận về nó.",
            "One row per submission, with what was decided of it.",
            key=("submission",),
            required=("submission", "sha256", "file_name", "received_at", "decision", "synthetic"),
        ),
        Table(
            "core.findings",
            _FINDING,
            "Mỗi dòng một điều nghi vấn về một số liệu.",
            "One row per doubt about a number or a file.",
            key=("submission", "code", "element", "cell"),
            required=("submission", "code", "severity", "message_vi", "remedy_vi"),
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
                "known_from",
                "known_to",
            ),
            "Mỗi dòng một số liệu được chấp nhận, biết từ lúc nào đến lúc nào.",
            "One row per accepted value and when it was known: in force while known_to is null.",
            key=("submission", "element"),
            required=("form", "unit", "period", "element", "value", "submission", "known_from"),
        ),
        Table(
            "marts.reporting_rates",
            (
                "form",
                "unit",
                "period",
                "owed",
                "accepted",
                "on_time",
                "days_late",
                "due_date",
                "is_due",
                "received_at",
            ),
            "Mỗi dòng một báo cáo phải nộp, đã nộp hay chưa, đúng hạn hay trễ.",
            "One row per report owed; received_at is that of the first one accepted.",
            key=("form", "unit", "period"),
            required=(
                "form",
                "unit",
                "period",
                "owed",
                "accepted",
                "on_time",
                "due_date",
                "is_due",
            ),
        ),
        Table(
            "marts.reporting_coverage",
            (
                "form",
                "unit",
                "level",
                "grain",
                "period",
                "units_owed",
                "units_reported",
                "units_living",
                "units_living_reported",
                "reports_owed",
                "reports_due",
                "reports_accepted",
                "reports_on_time",
                "is_due",
            ),
            "Mỗi dòng: một biểu của một địa bàn trong một kỳ đã được báo cáo đầy đủ đến đâu.",
            "One row per form, area and period: how completely its units reported.",
            key=("form", "unit", "period"),
            required=("form", "unit", "level", "grain", "period", "units_owed", "reports_owed"),
        ),
        Table(
            "marts.element_values",
            ("form", "unit", "element", "grain", "period", "value", "adds_up"),
            "Mỗi dòng một số liệu của một đơn vị trong một kỳ dài hay ngắn.",
            "One row per unit, element and period of any length, carried by the element's nature.",
            key=("form", "unit", "element", "period"),
            required=("form", "unit", "element", "grain", "period", "value", "adds_up"),
        ),
        Table(
            "marts.indicator_terms",
            ("indicator", "side", "term", "unit", "period", "value"),
            "Mỗi dòng một hạng tử của một chỉ số, cộng cho một đơn vị hay địa bàn.",
            "One row per term of an indicator, summed for a unit or area.",
            key=("indicator", "side", "term", "unit", "period"),
            required=("indicator", "side", "term", "unit", "period", "value"),
        ),
        Table(
            "marts.indicator_values",
            (
                "indicator",
                "unit",
                "level",
                "grain",
                "period",
                "numerator",
                "denominator",
                "value",
                "target",
                "met",
                "units_owed",
                "units_reported",
                "null_reason",
                "reports_owed",
                "reports_accepted",
                "target_scope",
            ),
            "Mỗi dòng một chỉ số của một đơn vị trong một kỳ, kèm tử số và mẫu số.",
            "One row per indicator, unit and period, numerator and denominator beside the value; "
            "a missing value says why.",
            key=("indicator", "unit", "period"),
            required=("indicator", "unit", "level", "grain", "period", "units_owed"),
            fields=(("value", "indicator_value"),),
        ),
    )
}


def ddl(table: Table) -> list[str]:
    """Statements that create the table, its CHECKs and its COMMENTs."""
    columns = ",\n  ".join(_column(table, column) for column in table.columns)
    return [
        f"CREATE TABLE {table.name} (\n  {columns}\n)",
        f"COMMENT ON TABLE {table.name} IS {_quoted(f'{table.vi} / {table.en}')}",
        *(
            f"COMMENT ON COLUMN {table.name}.{column} IS "
            + _quoted(f"{table.field(column).vi} / {table.field(column).en}")
            for column in table.columns
        ),
    ]


def _column(table: Table, column: str) -> str:
    field = table.field(column)
    null = " NOT NULL" if column in table.required else ""
    check = f" CHECK ({field.check})" if field.check else ""
    return f"{column} {field.type}{null}{check}"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
