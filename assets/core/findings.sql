-- Every doubt about a submission, in words; raised once, when the report was read. None about a
-- report that waits for the officer or was rejected: nobody is asked to mend it.
SELECT
    f.submission,
    form,
    unit,
    period,
    element,
    sheet,
    cell,
    code,
    severity,
    observed,
    message_vi,
    message_en,
    remedy_vi,
    remedy_en,
    note
FROM raw.findings AS f
ANTI JOIN raw.renewed_decisions AS r ON r.earlier_submission = f.submission
ANTI JOIN (
    SELECT submission FROM core.submissions WHERE decision IN ('waiting', 'rejected')
) AS w ON w.submission = f.submission
