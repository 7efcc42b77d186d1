-- An area has a figure only where the catalogue says how much of the area is covered.
SELECT v.indicator, v.unit, v.period, v.covers
FROM marts.indicator_values AS v
LEFT JOIN catalogue.area_periods AS k ON k.area = v.unit AND k.period = v.period
WHERE v.covers IS DISTINCT FROM k.covers OR (v.level != 'unit' AND v.covers IS NULL)
    OR (v.covers = 'part' AND v.target IS NOT NULL)
