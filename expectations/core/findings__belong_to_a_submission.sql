-- Every finding belongs to a submission.
SELECT submission, code
FROM core.findings
ANTI JOIN core.submissions USING (submission)
