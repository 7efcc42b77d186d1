-- What each unit answered of the elements in an indicator, for every longer period: its values in
-- force, and the marks "not applicable", which leave no value missing. A flow of a unit that ended
-- within the period still adds up. A query's filter on the grain is applied to the observations.
WITH marked AS (
    SELECT
        x.form,
        x.unit,
        x.element,
        p.grain,
        n.period,
        count(*) AS parts_given,
        bool_or(n.is_last) AS closes,
        bool_or(
            e.nature = 'flow' OR p.window_end BETWEEN u.valid_from AND u.valid_to
        ) AS adds_up
    FROM core.not_applicable AS x
    INNER JOIN catalogue.elements AS e
        ON e.form = x.form AND e.element = x.element AND e.in_indicator
    INNER JOIN catalogue.nesting AS n ON n.part = x.period
    INNER JOIN catalogue.periods AS p ON p.period = n.period
    INNER JOIN catalogue.units AS u ON u.unit = x.unit
    WHERE x.known_to IS NULL
    GROUP BY ALL
)

SELECT
    form,
    unit,
    element,
    grain,
    period,
    v.value,
    v.least_value,
    coalesce(v.parts_given, 0) + coalesce(m.parts_given, 0) AS parts_given,
    coalesce(v.closes, false) OR coalesce(m.closes, false) AS closes,
    coalesce(v.adds_up, m.adds_up) AS adds_up
FROM (FROM marts.element_values WHERE in_indicator) AS v
FULL JOIN marked AS m USING (form, unit, element, grain, period)
