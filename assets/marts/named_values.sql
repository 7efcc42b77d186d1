-- Every figure of an indicator with the names and days of the indicator, the unit and the period
-- beside it: what an analyst needs in a row, without a join. A view.
SELECT
    v.indicator,
    i.name_vi AS indicator_name_vi,
    i.name_en AS indicator_name_en,
    i.unit_vi AS measure_vi,
    i.unit_en AS measure_en,
    v.unit,
    u.name_vi AS unit_name_vi,
    u.name_en AS unit_name_en,
    v.level,
    v.grain,
    v.period,
    p.name_vi AS period_name_vi,
    p.name_en AS period_name_en,
    p.window_start,
    p.window_end,
    v.numerator,
    v.denominator,
    v.value,
    v.is_complete,
    v.has_doubt,
    v.null_reason,
    v.reports_owed,
    v.reports_accepted,
    v.missing_reports,
    v.target,
    v.target_scope,
    v.target_binds,
    v.verdict,
    v.covers
FROM marts.indicator_values AS v
LEFT JOIN catalogue.indicators AS i USING (indicator)
LEFT JOIN catalogue.units AS u USING (unit)
LEFT JOIN catalogue.periods AS p USING (period)
