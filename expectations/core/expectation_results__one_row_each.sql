-- An expectation has one result per batch.
SELECT stage, form, batch, rule, count(*) AS times
FROM core.expectation_results
GROUP BY ALL
HAVING count(*) > 1
