-- A unit answers an element once for each year.
-- The answers of the other periods are made alike.
SELECT form, unit, element, period, count(*) AS times
FROM marts.element_answers
WHERE grain = 'year'
GROUP BY form, unit, element, period
HAVING count(*) > 1
