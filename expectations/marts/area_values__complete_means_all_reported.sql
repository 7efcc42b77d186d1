-- Of an area's complete figure no unit is without a report.
SELECT form, unit, element, period, units_owed, units_reported
FROM marts.area_values
WHERE is_complete AND units_reported < units_owed
