-- Each unit's values in force, carried to every longer period: a flow adds up; for a stock or a
-- cumulative figure the last value stands (a cumulative is never added). `parts_given` counts the
-- reports with a value; `closes` says whether the last report of the period has one.
-- A query's filter on a grouping column is applied to the observations.
WITH carried AS (
    SELECT
        o.form,
        o.unit,
        o.element,
        e.nature,
        e.in_indicator,
        p.grain,
        p.period,
        p.window_end,
        sum(o.value)::BIGINT AS total,
        arg_max(o.value, n.position) AS last_value,
        min(o.value) AS least_value,
        count(*)::INTEGER AS parts_given,
        bool_or(n.is_last) AS closes
    FROM core.observations AS o
    INNER JOIN catalogue.elements AS e ON e.form = o.form AND e.element = o.element
    INNER JOIN catalogue.nesting AS n ON n.part = o.period
    INNER JOIN catalogue.periods AS p ON p.period = n.period
    WHERE o.known_to IS NULL
    GROUP BY ALL
)

SELECT
    c.form,
    c.unit,
    c.element,
    c.grain,
    c.period,
    CASE c.nature WHEN 'flow' THEN c.total ELSE c.last_value END AS value,
    c.nature = 'flow' OR c.window_end BETWEEN u.valid_from AND u.valid_to AS adds_up,
    c.in_indicator,
    c.least_value,
    c.parts_given,
    c.closes
FROM carried AS c
INNER JOIN catalogue.units AS u USING (unit)
