-- The elements that an accepted report marks as not applicable: answered, without a value; and the
-- time in which the mark was known, as of an observation.
SELECT
    s.form,
    s.unit,
    s.period,
    c.element,
    s.submission,
    s.known_from,
    s.known_to
FROM (
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
) AS s
INNER JOIN raw.cells AS c ON c.submission = s.submission AND c.state = 'not_applicable'
