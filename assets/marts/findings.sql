-- The list of all current findings by severity and impact: open, or acknowledged with a reason
-- until a day. The history of each finding is core.finding_events.
WITH life AS (
    SELECT
        finding,
        arg_max(state_after(event), sequence) AS state,
        arg_max(happened_at, sequence) FILTER (event IN ('opened', 'reopened')) AS opened_at,
        arg_max(happened_at, sequence) AS changed_at,
        arg_max(reason, sequence) FILTER (event = 'acknowledged') AS reason,
        arg_max(until, sequence) FILTER (event = 'acknowledged') AS until
    FROM core.finding_events
    GROUP BY finding
)

SELECT
    row_number() OVER (
        ORDER BY
            c.severity_rank,
            f.impact DESC NULLS LAST,
            l.opened_at,
            f.form,
            f.unit,
            f.period,
            f.finding
    )::INTEGER AS rank,
    f.finding,
    l.state,
    f.form,
    f.unit,
    f.period,
    f.element,
    f.cause,
    f.code,
    f.severity,
    f.impact,
    f.observed,
    f.expected,
    f.message_vi,
    f.message_en,
    f.remedy_vi,
    f.remedy_en,
    f.note,
    f.submission,
    f.sheet,
    f.cell,
    f.doubts,
    l.opened_at,
    l.changed_at,
    CASE WHEN l.state = 'acknowledged' THEN l.reason END AS reason,
    CASE WHEN l.state = 'acknowledged' THEN l.until END AS until
FROM core.current_findings AS f
INNER JOIN life AS l USING (finding)
LEFT JOIN catalogue.codes AS c USING (code)
