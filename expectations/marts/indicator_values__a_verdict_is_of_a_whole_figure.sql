-- Met and not met are said of a figure without doubt, against a target that binds the unit.
SELECT indicator, unit, period, value, has_doubt, target, target_binds, verdict
FROM marts.indicator_values
WHERE (verdict IN ('met', 'not_met') AND (value IS NULL OR has_doubt))
    OR (verdict IS NOT NULL AND target_binds IS NOT true)
