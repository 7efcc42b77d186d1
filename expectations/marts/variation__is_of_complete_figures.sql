-- Only a complete figure is compared with its series, and it is the published one.
SELECT r.indicator, r.unit, r.period, r.value, v.value AS published
FROM marts.variation AS r
LEFT JOIN marts.indicator_values AS v USING (indicator, unit, period)
WHERE v.is_complete IS NOT TRUE OR v.value IS DISTINCT FROM r.value
