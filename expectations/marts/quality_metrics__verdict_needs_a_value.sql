-- A verdict needs a value, and a value with a threshold has a verdict.
SELECT metric, form, unit, year, value, threshold, met
FROM marts.quality_metrics
WHERE (value IS NULL AND met IS NOT NULL)
    OR (value IS NOT NULL AND threshold IS NOT NULL AND met IS NULL)
