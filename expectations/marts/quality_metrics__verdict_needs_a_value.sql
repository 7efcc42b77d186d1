-- What has no value has no verdict; what has a threshold and a value has one.
SELECT metric, form, unit, year, value, threshold, met
FROM marts.quality_metrics
WHERE (value IS NULL AND met IS NOT NULL)
    OR (value IS NOT NULL AND threshold IS NOT NULL AND met IS NULL)
