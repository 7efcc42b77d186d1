-- A doubted figure has an open warning on a form that its indicator reads.
SELECT d.indicator, d.unit, d.period
FROM marts.indicator_doubts AS d
WHERE NOT EXISTS (
    FROM marts.findings AS f
    INNER JOIN catalogue.indicator_forms AS i USING (form)
    INNER JOIN catalogue.ancestors AS a ON a.unit = f.unit
    WHERE i.indicator = d.indicator AND a.area = d.unit AND f.state = 'open'
        AND f.severity = 'warning'
)
