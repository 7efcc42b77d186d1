"""The queries of an explanation: the SELECT of each part, for an indicator and for an element.

SQL only. `$indicator`, `$form`, `$element`, `$unit` and `$period` are the parameters.
May import no house module.
"""

INDICATOR_FIGURE = """
    SELECT * EXCLUDE (scale) FROM (
        SELECT
            v.value,
            v.numerator,
            v.denominator,
            v.is_complete,
            v.has_doubt,
            v.target,
            v.verdict,
            v.null_reason,
            if(i.has_denominator, i.factor / nullif(s.denominator, 0), 1) AS scale,
            if(s.is_base_complete, s.lowest * scale, NULL) AS low,
            if(s.is_base_complete, s.highest * scale, NULL) AS high
        FROM marts.indicator_values AS v
        INNER JOIN marts.indicator_sides AS s USING (indicator, unit, period)
        INNER JOIN catalogue.indicators AS i USING (indicator)
        WHERE v.indicator = $indicator AND v.unit = $unit AND v.period = $period
    )
"""
INDICATOR_TERMS = """
    SELECT t.side, t.term, t.measure, t.form, t.element, t.coefficient, m.value
    FROM catalogue.terms AS t
    LEFT JOIN marts.indicator_terms AS m
        ON m.indicator = t.indicator AND m.side = t.side AND m.term = t.term
            AND m.unit = $unit AND m.period = $period
    WHERE t.indicator = $indicator
    ORDER BY t.side DESC, t.term
"""
INDICATOR_CELLS = """
    SELECT side, term, form, element, reporting_unit, reported_period, value, submission,
        file_name, sheet, cell, raw_text, sender, received_at, decision
    FROM marts.lineage($indicator, $unit, $period)
"""
ELEMENT_CELLS = """
    SELECT NULL AS side, NULL AS term, form, element, reporting_unit, reported_period, value,
        submission, file_name, sheet, cell, raw_text, sender, received_at, decision
    FROM marts.element_lineage($form, $element, $unit, $period)
"""
COUNTED_REPORTS = """
    SELECT
        t.side,
        t.term,
        r.form,
        r.unit AS reporting_unit,
        r.period AS reported_period,
        r.is_due,
        r.accepted OR r.waiting_days_late IS NOT NULL AS accepted,
        r.on_time OR r.waiting_days_late IS NOT DISTINCT FROM 0 AS on_time,
        p.window_end BETWEEN u.valid_from AND u.valid_to AS is_living
    FROM catalogue.terms AS t
    INNER JOIN marts.reporting_rates AS r ON t.form IS NULL OR r.form = t.form
    INNER JOIN catalogue.nesting AS n ON n.part = r.period AND n.period = $period
    INNER JOIN catalogue.periods AS p ON p.period = n.period
    INNER JOIN catalogue.units AS u ON u.unit = r.unit
    INNER JOIN catalogue.ancestors AS a ON a.unit = r.unit AND a.area = $unit
    WHERE t.indicator = $indicator AND t.element IS NULL
    ORDER BY t.side DESC, t.term, r.unit, r.period
"""
FINDINGS = """
    SELECT DISTINCT f.finding, f.code, f.severity, f.state, f.submission, f.sheet, f.cell,
        f.message_vi, f.message_en
    FROM marts.findings AS f
    INNER JOIN ({cells}) AS c
        ON c.submission = f.submission AND (f.element IS NULL OR f.element = c.element)
    ORDER BY f.finding
"""
REMARKS = """
    SELECT DISTINCT r.kind, r.text, r.submission, r.sheet, r.cell
    FROM core.remarks AS r
    INNER JOIN ({cells}) AS c
        ON c.submission = r.submission AND (r.element IS NULL OR r.element = c.element)
    ORDER BY r.submission, r.sheet, r.cell, r.kind
"""
CORRECTIONS = """
    SELECT DISTINCT k.correction, k.form, k.element, k.unit AS reporting_unit,
        k.period AS reported_period, k.reported, k.expected, k.value, k.reason, k.source,
        k.made_by, k.made_at, k.applies AND k.ended_at IS NULL AS holds
    FROM core.corrections AS k
    INNER JOIN ({cells}) AS c ON c.submission = k.submission AND c.element = k.element
    ORDER BY k.correction
"""
MISSING_OF_INDICATOR = """
    SELECT form, reporting_unit, reported_period FROM marts.missing_reports
    WHERE indicator = $indicator AND unit = $unit AND period = $period
    ORDER BY form, reporting_unit, reported_period
"""
MISSING_OF_ELEMENT = """
    SELECT r.form, r.unit AS reporting_unit, r.period AS reported_period
    FROM marts.reporting_rates AS r
    INNER JOIN catalogue.elements AS e ON e.form = r.form AND e.element = $element
    INNER JOIN catalogue.nesting AS n ON n.part = r.period AND n.period = $period
    INNER JOIN catalogue.ancestors AS a ON a.unit = r.unit AND a.area = $unit
    WHERE r.form = $form AND NOT r.accepted AND (e.nature = 'flow' OR n.is_last)
    ORDER BY reporting_unit, reported_period
"""
_BLANKS = """
    SELECT DISTINCT e.form, e.element, r.unit AS reporting_unit, r.period AS reported_period
    FROM {terms} AS t
    INNER JOIN catalogue.elements AS e
        ON e.form = t.form AND e.element = t.element AND NOT e.is_required
    INNER JOIN catalogue.periods AS now_ ON now_.period = $period
    INNER JOIN catalogue.periods AS then_
        ON then_.within_year = now_.within_year AND then_.year = now_.year - t.years_back
    INNER JOIN catalogue.nesting AS n ON n.period = then_.period
    INNER JOIN marts.reporting_rates AS r
        ON r.form = e.form AND r.period = n.part AND r.accepted
    INNER JOIN catalogue.ancestors AS a ON a.unit = r.unit AND a.area = $unit
    ANTI JOIN core.observations AS o
        ON o.known_to IS NULL AND o.form = e.form AND o.element = e.element
            AND o.unit = r.unit AND o.period = r.period
    ANTI JOIN core.not_applicable AS x
        ON x.known_to IS NULL AND x.form = e.form AND x.element = e.element
            AND x.unit = r.unit AND x.period = r.period
    WHERE e.nature = 'flow' OR n.is_last
    ORDER BY e.form, e.element, reporting_unit, reported_period
"""
BLANKS_OF_INDICATOR = _BLANKS.format(
    terms="(FROM catalogue.terms WHERE indicator = $indicator AND element IS NOT NULL)"
)
BLANKS_OF_ELEMENT = _BLANKS.format(
    terms="(SELECT $form AS form, $element AS element, 0 AS years_back)"
)
KNOWN_FIGURES = """
    SELECT indicator FROM catalogue.indicators
    UNION ALL SELECT form || '.' || element FROM catalogue.elements
"""
PLACES_OF_INDICATOR = """
    SELECT DISTINCT unit, period FROM marts.indicator_values WHERE indicator = $indicator
"""
PLACES_OF_ELEMENT = """
    SELECT DISTINCT a.area AS unit, n.period
    FROM marts.reporting_rates AS r
    INNER JOIN catalogue.ancestors AS a ON a.unit = r.unit
    INNER JOIN catalogue.nesting AS n ON n.part = r.period
    WHERE r.form = $form
"""
