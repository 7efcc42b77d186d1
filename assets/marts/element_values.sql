-- Each unit's values in force, carried to every longer period: a flow adds, of a stock or a
-- cumulative figure the last one stands (a cumulative is never added).
WITH carried AS (
    SELECT
        o.form,
        o.unit,
        o.element,
        n.period,
        sum(o.value)::BIGINT AS total,
        arg_max(o.value, n.position) AS last_value
    FROM core.observations AS o
    INNER JOIN catalogue.nesting AS n ON n.part = o.period
    WHERE o.known_to IS NULL
    GROUP BY o.form, o.unit, o.element, n.period
)

SELECT
    c.form,
    c.unit,
    c.element,
    p.grain,
    c.period,
    CASE e.nature WHEN 'flow' THEN c.total ELSE c.last_value END AS value,
    e.nature = 'flow' OR p.window_end BETWEEN u.valid_from AND u.valid_to AS adds_up
FROM carried AS c
INNER JOIN catalogue.elements AS e USING (form, element)
INNER JOIN catalogue.periods AS p USING (period)
INNER JOIN catalogue.units AS u USING (unit)
