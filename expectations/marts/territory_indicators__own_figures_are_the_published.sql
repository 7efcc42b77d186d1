-- A year's own figure of an area is that of the indicator.
SELECT t.indicator, t.unit, t.period, t.numerator, t.denominator, v.numerator AS published
FROM marts.territory_indicators AS t
INNER JOIN marts.indicator_values AS v USING (indicator, unit, period)
WHERE t.grain = 'year' AND t.level <> 'unit' AND t.continuity = 'own'
    AND (t.numerator, t.denominator) IS DISTINCT FROM (v.numerator, v.denominator)
