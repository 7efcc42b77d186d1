-- A report that waits for the officer, or was rejected, is no revision and leaves no finding.
SELECT submission, decision, revision
FROM core.submissions
WHERE decision IN ('waiting', 'rejected') AND (
    revision IS NOT NULL
    OR is_accepted
    OR submission IN (SELECT submission FROM core.findings)
)
