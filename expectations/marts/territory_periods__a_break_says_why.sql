-- A year that breaks names a reason, and no other year has one; an estimate names its shares.
SELECT form, nature, unit, period, continuity, break_reason, shares
FROM marts.territory_periods
WHERE grain = 'year'
    AND (
        (continuity = 'broken') <> (break_reason IS NOT NULL)
        OR (continuity = 'estimated' AND shares IS NULL)
        OR (broken_by IS NOT NULL AND continuity <> 'broken')
    )
