-- The marks "not applicable" of the reports known then.
SELECT n.* REPLACE (s.known_to AS known_to)
FROM core.not_applicable AS n
INNER JOIN (
    SELECT
        submission,
        lead(received_at) OVER (PARTITION BY form, unit, period ORDER BY revision) AS known_to
    FROM core.submissions_asof(at_moment, at_publication := at_publication)
    WHERE is_accepted
) AS s USING (submission)
