-- The numerator and the denominator of every indicator, for every unit, area and period with an
-- owed report that the indicator uses: how whole they are, how high or low the numerator may still
-- be, and what stands against comparing them.
WITH first_year AS (
    SELECT min(p.year) AS year
    FROM marts.reporting_coverage AS c
    INNER JOIN catalogue.periods AS p USING (period)
    WHERE c.form IN (SELECT form FROM catalogue.indicator_forms)
),

covered AS NOT MATERIALIZED (
    SELECT
        f.indicator,
        c.unit,
        c.level,
        c.grain,
        c.period,
        c.covers,
        f.numerator_terms,
        f.denominator_terms,
        f.years_back,
        c.units_owed,
        c.units_reported,
        c.units_living,
        c.reports_owed,
        c.reports_accepted,
        c.reports_due,
        c.is_due,
        c.level = 'unit' OR n.forms = 1 AS has_one_form
    FROM catalogue.indicator_forms AS f
    INNER JOIN (
        SELECT indicator, count(*) AS forms FROM catalogue.indicator_forms GROUP BY indicator
    ) AS n ON n.indicator = f.indicator
    INNER JOIN marts.reporting_coverage AS c USING (form)
    INNER JOIN catalogue.indicator_grains AS g
        ON g.indicator = f.indicator
        AND g.grain = c.grain
        AND g.form IS NOT DISTINCT FROM CASE WHEN c.level = 'unit' THEN c.form END
),

spine AS (  -- only areas add several forms: the other rows, nearly all, need no grouping
    SELECT * EXCLUDE (has_one_form) FROM covered WHERE has_one_form
    UNION ALL
    SELECT
        indicator,
        unit,
        level,
        grain,
        period,
        any_value(covers),
        sum(numerator_terms)::BIGINT,
        sum(denominator_terms)::BIGINT,
        max(years_back),
        sum(units_owed)::INTEGER,
        sum(units_reported)::INTEGER,
        sum(units_living)::INTEGER,
        sum(reports_owed)::INTEGER,
        sum(reports_accepted)::INTEGER,
        sum(reports_due)::INTEGER,
        bool_and(is_due)
    FROM covered
    WHERE NOT has_one_form
    GROUP BY indicator, unit, level, grain, period
),

sums AS (
    SELECT
        indicator,
        unit,
        period,
        sum(value) FILTER (side = 'numerator')::BIGINT AS numerator,
        sum(value) FILTER (side = 'denominator')::BIGINT AS denominator,
        count(*) FILTER (side = 'numerator') AS numerator_found,
        count(*) FILTER (side = 'denominator') AS denominator_found,
        sum(lowest) FILTER (side = 'numerator') AS lowest,
        count(lowest) FILTER (side = 'numerator') AS bounded_below,
        sum(highest) FILTER (side = 'numerator') AS highest,
        count(highest) FILTER (side = 'numerator') AS bounded_above,
        bool_and(is_complete) AS is_complete,
        coalesce(bool_and(is_complete) FILTER (side = 'denominator'), true) AS is_base_complete
    FROM marts.indicator_terms
    GROUP BY indicator, unit, period
)

-- A side counts only if every term possible for the area is present.
SELECT
    s.*,
    p.year - s.years_back < f.year AS looks_before_all,
    CASE WHEN t.numerator_found >= s.numerator_terms THEN t.numerator END AS numerator,
    CASE WHEN t.denominator_found >= s.denominator_terms THEN t.denominator END AS denominator,
    CASE WHEN t.bounded_below >= s.numerator_terms THEN t.lowest END::BIGINT AS lowest,
    CASE WHEN t.bounded_above >= s.numerator_terms THEN t.highest END::BIGINT AS highest,
    coalesce(
        t.is_complete
        AND t.numerator_found >= s.numerator_terms
        AND t.denominator_found >= s.denominator_terms,
        false
    ) AS is_complete,
    coalesce(
        t.is_base_complete AND t.denominator_found >= s.denominator_terms, false
    ) AS is_base_complete,
    d.period IS NOT NULL AS has_doubt,
    u.period IS NOT NULL AS is_unlike
FROM spine AS s
INNER JOIN catalogue.periods AS p USING (period)
CROSS JOIN first_year AS f
LEFT JOIN sums AS t USING (indicator, unit, period)
LEFT JOIN marts.indicator_doubts AS d USING (indicator, unit, period)
LEFT JOIN marts.unlike_periods AS u USING (indicator, unit, period)
