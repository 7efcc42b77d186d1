-- Each element's value in a year and the mean of the years before, for a unit and every area above.
-- Only whole years are compared: years in which every report of the form is owed and due.
WITH placed AS (  -- a unit's periods, for itself and for the areas that exist on their last day
    SELECT r.form, a.area AS unit, p.year, r.period, r.is_due
    FROM marts.reporting_rates AS r
    INNER JOIN catalogue.periods AS p USING (period)
    INNER JOIN catalogue.ancestors AS a USING (unit)
    INNER JOIN catalogue.units AS u
        ON u.unit = a.area AND p.window_end BETWEEN u.valid_from AND u.valid_to
),

form_years AS (
    SELECT f.form, p.year, count(*) AS periods
    FROM catalogue.form_periods AS f
    INNER JOIN catalogue.periods AS p USING (period)
    GROUP BY f.form, p.year
),

whole AS (
    SELECT form, unit, year
    FROM placed
    INNER JOIN form_years USING (form, year)
    GROUP BY form, unit, year, periods
    HAVING count(DISTINCT period) = periods AND bool_and(is_due)
),

totals AS (
    SELECT v.form, a.area AS unit, v.element, p.year, sum(v.value)::BIGINT AS value
    FROM marts.element_values AS v
    INNER JOIN catalogue.periods AS p USING (period)
    INNER JOIN catalogue.ancestors AS a USING (unit)
    INNER JOIN whole AS w ON w.form = v.form AND w.unit = a.area AND w.year = p.year
    WHERE v.grain = 'year' AND v.adds_up
    GROUP BY v.form, a.area, v.element, p.year
),

compared AS (
    SELECT
        *,
        avg(value) OVER (
            PARTITION BY form, unit, element ORDER BY year
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) AS mean_before,
        value / nullif(mean_before, 0) AS ratio
    FROM totals
)

SELECT
    c.form,
    c.unit,
    c.element,
    c.year,
    c.value,
    c.mean_before,
    c.ratio,
    above.ratio AS ratio_above,
    abs(c.ratio - coalesce(above.ratio, 1)) <= m."limit" * abs(coalesce(above.ratio, 1)) AS met
FROM compared AS c
INNER JOIN catalogue.units AS u USING (unit)
INNER JOIN catalogue.metrics AS m ON m.metric = 'consistency_over_time'
LEFT JOIN compared AS above
    ON above.form = c.form AND above.element = c.element AND above.year = c.year
        AND above.unit = u.parent AND u.form IS NOT NULL
