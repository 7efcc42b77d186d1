-- A remark stands only with a report that was accepted, or with the same figures sent again.
SELECT r.submission, r.kind, r.cell, s.decision
FROM core.remarks AS r
INNER JOIN core.submissions AS s USING (submission)
WHERE NOT s.is_accepted AND s.decision <> 'duplicate'
