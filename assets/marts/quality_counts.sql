-- The quality metrics that are shares of countable things, for each unit, form and year with an
-- owed report: reports due or already received, cells of the forms, values, relations.
WITH form_cells AS (
    SELECT form, count(*) AS cells FROM catalogue.elements GROUP BY form
),

in_force AS (
    SELECT
        form,
        unit,
        period,
        arg_max(cells_given, revision) AS given,
        arg_max(cells_not_applicable, revision) AS not_applicable
    FROM core.submissions
    WHERE is_accepted
    GROUP BY form, unit, period
),

reports AS (
    SELECT
        r.form,
        r.unit,
        p.year,
        count(*) FILTER (r.is_due OR r.accepted) AS due,
        count(*) FILTER (r.accepted) AS accepted,
        count(*) FILTER (r.on_time) AS on_time,
        coalesce(sum(a.cells - coalesce(f.not_applicable, 0)) FILTER (r.is_due OR r.accepted), 0)
            AS cells,
        coalesce(sum(f.given), 0) AS given,
        count(*) FILTER (f.given > 0) AS with_values,
        count(s.submission) AS submitted,
        count(*) FILTER (s.is_accepted) AS first_passed
    FROM marts.reporting_rates AS r
    INNER JOIN catalogue.periods AS p USING (period)
    INNER JOIN form_cells AS a USING (form)
    LEFT JOIN in_force AS f USING (form, unit, period)
    LEFT JOIN core.submissions AS s
        ON s.form = r.form AND s.unit = r.unit AND s.period = r.period AND s.revision = 1
    GROUP BY r.form, r.unit, p.year
),

yearly AS MATERIALIZED (
    SELECT form, unit, element, period, value FROM marts.element_values WHERE grain = 'year'
),

compared AS (  -- exclusive parts by their sum, other parts each; only where every operand exists
    SELECT
        w.form,
        w.unit,
        w.period,
        e.part_of,
        e.parts_are,
        CASE e.parts_are WHEN 'some' THEN e.element END AS part,
        w.value AS whole,
        sum(v.value) AS parts
    FROM catalogue.elements AS e
    INNER JOIN yearly AS w ON w.form = e.form AND w.element = e.part_of
    LEFT JOIN yearly AS v
        ON v.form = e.form AND v.element = e.element AND v.unit = w.unit AND v.period = w.period
    GROUP BY ALL
    HAVING count(v.value) = count(*)
),

related AS (
    SELECT
        c.form,
        c.unit,
        p.year,
        count(*) AS relations,
        count(*) FILTER (
            CASE c.parts_are
                WHEN 'some' THEN c.whole >= (1 - m."limit") * c.parts
                ELSE abs(c.parts - c.whole) <= m."limit" * abs(c.whole)
            END
        ) AS satisfied
    FROM compared AS c
    INNER JOIN catalogue.periods AS p USING (period)
    INNER JOIN catalogue.metrics AS m ON m.metric = 'related_elements'
    GROUP BY c.form, c.unit, p.year
)

SELECT
    r.form,
    r.unit,
    r.year,
    unnest([
        {metric: 'report_completeness', numerator: r.accepted, denominator: r.due},
        {metric: 'timeliness', numerator: r.on_time, denominator: r.due},
        {metric: 'element_completeness', numerator: r.given, denominator: r.cells},
        {
            metric: 'consistent_reporting',
            numerator: (r.with_values > 0 AND r.with_values = r.due)::INTEGER,
            denominator: (r.with_values > 0)::INTEGER
        },
        {
            metric: 'related_elements',
            numerator: coalesce(k.satisfied, 0),
            denominator: coalesce(k.relations, 0)
        },
        {metric: 'first_pass_acceptance', numerator: r.first_passed, denominator: r.submitted}
    ], recursive := true)
FROM reports AS r
LEFT JOIN related AS k USING (form, unit, year)
UNION ALL BY NAME
SELECT metric, form, unit, year, numerator, denominator FROM marts.outlier_counts
