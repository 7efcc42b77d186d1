-- No finding without its submission.
SELECT submission, code
FROM core.findings
ANTI JOIN core.submissions USING (submission)
