-- The changes that compare unlike periods: a unit has a value in a part of one year and none in the
-- same part of the other. A change is published only where both years are of the same reports.
WITH changes AS (
    SELECT DISTINCT indicator, form, element
    FROM catalogue.terms
    WHERE element IS NOT NULL
        AND indicator IN (SELECT indicator FROM catalogue.terms WHERE years_back > 0)
),

given AS (
    SELECT c.indicator, o.form, o.unit, o.element, p.year, p.within_year
    FROM changes AS c
    INNER JOIN core.observations AS o USING (form, element)
    INNER JOIN catalogue.periods AS p USING (period)
    WHERE o.known_to IS NULL
),

alone AS (
    SELECT indicator, form, unit, element, within_year, year
    FROM (FROM given UNION ALL BY NAME SELECT * REPLACE (year + 1 AS year) FROM given)
    GROUP BY ALL
    HAVING count(*) = 1
)

SELECT DISTINCT x.indicator, a.area AS unit, n.period
FROM alone AS x
INNER JOIN catalogue.periods AS p ON p.year = x.year AND p.within_year = x.within_year
INNER JOIN catalogue.nesting AS n ON n.part = p.period
INNER JOIN catalogue.ancestors AS a ON a.unit = x.unit
