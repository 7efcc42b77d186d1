-- Days by which the accepted reports of a form and year were late, and days that returned reports
-- took from the first return to the next acceptance, for a unit and every area above.
WITH mended AS (
    SELECT
        s.form,
        s.unit,
        s.period,
        timezone(
            any_value(m.time_zone), min(s.received_at) FILTER (s.decision = 'returned')
        )::DATE AS returned_on,
        timezone(
            any_value(m.time_zone),
            min(s.received_at) FILTER (s.is_accepted AND s.received_at > f.received_at)
        )::DATE AS mended_on
    FROM core.submissions AS s
    CROSS JOIN catalogue.moment AS m
    INNER JOIN (
        SELECT form, unit, period, min(received_at) AS received_at
        FROM core.submissions
        WHERE decision = 'returned'
        GROUP BY form, unit, period
    ) AS f USING (form, unit, period)
    GROUP BY s.form, s.unit, s.period
)

SELECT
    r.form,
    a.area AS unit,
    area.level,
    p.year,
    count(r.days_late)::INTEGER AS reports_accepted,
    median(r.days_late) AS days_median,
    quantile_cont(r.days_late, 0.9) AS days_p90,
    max(r.days_late)::DOUBLE AS days_max,
    count(*) FILTER (r.days_late = 0)::INTEGER AS late_0,
    count(*) FILTER (r.days_late BETWEEN 1 AND 3)::INTEGER AS late_1_3,
    count(*) FILTER (r.days_late BETWEEN 4 AND 7)::INTEGER AS late_4_7,
    count(*) FILTER (r.days_late BETWEEN 8 AND 30)::INTEGER AS late_8_30,
    count(*) FILTER (r.days_late > 30)::INTEGER AS late_over_30,
    count(m.returned_on)::INTEGER AS reports_returned,
    count(m.mended_on)::INTEGER AS reports_mended,
    median(m.mended_on - m.returned_on) AS days_to_mend
FROM marts.reporting_rates AS r
LEFT JOIN mended AS m USING (form, unit, period)
INNER JOIN catalogue.periods AS p USING (period)
INNER JOIN catalogue.ancestors AS a USING (unit)
INNER JOIN catalogue.units AS area
    ON area.unit = a.area AND p.window_end BETWEEN area.valid_from AND area.valid_to
GROUP BY r.form, a.area, area.level, p.year
