-- Every event of every finding: the events in the register, and the new events of this run. A
-- finding opens, is updated when its content changes, closes when no check raises it any more, and
-- reopens when it is back, when its acknowledgement ends, or when the acknowledged value changes.
WITH remembered AS (
    SELECT
        finding,
        max(sequence) AS sequence,
        arg_max(state_after(event), sequence) AS state,
        arg_max(until, sequence) FILTER (event = 'acknowledged') AS until
    FROM raw.finding_events
    GROUP BY finding
),

last_events AS (
    SELECT e.* EXCLUDE (until), r.state, r.until
    FROM raw.finding_events AS e
    INNER JOIN remembered AS r USING (finding, sequence)
),

open_findings AS (
    SELECT
        f.*,
        (f.code, f.severity, f.observed) IS DISTINCT FROM (l.code, l.severity, l.observed)
            AS is_different,
        coalesce(l.sequence, 0) + 1 AS sequence,
        CASE
            WHEN l.state IS NULL THEN 'opened'
            WHEN l.state = 'closed' THEN 'reopened'
            WHEN l.state = 'acknowledged' AND (l.until < m.as_of OR is_different) THEN 'reopened'
            WHEN is_different OR f.submission <> l.submission THEN 'updated'
        END AS event
    FROM core.current_findings AS f
    CROSS JOIN catalogue.moment AS m
    LEFT JOIN last_events AS l USING (finding)
),

closed_findings AS (
    SELECT l.* REPLACE (l.sequence + 1 AS sequence, 'closed' AS event)
    FROM last_events AS l
    ANTI JOIN core.current_findings AS f USING (finding)
    WHERE l.state <> 'closed'
),

new_events AS (
    SELECT
        finding,
        sequence,
        event,
        form,
        unit,
        period,
        element,
        code,
        severity,
        submission,
        observed,
        message_vi,
        message_en
    FROM (FROM open_findings WHERE event IS NOT NULL UNION ALL BY NAME FROM closed_findings)
)

SELECT * FROM raw.finding_events
UNION ALL BY NAME
SELECT n.*, m.happened_at, NULL AS reason, NULL AS until
FROM new_events AS n
CROSS JOIN catalogue.moment AS m
