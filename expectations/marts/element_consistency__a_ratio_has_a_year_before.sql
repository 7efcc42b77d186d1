-- A ratio is there where a mean of earlier years is, other than 0; and only then a verdict.
SELECT form, unit, element, year, mean_before, ratio, met
FROM marts.element_consistency
WHERE (ratio IS NOT NULL) != (coalesce(mean_before, 0) != 0)
    OR (ratio IS NULL) != (met IS NULL)
