-- The findings that a night until a moment had raised and none had closed, as their events say.
WITH life AS (
    SELECT
        finding,
        arg_max(event, sequence) FILTER (event <> 'updated') AS last_event,
        arg_max(happened_at, sequence) FILTER (event IN ('opened', 'reopened')) AS opened_at,
        arg_max(happened_at, sequence) AS changed_at,
        arg_max(code, sequence) AS code,
        arg_max(severity, sequence) AS severity,
        arg_max(submission, sequence) AS submission,
        arg_max(observed, sequence) AS observed,
        arg_max(message_vi, sequence) AS message_vi,
        arg_max(message_en, sequence) AS message_en,
        any_value(form) AS form,
        any_value(unit) AS unit,
        any_value(period) AS period,
        any_value(element) AS element
    FROM core.finding_events
    WHERE happened_at <= at_moment
    GROUP BY finding
)

-- What was expected, and how much it changed, is written of today's findings alone.
SELECT
    row_number() OVER (
        ORDER BY c.severity_rank, l.opened_at, l.form, l.unit, l.period, l.finding
    )::INTEGER AS rank,
    l.* EXCLUDE (last_event),
    NULL::VARCHAR AS expected,
    NULL::DOUBLE AS impact,
    if(l.last_event = 'acknowledged', 'acknowledged', 'open') AS state,
    o.sheet,
    o.cell
FROM life AS l
LEFT JOIN core.observations AS o
    ON o.submission = l.submission AND o.element = l.element AND o.correction IS NULL
LEFT JOIN catalogue.codes AS c ON c.code = l.code
WHERE l.last_event <> 'closed'
