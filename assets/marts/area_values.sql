-- Every element of every form, added up for each area above the reporting units and each period
-- that the area covers. `is_complete` says that no report is missing: every report of the period
-- for a flow, the last one of each living unit for a stock or a cumulative figure. The mark "not
-- applicable" leaves nothing missing; a value is null where every report so far has that mark.
WITH states AS (
    SELECT
        o.form,
        o.unit,
        o.element,
        p.grain,
        n.period,
        p.window_end,
        arg_max(o.value, n.position) AS last_value,
        count(*) AS parts_given,
        bool_or(n.is_last) AS closes
    FROM core.observations AS o
    INNER JOIN catalogue.elements AS e
        ON e.form = o.form AND e.element = o.element AND e.nature <> 'flow'
    INNER JOIN catalogue.nesting AS n ON n.part = o.period
    INNER JOIN catalogue.periods AS p ON p.period = n.period
    WHERE o.known_to IS NULL
    GROUP BY o.form, o.unit, o.element, p.grain, n.period, p.window_end
),

answers AS (
    SELECT  -- a flow adds up over units and time at once
        o.form,
        o.unit,
        o.element,
        p.grain,
        n.period,
        o.value,
        1 AS parts_given,
        NULL::BOOLEAN AS closes
    FROM core.observations AS o
    INNER JOIN catalogue.elements AS e
        ON e.form = o.form AND e.element = o.element AND e.nature = 'flow'
    INNER JOIN catalogue.nesting AS n ON n.part = o.period
    INNER JOIN catalogue.periods AS p ON p.period = n.period
    WHERE o.known_to IS NULL
    UNION ALL
    SELECT  -- of the others the last value of each living unit
        s.* EXCLUDE (window_end)
    FROM states AS s
    INNER JOIN catalogue.units AS u
        ON u.unit = s.unit AND s.window_end BETWEEN u.valid_from AND u.valid_to
    UNION ALL
    SELECT
        x.form,
        x.unit,
        x.element,
        p.grain,
        n.period,
        NULL AS value,
        count(*) AS parts_given,
        bool_or(n.is_last) AS closes
    FROM core.not_applicable AS x
    INNER JOIN catalogue.elements AS e ON e.form = x.form AND e.element = x.element
    INNER JOIN catalogue.nesting AS n ON n.part = x.period
    INNER JOIN catalogue.periods AS p ON p.period = n.period
    INNER JOIN catalogue.units AS u ON u.unit = x.unit
    WHERE x.known_to IS NULL
        AND (e.nature = 'flow' OR p.window_end BETWEEN u.valid_from AND u.valid_to)
    GROUP BY x.form, x.unit, x.element, p.grain, n.period
),

by_parent AS (  -- nearly all rows add up under the unit above, and few are left for every area
    SELECT
        v.form,
        a.area AS parent,
        v.element,
        v.grain,
        v.period,
        sum(v.value)::BIGINT AS value,
        sum(v.parts_given)::BIGINT AS parts_given,
        count(*) FILTER (v.closes) AS units_closed
    FROM answers AS v
    INNER JOIN catalogue.ancestors AS a ON a.unit = v.unit AND a.distance = 1
    GROUP BY v.form, a.area, v.element, v.grain, v.period
),

summed AS (
    SELECT
        v.form,
        a.area,
        v.element,
        e.nature = 'flow' AS is_flow,
        v.grain,
        v.period,
        sum(v.value)::BIGINT AS value,
        sum(v.parts_given) AS parts_given,
        sum(v.units_closed) AS units_closed
    FROM by_parent AS v
    INNER JOIN catalogue.elements AS e ON e.form = v.form AND e.element = v.element
    INNER JOIN catalogue.ancestors AS a ON a.unit = v.parent
    GROUP BY v.form, a.area, v.element, is_flow, v.grain, v.period
)

SELECT
    s.form,
    s.area AS unit,
    c.level,
    s.element,
    s.grain,
    s.period,
    s.value,
    CASE WHEN s.is_flow THEN c.units_owed ELSE c.units_living END AS units_owed,
    CASE WHEN s.is_flow THEN c.units_reported ELSE c.units_living_reported END AS units_reported,
    c.has_begun AND CASE
        WHEN s.is_flow THEN s.parts_given >= c.reports_owed
        ELSE s.units_closed >= c.units_living
    END AS is_complete,
    c.covers
FROM summed AS s
INNER JOIN marts.reporting_coverage AS c
    ON c.form = s.form AND c.unit = s.area AND c.grain = s.grain AND c.period = s.period
