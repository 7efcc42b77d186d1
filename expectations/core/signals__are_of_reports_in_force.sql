-- Every signal is about a report in force, and no signal is an error.
WITH in_force AS (
    SELECT submission
    FROM core.submissions
    WHERE is_accepted
    QUALIFY row_number() OVER (
        PARTITION BY form, unit, period ORDER BY received_at DESC, submission DESC
    ) = 1
)

SELECT submission, code
FROM core.signals
WHERE severity = 'error' OR submission NOT IN (SELECT submission FROM in_force)
