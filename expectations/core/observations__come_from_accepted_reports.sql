-- Every observation comes from an accepted report.
SELECT o.submission, s.decision
FROM core.observations AS o
LEFT JOIN core.submissions AS s USING (submission)
WHERE s.is_accepted IS NOT TRUE
