-- The periods of each form, begun and due by the local date of a moment.
SELECT f.* REPLACE (p.window_start <= d.day AS has_begun, f.due_date < d.day AS is_due)
FROM catalogue.form_periods AS f
INNER JOIN catalogue.periods AS p USING (period)
CROSS JOIN (
    SELECT timezone(time_zone, at_moment::TIMESTAMPTZ)::DATE AS day FROM catalogue.moment
) AS d
