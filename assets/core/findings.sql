-- Every doubt about a submission, in words; raised once, when the report was read.
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
    remedy_en
FROM raw.findings AS f
ANTI JOIN raw.renewed_decisions AS r ON r.earlier_submission = f.submission
