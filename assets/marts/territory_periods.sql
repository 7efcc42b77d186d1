-- Whose figures make up the figure of a territory for a form and a period, and whether the line
-- goes on: the unit's own, carried exactly, estimated by a share, or broken, with the reason. A
-- flow needs every report of the period; a stock or a cumulative figure the last one.
WITH begun AS (
    SELECT
        f.form,
        n.period,
        count(*) AS parts,
        max(n.position) AS last_position,
        bool_or(n.is_last) AS has_begun
    FROM catalogue.form_periods AS f
    INNER JOIN catalogue.nesting AS n ON n.part = f.period
    WHERE f.has_begun
    GROUP BY f.form, n.period
),

placed AS (
    SELECT
        r.form,
        t.territory,
        n.period,
        r.period AS part,
        n.position = b.last_position AS is_latest,
        b.parts,
        b.has_begun,
        r.unit AS reporter,
        r.accepted,
        t.relation,
        t.share,
        t.break_reason,
        k.covers,
        k.area IS NOT NULL AND whole.area IS NULL AS covers_part,
        s.new_unit IS NOT NULL AS starts_in_year
    FROM marts.reporting_rates AS r
    INNER JOIN catalogue.territories AS t ON t.unit = r.unit
    INNER JOIN catalogue.nesting AS n ON n.part = r.period
    INNER JOIN begun AS b ON b.form = r.form AND b.period = n.period
    INNER JOIN catalogue.periods AS p ON p.period = n.period
    INNER JOIN catalogue.periods AS y ON y.period = p.year::VARCHAR
    LEFT JOIN catalogue.area_periods AS k ON k.area = t.territory AND k.period = r.period
    LEFT JOIN catalogue.area_periods AS whole
        ON whole.area = t.territory AND whole.period = n.period
    LEFT JOIN (SELECT DISTINCT new_unit, effective FROM catalogue.unit_changes) AS s
        ON s.new_unit = r.unit AND s.effective > y.window_start AND s.effective <= y.window_end
    WHERE t.relation <> 'own' OR t.territory = t.unit OR k.area IS NOT NULL
),

summed AS (
    SELECT
        l.form,
        x.nature,
        l.territory AS unit,
        l.period,
        count(*)::INTEGER AS reports_owed,
        count(*) FILTER (l.accepted)::INTEGER AS reports_accepted,
        any_value(l.has_begun) AS has_begun,
        bool_and(l.relation = 'own') AS is_own,
        coalesce(min(l.share) < 1, false) AS is_estimated,
        array_to_string(
            list_sort(list(DISTINCT l.reporter || ' ' || l.share) FILTER (l.share < 1)), ', '
        ) AS shares,
        array_to_string(
            list_sort(list(DISTINCT l.reporter) FILTER (l.share IS NULL)), ', '
        ) AS broken_by,
        x.nature = 'cumulative' AND bool_or(l.starts_in_year) AS is_counted_anew,
        any_value(l.covers) AS covers,
        coalesce(
            min(l.break_reason),
            CASE
                WHEN x.nature = 'flow' AND count(DISTINCT l.part) < any_value(l.parts)
                    THEN 'part_of_period'
                WHEN bool_and(l.relation = 'own' AND l.covers_part) THEN 'part_of_period'
                WHEN count(DISTINCT l.covers) > 1 THEN 'part_of_period'
                WHEN x.nature = 'cumulative'
                    AND bool_or(l.starts_in_year AND l.relation = 'after') THEN 'counted_anew'
            END
        ) AS break_reason
    FROM placed AS l
    INNER JOIN (VALUES ('flow'), ('stock'), ('cumulative')) AS x (nature)
        ON x.nature = 'flow' OR l.is_latest
    GROUP BY l.form, x.nature, l.territory, l.period
)

SELECT
    s.form,
    s.nature,
    s.unit,
    u.level,
    p.grain,
    s.period,
    CASE
        WHEN s.break_reason IS NOT NULL THEN 'broken'
        WHEN s.is_own THEN 'own'
        WHEN s.is_estimated THEN 'estimated'
        ELSE 'exact'
    END AS continuity,
    s.break_reason,
    s.broken_by,
    s.shares,
    s.is_counted_anew,
    s.covers,
    s.reports_owed,
    s.reports_accepted,
    s.has_begun
FROM summed AS s
INNER JOIN catalogue.units AS u USING (unit)
INNER JOIN catalogue.periods AS p USING (period)
