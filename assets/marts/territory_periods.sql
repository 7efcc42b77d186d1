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
        x.nature,
        t.territory AS unit,
        t.level,
        p.grain,
        n.period,
        n.position,
        b.parts,
        b.has_begun,
        r.unit AS reporter,
        r.accepted,
        t.relation,
        t.share,
        t.break_reason,
        k.covers,
        k.area IS NOT NULL AND whole.area IS NULL AS covers_part,
        x.nature = 'cumulative' AND coalesce(t.made_in = p.year, false) AS is_counted_anew
    FROM marts.reporting_rates AS r
    INNER JOIN catalogue.territories AS t ON t.unit = r.unit
    INNER JOIN catalogue.nesting AS n ON n.part = r.period
    INNER JOIN catalogue.periods AS p ON p.period = n.period
    INNER JOIN begun AS b ON b.form = r.form AND b.period = n.period
    INNER JOIN (VALUES ('flow'), ('stock'), ('cumulative')) AS x (nature)
        ON x.nature = 'flow' OR n.position = b.last_position
    LEFT JOIN catalogue.area_periods AS k ON k.area = t.territory AND k.period = r.period
    LEFT JOIN catalogue.area_periods AS whole
        ON whole.area = t.territory AND whole.period = n.period
    WHERE t.relation <> 'own' OR t.territory = t.unit OR k.area IS NOT NULL
),

summed AS (
    SELECT
        form,
        nature,
        unit,
        level,
        grain,
        period,
        has_begun,
        count(*)::INTEGER AS reports_owed,
        count(*) FILTER (accepted)::INTEGER AS reports_accepted,
        bool_and(relation = 'own') AS is_own,
        min(share) AS least_share,
        list(reporter || ' ' || share) FILTER (share < 1) AS shares,
        list(reporter) FILTER (share IS NULL) AS broken_by,
        bool_or(is_counted_anew) AS is_counted_anew,
        any_value(covers) AS covers,
        coalesce(
            min(break_reason),
            CASE
                WHEN (nature = 'flow' AND bit_count(bit_or(1 << position)) < parts)
                    OR bool_and(relation = 'own' AND covers_part)
                    OR min(covers) <> max(covers) THEN 'part_of_period'
                WHEN bool_or(is_counted_anew AND relation = 'after') THEN 'counted_anew'
            END
        ) AS break_reason
    FROM placed
    GROUP BY form, nature, unit, level, grain, period, parts, has_begun
)

SELECT
    form,
    nature,
    unit,
    level,
    grain,
    period,
    CASE
        WHEN break_reason IS NOT NULL THEN 'broken'
        WHEN is_own THEN 'own'
        WHEN least_share < 1 THEN 'estimated'
        ELSE 'exact'
    END AS continuity,
    break_reason,
    array_to_string(list_sort(list_distinct(broken_by)), ', ') AS broken_by,
    array_to_string(list_sort(list_distinct(shares)), ', ') AS shares,
    is_counted_anew,
    covers,
    reports_owed,
    reports_accepted,
    has_begun
FROM summed
