"""Tables as Parquet and CSV: the same rows give the same bytes.

A text of a CSV that a spreadsheet would take for a formula begins with an apostrophe; a time is in
UTC. May import `exported_table` only.
"""

from io import BytesIO

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

TIME_FORMAT = "%Y-%m-%dT%H:%M:%SZ"
_FORMULA_START = r"^[=+\-@\t\r]"


def format_parquet(rows: pa.Table) -> bytes:
    """Return rows as a Parquet file."""
    buffer = BytesIO()
    pq.write_table(rows.replace_schema_metadata(None), buffer)
    return buffer.getvalue()


def format_csv(rows: pa.Table) -> bytes:
    """Return rows as UTF-8 CSV with a header; a missing value is an empty field."""
    columns = [_format_column(column) for column in rows.columns]
    buffer = BytesIO()
    options = pa_csv.WriteOptions(quoting_style="needed")
    pa_csv.write_csv(pa.table(columns, names=rows.schema.names), buffer, options)
    return buffer.getvalue()


def _format_column(column: pa.ChunkedArray) -> pa.ChunkedArray:
    if pa.types.is_timestamp(column.type):
        return pc.strftime(column.cast(pa.timestamp("s", tz="UTC"), safe=False), TIME_FORMAT)
    if not pa.types.is_string(column.type):
        return column
    is_formula = pc.match_substring_regex(column, _FORMULA_START)
    return pc.if_else(is_formula, pc.binary_join_element_wise("'", column, ""), column)
