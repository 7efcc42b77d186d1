-- Every data quality metric of a form, unit or area and year, and its threshold. Counts add up over
-- the units below while the area is covered; a ratio to earlier years is compared with that above.
WITH counted AS (
    SELECT
        c.metric, c.form, a.area AS unit, c.year,
        sum(c.numerator)::DOUBLE AS numerator,
        sum(c.denominator)::DOUBLE AS denominator
    FROM marts.quality_counts AS c
    INNER JOIN catalogue.periods AS p ON p.period = c.year::VARCHAR
    INNER JOIN catalogue.ancestors AS a USING (unit)
    INNER JOIN catalogue.units AS u ON u.unit = c.unit
    WHERE a.distance = 0 OR EXISTS (  -- an area may be covered twice in a year: all, then a part
        FROM catalogue.area_coverage AS k
        WHERE k.area = a.area
            AND k.valid_from <= least(p.window_end, u.valid_to)
            AND k.valid_to >= greatest(p.window_start, u.valid_from)
    )
    GROUP BY c.metric, c.form, a.area, c.year
),

measured AS (
    SELECT * FROM counted
    UNION ALL BY NAME
    SELECT 'completeness_over_time' AS metric, form, unit, year,
        numerator / nullif(denominator, 0) AS numerator,
        avg(numerator / nullif(denominator, 0)) OVER (
            PARTITION BY form, unit ORDER BY year
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) AS denominator
    FROM counted
    WHERE metric = 'report_completeness'
    UNION ALL BY NAME
    SELECT 'consistency_over_time' AS metric, form, unit, year,
        count(*) FILTER (met)::DOUBLE AS numerator,
        nullif(count(ratio), 0)::DOUBLE AS denominator
    FROM marts.element_consistency
    GROUP BY form, unit, year
    UNION ALL BY NAME
    SELECT 'days_to_mend' AS metric, form, unit, year, reports_mended AS numerator,
        reports_returned AS denominator
    FROM marts.days_late
),

framed AS (  -- a row for each metric, measured or not
    SELECT
        m.metric,
        due.form,
        due.unit,
        u.level,
        u.parent,
        due.year,
        x.numerator,
        x.denominator,
        CASE m.metric WHEN 'days_to_mend' THEN d.days_to_mend
            ELSE x.numerator / nullif(x.denominator, 0) END AS value,
        m.threshold,
        m.direction,
        m.divergent_from,
        CASE m.direction WHEN 'lower' THEN x.numerator ELSE x.denominator - x.numerator END
            AS failing,
        due.denominator > 0 AS is_due,
        cell_counts.numerator > 0 AS has_values
    FROM counted AS due
    INNER JOIN counted AS cell_counts USING (form, unit, year)
    INNER JOIN catalogue.units AS u USING (unit)
    CROSS JOIN catalogue.metrics AS m
    LEFT JOIN measured AS x
        ON x.metric = m.metric AND x.form = due.form AND x.unit = due.unit AND x.year = due.year
    LEFT JOIN marts.days_late AS d
        ON d.form = due.form AND d.unit = due.unit AND d.year = due.year
    WHERE due.metric = 'report_completeness' AND cell_counts.metric = 'element_completeness'
),

judged AS (
    SELECT
        f.*,
        coalesce(above.value, 1) AS reference,
        CASE
            WHEN f.value IS NULL THEN NULL
            WHEN f.level = 'unit' AND f.divergent_from > 0 THEN f.failing < f.divergent_from
            WHEN f.direction = 'near' THEN abs(f.value - reference) <= f.threshold * reference
            WHEN f.direction = 'higher' THEN f.value >= f.threshold
            ELSE f.value <= f.threshold
        END AS met
    FROM framed AS f
    LEFT JOIN framed AS above
        ON above.metric = f.metric AND above.form = f.form AND above.year = f.year
            AND above.unit = f.parent AND f.level = 'unit'
),

divergent AS (
    SELECT b.metric, b.form, b.year, a.area, count(*)::INTEGER AS units
    FROM judged AS b
    INNER JOIN catalogue.ancestors AS a ON a.unit = b.unit
    WHERE b.level = 'unit' AND NOT b.met
    GROUP BY b.metric, b.form, b.year, a.area
)

SELECT
    j.* EXCLUDE (parent, direction, divergent_from, failing, is_due, has_values, reference),
    coalesce(d.units, 0) AS units_divergent,
    CASE
        WHEN j.value IS NOT NULL THEN NULL
        WHEN NOT j.is_due THEN 'not_yet_due'
        WHEN j.metric = 'days_to_mend' AND j.denominator > 0 THEN 'not_mended'
        WHEN j.metric = 'days_to_mend' THEN 'nothing_returned'
        WHEN j.metric = 'completeness_over_time' THEN 'no_base_period'
        WHEN NOT j.has_values THEN 'not_reported'
        WHEN j.metric = 'consistency_over_time' AND j.numerator IS NULL THEN 'part_of_year'
        WHEN j.metric = 'consistency_over_time' THEN 'no_base_period'
        WHEN j.metric = 'related_elements' THEN 'nothing_to_compare'
        WHEN j.metric LIKE '%_outliers' THEN 'series_too_short'
        ELSE 'not_reported'
    END AS null_reason
FROM judged AS j
LEFT JOIN divergent AS d
    ON d.metric = j.metric AND d.form = j.form AND d.year = j.year AND d.area = j.unit
