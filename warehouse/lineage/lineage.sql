-- The cells of a figure of an indicator, each with its file, its sender and the time of receipt.
SELECT k.*, s.received_at, s.file_name, s.sender, s.decision
FROM marts.indicator_cells AS k
INNER JOIN core.submissions AS s ON s.submission = k.submission
WHERE k.indicator = of_indicator AND k.unit = of_unit AND k.period = of_period
ORDER BY k.side DESC, k.term, k.reporting_unit, k.reported_period
