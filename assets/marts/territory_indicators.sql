-- Every indicator of elements for the land of each unit and covered area, through the changes of
-- units: numerator and denominator are added over the land as in marts.territory_values. A change
-- compares complete years of the same land. A count of units or of reports is no figure of land.
WITH element_terms AS (
    SELECT t.*, e.nature
    FROM catalogue.terms AS t
    INNER JOIN catalogue.elements AS e ON e.form = t.form AND e.element = t.element
    WHERE t.indicator NOT IN (SELECT indicator FROM catalogue.terms WHERE measure <> 'element')
),

summed AS (
    SELECT
        v.form, v.element, t.territory AS unit, t.level, v.grain, v.period,
        sum(v.value * t.share) AS value,
        sum(v.parts_given) AS parts_given,
        count(*) FILTER (v.closes) AS units_closed
    FROM marts.element_answers AS v
    INNER JOIN catalogue.territories AS t ON t.unit = v.unit
    WHERE v.adds_up
    GROUP BY v.form, v.element, t.territory, t.level, v.grain, v.period
),

placed AS (  -- each term in the year for which it counts, and whose figures make it up
    SELECT
        t.indicator,
        t.side,
        t.years_back,
        c.* EXCLUDE (period),
        now_.period,
        now_.window_end,
        t.coefficient * s.value AS value,
        c.has_begun
        AND CASE t.nature WHEN 'flow' THEN s.parts_given ELSE s.units_closed END >= c.reports_owed
            AS is_complete
    FROM element_terms AS t
    INNER JOIN marts.territory_periods AS c ON c.form = t.form AND c.nature = t.nature
    INNER JOIN catalogue.periods AS then_ ON then_.period = c.period
    INNER JOIN catalogue.periods AS now_
        ON now_.within_year = then_.within_year AND now_.year = then_.year + t.years_back
    INNER JOIN catalogue.indicator_grains AS g
        ON g.indicator = t.indicator
        AND g.grain = c.grain
        AND g.form IS NOT DISTINCT FROM CASE WHEN c.level = 'unit' THEN c.form END
    LEFT JOIN summed AS s
        ON s.form = t.form AND s.element = t.element AND s.unit = c.unit
        AND s.level = c.level AND s.grain = c.grain AND s.period = c.period
),

counted AS (  -- the terms of a form that are there, of those that the indicator has
    SELECT
        p.*,
        count(*) OVER of_form >= f.numerator_terms + f.denominator_terms AS has_terms
    FROM placed AS p
    INNER JOIN catalogue.indicator_forms AS f ON f.indicator = p.indicator AND f.form = p.form
    WINDOW of_form AS (PARTITION BY p.indicator, p.form, p.unit, p.level, p.grain, p.period)
),

summarised AS (
    SELECT
        indicator,
        unit,
        level,
        grain,
        period,
        sum(value) FILTER (side = 'numerator') AS top,
        sum(value) FILTER (side = 'denominator') AS bottom,
        bool_and(has_terms AND value IS NOT NULL) FILTER (side = 'numerator') AS has_top,
        bool_and(has_terms AND value IS NOT NULL) FILTER (side = 'denominator') AS has_bottom,
        CASE
            WHEN bool_and(continuity = 'own') THEN 'own'
            WHEN bool_or(continuity = 'estimated') THEN 'estimated'
            ELSE 'exact'
        END AS continuity,
        CASE
            WHEN count(break_reason) > 0 THEN min(break_reason)
            WHEN min(covers) <> max(covers) THEN 'part_of_period'
            WHEN max(years_back) > 0 AND bool_or(is_counted_anew) THEN 'counted_anew'
        END AS hindrance,
        list_distinct(flatten(list(string_split(broken_by, ', ')))) AS broken_by,
        list_distinct(flatten(list(string_split(shares, ', ')))) AS shares,
        coalesce(bool_and(has_terms AND is_complete), false) AS is_whole,
        max(years_back) > 0 AS is_change,
        bool_or(is_counted_anew) AS is_counted_anew,
        any_value(covers) AS covers,
        any_value(window_end) AS window_end,
        count(DISTINCT form) AS forms
    FROM counted
    GROUP BY indicator, unit, level, grain, period
    HAVING min(years_back) = 0
)

-- Forms of an office without a successor end: what is left is another quantity.
SELECT
    s.indicator,
    s.unit,
    s.level,
    s.grain,
    s.period,
    CASE
        WHEN s.hindrance IS NULL AND s.continuity <> 'own'
            AND s.forms < max(s.forms) OVER (PARTITION BY s.indicator, s.unit, s.level, s.grain)
            THEN CASE WHEN s.window_end < u.valid_from THEN 'origin' ELSE 'successor' END || '_unknown'
        ELSE s.hindrance
    END AS break_reason,
    CASE WHEN break_reason IS NULL AND s.has_top THEN s.top END AS numerator,
    CASE WHEN break_reason IS NULL AND s.has_bottom THEN s.bottom END AS denominator,
    CASE WHEN s.is_change AND NOT s.is_whole THEN NULL
        WHEN i.has_denominator THEN i.factor * numerator / nullif(denominator, 0)
        ELSE numerator END AS value,
    CASE WHEN break_reason IS NULL THEN s.continuity ELSE 'broken' END AS continuity,
    nullif(array_to_string(list_sort(s.broken_by), ', '), '') AS broken_by,
    nullif(array_to_string(list_sort(s.shares), ', '), '') AS shares,
    break_reason IS NULL AND s.is_whole AS is_complete,
    s.is_counted_anew,
    s.covers
FROM summarised AS s
INNER JOIN catalogue.units AS u ON u.unit = s.unit
INNER JOIN catalogue.indicators AS i ON i.indicator = s.indicator
