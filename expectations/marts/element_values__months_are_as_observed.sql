-- In its reported period, a value behind an indicator equals the observation.
SELECT o.form, o.unit, o.element, o.period, v.value, o.value AS observed
FROM core.observations AS o
INNER JOIN catalogue.elements AS e
    ON e.form = o.form AND e.element = o.element AND e.in_indicator
LEFT JOIN marts.element_values AS v
    ON v.form = o.form AND v.element = o.element AND v.unit = o.unit AND v.period = o.period
    AND v.in_indicator
WHERE o.known_to IS NULL AND v.value IS DISTINCT FROM o.value
