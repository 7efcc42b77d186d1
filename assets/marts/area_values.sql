-- Every element of every form, added up for each area above the reporting units and each period
-- that the area covers. `is_complete` says that no report is missing: every report of the period
-- for a flow, the last one of each living unit for a stock or a cumulative figure. The mark "not
-- applicable" leaves nothing missing; a value is null where every report so far has that mark.
WITH answers AS (
    SELECT form, unit, element, grain, period, value, parts_given, closes, adds_up
    FROM marts.element_values
    UNION ALL
    SELECT
        x.form,
        x.unit,
        x.element,
        p.grain,
        n.period,
        NULL AS value,
        count(*)::INTEGER AS parts_given,
        bool_or(n.is_last) AS closes,
        bool_or(
            e.nature = 'flow' OR p.window_end BETWEEN u.valid_from AND u.valid_to
        ) AS adds_up
    FROM core.not_applicable AS x
    INNER JOIN catalogue.elements AS e ON e.form = x.form AND e.element = x.element
    INNER JOIN catalogue.nesting AS n ON n.part = x.period
    INNER JOIN catalogue.periods AS p ON p.period = n.period
    INNER JOIN catalogue.units AS u ON u.unit = x.unit
    WHERE x.known_to IS NULL
    GROUP BY x.form, x.unit, x.element, p.grain, n.period
),

-- First each area's own units, then the areas below: two small sums instead of a large one.
by_parent AS (
    SELECT
        v.form,
        a.area,
        v.element,
        v.grain,
        v.period,
        sum(v.value) AS value,
        sum(v.parts_given) AS parts_given,
        count(*) FILTER (v.closes) AS units_closed
    FROM answers AS v
    INNER JOIN catalogue.ancestors AS a ON a.unit = v.unit AND a.distance = 1
    WHERE v.adds_up
    GROUP BY v.form, a.area, v.element, v.grain, v.period
),

summed AS (
    SELECT
        b.form,
        a.area,
        b.element,
        b.grain,
        b.period,
        sum(b.value)::BIGINT AS value,
        sum(b.parts_given) AS parts_given,
        sum(b.units_closed) AS units_closed
    FROM by_parent AS b
    INNER JOIN catalogue.ancestors AS a ON a.unit = b.area
    GROUP BY b.form, a.area, b.element, b.grain, b.period
),

area_coverage AS (
    FROM marts.reporting_coverage
    WHERE unit IN (SELECT area FROM catalogue.ancestors WHERE distance > 0)
)

SELECT
    s.form,
    s.area AS unit,
    c.level,
    s.element,
    s.grain,
    s.period,
    s.value,
    CASE WHEN e.nature = 'flow' THEN c.units_owed ELSE c.units_living END AS units_owed,
    CASE
        WHEN e.nature = 'flow' THEN c.units_reported ELSE c.units_living_reported
    END AS units_reported,
    c.has_begun AND CASE
        WHEN e.nature = 'flow' THEN s.parts_given >= c.reports_owed
        ELSE s.units_closed >= c.units_living
    END AS is_complete,
    c.covers
FROM summed AS s
INNER JOIN catalogue.elements AS e ON e.form = s.form AND e.element = s.element
INNER JOIN area_coverage AS c
    ON c.form = s.form AND c.unit = s.area AND c.grain = s.grain AND c.period = s.period
