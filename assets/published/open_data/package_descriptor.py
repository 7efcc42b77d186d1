"""The descriptor of a data package (Frictionless, version 1), and the dictionary of its columns.

Says for each CSV its columns, types, key and references, size and hash. No date, so that the same
rows give the same bytes. May call the floors below.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa

from assets.published.open_data.exported_table import ExportedTable, Meaning
from warehouse.catalogue import Catalogue
from warehouse.forms.blank.report_sheet import SYNTHETIC_BANNER

DESCRIPTOR_FILE = "datapackage.json"
_TYPES = (
    (pa.types.is_boolean, "boolean"),
    (pa.types.is_integer, "integer"),
    (pa.types.is_floating, "number"),
    (pa.types.is_date, "date"),
    (pa.types.is_timestamp, "datetime"),
    (pa.types.is_string, "string"),
)


def format_descriptor(
    catalogue: Catalogue,
    half: str,
    files: Sequence[tuple[ExportedTable, bytes]],
    *,
    synthetic: bool,
) -> bytes:
    """Return the descriptor of the CSV files of a half, `public` or `office`, as JSON."""
    programme = catalogue.programme
    banner = f"{SYNTHETIC_BANNER} " if synthetic else ""
    descriptor: dict[str, Any] = {
        "profile": "data-package",
        "name": f"chiso-{programme.hub.lower()}-{half}",
        "title": f"{banner}{programme.name_vi}",
        "description": f"{programme.name_vi} / {programme.name_en}",
        "sources": [{"title": programme.basis}],
        "resources": [_describe_resource(table, content) for table, content in files],
    }
    if half == "public" and programme.licence:
        descriptor["licenses"] = [programme.licence.model_dump(exclude_none=True)]
    return json.dumps(descriptor, ensure_ascii=False, indent=1).encode() + b"\n"


def build_dictionary(tables: Sequence[ExportedTable]) -> ExportedTable:
    """Build the table of all columns: table, column, type and the meaning in both languages."""
    rows = [
        {"table": t.name, "column": column, "type": type_name, **_name_meaning(meaning)}
        for t in tables
        for (column, meaning), type_name in zip(
            t.meanings.items(), _list_types(t.rows.schema), strict=True
        )
    ]
    meanings: Mapping[str, Meaning] = {
        "table": ("tên bảng", "name of the table"),
        "column": ("tên cột", "name of the column"),
        "type": ("kiểu", "type"),
        "meaning_vi": ("nghĩa", "meaning in Vietnamese"),
        "meaning_en": ("nghĩa, tiếng Anh", "meaning"),
    }
    title = ("Từ điển dữ liệu: mọi cột của mọi bảng.", "The data dictionary: all columns.")
    return ExportedTable(
        "dictionary", title, meanings, pa.Table.from_pylist(rows), ("table", "column")
    )


def _name_meaning(meaning: Meaning) -> dict[str, str]:
    return dict(zip(("meaning_vi", "meaning_en"), meaning, strict=True))


def _describe_resource(table: ExportedTable, content: bytes) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.csv",
        "title": table.meaning[0],
        "description": table.meaning[1],
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": _describe_schema(table),
    }


def _describe_schema(table: ExportedTable) -> dict[str, Any]:
    types = _list_types(table.rows.schema)
    schema: dict[str, Any] = {
        "fields": [
            {"name": column, "type": type_name, "title": vi, "description": en}
            for (column, (vi, en)), type_name in zip(table.meanings.items(), types, strict=True)
        ],
        "missingValues": [""],
    }
    if table.key:
        schema["primaryKey"] = list(table.key)
    if table.code_lists:
        schema["foreignKeys"] = [
            {"fields": [column], "reference": {"resource": code_list, "fields": [code]}}
            for column, code_list, code in table.code_lists
        ]
    return schema


def _list_types(schema: pa.Schema) -> list[str]:
    return [next(name for is_type, name in _TYPES if is_type(t)) for t in schema.types]
