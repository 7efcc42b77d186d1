-- The values in force that differ between two moments: the old and the new one, each with its
-- report, its cell and the correction by the hub on which it rests, if any.
SELECT
    form,
    unit,
    period,
    element,
    b.value AS old_value,
    n.value AS new_value,
    b.submission AS old_submission,
    n.submission AS new_submission,
    b.sheet AS old_sheet,
    n.sheet AS new_sheet,
    b.cell AS old_cell,
    n.cell AS new_cell,
    b.correction AS old_correction,
    n.correction AS new_correction,
    n.known_from
FROM (
    FROM core.observations_asof(from_moment, at_publication := from_publication)
    WHERE known_to IS NULL
) AS b
FULL JOIN (
    FROM core.observations_asof(to_moment, at_publication := to_publication)
    WHERE known_to IS NULL
) AS n
    USING (form, unit, period, element)
WHERE b.value IS DISTINCT FROM n.value
