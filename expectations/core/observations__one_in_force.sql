-- An element has one value in force per unit and period.
SELECT form, unit, period, element, count(*) AS times
FROM core.observations
WHERE known_to IS NULL
GROUP BY form, unit, period, element
HAVING count(*) > 1
