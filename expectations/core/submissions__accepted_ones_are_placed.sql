-- An accepted or duplicate submission has a form, a unit and a period, and no error.
SELECT submission, form, unit, period, errors
FROM core.submissions
WHERE (is_accepted OR decision = 'duplicate')
    AND (form IS NULL OR unit IS NULL OR period IS NULL OR errors > 0)
