-- No observation is superseded before it was known.
SELECT submission, element, known_from, known_to
FROM core.observations
WHERE known_to < known_from
