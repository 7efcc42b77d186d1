-- At the period it was reported for, a value is the one observed, untouched.
SELECT o.form, o.unit, o.element, o.period, v.value, o.value AS observed
FROM core.observations AS o
LEFT JOIN marts.element_values AS v USING (form, unit, element, period)
WHERE o.known_to IS NULL AND v.value IS DISTINCT FROM o.value
