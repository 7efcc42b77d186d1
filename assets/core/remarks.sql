-- The notes, obstacles and proposals that stand: of the report in force, or of the latest file with
-- the same figures that says anything; an office often sends the figures again to explain them.
WITH in_force AS (
    SELECT form, unit, period, submission, revision
    FROM core.submissions
    WHERE is_accepted
    QUALIFY row_number() OVER (
        PARTITION BY form, unit, period ORDER BY revision DESC
    ) = 1
),

same_figures AS (
    SELECT s.form, s.unit, s.period, s.submission, s.received_at, s.revision
    FROM core.submissions AS s
    INNER JOIN in_force AS f ON f.form = s.form AND f.unit = s.unit AND f.period = s.period
    WHERE s.submission = f.submission
        OR (
            s.decision = 'duplicate'
            AND s.revision > f.revision
        )
),

speaking AS (
    SELECT *
    FROM same_figures
    SEMI JOIN raw.remarks USING (submission)
    QUALIFY row_number() OVER (
        PARTITION BY form, unit, period ORDER BY revision DESC
    ) = 1
)

SELECT
    s.form,
    s.unit,
    s.period,
    r.kind,
    r.element,
    r.obstacle,
    r.text,
    s.submission,
    r.sheet,
    r.cell,
    s.received_at
FROM speaking AS s
INNER JOIN raw.remarks AS r USING (submission)
