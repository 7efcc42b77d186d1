-- Every open finding, at most one per value and cause: the most severe, then the highest impact.
-- All findings of a report in force are open. The findings of a report that was not accepted are
-- open until a later report of its unit and period comes, or a later file of its name is accepted.
WITH submission_names AS (
    SELECT
        submission,
        form,
        unit,
        period,
        received_at,
        revision,
        form IS NOT NULL AND unit IS NOT NULL AND period IS NOT NULL AS is_placed,
        is_accepted OR decision = 'duplicate' AS is_acceptable,
        -- The name without extension, copy number, and mark of a returned workbook.
        translate(
            lower(strip_accents(regexp_replace(
                file_name, '\s*(\[[0-9a-f]{16}-\d+\]|\(\d+\))|\.\w+$', '', 'g'
            ))),
            'đ',
            'd'
        ) AS name
    FROM core.submissions
    WHERE decision NOT IN ('waiting', 'rejected')
),

latest AS (  -- an office's latest report for a period, and its latest accepted report
    SELECT *
    FROM submission_names
    WINDOW
        newest_first AS (
            PARTITION BY form, unit, period ORDER BY revision DESC
        ),
        newest_accepted_first AS (
            PARTITION BY form, unit, period, is_acceptable
            ORDER BY revision DESC
        )
    QUALIFY NOT is_placed
        OR row_number() OVER newest_first = 1
        OR (is_acceptable AND row_number() OVER newest_accepted_first = 1)
),

standing AS (
    SELECT l.submission
    FROM latest AS l
    WHERE l.is_acceptable
        OR NOT EXISTS (
            FROM submission_names AS later
            WHERE later.is_acceptable
                AND later.name = l.name
                AND later.received_at > l.received_at
                AND coalesce(later.unit = l.unit, true)
        )
),

doubts AS (
    SELECT f.*, NULL::DOUBLE AS expected, NULL::DOUBLE AS impact
    FROM core.findings AS f
    SEMI JOIN standing USING (submission)
    UNION ALL BY NAME
    SELECT * FROM core.signals
),

notes AS (  -- of the same figures sent again, where the first report had none
    SELECT form, unit, period, element, string_agg(text, '; ' ORDER BY sheet, cell) AS note
    FROM core.remarks
    WHERE kind = 'note'
    GROUP BY form, unit, period, element
),

ranked_doubts AS (
    SELECT
        d.* REPLACE (coalesce(r.note, d.note) AS note),
        n.received_at,
        c.severity_rank,
        coalesce(c.cause, d.code) AS cause,
        -- A finding of a file without unit or period belongs to this file alone.
        sha256(CASE WHEN n.is_placed
            THEN json_array(d.form, d.unit, d.period, coalesce(d.element, d.cell), c.cause)
            ELSE json_array(d.submission, d.code, d.sheet, d.cell, d.message_vi)
        END::VARCHAR)[:16] AS finding
    FROM doubts AS d
    INNER JOIN submission_names AS n USING (submission)
    LEFT JOIN catalogue.codes AS c USING (code)
    LEFT JOIN notes AS r
        ON r.form = d.form AND r.unit = d.unit AND r.period = d.period AND r.element = d.element
)

SELECT
    finding,
    cause,
    submission,
    form,
    unit,
    period,
    element,
    sheet,
    cell,
    code,
    severity,
    observed,
    message_vi,
    message_en,
    remedy_vi,
    remedy_en,
    note,
    expected,
    impact,
    count(*) OVER (PARTITION BY finding)::INTEGER AS doubts
FROM ranked_doubts
QUALIFY row_number() OVER (
    PARTITION BY finding
    ORDER BY severity_rank, impact DESC NULLS LAST, received_at DESC, code, message_vi, submission
) = 1
