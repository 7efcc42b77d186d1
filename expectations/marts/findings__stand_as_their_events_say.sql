-- The list has exactly the findings that were opened and not closed since.
WITH standing AS (
    SELECT finding
    FROM core.finding_events
    GROUP BY finding
    HAVING arg_max(state_after(event), sequence) <> 'closed'
)

SELECT f.finding AS listed, s.finding AS standing
FROM marts.findings AS f
FULL JOIN standing AS s USING (finding)
WHERE f.finding IS NULL OR s.finding IS NULL
