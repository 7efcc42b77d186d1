-- Every report owed for a period that has begun, whether it came, and whether in time. A unit owes
-- a period when it exists on the last day of the period's window; the first accepted report
-- decides how late it was.
WITH owed AS (
    SELECT p.form, u.unit, p.period, p.due_date, p.is_due
    FROM catalogue.form_periods AS p
    INNER JOIN catalogue.units AS u
        ON u.form = p.form AND p.window_end BETWEEN u.valid_from AND u.valid_to
    WHERE p.has_begun
),

came AS (
    SELECT
        form,
        unit,
        period,
        min(received_at) FILTER (decision IN ('accepted', 'accepted_with_warnings')) AS received_at,
        bool_or(decision = 'returned') AS returned
    FROM core.submissions
    GROUP BY form, unit, period
)

SELECT
    o.form,
    o.unit,
    o.period,
    true AS owed,
    c.received_at IS NOT NULL AS accepted,
    coalesce(c.received_at::DATE <= o.due_date, false) AS on_time,
    CASE WHEN c.received_at IS NOT NULL
        THEN greatest(c.received_at::DATE - o.due_date, 0)
    END::INTEGER AS days_late,
    o.due_date,
    o.is_due,
    c.received_at,
    c.received_at IS NULL AND coalesce(c.returned, false) AS returned
FROM owed AS o
LEFT JOIN came AS c USING (form, unit, period)
