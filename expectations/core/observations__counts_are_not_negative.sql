-- A count is never below zero; a signed quantity may be.
SELECT o.form, o.unit, o.period, o.element, o.value
FROM core.observations AS o
LEFT JOIN catalogue.elements AS e USING (form, element)
WHERE o.value < 0 AND e.is_signed IS NOT TRUE
