-- Obstacles and proposals with the hub's latest answer; words written twice in a report count once.
WITH answers AS (
    SELECT
        obstacle,
        arg_max(reply, sequence) AS reply,
        arg_max(replied_by, sequence) AS replied_by,
        arg_max(replied_at, sequence) AS replied_at
    FROM raw.obstacle_replies
    GROUP BY obstacle
)

SELECT
    r.obstacle,
    r.form,
    r.unit,
    r.period,
    r.kind,
    r.text,
    CASE WHEN a.reply IS NULL THEN 'new' ELSE 'answered' END AS state,
    a.reply,
    a.replied_by,
    a.replied_at,
    r.submission,
    r.sheet,
    r.cell,
    r.received_at
FROM core.remarks AS r
LEFT JOIN answers AS a USING (obstacle)
WHERE r.kind <> 'note'
QUALIFY row_number() OVER (PARTITION BY r.obstacle ORDER BY r.sheet, r.cell) = 1
