-- An obstacle is answered exactly when an answer says what, by whom and when.
SELECT obstacle, state, reply
FROM core.obstacles
WHERE (state = 'answered') <> (
    reply IS NOT NULL AND replied_by IS NOT NULL AND replied_at IS NOT NULL
)
