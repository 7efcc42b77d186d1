-- Every term of every indicator, for every unit, area and period: the sum of an element over the
-- units below, or a count of units or of reports. A term without any report has no row; one that
-- applies to no unit has no value. `lowest` and `highest` bound the term while reports are missing;
-- null is unbounded.
WITH terms AS (  -- the terms of an element; a number groups quicker than three columns
    SELECT
        t.*,
        row_number() OVER (ORDER BY t.indicator, t.side, t.term) AS number,
        t.coefficient > 0 AND NOT e.is_signed AS only_grows,
        e.nature = 'flow' AND t.measure = 'element' AS adds_over_time
    FROM catalogue.terms AS t
    INNER JOIN catalogue.elements AS e ON e.form = t.form AND e.element = t.element
),

readings AS (  -- what a unit adds to a term, and whether its reports settle that
    SELECT
        t.number, t.form, t.adds_over_time, v.unit, v.period AS reported,
        if(t.over_time = 'every', v.parts_given >= own.reports_owed, v.closes) AS is_whole,
        t.coefficient * CASE
            WHEN t.measure = 'element' THEN v.value
            WHEN t.over_time = 'every' THEN (v.least_value >= t.at_least AND is_whole)::BIGINT
            ELSE (v.value >= t.at_least)::BIGINT
        END AS reading,
        coalesce(is_whole OR (t.over_time = 'every' AND v.least_value < t.at_least), false)
            AS is_settled,
        coalesce(if(t.adds_over_time, v.parts_given, is_whole::BIGINT), 0) AS answers
    FROM terms AS t
    INNER JOIN marts.element_answers AS v ON v.form = t.form AND v.element = t.element AND v.adds_up
    LEFT JOIN marts.reporting_coverage AS own
        ON own.form = if(t.over_time = 'every', v.form, NULL) AND own.unit = v.unit
            AND own.period = v.period
),

by_parent AS (  -- the units add up under the area above, and few rows are left for every area
    SELECT
        r.number, any_value(r.form) AS form, a.area AS parent, r.reported,
        sum(r.reading)::BIGINT AS value,
        sum(r.answers)::BIGINT AS answers,
        count(*) FILTER (r.is_settled) AS units_settled,
        coalesce(sum(r.reading) FILTER (r.adds_over_time OR r.is_settled), 0)::BIGINT
            AS settled_value
    FROM readings AS r
    INNER JOIN catalogue.ancestors AS a ON a.unit = r.unit AND a.distance = 1
    GROUP BY r.number, a.area, r.reported
),

summed AS (  -- only areas add: the other rows, nearly all, need no grouping
    SELECT
        number, form, unit, reported, reading AS value, answers,
        is_settled::BIGINT AS units_settled,
        if(adds_over_time OR is_settled, coalesce(reading, 0), 0) AS settled_value
    FROM readings
    UNION ALL
    SELECT
        r.number, any_value(r.form) AS form, a.area AS unit, r.reported,
        sum(r.value)::BIGINT AS value,
        sum(r.answers)::BIGINT AS answers,
        sum(r.units_settled)::BIGINT AS units_settled,
        sum(r.settled_value) AS settled_value
    FROM by_parent AS r
    INNER JOIN catalogue.ancestors AS a ON a.unit = r.parent
    GROUP BY r.number, a.area, r.reported
),

from_elements AS (
    SELECT
        t.indicator, t.side, t.term, s.unit, p.period, s.value,
        c.has_begun
            AND s.answers >= if(t.adds_over_time, c.reports_owed, c.units_living) AS is_complete,
        CASE WHEN is_complete THEN s.value WHEN t.only_grows THEN s.settled_value END::BIGINT
            AS lowest,
        CASE
            WHEN is_complete THEN s.value
            WHEN t.measure = 'units_with' AND t.only_grows
                THEN lowest + t.coefficient * (c.units_living - s.units_settled)
        END::BIGINT AS highest
    FROM summed AS s
    INNER JOIN terms AS t USING (number)
    INNER JOIN catalogue.term_periods AS p
        ON p.reported_period = s.reported AND p.years_back = t.years_back
    INNER JOIN marts.reporting_coverage AS c
        ON c.form = s.form AND c.unit = s.unit AND c.period = s.reported
    WHERE t.measure = 'element' OR s.units_settled > 0
),
counted AS NOT MATERIALIZED (
    SELECT
        t.indicator, t.side, t.term, c.unit, c.level, c.period,
        t.coefficient * CASE t.measure
            WHEN 'units_owed' THEN c.units_living
            WHEN 'units_reported' THEN c.units_living_reported
            WHEN 'reports_owed' THEN c.reports_due
            WHEN 'reports_accepted' THEN c.reports_accepted + c.reports_waiting
            WHEN 'reports_on_time' THEN c.reports_on_time + c.reports_waiting_on_time
        END AS value,
        c.is_due OR t.measure LIKE 'units%' AS is_complete
    FROM catalogue.terms AS t
    INNER JOIN marts.reporting_coverage AS c ON t.form IS NULL OR c.form = t.form
    WHERE t.element IS NULL
),

from_coverage AS (  -- only areas have several forms
    SELECT indicator, side, term, unit, period, value, is_complete
    FROM counted
    WHERE level = 'unit'
    UNION ALL
    SELECT indicator, side, term, unit, period, sum(value)::BIGINT, bool_and(is_complete)
    FROM counted
    WHERE level <> 'unit'
    GROUP BY indicator, side, term, unit, period
)

SELECT indicator, side, term, unit, period, value, is_complete, lowest, highest
FROM from_elements
UNION ALL
SELECT indicator, side, term, unit, period, value, is_complete, value AS lowest, value AS highest
FROM from_coverage
