-- Every element of every form for the land of each unit and covered area, through the changes of
-- units: the unit's own figure, an exact sum of whole units, or an estimate by the share of each
-- divided unit. No value where the line breaks. The mark "not applicable" leaves nothing missing.
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

summed AS (
    SELECT
        v.form,
        t.territory AS unit,
        v.element,
        v.grain,
        v.period,
        sum(v.value * t.share) AS value,
        sum(v.parts_given) AS parts_given,
        count(*) FILTER (v.closes) AS units_closed
    FROM answers AS v
    INNER JOIN catalogue.territories AS t ON t.unit = v.unit
    WHERE v.adds_up
    GROUP BY v.form, t.territory, v.element, v.grain, v.period
)

SELECT
    s.form,
    s.unit,
    c.level,
    s.element,
    s.grain,
    s.period,
    CASE WHEN c.break_reason IS NULL THEN s.value END AS value,
    c.continuity,
    c.break_reason,
    c.broken_by,
    c.shares,
    c.break_reason IS NULL AND c.has_begun
    AND CASE WHEN e.nature = 'flow' THEN s.parts_given ELSE s.units_closed END
        >= c.reports_owed AS is_complete,
    c.is_counted_anew,
    c.covers
FROM summed AS s
INNER JOIN catalogue.elements AS e ON e.form = s.form AND e.element = s.element
INNER JOIN marts.territory_periods AS c
    ON c.form = s.form AND c.unit = s.unit AND c.period = s.period AND c.nature = e.nature
