-- The elements that a report in force marks as not applicable: answered, without a value.
SELECT s.form, s.unit, s.period, c.element, s.submission
FROM core.submissions AS s
INNER JOIN raw.cells AS c ON c.submission = s.submission AND c.state = 'not_applicable'
WHERE s.is_accepted AND NOT EXISTS (
    FROM core.submissions AS later
    WHERE later.form = s.form AND later.unit = s.unit AND later.period = s.period
        AND later.is_accepted
        AND later.revision > s.revision
)
