-- A value, or a cell without a value, has one current finding per cause.
SELECT form, unit, period, coalesce(element, cell) AS place, cause, count(*) AS times
FROM core.current_findings
WHERE form IS NOT NULL AND unit IS NOT NULL AND period IS NOT NULL
GROUP BY ALL
HAVING count(*) > 1
