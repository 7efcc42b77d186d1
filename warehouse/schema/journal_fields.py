"""The fields of the journal's entries, of the dictionary in `fields`; may import only `field`."""

from warehouse.schema.field import Field

JOURNAL_FIELDS: dict[str, Field] = {
    "journal_sequence": Field(
        "BIGINT", "số thứ tự của mục, từ 1", "number of the entry, from 1", "sequence >= 1"
    ),
    "line_sha256": Field("VARCHAR", "dấu băm của dòng nhật ký", "hash of the line in the journal"),
}
