-- Every term of a figure that has a value is explained: the cells add up to the term, for a unit in
-- every period, and for an area in every year (the other periods have the same units).
WITH terms AS (  -- a number groups quicker than three columns
    SELECT *, row_number() OVER (ORDER BY indicator, side, term) AS number
    FROM catalogue.terms
    WHERE element IS NOT NULL
),

of_units AS (
    SELECT t.number, c.unit, c.period, sum(c.value) AS total, min(c.value) AS least
    FROM marts.indicator_cells AS c
    INNER JOIN terms AS t USING (indicator, side, term)
    WHERE c.unit = c.reporting_unit
    GROUP BY t.number, c.unit, c.period
),

of_areas AS (  -- whether a unit counts is judged by all of its cells together
    SELECT
        t.number,
        c.unit,
        c.period,
        if(t.measure = 'element', NULL, c.reporting_unit) AS judged_unit,
        sum(c.value) AS total,
        min(c.value) AS least
    FROM marts.indicator_cells AS c
    INNER JOIN terms AS t USING (indicator, side, term)
    WHERE c.unit <> c.reporting_unit AND c.period NOT LIKE '%-%'  -- the code of a year
    GROUP BY t.number, c.unit, c.period, judged_unit
),

judged AS NOT MATERIALIZED (
    SELECT
        c.number,
        c.unit,
        c.period,
        c.is_area,
        if(
            t.measure = 'element',
            c.total,
            (if(t.over_time = 'every', c.least, c.total) >= t.at_least)::HUGEINT
        ) AS total
    FROM (
        SELECT number, unit, period, total, least, FALSE AS is_area FROM of_units
        UNION ALL
        SELECT number, unit, period, total, least, TRUE AS is_area FROM of_areas
    ) AS c
    INNER JOIN terms AS t USING (number)
),

recalculated AS (  -- only areas have several rows
    SELECT number, unit, period, total FROM judged WHERE NOT is_area
    UNION ALL
    SELECT number, unit, period, sum(total) AS total FROM judged WHERE is_area
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
