-- Every term of a figure that has a value is explained: the cells add up to the term, for a unit in
-- every period, and for an area in every year (the other periods have the same units).
WITH cells AS (
    SELECT indicator, side, term, unit, period, reporting_unit, value
    FROM marts.indicator_cells
    WHERE unit = reporting_unit
    UNION ALL
    SELECT c.indicator, c.side, c.term, c.unit, c.period, c.reporting_unit, c.value
    FROM marts.indicator_cells AS c
    INNER JOIN catalogue.periods AS p ON p.period = c.period AND p.grain = 'year'
    WHERE c.unit <> c.reporting_unit
),

by_unit AS (
    SELECT
        indicator, side, term, unit, period, reporting_unit,
        sum(value) AS total,
        min(value) AS least
    FROM cells
    GROUP BY ALL
),

recalculated AS (
    SELECT
        b.indicator,
        b.side,
        b.term,
        b.unit,
        b.period,
        sum(t.coefficient * CASE
            WHEN t.measure = 'element' THEN b.total
            ELSE (if(t.over_time = 'every', b.least, b.total) >= t.at_least)::BIGINT
        END) AS total
    FROM by_unit AS b
    INNER JOIN catalogue.terms AS t USING (indicator, side, term)
    GROUP BY ALL
),

unexplained AS MATERIALIZED (  -- few terms, so that the figures need not be read for each
    SELECT m.indicator, m.side, m.term, m.unit, m.period, m.value, r.total AS recalculated
    FROM marts.indicator_terms AS m
    INNER JOIN catalogue.terms AS t USING (indicator, side, term)
    INNER JOIN catalogue.units AS u USING (unit)
    INNER JOIN catalogue.periods AS p USING (period)
    LEFT JOIN recalculated AS r USING (indicator, side, term, unit, period)
    WHERE m.value IS NOT NULL
        AND t.element IS NOT NULL
        AND (u.level = 'unit' OR p.grain = 'year')
        -- of a unit that must show it in every report and has not sent all, nothing counts yet
        AND if(t.over_time = 'every' AND NOT m.is_complete, r.total >= m.value, r.total = m.value)
            IS NOT TRUE
)

SELECT x.*
FROM unexplained AS x
INNER JOIN marts.indicator_values AS v USING (indicator, unit, period)
WHERE v.value IS NOT NULL
