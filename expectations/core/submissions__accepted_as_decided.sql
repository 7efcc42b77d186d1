-- A submission is accepted exactly when its decision is `accepted` or `accepted_with_warnings`.
SELECT submission, decision, is_accepted
FROM core.submissions
WHERE is_accepted IS DISTINCT FROM (decision IN ('accepted', 'accepted_with_warnings'))
