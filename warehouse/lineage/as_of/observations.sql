-- The accepted values of the reports known then, and which of them were in force.
SELECT o.* REPLACE (s.known_to AS known_to)
FROM core.observations AS o
INNER JOIN (
    SELECT
        submission,
        lead(received_at) OVER (PARTITION BY form, unit, period ORDER BY revision) AS known_to
    FROM core.submissions_asof(at_moment, at_publication := at_publication)
    WHERE is_accepted
) AS s USING (submission)
