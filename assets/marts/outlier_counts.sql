-- Number of outliers among a unit's values in a year, by each of WHO's scores: distance from the
-- mean in sample standard deviations, and from the median in median absolute deviations. Among n
-- values no score from the mean exceeds (n - 1) / sqrt(n): series too short to have an outlier are
-- left out. Cumulative figures are left out: their values are not comparable with each other.
WITH long_enough AS (  -- with fewer than three reports in a year no score is meaningful
    SELECT form, unit, year
    FROM core.submissions
    INNER JOIN catalogue.periods USING (period)
    WHERE is_accepted
    GROUP BY form, unit, year
    HAVING count(DISTINCT period) >= 3
),

series AS (
    SELECT
        o.form,
        o.unit,
        o.element,
        p.year,
        list(o.value::DOUBLE) AS vals,
        count(*) AS n,
        avg(o.value) AS mean,
        stddev_samp(o.value) AS sd,
        median(o.value) AS middle,
        mad(o.value::DOUBLE) AS mad
    FROM core.observations AS o
    INNER JOIN catalogue.elements AS e USING (form, element)
    INNER JOIN catalogue.periods AS p USING (period)
    INNER JOIN long_enough AS l ON l.form = o.form AND l.unit = o.unit AND l.year = p.year
    WHERE o.known_to IS NULL AND e.nature <> 'cumulative'
    GROUP BY o.form, o.unit, o.element, p.year
),

scaled AS (  -- 0.6745 and 0.7979 make the deviations comparable to a standard deviation
    SELECT
        m.metric,
        m."limit",
        s.form,
        s.unit,
        s.year,
        s.vals,
        s.n,
        CASE WHEN m.metric = 'modified_z_outliers' THEN s.middle ELSE s.mean END AS centre,
        CASE
            WHEN m.metric <> 'modified_z_outliers' THEN s.sd
            WHEN s.mad > 0 THEN s.mad / 0.6745
            ELSE list_avg(list_transform(s.vals, LAMBDA v: abs(v - s.middle))) / 0.7979
        END AS scale
    FROM series AS s
    CROSS JOIN catalogue.metrics AS m
    WHERE CASE
        WHEN m.metric IN ('extreme_outliers', 'moderate_outliers')
            THEN (s.n - 1) / sqrt(s.n) > m."limit"
        WHEN m.metric = 'modified_z_outliers' THEN s.n >= 3
        ELSE false
    END
)

SELECT
    metric,
    form,
    unit,
    year,
    sum(len(list_filter(vals, LAMBDA v: abs(v - centre) > "limit" * scale)))::BIGINT AS numerator,
    sum(n)::BIGINT AS denominator
FROM scaled
GROUP BY metric, form, unit, year
