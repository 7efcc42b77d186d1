"""The indicators as SDMX-CSV 2.0: an observation per indicator, area and period.

Nine months have no code in SDMX and are left out. A period is named after its calendar period: the
data run from the 15th of the month before. May import `table_files` only.
"""

import pyarrow as pa

from assets.published.open_data.table_files import format_csv
from warehouse.periods import Grain, parse_period_code

SDMX_FILE = "indicator_values.sdmx.csv"
STRUCTURE_ID = "CHISO:INDICATORS(1.0)"
DIMENSIONS = ("FREQ", "INDICATOR", "REF_AREA", "TIME_PERIOD")
MEASURE = "OBS_VALUE"
ATTRIBUTES = ("OBS_STATUS", "CONF_STATUS", "NUMERATOR", "DENOMINATOR")
_FREQUENCIES = {Grain.MONTH: "M", Grain.QUARTER: "Q", Grain.HALF_YEAR: "S", Grain.YEAR: "A"}


def format_sdmx(rows: pa.Table) -> bytes:
    """Return rows of `indicator_values` as SDMX-CSV; `suppressed` rows are confidential.

    `OBS_STATUS` is A normal, P provisional, M missing; `CONF_STATUS` is F free, C confidential.
    """
    observations = []
    for row in rows.to_pylist():
        period = parse_period_code(row["period"])
        if period.grain in _FREQUENCIES:
            frequency = _FREQUENCIES[period.grain]
            is_firm = row["is_complete"] and not row["has_doubt"]
            observations.append(
                {
                    "STRUCTURE": "dataflow",
                    "STRUCTURE_ID": STRUCTURE_ID,
                    "ACTION": "I",
                    "FREQ": frequency,
                    "INDICATOR": row["indicator"],
                    "REF_AREA": row["unit"],
                    "TIME_PERIOD": row["period"].replace("-H", "-S"),
                    MEASURE: row["value"],
                    "OBS_STATUS": "M" if row["value"] is None else "A" if is_firm else "P",
                    "CONF_STATUS": "C" if row.get("suppressed") else "F",
                    "NUMERATOR": row["numerator"],
                    "DENOMINATOR": row["denominator"],
                }
            )
    texts = ("STRUCTURE", "STRUCTURE_ID", "ACTION", *DIMENSIONS)
    schema = pa.schema(
        [
            *((name, pa.string()) for name in texts),
            (MEASURE, pa.float64()),
            *((name, pa.string()) for name in ("OBS_STATUS", "CONF_STATUS")),
            *((name, pa.int64()) for name in ("NUMERATOR", "DENOMINATOR")),
        ]
    )
    return format_csv(pa.Table.from_pylist(observations, schema=schema))
