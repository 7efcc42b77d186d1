"""The tables of publications and of disclosure control: the ledger, the counts, the public rows.

Part of the list in `tables`. May import only `table` and `indicator_tables`.
"""

from warehouse.schema.indicator_tables import INDICATOR_TABLES
from warehouse.schema.table import Table

_VALUES = next(table for table in INDICATOR_TABLES if table.name == "marts.indicator_values")
_CELL = ("count_family", "year", "counted", "unit", "period", "reader")

DISCLOSURE_TABLES: tuple[Table, ...] = (
    Table(
        "raw.publications",
        (
            "publication",
            "published_at",
            "catalogue",
            "built_sequence",
            "code",
            "program_version",
            "table_versions",
            "submission_count",
            "hold_decision_count",
            "correction_count",
        ),
        "Mỗi dòng một lần công bố và những gì nó dựa vào. Chỉ thêm, không sửa.",
        "One row per publication, and what it rests on. Append-only.",
        key=("publication",),
        required=("publication", "published_at", "catalogue", "built_sequence"),
        fields=(("catalogue", "catalogue_hash"), ("code", "code_hash")),
        is_journalled=True,
    ),
    Table(
        "raw.publication_ledger",
        ("publication", "published_at", *_CELL, "cell_state", "count_value", "hide_reason"),
        "Sổ công bố: mỗi dòng một số đếm đã công bố cho một lớp người đọc, hoặc đã che; và số gốc "
        "của đơn vị khi ấy. Chỉ thêm, không sửa.",
        "The ledger of publications: one row per count shown to a class of readers or hidden from "
        "it, and per count as units had reported it. Append-only.",
        key=("publication", *_CELL),
        required=("publication", "published_at", *_CELL, "cell_state"),
        is_journalled=True,
    ),
    Table(
        "marts.disclosure_cells",
        (*_CELL, "cell_state", "count_value", "hide_reason", "is_safe", "is_new"),
        "Mỗi dòng một số đếm nhạy cảm của lần công bố này: hiện hay che và vì sao; và số gốc của "
        "đơn vị. Chỉ cho văn phòng.",
        "One row per sensitive count of this publication, shown or hidden and why, and per count "
        "that a unit reported. For the office alone.",
        key=_CELL,
        required=(*_CELL, "cell_state", "count_value", "is_safe", "is_new"),
    ),
    Table(
        "marts.public_sensitive_values",
        (*_VALUES.columns, "suppressed", "hide_reason"),
        "Những dòng của các chỉ số nhạy cảm mà mọi người được xem: ở kỳ đã khai, đủ báo cáo, và "
        "không suy ra được số nhỏ.",
        "The rows of the sensitive indicators that everybody may see: by the declared grain, of "
        "complete periods, and so that no small count follows.",
        key=_VALUES.key,
        required=(*_VALUES.required, "suppressed"),
        fields=_VALUES.fields,
    ),
    Table(
        "marts.public_values",
        (*_VALUES.columns, "suppressed", "hide_reason"),
        "Như marts.indicator_values, nhưng chỉ những gì mọi người được xem: số nhạy cảm ở kỳ đã "
        "khai, đủ báo cáo, và không suy ra được số nhỏ; view.",
        "Like marts.indicator_values, with only what everybody may see: sensitive figures by the "
        "declared grain, of complete periods, and so that no small count follows; a view.",
        key=_VALUES.key,
        required=(*_VALUES.required, "suppressed"),
        fields=_VALUES.fields,
        is_view=True,
    ),
)
