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

said AS (
    SELECT e.* EXCLUDE (until), r.state, r.until
    FROM raw.finding_events AS e
    INNER JOIN remembered AS r USING (finding, sequence)
),

found AS (
    SELECT
        f.*,
        (f.code, f.severity, f.observed) IS DISTINCT FROM (s.code, s.severity, s.observed)
            AS says_otherwise,
        coalesce(s.sequence, 0) + 1 AS sequence,
        CASE
            WHEN s.state IS NULL THEN 'opened'
            WHEN s.state = 'closed' THEN 'reopened'
            WHEN s.state = 'acknowledged' AND (s.until < m.as_of OR says_otherwise) THEN 'reopened'
            WHEN says_otherwise OR f.submission <> s.submission THEN 'updated'
        END AS event
    FROM core.current_findings AS f
    CROSS JOIN catalogue.moment AS m
    LEFT JOIN said AS s USING (finding)
),

gone AS (
    SELECT s.* REPLACE (s.sequence + 1 AS sequence, 'closed' AS event)
    FROM said AS s
    ANTI JOIN core.current_findings AS f USING (finding)
    WHERE s.state <> 'closed'
),

happened AS (
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
    FROM (FROM found WHERE event IS NOT NULL UNION ALL BY NAME FROM gone)
)

SELECT * FROM raw.finding_events
UNION ALL BY NAME
SELECT h.*, m.happened_at, NULL AS reason, NULL AS until
FROM happened AS h
CROSS JOIN catalogue.moment AS m
