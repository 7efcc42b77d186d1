-- A term has one value per unit and period.
SELECT indicator, side, term, unit, period, count(*) AS times
FROM marts.indicator_terms
GROUP BY indicator, side, term, unit, period
HAVING count(*) > 1
