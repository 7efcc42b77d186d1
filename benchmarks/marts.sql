-- `marts.indicator_terms` in one query written for speed: only the elements that some indicator asks
-- for, and nothing kept on the way. No report here has a mark "not applicable".
WITH terms AS (
    SELECT
        t.*,
        e.nature,
        e.nature = 'flow' AND t.measure = 'element' AS adds_over_time,
        t.coefficient > 0 AND NOT e.is_signed AS only_grows,
        row_number() OVER () AS number
    FROM catalogue.terms AS t
    INNER JOIN catalogue.elements AS e USING (form, element)
),

carried AS (
    SELECT
        o.form,
        o.unit,
        o.element,
        n.period,
        sum(o.value)::BIGINT AS total,
        arg_max(o.value, n.position) AS last_value,
        min(o.value) AS least_value,
        count(*) AS parts_given,
        bool_or(n.is_last) AS closes
    FROM core.observations AS o
    SEMI JOIN terms USING (form, element)
    INNER JOIN catalogue.nesting AS n ON n.part = o.period
    WHERE o.known_to IS NULL
    GROUP BY ALL
),

summed AS (
    SELECT
        t.number,
        t.adds_over_time,
        a.area,
        c.period,
        if(t.over_time = 'every', c.parts_given >= own.reports_owed, c.closes) AS is_whole,
        t.coefficient * CASE
            WHEN t.over_time = 'every' THEN (c.least_value >= t.at_least AND is_whole)::BIGINT
            WHEN t.measure = 'units_with'
                THEN (if(t.nature = 'flow', c.total, c.last_value) >= t.at_least)::BIGINT
            ELSE if(t.nature = 'flow', c.total, c.last_value)
        END AS reading,
        is_whole OR (t.over_time = 'every' AND c.least_value < t.at_least) AS is_settled,
        if(adds_over_time, c.parts_given, is_whole::BIGINT) AS answers
    FROM carried AS c
    INNER JOIN catalogue.units AS u USING (unit)
    INNER JOIN catalogue.periods AS p USING (period)
    INNER JOIN terms AS t ON t.form = c.form AND t.element = c.element
    INNER JOIN catalogue.ancestors AS a USING (unit)
    LEFT JOIN marts.reporting_coverage AS own
        ON t.over_time = 'every' AND own.form = c.form AND own.unit = c.unit
            AND own.period = c.period
    WHERE t.nature = 'flow' OR p.window_end BETWEEN u.valid_from AND u.valid_to
),

by_area AS (
    SELECT
        number,
        area,
        period,
        sum(reading)::BIGINT AS value,
        coalesce(sum(answers), 0) AS answers,
        count(*) FILTER (is_settled) AS units_settled,
        coalesce(sum(reading) FILTER (adds_over_time OR is_settled), 0) AS settled_value
    FROM summed
    GROUP BY ALL
)

SELECT
    t.indicator,
    t.side,
    t.term,
    s.area AS unit,
    later.period,
    s.value,
    c.has_begun AND s.answers >= if(t.adds_over_time, c.reports_owed, c.units_living) AS is_complete,
    CASE WHEN is_complete THEN s.value WHEN t.only_grows THEN s.settled_value END::BIGINT AS lowest,
    CASE
        WHEN is_complete THEN s.value
        WHEN t.measure = 'units_with' AND t.only_grows
            THEN lowest + t.coefficient * (c.units_living - s.units_settled)
    END::BIGINT AS highest
FROM by_area AS s
INNER JOIN terms AS t USING (number)
INNER JOIN catalogue.periods AS p USING (period)
INNER JOIN catalogue.periods AS later
    ON later.within_year = p.within_year AND later.year = p.year + t.years_back
INNER JOIN marts.reporting_coverage AS c
    ON c.form = t.form AND c.unit = s.area AND c.period = s.period
WHERE t.measure = 'element' OR s.units_settled > 0
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
    )::BIGINT AS value,
    bool_and(c.is_due OR t.measure LIKE 'units%') AS is_complete,
    value AS lowest,
    value AS highest
FROM catalogue.terms AS t
INNER JOIN marts.reporting_coverage AS c ON t.form IS NULL OR c.form = t.form
WHERE t.element IS NULL
GROUP BY t.indicator, t.side, t.term, c.unit, c.period
