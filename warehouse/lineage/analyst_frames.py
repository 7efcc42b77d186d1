"""Tidy frames for analysts: one row a figure, with names, dates, completeness, target and source.

Queries over the published tables, and their labels; judges nothing. A past warehouse gives the
frames as known then. May import `language` and `store` only.
"""

import pandas as pd

from warehouse.language import Bilingual, Lang
from warehouse.store import Store

_UNIT_COLUMNS = """
    coalesce(  -- an area of which a part is covered is called by that part
        (
            SELECT c.name_{lang} FROM catalogue.area_coverage AS c
            WHERE c.area = u.unit AND c.covers = 'part'
                AND p.window_end BETWEEN c.valid_from AND c.valid_to
        ),
        u.name_{lang}
    ) AS unit_name,
    u.kind AS unit_kind,
    u.valid_from AS unit_from,
    nullif(u.valid_to, DATE '9999-12-31') AS unit_to
"""
_PERIOD_COLUMNS = """
    p.grain,
    p.name_{lang} AS period_name,
    p.window_start AS period_start,
    p.window_end AS period_end
"""
_SEGMENT = """
    1 + (
        SELECT count(DISTINCT e.valid_to) FROM catalogue.units AS e
        WHERE e.form IS NOT NULL AND e.valid_to < least(p.window_end, u.valid_to)
    ) AS segment
"""
"""The number of the stretch without a change of units; figures of two stretches are not alike."""
_INDICATOR = f"""
    SELECT v.unit, {_UNIT_COLUMNS}, v.level, v.period, {_PERIOD_COLUMNS}, {_SEGMENT},
        v.numerator, v.denominator, v.value, v.is_complete, v.has_doubt, v.reports_owed,
        v.reports_accepted, v.missing_reports, v.null_reason, v.covers, v.target, v.target_scope,
        v.target_binds, v.verdict
    FROM marts.indicator_values AS v
    INNER JOIN catalogue.units AS u USING (unit)
    INNER JOIN catalogue.periods AS p USING (period)
    WHERE v.indicator = $code
    ORDER BY u.unit, p.window_end, p.window_start
"""
_INDICATOR_FACTS = """
    SELECT indicator, name_{lang} AS name, kind, unit_{lang} AS unit_of_measure, direction,
        basis AS source, note_{lang} AS note
    FROM catalogue.indicators WHERE indicator = $code
"""
_ELEMENTS = f"""
    SELECT o.unit, {_UNIT_COLUMNS}, o.period, {_PERIOD_COLUMNS}, {_SEGMENT},
        o.element, e.name_{{lang}} AS element_name, e.nature, e.unit_of_measure, o.value,
        o.submission, o.sheet, o.cell, o.raw_text, o.known_from
    FROM core.observations AS o
    INNER JOIN catalogue.elements AS e USING (form, element)
    INNER JOIN catalogue.units AS u USING (unit)
    INNER JOIN catalogue.periods AS p USING (period)
    WHERE o.form = $code AND o.known_to IS NULL
    ORDER BY o.element, u.unit, p.window_end
"""
_REPORTING = f"""
    SELECT r.form, r.unit, {_UNIT_COLUMNS}, r.period, {_PERIOD_COLUMNS}, {_SEGMENT},
        r.owed, r.due_date, r.is_due, r.accepted, r.on_time, r.days_late, r.received_at, r.returned
    FROM marts.reporting_rates AS r
    INNER JOIN catalogue.units AS u USING (unit)
    INNER JOIN catalogue.periods AS p USING (period)
    ORDER BY r.form, u.unit, p.window_end
"""
_FINDINGS = """
    SELECT f.finding, f.state, f.form, f.unit, u.name_{lang} AS unit_name, f.period, f.element,
        f.code, f.severity, f.message_{lang} AS message, f.observed, f.expected, f.impact,
        f.submission, f.sheet, f.cell, f.opened_at, f.changed_at
    FROM marts.findings AS f
    LEFT JOIN catalogue.units AS u USING (unit)
    ORDER BY f.rank
"""
_OBSTACLES = f"""
    SELECT o.obstacle, o.kind, o.form, o.unit, {_UNIT_COLUMNS}, o.period, {_PERIOD_COLUMNS},
        o.text, o.state, o.reply, o.replied_by, o.replied_at, o.submission, o.sheet, o.cell,
        o.received_at
    FROM core.obstacles AS o
    INNER JOIN catalogue.units AS u USING (unit)
    INNER JOIN catalogue.periods AS p USING (period)
    ORDER BY p.window_end, u.unit, o.sheet, o.cell, o.obstacle
"""
_PUBLICATION = "SELECT happened_at AS published_at, as_of FROM catalogue.moment"
_INTERPOLATION = Bilingual("nội suy tuyến tính", "linear interpolation")


class AnalystFrames(Store):
    """A store of published tables that gives tidy frames.

    `attrs` of each frame say when it was published, and of an indicator what it is: name, kind,
    unit of measure, direction and source.
    """

    def indicator(self, code: str, lang: Lang = "vi", *, impute: bool = False) -> pd.DataFrame:
        """Return an indicator of every unit, area and period as a tidy frame.

        Columns: `unit`, `unit_name`, `unit_kind`, `unit_from` and `unit_to` (days of validity),
        `level`; `period`, `grain`, `period_name`, `period_start`, `period_end`; `segment` (1, 2 …:
        only figures of one stretch between changes of units are alike); `numerator`, `denominator`
        and `value` in the unit of measure of `attrs["unit_of_measure"]`; `is_complete`,
        `has_doubt`, `reports_owed`, `reports_accepted`, `missing_reports`, `null_reason`, `covers`;
        `target`, `target_scope`, `target_binds`, `verdict`.

        Args:
            code: the indicator, like `KT04`.
            lang: the language of names.
            impute: also fill gaps, as `imputed_value` with the method in `imputation`; never on
                its own, and never in `value`.

        Raises:
            LookupError: there is no such indicator.
        """
        facts = self.query_frame(_INDICATOR_FACTS.format(lang=lang), {"code": code})
        if facts.empty:
            raise LookupError(f"không có chỉ số «{code}» / there is no indicator «{code}»")
        rows = self.query_frame(_INDICATOR.format(lang=lang), {"code": code})
        self._label(rows, facts)
        return impute_gaps(rows, lang) if impute else rows

    def elements(self, form: str, lang: Lang = "vi") -> pd.DataFrame:
        """Return the values in force of a form as reported, one row a cell.

        Columns: unit and period as in `indicator`; `element` and its name, `nature`,
        `unit_of_measure`, `value` (a whole number), and `submission`, `sheet`, `cell`, `raw_text`,
        `known_from` to find it again.

        Raises:
            LookupError: there is no such form.
        """
        if not self.query_rows("SELECT 1 FROM catalogue.elements WHERE form = ? LIMIT 1", [form]):
            raise LookupError(f"không có biểu «{form}» / there is no form «{form}»")
        return self._label(self.query_frame(_ELEMENTS.format(lang=lang), {"code": form}))

    def reporting(self, lang: Lang = "vi") -> pd.DataFrame:
        """Return every report owed or received, one row each.

        Columns: `form`, unit and period as in `indicator`; `owed`, `due_date`, `is_due`,
        `accepted`, `on_time`, `days_late`, `received_at`, `returned`.
        """
        return self._label(self.query_frame(_REPORTING.format(lang=lang)))

    def findings(self, lang: Lang = "vi") -> pd.DataFrame:
        """Return the open and the acknowledged findings, the weightiest first.

        Columns: `finding`, `state`, `form`, `unit`, `unit_name`, `period`, `element`, `code`,
        `severity`, `message`, `observed`, `expected`, `impact`, `submission`, `sheet`, `cell`,
        `opened_at`, `changed_at`.
        """
        return self._label(self.query_frame(_FINDINGS.format(lang=lang)))

    def obstacles(self, lang: Lang = "vi") -> pd.DataFrame:
        """Return the obstacles and proposals of the reports in force with the hub's answers.

        Columns: `obstacle` (the id), `kind`, `form`, unit and period as in `indicator`, `text`,
        `state`, `reply`, `replied_by`, `replied_at`, `submission`, `sheet`, `cell`, `received_at`.
        """
        return self._label(self.query_frame(_OBSTACLES.format(lang=lang)))

    def _label(self, rows: pd.DataFrame, *facts: pd.DataFrame) -> pd.DataFrame:
        """Put what is known of the whole frame, and of its publication, into `attrs`."""
        first_rows = [frame.iloc[0] for frame in (*facts, self.query_frame(_PUBLICATION))]
        rows.attrs = {
            str(name): str(value) for row in first_rows for name, value in row.items() if value
        }
        return rows


def impute_gaps(rows: pd.DataFrame, lang: Lang) -> pd.DataFrame:
    """Add `imputed_value` and `imputation` to the rows of an indicator; `value` stays as it is.

    A gap between two figures of one unit, grain and stretch is filled on the straight line between
    them, by the number of periods. What lies before the first or behind the last figure stays
    empty, and so does every figure that exists.
    """
    groups = rows.groupby(["unit", "grain", "segment"], sort=False)["value"]
    lines = groups.transform(lambda values: values.interpolate(limit_area="inside"))
    imputed_values = lines.where(rows["value"].isna())
    method = imputed_values.notna().map({True: _INTERPOLATION.text(lang), False: None})
    imputed = rows.assign(imputed_value=imputed_values, imputation=method)
    imputed.attrs = rows.attrs
    return imputed
