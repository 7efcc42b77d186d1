-- The numerator of a year lies within the bounds that the missing reports leave it.
-- The other periods are added up alike, from terms that all lie within theirs.
SELECT indicator, unit, period, lowest, numerator, highest
FROM marts.indicator_sides
WHERE grain = 'year'
    AND ((is_complete AND (lowest != numerator OR highest != numerator)) OR lowest > highest)
