-- A complete figure lacks no report, and of the reports that a figure lacks some are named.
SELECT indicator, unit, period, is_complete, reports_missing, missing_reports
FROM marts.indicator_values
WHERE (is_complete AND reports_missing > 0)
    OR (reports_missing > 0) != (missing_reports IS NOT NULL)
