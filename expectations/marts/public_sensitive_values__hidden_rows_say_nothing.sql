-- A suppressed row has no side, no value, no verdict and no reason.
SELECT indicator, unit, period
FROM marts.public_sensitive_values
WHERE suppressed
    AND (numerator, denominator, value, verdict, null_reason)
        IS DISTINCT FROM (NULL, NULL, NULL, NULL, NULL)
