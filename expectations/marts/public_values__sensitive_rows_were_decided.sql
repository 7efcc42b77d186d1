-- A row on a sensitive element is one of the rows that disclosure control has let out.
SELECT indicator, unit, period
FROM marts.public_values
WHERE indicator IN (
    SELECT t.indicator
    FROM catalogue.terms AS t
    INNER JOIN catalogue.elements AS e ON e.form = t.form AND e.element = t.element
    WHERE e.sensitive
)
EXCEPT ALL
SELECT indicator, unit, period FROM marts.public_sensitive_values
