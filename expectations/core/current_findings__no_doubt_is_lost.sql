-- Every signal, and every finding about the newest accepted report, has a current finding.
WITH newest AS (
    SELECT submission, decision, is_accepted
    FROM core.submissions
    WHERE form IS NOT NULL AND unit IS NOT NULL AND period IS NOT NULL
        AND decision NOT IN ('waiting', 'rejected')
    QUALIFY row_number() OVER (
        PARTITION BY form, unit, period ORDER BY received_at DESC, submission DESC
    ) = 1
),

doubts AS (
    SELECT f.submission, f.form, f.unit, f.period, f.element, f.code
    FROM core.findings AS f
    INNER JOIN newest AS n USING (submission)
    WHERE n.is_accepted OR n.decision = 'duplicate'
    UNION ALL
    SELECT submission, form, unit, period, element, code FROM core.signals
)

SELECT d.submission, d.code, d.element
FROM doubts AS d
LEFT JOIN catalogue.codes AS c USING (code)
WHERE NOT EXISTS (
    FROM core.current_findings AS f
    WHERE f.form = d.form
        AND f.unit = d.unit
        AND f.period = d.period
        AND f.element IS NOT DISTINCT FROM d.element
        AND f.cause = coalesce(c.cause, d.code)
)
