-- A term lies within the bounds that the missing reports leave it.
SELECT indicator, side, term, unit, period, lowest, value, highest
FROM marts.indicator_terms
WHERE (is_complete AND (lowest IS DISTINCT FROM value OR highest IS DISTINCT FROM value))
    OR lowest > value
    OR value > highest
    OR lowest > highest
