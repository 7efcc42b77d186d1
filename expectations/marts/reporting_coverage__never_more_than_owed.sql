-- No more reports are accepted than owed, so the rate needs no cap at 100.
SELECT form, unit, period, reports_owed, reports_accepted, units_owed, units_reported
FROM marts.reporting_coverage
WHERE reports_accepted > reports_owed
    OR reports_on_time > reports_accepted
    OR units_reported > units_owed
