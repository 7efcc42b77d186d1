-- Only an estimate has a fraction.
SELECT form, unit, element, period, value, continuity
FROM marts.territory_values
WHERE grain = 'year' AND continuity <> 'estimated' AND value <> round(value)
