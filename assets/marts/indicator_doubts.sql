-- The indicators of a unit or area and period that rest on a value in force under an open warning,
-- of the same year or of the year before. What someone acknowledged is no open warning.
SELECT DISTINCT t.indicator, a.area AS unit, now_.period
FROM marts.findings AS f
INNER JOIN core.submissions AS s ON s.submission = f.submission AND s.is_accepted
INNER JOIN catalogue.terms AS t
    ON t.form = f.form AND (f.element IS NULL OR t.element = f.element) AND t.element IS NOT NULL
INNER JOIN catalogue.elements AS e ON e.form = t.form AND e.element = t.element
INNER JOIN catalogue.nesting AS n ON n.part = f.period
INNER JOIN catalogue.units AS u ON u.unit = f.unit
INNER JOIN catalogue.periods AS then_ ON then_.period = n.period
INNER JOIN catalogue.periods AS now_
    ON now_.within_year = then_.within_year AND now_.year = then_.year + t.years_back
INNER JOIN catalogue.ancestors AS a ON a.unit = f.unit
WHERE f.state = 'open' AND f.severity = 'warning' AND (
    n.is_last
    OR e.nature = 'flow'
    OR (t.over_time = 'every' AND u.valid_to >= then_.window_end)
)
