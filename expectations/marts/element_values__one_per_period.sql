-- An element has one value for a unit and period.
SELECT form, unit, element, period, count(*) AS times
FROM marts.element_values
GROUP BY form, unit, element, period
HAVING count(*) > 1
