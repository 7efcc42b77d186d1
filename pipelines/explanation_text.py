"""An explanation in words: the lines of the heading, and a table for each kind of its parts.

Names and formula are those of the catalogue; numbers are those of the publication. Prints nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from assets.charts.number_texts import format_indicator_value, format_number, format_target
from assets.published.page.page_texts import PageWording
from pipelines.messages.command_messages import format_message
from pipelines.messages.correction_messages import format_corrected_number
from pipelines.table_output import TitledRows
from warehouse.catalogue import Catalogue
from warehouse.catalogue.phrases import describe_formula
from warehouse.language import Lang, choose_text
from warehouse.lineage.explanation import (
    CellCorrection,
    CellFinding,
    CellRemark,
    CountedReport,
    ExplainedCell,
    Explanation,
)
from warehouse.periods import parse_period_code

_CELL_TITLES = (
    "term_title",
    "element_title",
    "unit_title",
    "period_title",
    "number_title",
    "raw_text_title",
    "place_title",
    "file",
    "submission_title",
    "sender_title",
    "received_title",
)
_REPORT_TITLES = ("form_title", "unit_title", "period_title")
_BLANK_TITLES = ("element_title", *_REPORT_TITLES)
_COUNTED_TITLES = ("term_title", *_REPORT_TITLES, "counted_state")
_FINDING_TITLES = ("finding_title", "code", "submission_title", "place_title", "message_title")
_CORRECTION_TITLES = (
    "correction_title",
    "element_title",
    "unit_title",
    "period_title",
    "number_title",
    "correction_state_title",
    "why",
    "source_title",
    "made_by_title",
    "made_at_title",
)
_REMARK_TITLES = ("submission_title", "place_title", "message_title")


@dataclass(frozen=True, slots=True)
class ExplanationText:
    """An explanation in a language."""

    catalogue: Catalogue
    explanation: Explanation
    lang: Lang

    def list_heading_lines(self) -> list[str]:
        """List the lines above the tables: the figure, the formula, the verdict."""
        key, catalogue = self.explanation.key, self.catalogue
        if key.is_element:
            form, _, element = key.figure.partition(".")
            name = catalogue.forms[form].get_element(element).get_name(self.lang)
        else:
            name = catalogue.indicators[key.figure].get_name(self.lang)
        heading = self._format(
            "figure_heading",
            code=key.figure,
            name=name,
            unit=self._format_unit(key.unit),
            period=self._format_period(key.period),
        )
        return [heading, *self._list_figure_lines(), *self._list_verdict_lines()]

    def list_tables(self) -> Iterator[TitledRows]:
        """List the tables: cells, counts, corrections, findings, notes, missing reports, blanks."""
        e = self.explanation
        missing_rows = [
            self._build_report_row(r.form, r.reporting_unit, r.reported_period)
            for r in e.missing_reports
        ]
        blank_rows = [
            (b.element, *self._build_report_row(b.form, b.reporting_unit, b.reported_period))
            for b in e.blank_answers
        ]
        for heading, titles, rows in (
            ("figure_cells", _CELL_TITLES, [self._build_cell_row(c) for c in e.cells]),
            (
                "figure_counted",
                _COUNTED_TITLES,
                [self._build_counted_row(r) for r in e.counted_reports],
            ),
            (
                "figure_corrections",
                _CORRECTION_TITLES,
                [self._build_correction_row(c) for c in e.corrections],
            ),
            ("figure_findings", _FINDING_TITLES, [self._build_finding_row(f) for f in e.findings]),
            ("figure_remarks", _REMARK_TITLES, [_build_remark_row(r) for r in e.remarks]),
            ("figure_missing", _REPORT_TITLES, missing_rows),
            ("figure_blank", _BLANK_TITLES, blank_rows),
        ):
            if rows:
                text = self._format(heading, count=len(rows))
                yield TitledRows(text, [self._format(title) for title in titles], rows)

    def _list_figure_lines(self) -> Iterator[str]:
        key, figure = self.explanation.key, self.explanation.figure
        indicator = self.catalogue.indicators.get(key.figure)
        if indicator:
            formula = choose_text(describe_formula(indicator, self.catalogue.forms), self.lang)
            yield self._format("figure_formula", formula=formula)
        if figure.value is None:
            reason = PageWording(self.lang).format_page_text(figure.null_reason or "not_reported")
            yield self._format("figure_no_value", reason=reason)
        else:
            yield self._format("figure_value", value=self._format_value(figure.value))
        for side, number in (
            ("term_numerator", figure.numerator),
            ("term_denominator", figure.denominator),
        ):
            if number is not None:
                title = self._format(side, number="").strip()
                yield f"  {title}: {format_number(number, 0, self.lang)}"

    def _list_verdict_lines(self) -> Iterator[str]:
        figure, indicator = (
            self.explanation.figure,
            self.catalogue.indicators.get(self.explanation.key.figure),
        )
        if figure.verdict is None or figure.target is None or indicator is None:
            return
        target = format_target(figure.target, indicator, self.lang)
        yield self._format(f"figure_target_{figure.verdict}", target=target)
        if figure.verdict != "not_decided":
            return
        if self.explanation.missing_reports:
            yield self._format(
                "figure_needs_reports",
                count=len(self.explanation.missing_reports),
                low=self._format_value(figure.low),
                high=self._format_value(figure.high),
            )
        if figure.has_doubt:
            yield self._format("figure_needs_review")

    def _build_cell_row(self, cell: ExplainedCell) -> tuple[str, ...]:
        return (
            self._format_term(cell.side, cell.term),
            f"{cell.form}.{cell.element}",
            self._format_unit(cell.reporting_unit),
            self._format_period(cell.reported_period),
            format_number(cell.value, 0, self.lang),
            cell.raw_text or "",
            format_place(cell.sheet, cell.cell),
            cell.file_name,
            cell.submission,
            cell.sender or "",
            f"{self.catalogue.calendar.to_local_time(cell.received_at):%d/%m/%Y %H:%M}",
        )

    def _build_counted_row(self, report: CountedReport) -> tuple[str, ...]:
        key = "missing" if not report.accepted else "accepted" if report.on_time else "late"
        state = self._format(f"counted_{key}")
        if not report.is_living:
            state = self._format("counted_ended", state=state)
        place = (report.form, report.reporting_unit, report.reported_period)
        return (self._format_term(report.side, report.term), *self._build_report_row(*place), state)

    def _build_correction_row(self, correction: CellCorrection) -> tuple[str, ...]:
        return (
            str(correction.correction),
            f"{correction.form}.{correction.element}",
            self._format_unit(correction.reporting_unit),
            self._format_period(correction.reported_period),
            format_corrected_number(self.lang, correction.expected, correction.value),
            self._format("correction_holds" if correction.holds else "correction_holds_not"),
            correction.reason,
            correction.source,
            correction.made_by,
            f"{self.catalogue.calendar.to_local_time(correction.made_at):%d/%m/%Y %H:%M}",
        )

    def _build_finding_row(self, finding: CellFinding) -> tuple[str, ...]:
        message = choose_text(
            (finding.message_vi, finding.message_en or finding.message_vi), self.lang
        )
        place = format_place(finding.sheet, finding.cell)
        return (finding.finding, finding.code, finding.submission, place, message)

    def _build_report_row(self, form: str, unit: str, period: str) -> tuple[str, ...]:
        form_name = self.catalogue.forms[form].get_name(self.lang)
        return (form_name, self._format_unit(unit), self._format_period(period))

    def _format(self, key: str, **blanks: object) -> str:
        return format_message(self.lang, key, **blanks)

    def _format_value(self, value: float | None) -> str:
        if value is None:
            return self._format("figure_unbounded")
        indicator = self.catalogue.indicators.get(self.explanation.key.figure)
        if indicator is None:
            return format_number(value, 0, self.lang)
        return format_indicator_value(value, indicator, self.lang)

    def _format_term(self, side: str | None, term: int | None) -> str:
        if side is None or term is None:
            return ""
        return self._format(f"term_{side}", number=term + 1)

    def _format_unit(self, unit: str) -> str:
        return format_unit(unit, self.catalogue, self.lang)

    def _format_period(self, period: str) -> str:
        return parse_period_code(period).format_label(self.lang)


def _build_remark_row(remark: CellRemark) -> tuple[str, ...]:
    return (remark.submission, format_place(remark.sheet, remark.cell), remark.text)


def format_unit(unit: str, catalogue: Catalogue, lang: Lang) -> str:
    """Format a unit by name and code."""
    return f"{catalogue.units[unit].get_name(lang)} ({unit})"


def format_place(sheet: str | None, cell: str | None) -> str:
    """Format a place in a workbook as Excel does, as far as it is known."""
    return "!".join(filter(None, (sheet, cell)))
