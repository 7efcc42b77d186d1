-- The values of `marts.indicator_terms` in one query written for speed: only the elements that some
-- indicator asks for, and nothing kept on the way. Every report is here and every period has begun.
WITH asked AS (
    SELECT DISTINCT form, element FROM catalogue.terms WHERE element IS NOT NULL
),

carried AS (
    SELECT
        o.form,
        o.unit,
        o.element,
        n.period,
        sum(o.value)::BIGINT AS total,
        arg_max(o.value, n.position) AS last_value,
        min(o.value) AS least_value
    FROM core.observations AS o
    SEMI JOIN asked USING (form, element)
    INNER JOIN catalogue.nesting AS n ON n.part = o.period
    WHERE o.known_to IS NULL
    GROUP BY ALL
)

SELECT
    t.indicator,
    t.side,
    t.term,
    a.area AS unit,
    later.period,
    sum(
        t.coefficient
        * CASE
            WHEN t.over_time = 'every' THEN (c.least_value >= t.at_least)::BIGINT
            WHEN t.measure = 'units_with'
                THEN (if(e.nature = 'flow', c.total, c.last_value) >= t.at_least)::BIGINT
            ELSE if(e.nature = 'flow', c.total, c.last_value)
        END
    )::BIGINT AS value
FROM carried AS c
INNER JOIN catalogue.elements AS e USING (form, element)
INNER JOIN catalogue.units AS u USING (unit)
INNER JOIN catalogue.periods AS p USING (period)
INNER JOIN catalogue.terms AS t ON t.form = c.form AND t.element = c.element
INNER JOIN catalogue.periods AS later
    ON later.within_year = p.within_year AND later.year = p.year + t.years_back
INNER JOIN catalogue.ancestors AS a USING (unit)
WHERE e.nature = 'flow' OR p.window_end BETWEEN u.valid_from AND u.valid_to
GROUP BY ALL
UNION ALL
SELECT
    t.indicator,
    t.side,
    t.term,
    c.unit,
    c.period,
    sum(
        t.coefficient * CASE t.measure
            WHEN 'units_owed' THEN c.units_living
            WHEN 'units_reported' THEN c.units_living_reported
            WHEN 'reports_owed' THEN c.reports_due
            WHEN 'reports_accepted' THEN c.reports_accepted
            WHEN 'reports_on_time' THEN c.reports_on_time
        END
    )::BIGINT AS value
FROM catalogue.terms AS t
INNER JOIN marts.reporting_coverage AS c ON t.form IS NULL OR c.form = t.form
WHERE t.element IS NULL
GROUP BY ALL
