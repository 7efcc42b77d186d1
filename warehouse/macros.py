"""The SQL functions that every connection of a `Store` has; queries of several modules share them.

A function states one rule of the data and reads no table. May import no house module.
"""

MACROS = (
    """
    CREATE OR REPLACE TEMP MACRO state_after(event) AS
    CASE WHEN event IN ('opened', 'reopened') THEN 'open' WHEN event <> 'updated' THEN event END
    """,
)
"""`state_after(event)`: the state of a finding after an event; null when the event is an update,
since an update changes no state. `arg_max(state_after(event), sequence)` is the state now."""
