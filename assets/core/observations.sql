-- Accepted values and the time in which they were known. A newer accepted report of the same form,
-- unit and period supersedes the whole older report: known_to is the receipt of the newer report.
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
    a.known_from,
    a.known_to
FROM accepted AS a
INNER JOIN raw.cells AS c USING (submission)
WHERE c.value IS NOT NULL
