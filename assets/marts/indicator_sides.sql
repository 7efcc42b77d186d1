-- The numerator and the denominator of every indicator, for every unit, area and period with an
-- owed report that the indicator uses: how whole they are, how high or low the numerator may still
-- be, and what stands against comparing them.
WITH first_year AS (
    SELECT min(p.year) AS year
    FROM marts.reporting_coverage AS c
    INNER JOIN catalogue.periods AS p USING (period)
    WHERE c.form IN (SELECT form FROM catalogue.indicator_forms)
),

spine AS (
    SELECT
        f.indicator,
        c.unit,
        c.level,
        c.grain,
        c.period,
        any_value(c.covers) AS covers,
        sum(f.numerator_terms) AS numerator_terms,
        sum(f.denominator_terms) AS denominator_terms,
        max(f.years_back) AS years_back,
        sum(c.units_owed)::INTEGER AS units_owed,
        sum(c.units_reported)::INTEGER AS units_reported,
        sum(c.units_living) AS units_living,
        sum(c.reports_owed)::INTEGER AS reports_owed,
        sum(c.reports_accepted)::INTEGER AS reports_accepted,
        sum(c.reports_due) AS reports_due,
        bool_and(c.is_due) AS is_due
    FROM catalogue.indicator_forms AS f
    INNER JOIN marts.reporting_coverage AS c USING (form)
    INNER JOIN catalogue.indicator_grains AS g
        ON g.indicator = f.indicator
        AND g.grain = c.grain
        AND g.form IS NOT DISTINCT FROM CASE WHEN c.level = 'unit' THEN c.form END
    GROUP BY f.indicator, c.unit, c.level, c.grain, c.period
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
