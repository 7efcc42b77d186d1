-- Of an area's complete figure, of a month, quarter or year, no unit is without a report.
SELECT form, unit, element, period, units_owed, units_reported
FROM marts.area_values
WHERE grain IN ('month', 'quarter', 'year') AND is_complete AND units_reported < units_owed
