-- Two years of a unit are compared by one answer.
SELECT form, nature, unit, period, other_period, count(*) AS times
FROM marts.comparisons
WHERE grain = 'year' AND unit = other_unit
GROUP BY ALL
HAVING count(*) > 1
