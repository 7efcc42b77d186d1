-- A submission is decided once.
SELECT submission, count(*) AS times
FROM core.submissions
GROUP BY submission
HAVING count(*) > 1
