-- A ratio exists exactly with a mean of earlier years other than 0, a verdict with a ratio.
SELECT form, unit, element, year, mean_before, ratio, met
FROM marts.element_consistency
WHERE (ratio IS NOT NULL) != (coalesce(mean_before, 0) != 0)
    OR (ratio IS NULL) != (met IS NULL)
