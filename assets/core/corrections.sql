-- Each correction by the hub, and every accepted report that has the number: a correction takes
-- effect on a report that says what it expects, from the time at which it was made until the next
-- correction of the same number. One without a new value undoes those before.
WITH dated AS (
    SELECT
        *,
        lead(made_at) OVER (PARTITION BY form, unit, period, element ORDER BY correction)
            AS ended_at
    FROM raw.corrections
),

published AS (
    SELECT correction_count, min(publication) AS published_in
    FROM raw.publications
    GROUP BY correction_count
),

reported AS (
    SELECT s.form, s.unit, s.period, c.element, s.submission, c.value AS reported
    FROM core.submissions AS s
    INNER JOIN raw.cells AS c USING (submission)
    WHERE s.is_accepted AND c.value IS NOT NULL
)

SELECT
    d.correction,
    d.form,
    d.unit,
    d.period,
    d.element,
    d.expected,
    d.value,
    d.reason,
    d.source,
    d.made_by,
    d.made_at,
    d.ended_at,
    p.published_in,
    r.submission,
    r.reported,
    coalesce(d.value IS NOT NULL AND d.expected = r.reported, false) AS applies
FROM dated AS d
ASOF LEFT JOIN published AS p ON d.correction <= p.correction_count
LEFT JOIN reported AS r
    ON r.form = d.form AND r.unit = d.unit AND r.period = d.period AND r.element = d.element
