-- A strip has a mark for each period that it shows, and as many ✔ as periods that met the target.
SELECT indicator, unit, period, strip, periods_met, periods_shown
FROM marts.target_progress
WHERE length(strip) <> periods_shown
    OR length(strip) - length(replace(strip, '✔', '')) <> periods_met
    OR periods_shown NOT BETWEEN 1 AND 12
