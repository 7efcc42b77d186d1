"""Values as a data value set of DHIS2, in JSON, by codes.

Nine months have no period in DHIS2 and are left out. May call the floors below.
"""

import json
from collections.abc import Iterable

from warehouse.periods import Grain, parse_period_code

VALUES_FILE = "dataValueSets.json"


def format_value_set(values: Iterable[tuple[str, str, str, float | int | None]]) -> bytes:
    """Return values (code, unit, period, value) as JSON; without a value there is no entry."""
    entries = [
        {"dataElement": code, "period": dhis2_period, "orgUnit": unit, "value": f"{value!r}"}
        for code, unit, period, value in values
        if value is not None and (dhis2_period := format_dhis2_period(period))
    ]
    data_set = {
        "dataElementIdScheme": "CODE",
        "orgUnitIdScheme": "CODE",
        "dataValues": entries,
    }
    return json.dumps(data_set, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def format_dhis2_period(code: str) -> str | None:
    """Return a period as DHIS2 writes it: `202305`, `2023Q2`, `2023S1`, `2023`; else None."""
    if parse_period_code(code).grain is Grain.NINE_MONTHS:
        return None
    return code.replace("-H", "S").replace("-", "")
