-- Not stated is said only where every report is here and an element of it may stay blank.
SELECT v.indicator, v.unit, v.period, v.reports_missing
FROM marts.indicator_values AS v
INNER JOIN catalogue.indicators AS i USING (indicator)
WHERE v.null_reason = 'not_stated' AND (v.reports_missing > 0 OR NOT i.may_be_blank)
