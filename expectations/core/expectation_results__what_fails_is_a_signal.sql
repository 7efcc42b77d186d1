-- Tonight's series have as many signals as failures, by form, code and element.
WITH failures AS (
    SELECT form, code, element, sum(failing)::BIGINT AS failing
    FROM core.expectation_results
    WHERE stage = 'series' AND failing > 0
    GROUP BY ALL
),

told AS (
    SELECT form, code, element, count(*) AS signals
    FROM core.signals
    GROUP BY ALL
)

SELECT
    coalesce(f.form, t.form) AS form,
    coalesce(f.code, t.code) AS code,
    coalesce(f.element, t.element) AS element,
    f.failing,
    t.signals
FROM failures AS f
FULL JOIN told AS t
    ON t.form = f.form AND t.code = f.code AND t.element IS NOT DISTINCT FROM f.element
WHERE f.failing IS DISTINCT FROM t.signals
