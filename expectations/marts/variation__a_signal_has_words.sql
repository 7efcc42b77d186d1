-- What lies outside its limits is a signal, and a signal states its rule in both languages.
SELECT indicator, unit, period, value, lower_limit, upper_limit, signal_rule
FROM marts.variation
WHERE
    (signal_rule IS NULL) <> (words_vi IS NULL OR words_en IS NULL)
    OR (signal_rule IS NOT NULL AND NOT in_signal)
    OR ((value > upper_limit + 1e-6 OR value < lower_limit - 1e-6)
        AND signal_rule IS DISTINCT FROM 'outside')
