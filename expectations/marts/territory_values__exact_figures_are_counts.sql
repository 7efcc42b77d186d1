-- Only an estimate has a fraction, and a year that breaks has no figure.
SELECT form, unit, element, period, value, continuity
FROM marts.territory_values
WHERE grain = 'year'
    AND (
        (continuity IN ('own', 'exact') AND value <> round(value))
        OR (continuity = 'broken' AND (value IS NOT NULL OR is_complete))
    )
