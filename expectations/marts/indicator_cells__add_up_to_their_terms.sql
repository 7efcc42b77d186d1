-- Every term of a figure that has a value is explained: the cells add up to the term.
WITH by_unit AS (
    SELECT
        indicator, side, term, unit, period, reporting_unit,
        sum(value) AS total,
        min(value) AS least
    FROM marts.indicator_cells
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
)

SELECT m.indicator, m.side, m.term, m.unit, m.period, m.value, r.total AS recalculated
FROM marts.indicator_terms AS m
INNER JOIN marts.indicator_values AS v USING (indicator, unit, period)
INNER JOIN catalogue.terms AS t USING (indicator, side, term)
LEFT JOIN recalculated AS r USING (indicator, side, term, unit, period)
WHERE v.value IS NOT NULL
    AND m.value IS NOT NULL
    AND t.element IS NOT NULL
    -- of a unit that must show it in every report and has not sent all, nothing counts yet
    AND if(t.over_time = 'every' AND NOT m.is_complete, r.total >= m.value, r.total = m.value)
        IS NOT TRUE
