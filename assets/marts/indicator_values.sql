-- Every indicator for every unit, area and period where somebody owes a report it rests on; a
-- value that is missing says why. The ratio is computed here and nowhere else.
WITH forms AS (
    SELECT DISTINCT indicator, form FROM catalogue.indicator_grains WHERE form IS NOT NULL
),

spine AS (
    SELECT
        f.indicator,
        c.unit,
        c.level,
        c.grain,
        c.period,
        sum(c.units_owed)::INTEGER AS units_owed,
        sum(c.units_reported)::INTEGER AS units_reported,
        sum(c.reports_owed)::INTEGER AS reports_owed,
        sum(c.reports_accepted)::INTEGER AS reports_accepted,
        bool_and(c.is_due) AS is_due,
        sum(c.reports_due) AS reports_due
    FROM forms AS f
    INNER JOIN marts.reporting_coverage AS c USING (form)
    INNER JOIN catalogue.indicator_grains AS g
        ON g.indicator = f.indicator
        AND g.grain = c.grain
        AND g.form IS NOT DISTINCT FROM CASE WHEN c.level = 'unit' THEN c.form END
    GROUP BY f.indicator, c.unit, c.level, c.grain, c.period
),

expected AS (  -- terms an area can have: those of forms that some unit of it owes
    SELECT
        c.unit,
        c.period,
        t.indicator,
        t.side,
        count(DISTINCT t.term) AS terms,
        min(p.year - t.years_back) <= (SELECT min(year) FROM catalogue.periods) AS before_all
    FROM catalogue.terms AS t
    INNER JOIN marts.reporting_coverage AS c ON t.form IS NULL OR c.form = t.form
    INNER JOIN catalogue.periods AS p ON p.period = c.period
    GROUP BY c.unit, c.period, t.indicator, t.side
),

sides AS (  -- a side counts only when every term it can have is there
    SELECT
        e.indicator,
        e.unit,
        e.period,
        max(v.value) FILTER (e.side = 'numerator' AND v.terms = e.terms) AS numerator,
        max(v.value) FILTER (e.side = 'denominator' AND v.terms = e.terms) AS denominator,
        bool_or(e.before_all) AS before_all
    FROM expected AS e
    LEFT JOIN (
        SELECT indicator, side, unit, period, count(*) AS terms, sum(value)::BIGINT AS value
        FROM marts.indicator_terms
        GROUP BY indicator, side, unit, period
    ) AS v USING (indicator, side, unit, period)
    GROUP BY e.indicator, e.unit, e.period
),

valued AS (
    SELECT
        s.*,
        i.direction,
        d.numerator,
        d.denominator,
        CASE
            WHEN NOT i.has_denominator THEN d.numerator::DOUBLE
            ELSE i.factor * d.numerator / nullif(d.denominator, 0)
        END AS value,
        CASE
            WHEN NOT s.is_due AND (s.reports_due = 0 OR d.numerator IS NULL) THEN 'not_yet_due'
            WHEN d.numerator IS NULL AND d.before_all THEN 'no_base_period'
            WHEN d.numerator IS NULL THEN 'not_reported'
            WHEN i.has_denominator AND d.denominator IS NULL THEN 'not_reported'
            WHEN i.has_denominator AND d.denominator = 0 THEN 'no_denominator'
        END AS null_reason
    FROM spine AS s
    INNER JOIN catalogue.indicators AS i USING (indicator)
    LEFT JOIN sides AS d USING (indicator, unit, period)
),

aimed AS (  -- the target of the nearest scope: the unit's own, else its district's, and so on
    SELECT v.indicator, v.unit, v.period, t.target, t.scope AS target_scope
    FROM valued AS v
    INNER JOIN catalogue.ancestors AS a USING (unit)
    INNER JOIN catalogue.periods AS p USING (period)
    INNER JOIN catalogue.targets AS t
        ON t.indicator = v.indicator AND t.scope = a.area
        AND p.year BETWEEN t.from_year AND t.to_year
    QUALIFY row_number() OVER (
        PARTITION BY v.indicator, v.unit, v.period ORDER BY a.distance
    ) = 1
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
    CASE v.direction
        WHEN 'higher' THEN v.value >= a.target
        WHEN 'lower' THEN v.value <= a.target
    END AS met,
    v.units_owed,
    v.units_reported,
    v.null_reason,
    v.reports_owed,
    v.reports_accepted,
    a.target_scope
FROM valued AS v
LEFT JOIN aimed AS a USING (indicator, unit, period)
