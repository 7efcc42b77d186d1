-- What of two figures of one form, nature and length of period may be compared, and why or why not.
-- The figures are those of marts.territory_periods. Completeness is another question: is_complete.
WITH figures AS (
    SELECT
        t.*,
        p.within_year,
        u.gso_code,
        split_part(u.name_vi, ' (', 1) AS name
    FROM marts.territory_periods AS t
    INNER JOIN catalogue.periods AS p USING (period)
    INNER JOIN catalogue.units AS u USING (unit)
),

own AS (
    SELECT territory, count(*) AS units
    FROM catalogue.territories
    WHERE relation = 'own'
    GROUP BY territory
),

linked AS (  -- land of both: all of it, or some
    SELECT
        a.territory AS unit,
        b.territory AS other_unit,
        count(*) FILTER (b.relation = 'own' AND a.share = 1) = any_value(other.units)
        AND count(*) FILTER (a.relation = 'own' AND b.share = 1) = any_value(own.units)
            AS is_same_land
    FROM catalogue.territories AS a
    INNER JOIN catalogue.territories AS b
        ON b.unit = a.unit AND b.territory <> a.territory AND 'own' IN (a.relation, b.relation)
    INNER JOIN own ON own.territory = a.territory
    INNER JOIN own AS other ON other.territory = b.territory
    GROUP BY a.territory, b.territory
),

judged AS (
    SELECT
        a.form,
        a.nature,
        a.grain,
        a.unit,
        a.period,
        b.unit AS other_unit,
        b.period AS other_period,
        CASE
            WHEN coalesce(a.break_reason, b.break_reason) IS NOT NULL
                THEN coalesce(a.break_reason, b.break_reason)
            WHEN a.level <> b.level THEN 'other_level'
            WHEN a.unit <> b.unit AND l.is_same_land IS NOT TRUE THEN CASE
                WHEN a.gso_code = b.gso_code THEN 'code_moved'
                WHEN a.name = b.name AND (a.period <> b.period OR l.unit IS NOT NULL)
                    THEN 'name_moved'
                WHEN l.unit IS NOT NULL THEN 'shared_land'
                WHEN a.period <> b.period THEN 'other_unit_and_period'
            END
            WHEN a.nature = 'cumulative' AND a.within_year <> b.within_year
                THEN 'other_part_of_year'
        END AS hindrance,
        CASE
            WHEN hindrance IS NOT NULL THEN hindrance
            WHEN a.is_counted_anew <> b.is_counted_anew THEN 'counted_anew'
            WHEN a.covers <> b.covers THEN 'other_coverage'
            WHEN 'estimated' IN (a.continuity, b.continuity) THEN 'estimated'
            WHEN l.is_same_land THEN 'same_land'
            WHEN a.unit <> b.unit THEN 'side_by_side'
            WHEN 'exact' IN (a.continuity, b.continuity) THEN 'exact'
            ELSE 'own'
        END AS why
    FROM figures AS a
    INNER JOIN figures AS b
        ON b.form = a.form AND b.nature = a.nature AND b.grain = a.grain
            AND (b.unit <> a.unit OR b.period <> a.period)
    LEFT JOIN linked AS l ON l.unit = a.unit AND l.other_unit = b.unit
)

SELECT
    form,
    nature,
    grain,
    unit,
    period,
    other_unit,
    other_period,
    CASE
        WHEN why IN ('own', 'exact', 'same_land', 'side_by_side') THEN 'yes'
        WHEN why = 'estimated' THEN 'estimated'
        ELSE 'no'
    END AS may_compare,
    why
FROM judged
