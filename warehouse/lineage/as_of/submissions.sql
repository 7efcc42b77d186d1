-- The submissions received until a moment: a decision rests on earlier submissions only.
SELECT * FROM core.submissions WHERE received_at <= at_moment
