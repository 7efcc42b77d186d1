-- Every signal is about a report that is in force, and never returns it.
SELECT submission, code
FROM core.signals AS s
WHERE s.severity = 'error'
    OR NOT EXISTS (
        FROM core.observations AS o WHERE o.submission = s.submission AND o.known_to IS NULL
    )
