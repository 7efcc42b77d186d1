-- Only accepted reports are believed.
SELECT o.submission, s.decision
FROM core.observations AS o
INNER JOIN core.submissions AS s USING (submission)
WHERE s.decision NOT IN ('accepted', 'accepted_with_warnings')
