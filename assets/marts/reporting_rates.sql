-- Every report owed for a period that has begun: whether it was accepted, and whether on time. A
-- unit owes a report if it exists, and reports already, on the last day of the period's window; the
-- first accepted report decides by how many days it was late, by the day where the programme runs.
-- A report in an office's own layout, at which the hub is looking, was received on its day.
WITH owed AS (
    SELECT p.form, u.unit, p.period, p.due_date, p.is_due
    FROM catalogue.form_periods AS p
    INNER JOIN catalogue.units AS u
        ON u.form = p.form AND p.window_end BETWEEN u.reports_from AND u.valid_to
    WHERE p.has_begun
),

came AS (
    SELECT
        form,
        unit,
        period,
        min(received_at) FILTER (is_accepted) AS first_accepted_at,
        timezone(any_value(m.time_zone), first_accepted_at)::DATE AS first_accepted_on,
        timezone(
            any_value(m.time_zone),
            min(received_at) FILTER (decision = 'waiting' AND layout IS NULL)
        )::DATE AS strange_on,
        bool_or(decision = 'returned') AS returned
    FROM core.submissions
    CROSS JOIN catalogue.moment AS m
    GROUP BY form, unit, period
)

SELECT
    o.form,
    o.unit,
    o.period,
    true AS owed,
    c.first_accepted_at IS NOT NULL AS accepted,
    coalesce(c.first_accepted_on <= o.due_date, false) AS on_time,
    CASE WHEN c.first_accepted_at IS NOT NULL
        THEN greatest(c.first_accepted_on - o.due_date, 0)
    END::INTEGER AS days_late,
    o.due_date,
    o.is_due,
    c.first_accepted_at AS received_at,
    c.first_accepted_at IS NULL AND coalesce(c.returned, false) AS returned,
    CASE WHEN c.first_accepted_at IS NULL AND c.strange_on IS NOT NULL
        THEN greatest(c.strange_on - o.due_date, 0)
    END::INTEGER AS waiting_days_late
FROM owed AS o
LEFT JOIN came AS c USING (form, unit, period)
