-- An expectation is held against a batch once.
SELECT stage, form, batch, rule, count(*) AS times
FROM core.expectation_results
GROUP BY ALL
HAVING count(*) > 1
