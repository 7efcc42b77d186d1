-- Every figure has its names; units and indicators of any period are in the years too.
SELECT indicator, unit, period, indicator_name_vi, unit_name_vi, period_name_vi
FROM marts.named_values
WHERE grain = 'year'
    AND (indicator_name_vi IS NULL OR unit_name_vi IS NULL OR period_name_vi IS NULL)
