-- A finding opens first and once; only a closed or acknowledged finding reopens.
WITH stated AS (
    SELECT
        finding,
        sequence,
        event,
        row_number() OVER in_order AS place,
        last_value(state_after(event) IGNORE NULLS) OVER (
            PARTITION BY finding
            ORDER BY sequence
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) AS before
    FROM core.finding_events
    WINDOW in_order AS (PARTITION BY finding ORDER BY sequence)
)

SELECT finding, sequence, event, before
FROM stated
WHERE sequence <> place
    OR (event = 'opened') <> (before IS NULL)
    OR (event = 'reopened' AND before NOT IN ('closed', 'acknowledged'))
    OR (event IN ('updated', 'closed', 'acknowledged') AND before = 'closed')
