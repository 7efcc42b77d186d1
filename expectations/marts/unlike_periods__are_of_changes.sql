-- Only a change compares two years.
SELECT u.indicator, u.unit, u.period
FROM marts.unlike_periods AS u
INNER JOIN catalogue.indicators AS i USING (indicator)
WHERE i.kind != 'change'
