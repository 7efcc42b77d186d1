-- The cells from which a figure of an indicator is computed, term by term: for a flow, and for a
-- term that needs every report, each cell of the period; for a stock or a cumulative figure the
-- unit's last one. A term that counts units or reports has no cell: the reports are counted.
WITH carried AS (
    SELECT
        o.*,
        n.period AS longer_period,
        e.nature,
        n.position = max(n.position) OVER (
            PARTITION BY o.form, o.unit, o.element, n.period
        ) AS is_latest
    FROM core.observations AS o
    INNER JOIN catalogue.elements AS e
        ON e.form = o.form AND e.element = o.element AND e.in_indicator
    INNER JOIN catalogue.nesting AS n ON n.part = o.period
    INNER JOIN catalogue.periods AS p ON p.period = n.period
    INNER JOIN catalogue.units AS u ON u.unit = o.unit
    WHERE o.known_to IS NULL
        AND (e.nature = 'flow' OR p.window_end BETWEEN u.valid_from AND u.valid_to)
)

SELECT
    t.indicator,
    t.side,
    t.term,
    a.area AS unit,
    now_.period,
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
FROM carried AS c
INNER JOIN catalogue.terms AS t ON t.form = c.form AND t.element = c.element
INNER JOIN catalogue.periods AS then_ ON then_.period = c.longer_period
INNER JOIN catalogue.periods AS now_
    ON now_.within_year = then_.within_year AND now_.year = then_.year + t.years_back
INNER JOIN catalogue.ancestors AS a ON a.unit = c.unit
WHERE c.nature = 'flow' OR t.over_time = 'every' OR c.is_latest
