-- Each submission and its decision: any error returns it; a report with the same values as the
-- report in force is a duplicate. Files without a report were decided when they were read. Of a
-- report decided anew only the latest decision counts. A report that waits for the officer, or was
-- rejected, takes no part in the order of the others. Of two reports with the same time of receipt
-- the one that was taken in later came later. A held report was first published with its acceptance.
-- A file without a report whose reading the hub is asked to accept waits as a report of its guess.
WITH doubts AS (
    SELECT
        submission,
        count(*) FILTER (severity = 'error')::INTEGER AS errors,
        count(*) FILTER (severity = 'warning')::INTEGER AS warnings
    FROM raw.findings GROUP BY submission
),

filled AS (
    SELECT
        submission,
        count(*) FILTER (state IN ('value', 'zero'))::INTEGER AS cells_given,
        count(*) FILTER (state = 'not_applicable')::INTEGER AS cells_not_applicable
    FROM raw.cells GROUP BY submission
),

judged AS (
    SELECT
        h.submission,
        coalesce(arg_max(d.verdict, d.sequence), 'waiting') AS state,
        min(register_row) FILTER (d.verdict = 'accepted') AS decision_row
    FROM (SELECT DISTINCT submission FROM raw.holds) AS h
    LEFT JOIN raw.hold_decisions AS d USING (submission)
    GROUP BY h.submission
),

strange AS (  -- in an office's own layout, and looked at by the hub until a day
    SELECT w.submission, w.form, w.unit, w.period
    FROM raw.layout_waits AS w
    INNER JOIN catalogue.moment AS m ON m.as_of <= w.waits_until
),

first_published AS (
    SELECT submission, if(decision_row IS NULL, with_row, with_decision) AS published_in
    FROM raw.submissions
    LEFT JOIN judged USING (submission)
    ASOF LEFT JOIN (
        SELECT submission_count, min(publication) AS with_row FROM raw.publications GROUP BY ALL
    ) ON register_row < submission_count
    ASOF LEFT JOIN (
        SELECT hold_decision_count, min(publication) AS with_decision
        FROM raw.publications
        GROUP BY ALL
    ) ON decision_row < hold_decision_count
),

counted AS (
    SELECT
        s.* REPLACE (
            coalesce(s.form, l.form) AS form,
            coalesce(s.unit, l.unit) AS unit,
            coalesce(s.period, l.period) AS period
        ),
        p.published_in,
        coalesce(f.cells_given, 0) AS cells_given,
        coalesce(f.cells_not_applicable, 0) AS cells_not_applicable,
        coalesce(d.errors, 0) AS errors,
        coalesce(d.warnings, 0) AS warnings,
        if(l.submission IS NULL, w.state, 'waiting') AS state,
        s.decision IS NULL AND w.state IS NULL AND coalesce(d.errors, 0) = 0 AS acceptable,
        l.submission IS NOT NULL AS is_strange
    FROM raw.submissions AS s
    ANTI JOIN raw.renewed_decisions AS r ON r.earlier_submission = s.submission
    LEFT JOIN doubts AS d USING (submission)
    LEFT JOIN filled AS f USING (submission)
    LEFT JOIN (FROM judged WHERE state <> 'accepted') AS w USING (submission)
    LEFT JOIN strange AS l USING (submission)
    LEFT JOIN first_published AS p USING (submission)
),

ordered AS (
    SELECT
        *,
        CASE WHEN form IS NOT NULL AND unit IS NOT NULL AND period IS NOT NULL AND state IS NULL
            THEN row_number() OVER in_order
        END::INTEGER AS revision,
        acceptable AND content_sha256 = lag(content_sha256) OVER among_acceptable AS says_the_same
    FROM counted
    WINDOW
        in_order AS (
            PARTITION BY form, unit, period, state IS NULL
            ORDER BY received_at, intake_order, submission
        ),
        among_acceptable AS (
            PARTITION BY form, unit, period, acceptable
            ORDER BY received_at, intake_order, submission
        )
)

SELECT
    submission, sha256, file_name, received_at, form, unit, period, revision,
    CASE
        WHEN is_strange THEN state
        WHEN decision IS NOT NULL THEN decision
        WHEN state IS NOT NULL THEN state
        WHEN errors > 0 THEN 'returned'
        WHEN says_the_same THEN 'duplicate'
        WHEN warnings > 0 THEN 'accepted_with_warnings'
        ELSE 'accepted'
    END AS decision,
    acceptable AND says_the_same IS NOT TRUE AS is_accepted,
    CASE
        WHEN is_strange THEN 'bảng riêng, chờ đầu mối duyệt cách đọc'
        WHEN decision IS NOT NULL THEN reason
        WHEN state = 'waiting' THEN 'chờ cán bộ quyết định'
        WHEN state = 'rejected' THEN 'cán bộ không nhận'
        WHEN errors > 0 THEN 'có ' || errors || ' lỗi phải sửa'
        WHEN says_the_same THEN 'số liệu giống báo cáo đang có hiệu lực'
        WHEN warnings > 0 THEN 'có ' || warnings || ' điểm cần kiểm tra'
    END AS reason,
    sheet, layout, synthetic, errors, warnings,
    cells_given, cells_not_applicable, sender, published_in
FROM ordered
