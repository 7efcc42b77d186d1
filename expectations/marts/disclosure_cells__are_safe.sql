-- No reader can narrow a small count down by what is shown, now and ever before.
SELECT count_family, year, counted, unit, period
FROM marts.disclosure_cells
WHERE NOT is_safe
