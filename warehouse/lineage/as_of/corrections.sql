-- The corrections by the hub made until a moment, or those of a publication, with the reports that
-- were known then.
SELECT DISTINCT *
FROM (
    SELECT c.* REPLACE (
        min(c.made_at) OVER (
            PARTITION BY c.form, c.unit, c.period, c.element
            ORDER BY c.correction
            RANGE BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING
        ) AS ended_at,
        s.submission AS submission,
        if(s.submission IS NULL, NULL, c.reported) AS reported,
        s.submission IS NOT NULL AND c.applies AS applies
    )
    FROM core.corrections AS c
    LEFT JOIN core.submissions_asof(at_moment, at_publication := at_publication) AS s
        ON s.submission = c.submission
    WHERE CASE
        WHEN at_publication IS NULL THEN c.made_at <= at_moment
        ELSE coalesce(c.published_in <= at_publication, false)
    END
)
QUALIFY submission IS NOT NULL OR count(submission) OVER (PARTITION BY correction) = 0
