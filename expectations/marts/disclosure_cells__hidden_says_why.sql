-- A count is hidden exactly when a reason is given.
SELECT count_family, year, counted, unit, period
FROM marts.disclosure_cells
WHERE (cell_state = 'suppressed') <> (hide_reason IS NOT NULL)
