-- A term lies within the bounds that the missing reports leave it.
SELECT indicator, side, term, unit, period, lowest, value, highest
FROM marts.indicator_terms
WHERE (is_complete AND (lowest != value OR highest != value)) OR lowest > highest
