-- Every indicator for every unit, area and period with an owed report that the indicator uses; a
-- missing value has a reason. The ratio is computed here and nowhere else.
WITH first_year AS (
    SELECT min(p.year) AS year
    FROM marts.reporting_coverage AS c
    INNER JOIN catalogue.periods AS p USING (period)
    WHERE c.form IN (SELECT form FROM catalogue.indicator_forms)
),

spine AS (
    SELECT
        f.indicator,
        c.unit,
        c.level,
        c.grain,
        c.period,
        sum(f.numerator_terms) AS numerator_terms,
        sum(f.denominator_terms) AS denominator_terms,
        max(f.years_back) AS years_back,
        sum(c.units_owed)::INTEGER AS units_owed,
        sum(c.units_reported)::INTEGER AS units_reported,
        sum(c.units_living) AS units_living,
        sum(c.reports_owed)::INTEGER AS reports_owed,
        sum(c.reports_accepted)::INTEGER AS reports_accepted,
        sum(c.reports_due) AS reports_due,
        bool_and(c.is_due) AS is_due
    FROM catalogue.indicator_forms AS f
    INNER JOIN marts.reporting_coverage AS c USING (form)
    INNER JOIN catalogue.indicator_grains AS g
        ON g.indicator = f.indicator
        AND g.grain = c.grain
        AND g.form IS NOT DISTINCT FROM CASE WHEN c.level = 'unit' THEN c.form END
    GROUP BY f.indicator, c.unit, c.level, c.grain, c.period
),

sums AS (
    SELECT
        indicator,
        unit,
        period,
        sum(value) FILTER (side = 'numerator')::BIGINT AS numerator,
        sum(value) FILTER (side = 'denominator')::BIGINT AS denominator,
        count(*) FILTER (side = 'numerator') AS numerator_found,
        count(*) FILTER (side = 'denominator') AS denominator_found
    FROM marts.indicator_terms
    GROUP BY indicator, unit, period
),

sided AS (  -- a side counts only if every term possible for the area is present
    SELECT
        s.*,
        i.direction,
        i.factor,
        i.has_denominator,
        p.year,
        p.year - s.years_back < f.year AS looks_before_all,
        CASE WHEN t.numerator_found >= s.numerator_terms THEN t.numerator END AS numerator,
        CASE WHEN t.denominator_found >= s.denominator_terms THEN t.denominator END AS denominator
    FROM spine AS s
    INNER JOIN catalogue.indicators AS i USING (indicator)
    INNER JOIN catalogue.periods AS p USING (period)
    CROSS JOIN first_year AS f
    LEFT JOIN sums AS t USING (indicator, unit, period)
),

valued AS (
    SELECT
        *,
        CASE
            WHEN has_denominator THEN factor * numerator / nullif(denominator, 0)
            ELSE numerator::DOUBLE
        END AS value,
        CASE
            -- half a year is never compared with a whole year
            WHEN NOT is_due AND (reports_due = 0 OR numerator IS NULL OR years_back > 0)
                THEN 'not_yet_due'
            WHEN years_back > 0 AND units_living = 0 THEN 'no_living_unit'
            WHEN numerator IS NULL AND looks_before_all THEN 'no_base_period'
            WHEN (numerator IS NULL OR (has_denominator AND denominator IS NULL))
                THEN if(units_living = 0 AND reports_accepted > 0, 'no_living_unit', 'not_reported')
            WHEN has_denominator AND denominator = 0 THEN 'no_denominator'
        END AS null_reason
    FROM sided
),

aimed AS (  -- the target of the nearest scope: the unit's own, else its district's, and so on
    SELECT t.indicator, a.unit, y.year, arg_min(t.target, a.distance) AS target,
        arg_min(t.scope, a.distance) AS target_scope
    FROM catalogue.targets AS t
    INNER JOIN catalogue.ancestors AS a ON a.area = t.scope
    INNER JOIN (SELECT DISTINCT year FROM catalogue.periods) AS y
        ON y.year BETWEEN t.from_year AND t.to_year
    GROUP BY t.indicator, a.unit, y.year
)

SELECT
    v.indicator,
    v.unit,
    v.level,
    v.grain,
    v.period,
    v.numerator,
    v.denominator,
    CASE WHEN v.null_reason IS NULL THEN v.value END AS value,
    a.target,
    CASE
        WHEN v.null_reason IS NOT NULL THEN NULL
        WHEN v.direction = 'higher' THEN v.value >= a.target
        WHEN v.direction = 'lower' THEN v.value <= a.target
    END AS met,
    v.units_owed,
    v.units_reported,
    v.null_reason,
    v.reports_owed,
    v.reports_accepted,
    a.target_scope
FROM valued AS v
LEFT JOIN aimed AS a USING (indicator, unit, year)
