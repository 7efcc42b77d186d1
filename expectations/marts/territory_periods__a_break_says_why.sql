-- A year that rests on a unit of which nobody knows what part belongs to the land says why.
SELECT form, nature, unit, period, continuity, broken_by
FROM marts.territory_periods
WHERE grain = 'year' AND broken_by IS NOT NULL AND break_reason IS NULL
