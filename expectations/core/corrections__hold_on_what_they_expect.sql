-- A number corrected by the hub is the report's own unless the report says what was expected.
SELECT o.correction, o.submission, o.element, o.value, own.value AS reported
FROM core.observations AS o
INNER JOIN core.observations AS own
    ON own.submission = o.submission AND own.element = o.element AND own.correction IS NULL
LEFT JOIN core.corrections AS c ON c.correction = o.correction AND c.submission = o.submission
WHERE o.correction IS NOT NULL
    AND o.value IS DISTINCT FROM if(own.value = c.expected, coalesce(c.value, own.value), own.value)
