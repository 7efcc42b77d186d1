-- Only an estimate has a fraction: looked at wherever a share takes part.
SELECT form, unit, element, period, value, continuity
FROM marts.territory_values
WHERE grain = 'year' AND continuity <> 'estimated' AND value <> round(value)
    AND unit IN (SELECT territory FROM catalogue.territories WHERE share <> 1)
