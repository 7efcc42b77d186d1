-- The accepted values of the reports received until a moment, and which of them were in force then.
SELECT * REPLACE (CASE WHEN known_to <= at_moment THEN known_to END AS known_to)
FROM core.observations
WHERE known_from <= at_moment
