-- Tonight's series have as many signals as failures, by form, code and element.
WITH failures AS (
    SELECT form, code, element, sum(failing)::BIGINT AS failing
    FROM core.expectation_results
    WHERE stage = 'series' AND failing > 0
    GROUP BY ALL
),

signal_counts AS (
    SELECT form, code, element, count(*) AS signals
    FROM core.signals
    GROUP BY ALL
)

SELECT
    coalesce(f.form, s.form) AS form,
    coalesce(f.code, s.code) AS code,
    coalesce(f.element, s.element) AS element,
    f.failing,
    s.signals
FROM failures AS f
FULL JOIN signal_counts AS s
    ON s.form = f.form AND s.code = f.code AND s.element IS NOT DISTINCT FROM f.element
WHERE f.failing IS DISTINCT FROM s.signals
