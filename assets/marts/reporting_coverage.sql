-- Completeness of the reports of an area's units for a form and a period of any length. "Living"
-- units exist on the period's last day: only they have stocks, cumulative figures and unit counts.
-- An area has rows only for periods of which the catalogue says how much of the area is covered.
WITH by_unit AS (
    SELECT
        r.form,
        r.unit,
        n.period,
        count(*) AS reports_owed,
        count(*) FILTER (r.accepted) AS reports_accepted,
        count(*) FILTER (r.on_time) AS reports_on_time,
        count(*) FILTER (r.waiting_days_late IS NOT NULL) AS reports_waiting,
        count(*) FILTER (r.waiting_days_late = 0) AS reports_waiting_on_time,
        count(*) FILTER (r.is_due OR r.accepted OR r.waiting_days_late IS NOT NULL) AS reports_due
    FROM marts.reporting_rates AS r
    INNER JOIN catalogue.nesting AS n ON n.part = r.period
    GROUP BY r.form, r.unit, n.period
),

closing AS (  -- a period is due as soon as its last report is due
    SELECT f.form, n.period, f.is_due, f.has_begun
    FROM catalogue.form_periods AS f
    INNER JOIN catalogue.nesting AS n ON n.part = f.period AND n.is_last
)

SELECT
    b.form,
    a.area AS unit,
    area.level,
    p.grain,
    b.period,
    count(*)::INTEGER AS units_owed,
    count(*) FILTER (b.reports_accepted > 0)::INTEGER AS units_reported,
    count(*) FILTER (p.window_end BETWEEN u.valid_from AND u.valid_to)::INTEGER AS units_living,
    count(*) FILTER (
        b.reports_accepted > 0 AND p.window_end BETWEEN u.valid_from AND u.valid_to
    )::INTEGER AS units_living_reported,
    sum(b.reports_owed)::INTEGER AS reports_owed,
    sum(b.reports_due)::INTEGER AS reports_due,
    sum(b.reports_accepted)::INTEGER AS reports_accepted,
    sum(b.reports_on_time)::INTEGER AS reports_on_time,
    sum(b.reports_waiting)::INTEGER AS reports_waiting,
    sum(b.reports_waiting_on_time)::INTEGER AS reports_waiting_on_time,
    bool_and(c.is_due) AS is_due,
    bool_and(c.has_begun) AS has_begun,
    any_value(k.covers) AS covers
FROM by_unit AS b
INNER JOIN closing AS c USING (form, period)
INNER JOIN catalogue.units AS u USING (unit)
INNER JOIN catalogue.ancestors AS a USING (unit)
INNER JOIN catalogue.units AS area ON area.unit = a.area
INNER JOIN catalogue.periods AS p
    ON p.period = b.period AND p.window_end BETWEEN area.valid_from AND area.valid_to
LEFT JOIN catalogue.area_periods AS k ON k.area = a.area AND k.period = b.period
WHERE a.distance = 0 OR k.area IS NOT NULL
GROUP BY b.form, a.area, area.level, p.grain, b.period
