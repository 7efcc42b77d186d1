-- Every accepted report is in one band of days.
SELECT form, unit, year, reports_accepted
FROM marts.days_late
WHERE reports_accepted != late_0 + late_1_3 + late_4_7 + late_8_30 + late_over_30
