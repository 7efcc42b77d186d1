-- Accepted values and the time in which they were known. A newer accepted report of the same form,
-- unit and period supersedes the whole older report: known_to is the receipt of the newer report.
-- A correction by the hub, or its end, is a row of its own from the time at which it was made. The
-- report's own row stands beside it, of no duration where the correction came first.
WITH accepted AS (
    SELECT
        submission,
        form,
        unit,
        period,
        received_at AS known_from,
        lead(received_at) OVER (
            PARTITION BY form, unit, period ORDER BY revision
        ) AS known_to
    FROM core.submissions
    WHERE is_accepted
),

corrected AS (
    SELECT
        c.submission,
        c.element,
        c.correction,
        if(c.applies, c.value, c.reported) AS value,
        greatest(c.made_at, a.known_from) AS known_from,
        least(c.ended_at, a.known_to) AS known_to
    FROM core.corrections AS c
    INNER JOIN accepted AS a USING (submission)
    WHERE (c.applies OR c.made_at > a.known_from)
        AND greatest(c.made_at, a.known_from)
        < coalesce(least(c.ended_at, a.known_to), TIMESTAMPTZ 'infinity')
),

first_corrected AS (
    SELECT submission, element, min(known_from) AS known_from
    FROM corrected
    GROUP BY submission, element
)

SELECT
    a.form,
    a.unit,
    a.period,
    c.element,
    c.value,
    a.submission,
    c.sheet,
    c.cell,
    c.raw_text,
    NULL::INTEGER AS correction,
    a.known_from,
    least(a.known_to, f.known_from) AS known_to
FROM accepted AS a
INNER JOIN raw.cells AS c USING (submission)
LEFT JOIN first_corrected AS f USING (submission, element)
WHERE c.value IS NOT NULL
UNION ALL
SELECT
    a.form,
    a.unit,
    a.period,
    c.element,
    k.value,
    a.submission,
    c.sheet,
    c.cell,
    c.raw_text,
    k.correction,
    k.known_from,
    k.known_to
FROM corrected AS k
INNER JOIN accepted AS a USING (submission)
INNER JOIN raw.cells AS c USING (submission, element)
