-- Every indicator for every unit, area and period with an owed report that the indicator uses; a
-- missing value has a reason, a value over missing reports says so, and a verdict is given only
-- where no missing report can change it. The ratio is computed here and nowhere else.
WITH like_needs AS (  -- indicators that rest on the same reports share the list of the first of them
    SELECT indicator, min(indicator) OVER (PARTITION BY needs) AS first_like
    FROM (
        SELECT
            indicator,
            list(
                (form, has_flow, needs_every_report, needs_last_report, years_back) ORDER BY form
            ) AS needs
        FROM catalogue.indicator_forms
        GROUP BY indicator
    )
),

missing AS (
    SELECT
        r.indicator,
        r.unit,
        r.period,
        count(*)::INTEGER AS reports_missing,
        array_to_string(
            min(r.reported_period || ' ' || r.reporting_unit, 5), ', '
        ) AS missing_reports
    FROM marts.missing_reports AS r
    INNER JOIN (SELECT DISTINCT first_like FROM like_needs) AS n ON n.first_like = r.indicator
    GROUP BY r.indicator, r.unit, r.period
),

valued AS (
    SELECT
        s.*,
        i.direction,
        p.year,
        i.is_cumulative AND p.window_end < y.window_end AS is_before_year_end,
        CASE
            WHEN i.has_denominator THEN i.factor * s.numerator / nullif(s.denominator, 0)
            ELSE s.numerator::DOUBLE
        END AS value,
        if(i.has_denominator, i.factor / nullif(s.denominator, 0), 1) AS scale,
        if(s.is_complete, value, if(s.is_base_complete, s.lowest * scale, NULL)) AS low,
        if(s.is_complete, value, if(s.is_base_complete, s.highest * scale, NULL)) AS high,
        s.numerator IS NULL OR (i.has_denominator AND s.denominator IS NULL) AS lacks_side,
        CASE
            -- half a year is never compared with a whole year
            WHEN NOT s.is_due AND (s.reports_due = 0 OR s.numerator IS NULL OR s.years_back > 0)
                THEN 'not_yet_due'
            WHEN s.years_back > 0 AND s.units_living = 0 THEN 'no_living_unit'
            WHEN s.numerator IS NULL AND s.looks_before_all THEN 'no_base_period'
            WHEN lacks_side AND s.is_complete THEN 'not_applicable'
            WHEN lacks_side AND s.units_living = 0 AND s.reports_accepted > 0 THEN 'no_living_unit'
            -- every report is here and one left an element blank, where its form allows that
            WHEN lacks_side AND i.may_be_blank AND s.is_due AND m.reports_missing IS NULL
                THEN 'not_stated'
            WHEN lacks_side THEN 'not_reported'
            WHEN s.is_unlike THEN 'unlike_periods'
            WHEN i.has_denominator AND s.denominator = 0 THEN 'no_denominator'
            WHEN s.years_back > 0 AND s.has_doubt THEN 'open_doubt'
        END AS null_reason,
        coalesce(m.reports_missing, 0) AS reports_missing,
        m.missing_reports
    FROM marts.indicator_sides AS s
    INNER JOIN catalogue.indicators AS i USING (indicator)
    INNER JOIN catalogue.periods AS p USING (period)
    INNER JOIN catalogue.periods AS y ON y.period = p.year::VARCHAR
    LEFT JOIN like_needs AS n ON n.indicator = s.indicator
    LEFT JOIN missing AS m
        ON m.indicator = n.first_like AND m.unit = s.unit AND m.period = s.period
),

begun AS (
    SELECT DISTINCT p.year
    FROM catalogue.form_periods AS f
    INNER JOIN catalogue.periods AS p USING (period)
    WHERE f.has_begun
),

aimed AS (  -- the nearest target that binds the unit, or else the nearest to be compared with
    SELECT
        t.indicator,
        a.unit,
        y.year,
        arg_min(t.target, (t.binds = 'whole' AND a.distance > 0, a.distance)) AS target,
        arg_min(t.scope, (t.binds = 'whole' AND a.distance > 0, a.distance)) AS target_scope,
        bool_or(t.binds = 'each' OR a.distance = 0) AS target_binds
    FROM catalogue.targets AS t
    INNER JOIN catalogue.ancestors AS a ON a.area = t.scope
    INNER JOIN begun AS y ON y.year BETWEEN t.from_year AND t.to_year
    GROUP BY t.indicator, a.unit, y.year
)

SELECT
    v.indicator, v.unit, v.level, v.grain, v.period, v.numerator, v.denominator,
    CASE WHEN v.null_reason IS NULL THEN v.value END AS value,
    v.is_complete,
    v.has_doubt,
    v.reports_missing,
    v.missing_reports,
    a.target,
    a.target_scope,
    a.target_binds,
    CASE
        WHEN a.target_binds IS NOT TRUE OR v.direction = 'none' THEN NULL
        WHEN NOT v.is_due OR v.is_before_year_end THEN 'not_due'
        WHEN v.null_reason IS NOT NULL OR v.has_doubt THEN 'not_decided'
        WHEN if(v.direction = 'higher', v.low >= a.target, v.high <= a.target) THEN 'met'
        WHEN if(v.direction = 'higher', v.high < a.target, v.low > a.target) THEN 'not_met'
        ELSE 'not_decided'
    END AS verdict,
    v.covers,
    v.units_owed,
    v.units_reported,
    v.null_reason,
    v.reports_owed,
    v.reports_accepted
FROM valued AS v
LEFT JOIN aimed AS a
    ON a.indicator = v.indicator AND a.unit = v.unit AND a.year = v.year
        AND v.covers IS DISTINCT FROM 'part'
