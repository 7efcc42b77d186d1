-- A unit answers an element once for each period.
SELECT form, unit, element, period, count(*) AS times
FROM marts.element_answers
GROUP BY form, unit, element, period
HAVING count(*) > 1
