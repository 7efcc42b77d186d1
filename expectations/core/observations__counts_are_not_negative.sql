-- A count is never below zero.
SELECT form, unit, period, element, value
FROM core.observations
WHERE value < 0
