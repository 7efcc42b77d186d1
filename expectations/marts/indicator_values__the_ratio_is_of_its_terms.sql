-- A value follows from the numerator and denominator of the same row.
SELECT v.indicator, v.unit, v.period, v.value, v.numerator, v.denominator
FROM marts.indicator_values AS v
INNER JOIN catalogue.indicators AS i USING (indicator)
WHERE v.value IS NOT NULL
    AND (abs(v.value - CASE
        WHEN i.has_denominator THEN i.factor * v.numerator / v.denominator
        ELSE v.numerator
    END) <= 1e-9 * greatest(abs(v.value), 1)) IS NOT TRUE
