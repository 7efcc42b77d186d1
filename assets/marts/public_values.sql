-- The indicators as everybody may see them: those without a sensitive element as they are, and of the
-- others the rows that disclosure control has let out. What the catalogue does not call harmless is
-- left out. A view.
SELECT *, false AS suppressed, NULL::VARCHAR AS hide_reason
FROM marts.indicator_values
WHERE indicator IN (SELECT indicator FROM catalogue.indicators WHERE NOT is_sensitive)
UNION ALL BY NAME
SELECT * FROM marts.public_sensitive_values
