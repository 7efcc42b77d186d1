-- An acknowledged finding has a reason and a last day that is not over.
SELECT f.finding, f.state, f.reason, f.until
FROM marts.findings AS f
CROSS JOIN catalogue.moment AS m
WHERE (f.state = 'acknowledged') <> (f.reason IS NOT NULL AND f.until IS NOT NULL)
    OR f.until < m.as_of
