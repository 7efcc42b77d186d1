-- The submissions received until a moment, or those of a publication: a decision rests on earlier
-- submissions only.
SELECT *
FROM core.submissions
WHERE CASE
    WHEN at_publication IS NULL THEN received_at <= at_moment
    ELSE coalesce(published_in <= at_publication, false)
END
