-- The cells of an element of a form, for a unit or area and a period of any length: every cell of
-- a flow, and of a stock or a cumulative figure the last one of each unit that exists at the end.
SELECT
    o.form,
    o.element,
    o.unit AS reporting_unit,
    o.period AS reported_period,
    o.value,
    o.submission,
    o.sheet,
    o.cell,
    o.raw_text,
    o.known_from,
    s.received_at,
    s.file_name,
    s.sender,
    s.decision
FROM core.observations AS o
INNER JOIN core.submissions AS s ON s.submission = o.submission
INNER JOIN catalogue.elements AS e ON e.form = o.form AND e.element = o.element
INNER JOIN catalogue.ancestors AS a ON a.unit = o.unit AND a.area = of_unit
INNER JOIN catalogue.nesting AS n ON n.part = o.period AND n.period = of_period
INNER JOIN catalogue.periods AS p ON p.period = n.period
INNER JOIN catalogue.units AS u ON u.unit = o.unit
WHERE o.form = of_form AND o.element = of_element AND o.known_to IS NULL
    AND (e.nature = 'flow' OR p.window_end BETWEEN u.valid_from AND u.valid_to)
QUALIFY e.nature = 'flow' OR n.position = max(n.position) OVER (PARTITION BY o.unit)
ORDER BY o.unit, o.period
