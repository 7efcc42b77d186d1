-- The figures of indicators that differ between two moments, or two publications, and the accepted
-- reports and the corrections by the hub that came in between on which each rests. A figure that
-- only became due is no change.
WITH arrivals AS (
    SELECT form, unit, period, NULL AS element, submission, NULL AS correction
    FROM core.submissions_asof(to_moment, at_publication := to_publication)
    ANTI JOIN core.submissions_asof(from_moment, at_publication := from_publication)
        USING (submission)
    WHERE is_accepted
    UNION ALL
    SELECT form, unit, period, element, NULL AS submission, correction
    FROM core.corrections_asof(to_moment, at_publication := to_publication)
    ANTI JOIN core.corrections_asof(from_moment, at_publication := from_publication)
        USING (correction)
    WHERE applies OR (value IS NULL AND submission IS NOT NULL)
),

causes AS (
    SELECT
        f.indicator,
        a.area AS unit,
        now_.period,
        array_to_string(min(DISTINCT r.submission, 5), ', ') AS because_of,
        array_to_string(min(DISTINCT r.correction, 5), ', ') AS because_of_corrections
    FROM arrivals AS r
    INNER JOIN catalogue.nesting AS n ON n.part = r.period
    INNER JOIN catalogue.indicator_forms AS f ON f.form = r.form
    INNER JOIN catalogue.periods AS then_ ON then_.period = n.period
    INNER JOIN catalogue.periods AS now_
        ON now_.within_year = then_.within_year
        AND now_.year - then_.year BETWEEN 0 AND f.years_back
    INNER JOIN catalogue.ancestors AS a ON a.unit = r.unit
    WHERE r.element IS NULL OR (f.indicator, r.form, r.element) IN (
        SELECT (indicator, form, element)
        FROM catalogue.terms
    )
    GROUP BY f.indicator, a.area, now_.period
)

SELECT
    indicator,
    unit,
    coalesce(n.level, b.level) AS level,
    coalesce(n.grain, b.grain) AS grain,
    period,
    b.value AS old_value,
    n.value AS new_value,
    b.is_complete AS was_complete,
    n.is_complete,
    b.verdict AS old_verdict,
    n.verdict AS new_verdict,
    r.because_of,
    r.because_of_corrections
FROM marts.indicator_values_asof(from_moment, at_publication := from_publication) AS b
FULL JOIN marts.indicator_values_asof(to_moment, at_publication := to_publication) AS n
    USING (indicator, unit, period)
LEFT JOIN causes AS r USING (indicator, unit, period)
WHERE b.value IS DISTINCT FROM n.value
    OR (
        n.value IS NOT NULL
        AND (b.is_complete, b.verdict) IS DISTINCT FROM (n.is_complete, n.verdict)
    )
