-- An accepted or duplicate submission has a form, a unit and a period, and no error.
SELECT submission, form, unit, period, errors
FROM core.submissions
WHERE decision IN ('accepted', 'accepted_with_warnings', 'duplicate')
    AND (form IS NULL OR unit IS NULL OR period IS NULL OR errors > 0)
