-- How a target that binds is doing, for each period that is over: a mark for each of the last twelve
-- periods where the target is 100 %, and what is needed from here on to meet a yearly target. A
-- missing report is never zero: it is a period that is still open.
WITH places AS (
    SELECT *, row_number() OVER (PARTITION BY grain ORDER BY window_end) AS place
    FROM catalogue.periods
),

years AS (  -- the periods of a year that a unit lives to see
    SELECT u.unit, p.grain, p.year, count(*) AS in_year, max(p.place) AS last_place
    FROM catalogue.units AS u
    INNER JOIN places AS p ON p.window_end BETWEEN u.reports_from AND u.valid_to
    GROUP BY ALL
),

bases AS (
    SELECT t.indicator, bool_or(e.nature = 'stock') AS has_level_base
    FROM catalogue.terms AS t
    INNER JOIN catalogue.elements AS e USING (form, element)
    WHERE t.side = 'denominator'
    GROUP BY t.indicator
),

aimed AS (
    SELECT
        v.*,
        p.year,
        p.place,
        y.in_year,
        y.last_place,
        i.kind,
        i.factor,
        i.is_cumulative,
        i.is_cumulative OR coalesce(b.has_level_base, false) AS has_last_base,
        -- a census of units has a verdict of its own in every period
        i.direction = 'higher'
            AND (i.is_cumulative OR coalesce(i.count_kind <> 'stock', false)) AS adds_up,
        v.target = i.factor AND i.kind = 'share' AND NOT i.is_cumulative AS is_full_target,
        v.is_complete AND v.numerator IS NOT NULL AND v.verdict IS NOT NULL
            AND (v.verdict <> 'not_due' OR i.is_cumulative) AS counts,
        CASE v.verdict WHEN 'met' THEN '✔' WHEN 'not_met' THEN '✘' ELSE '–' END AS mark,
        p.window_end < (SELECT as_of FROM catalogue.moment) AS is_over,
        list_position(['month', 'quarter', 'half_year', 'year'], v.grain) AS rank
    FROM marts.indicator_values AS v
    INNER JOIN places AS p USING (period)
    INNER JOIN years AS y ON y.unit = v.unit AND y.grain = v.grain AND y.year = p.year
    INNER JOIN catalogue.indicators AS i USING (indicator)
    LEFT JOIN bases AS b USING (indicator)
    WHERE v.target_binds AND i.direction <> 'none' AND i.kind <> 'change'
        AND v.grain <> 'nine_months'
    QUALIFY dense_rank() OVER (PARTITION BY v.indicator, v.unit ORDER BY rank) = 1
),

summed AS (
    SELECT
        *,
        string_agg(mark, '') OVER recent AS marks,
        count(*) FILTER (verdict = 'met') OVER recent AS met,
        count(*) FILTER (verdict IN ('met', 'not_met')) OVER recent AS decided,
        count(*) OVER recent AS strip_length,
        count(*) FILTER (counts) OVER to_date AS counted,
        if(is_cumulative, last_value(if(counts, numerator, NULL) IGNORE NULLS) OVER to_date,
            sum(numerator) FILTER (counts) OVER to_date) AS part,
        if(has_last_base, last_value(if(counts, denominator, NULL) IGNORE NULLS) OVER to_date,
            sum(denominator) FILTER (counts) OVER to_date) AS base,
        max(if(counts, place, NULL)) OVER to_date AS last_counted
    FROM aimed
    WINDOW
        recent AS (
            PARTITION BY indicator, unit ORDER BY place RANGE BETWEEN 11 PRECEDING AND CURRENT ROW
        ),
        to_date AS (
            PARTITION BY indicator, unit, year ORDER BY place
            ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        )
),

needed AS (
    SELECT
        *,
        if(is_cumulative, last_place - last_counted, in_year - counted)::INTEGER AS open,
        CASE WHEN has_last_base OR kind = 'count' THEN 0 ELSE round(base / counted * open) END
            AS open_base,
        greatest(0, ceil(
            if(kind = 'count', target, target / factor * (base + open_base)) - part - 1e-9
        ))::BIGINT AS needed
    FROM summed
    WHERE is_over
)

SELECT
    indicator,
    unit,
    level,
    grain,
    period,
    target,
    if(is_full_target, marks, NULL) AS strip,
    if(is_full_target, met, NULL)::INTEGER AS periods_met,
    if(is_full_target, decided, NULL)::INTEGER AS periods_decided,
    if(is_full_target, strip_length, NULL)::INTEGER AS periods_shown,
    if(is_full_target, format('đạt {}/{} {}', met, decided,
        ['tháng', 'quý', 'kỳ 6 tháng', 'năm'][rank]), NULL) AS strip_vi,
    if(is_full_target, format('met in {} of {} {}', met, decided,
        ['months', 'quarters', 'half-years', 'years'][rank]), NULL) AS strip_en,
    if(adds_up, counted, NULL)::INTEGER AS periods_counted,
    if(adds_up, part, NULL)::BIGINT AS counted_numerator,
    if(adds_up, base, NULL)::BIGINT AS counted_denominator,
    if(adds_up, open, NULL) AS periods_open,
    if(adds_up, needed, NULL) AS needed_numerator,
    if(adds_up AND NOT has_last_base, open_base, NULL)::BIGINT AS expected_denominator,
    CASE
        WHEN NOT adds_up OR needed IS NULL THEN NULL
        WHEN needed = 0 AND (open = 0 OR has_last_base OR kind = 'count') THEN 'reached'
        WHEN open = 0 OR (kind = 'share' AND NOT has_last_base AND needed > open_base)
            THEN 'out_of_reach'
        ELSE 'within_reach'
    END AS reach
FROM needed
