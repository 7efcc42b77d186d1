-- The marks "not applicable" of the reports received until a moment.
SELECT * REPLACE (CASE WHEN known_to <= at_moment THEN known_to END AS known_to)
FROM core.not_applicable
WHERE known_from <= at_moment
