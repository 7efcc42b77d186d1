-- A numerator lies within the bounds that the missing reports leave it.
SELECT indicator, unit, period, lowest, numerator, highest
FROM marts.indicator_sides
WHERE (is_complete AND (lowest != numerator OR highest != numerator)) OR lowest > highest
