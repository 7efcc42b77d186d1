-- The accepted values of the reports known then, with the corrections known then, and which of them
-- were in force. The report's own rows are those without a correction.
WITH reports AS (
    SELECT
        submission,
        received_at,
        lead(received_at) OVER (PARTITION BY form, unit, period ORDER BY revision) AS known_to
    FROM core.submissions_asof(at_moment, at_publication := at_publication)
    WHERE is_accepted
),

corrected AS (
    SELECT
        c.submission,
        c.element,
        c.correction,
        if(c.applies, c.value, c.reported) AS value,
        greatest(c.made_at, r.received_at) AS known_from,
        least(c.ended_at, r.known_to) AS known_to
    FROM core.corrections_asof(at_moment, at_publication := at_publication) AS c
    INNER JOIN reports AS r USING (submission)
    WHERE (c.applies OR c.made_at > r.received_at)
        AND greatest(c.made_at, r.received_at)
        < coalesce(least(c.ended_at, r.known_to), TIMESTAMPTZ 'infinity')
),

first_corrected AS (
    SELECT submission, element, min(known_from) AS known_from
    FROM corrected
    GROUP BY submission, element
)

SELECT o.* REPLACE (least(r.known_to, f.known_from) AS known_to)
FROM core.observations AS o
INNER JOIN reports AS r USING (submission)
LEFT JOIN first_corrected AS f USING (submission, element)
WHERE o.correction IS NULL
UNION ALL
SELECT o.* REPLACE (
    k.value AS value,
    k.correction AS correction,
    k.known_from AS known_from,
    k.known_to AS known_to
)
FROM corrected AS k
INNER JOIN core.observations AS o USING (submission, element)
WHERE o.correction IS NULL
