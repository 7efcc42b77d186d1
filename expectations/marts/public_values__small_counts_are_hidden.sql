-- No side of a row on sensitive elements is a count from 1 to 4, nor the rest of a share.
SELECT v.indicator, v.unit, v.period
FROM marts.public_values AS v
INNER JOIN catalogue.indicators AS i USING (indicator)
WHERE i.public_grain IS NOT NULL
    AND (
        abs(v.numerator) BETWEEN 1 AND 4 AND i.kind <> 'change'
        OR v.denominator BETWEEN 1 AND 4
        OR i.kind = 'change' AND v.numerator + v.denominator BETWEEN 1 AND 4
        OR i.kind = 'share' AND abs(v.denominator - v.numerator) BETWEEN 1 AND 4
    )
