-- An accepted report has a value or a mark "not applicable", never both.
SELECT x.submission, x.element, o.value
FROM core.not_applicable AS x
INNER JOIN core.observations AS o
    ON o.submission = x.submission AND o.element = x.element
