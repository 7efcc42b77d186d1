-- The cells from which a figure of an indicator is computed, term by term: for a flow, and for a
-- term that needs every report, each cell of the period; for a stock or a cumulative figure the
-- unit's last one. A term that counts units or reports has no cell: the reports are counted.
WITH reported AS NOT MATERIALIZED (
    SELECT
        o.*,
        e.nature,
        p.window_end
    FROM core.observations AS o
    INNER JOIN catalogue.elements AS e
        ON e.form = o.form AND e.element = o.element AND e.in_indicator
    INNER JOIN catalogue.periods AS p ON p.period = o.period
    WHERE o.known_to IS NULL
),

followed AS (  -- of a flow every cell counts; of the others one until the unit's next one
    SELECT *, NULL::DATE AS next_end FROM reported WHERE nature = 'flow'
    UNION ALL
    SELECT *, lead(window_end) OVER (PARTITION BY form, unit, element ORDER BY window_end)
    FROM reported
    WHERE nature <> 'flow'
)

SELECT
    t.indicator,
    t.side,
    t.term,
    a.area AS unit,
    p.period,
    c.form,
    c.element,
    c.unit AS reporting_unit,
    c.period AS reported_period,
    c.value,
    c.submission,
    c.sheet,
    c.cell,
    c.raw_text,
    c.known_from
FROM followed AS c
INNER JOIN catalogue.nesting AS n ON n.part = c.period
INNER JOIN catalogue.periods AS longer ON longer.period = n.period
INNER JOIN catalogue.units AS u ON u.unit = c.unit
INNER JOIN catalogue.terms AS t ON t.form = c.form AND t.element = c.element
INNER JOIN catalogue.term_periods AS p
    ON p.reported_period = n.period AND p.years_back = t.years_back
INNER JOIN catalogue.ancestors AS a ON a.unit = c.unit
WHERE (c.nature = 'flow' OR longer.window_end BETWEEN u.valid_from AND u.valid_to)
    AND (c.next_end IS NULL OR c.next_end > longer.window_end OR t.over_time = 'every')
