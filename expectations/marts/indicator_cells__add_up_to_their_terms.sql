-- Every term of a figure that has a value is explained: the cells add up to the term, for a unit in
-- every period, and for an area in every year (the other periods have the same units).
WITH terms AS (  -- a number groups quicker than three columns
    SELECT *, row_number() OVER (ORDER BY indicator, side, term) AS number
    FROM catalogue.terms
    WHERE element IS NOT NULL
),

cells AS (
    SELECT indicator, side, term, unit, period, reporting_unit, value
    FROM marts.indicator_cells
    WHERE unit = reporting_unit
    UNION ALL
    SELECT c.indicator, c.side, c.term, c.unit, c.period, c.reporting_unit, c.value
    FROM marts.indicator_cells AS c
    INNER JOIN catalogue.periods AS p ON p.period = c.period AND p.grain = 'year'
    WHERE c.unit <> c.reporting_unit
),

numbered AS (
    SELECT t.number, t.measure, c.unit, c.period, c.reporting_unit, c.value
    FROM cells AS c
    INNER JOIN terms AS t USING (indicator, side, term)
),

counted AS (  -- whether a unit counts is judged by all of its cells together
    SELECT
        c.number,
        c.unit,
        c.period,
        if(any_value(t.over_time) = 'every', min(c.value), sum(c.value))
        >= any_value(t.at_least) AS counts
    FROM numbered AS c
    INNER JOIN terms AS t USING (number)
    WHERE c.measure <> 'element'
    GROUP BY c.number, c.unit, c.period, c.reporting_unit
),

recalculated AS (
    SELECT number, unit, period, sum(value) AS total
    FROM numbered
    WHERE measure = 'element'
    GROUP BY number, unit, period
    UNION ALL
    SELECT number, unit, period, sum(counts::BIGINT) AS total
    FROM counted
    GROUP BY number, unit, period
),

unexplained AS MATERIALIZED (  -- few terms, so that the figures need not be read for each
    SELECT
        m.indicator,
        m.side,
        m.term,
        m.unit,
        m.period,
        m.value,
        t.coefficient * r.total AS recalculated
    FROM marts.indicator_terms AS m
    INNER JOIN terms AS t USING (indicator, side, term)
    INNER JOIN catalogue.units AS u USING (unit)
    INNER JOIN catalogue.periods AS p USING (period)
    LEFT JOIN recalculated AS r ON r.number = t.number AND r.unit = m.unit AND r.period = m.period
    WHERE m.value IS NOT NULL
        AND (u.level = 'unit' OR p.grain = 'year')
        -- of a unit that must show it in every report and has not sent all, nothing counts yet
        AND if(
            t.over_time = 'every' AND NOT m.is_complete,
            t.coefficient * r.total >= m.value,
            t.coefficient * r.total = m.value
        ) IS NOT TRUE
)

SELECT x.*
FROM unexplained AS x
INNER JOIN marts.indicator_values AS v USING (indicator, unit, period)
WHERE v.value IS NOT NULL
