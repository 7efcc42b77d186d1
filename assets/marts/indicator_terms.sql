-- Every term of every indicator, for every unit, area and period: the sum of an element over the
-- units below, or a count of units or of reports. A term without any report has no row.
WITH placed AS (  -- the period for which a value counts, by the years that a term looks back
    SELECT then_.period AS reported, back.years_back, now_.period
    FROM catalogue.periods AS then_
    CROSS JOIN (SELECT DISTINCT years_back FROM catalogue.terms) AS back
    INNER JOIN catalogue.periods AS now_
        ON now_.within_year = then_.within_year AND now_.year = then_.year + back.years_back
),

from_elements AS (
    SELECT
        t.indicator,
        t.side,
        t.term,
        a.area AS unit,
        p.period,
        sum(
            t.coefficient
            * CASE t.measure WHEN 'units_with' THEN (v.value >= t.at_least)::BIGINT ELSE v.value END
        )::BIGINT AS value
    FROM catalogue.terms AS t
    INNER JOIN marts.element_values AS v
        ON v.form = t.form AND v.element = t.element AND v.adds_up AND v.in_indicator
    INNER JOIN placed AS p ON p.reported = v.period AND p.years_back = t.years_back
    INNER JOIN catalogue.ancestors AS a ON a.unit = v.unit
    GROUP BY t.indicator, t.side, t.term, a.area, p.period
),

from_coverage AS (
    SELECT
        t.indicator,
        t.side,
        t.term,
        c.unit,
        c.period,
        sum(
            t.coefficient * CASE t.measure
                WHEN 'units_owed' THEN c.units_living
                WHEN 'units_reported' THEN c.units_living_reported
                WHEN 'reports_owed' THEN c.reports_due
                WHEN 'reports_accepted' THEN c.reports_accepted
                WHEN 'reports_on_time' THEN c.reports_on_time
            END
        )::BIGINT AS value
    FROM catalogue.terms AS t
    INNER JOIN marts.reporting_coverage AS c ON t.form IS NULL OR c.form = t.form
    WHERE t.element IS NULL
    GROUP BY t.indicator, t.side, t.term, c.unit, c.period
)

SELECT * FROM from_elements
UNION ALL
SELECT * FROM from_coverage
