-- The values in force that differ between two moments: the old and the new one, each with its
-- report and cell.
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
