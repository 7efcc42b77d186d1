"""The reading of CSV and YAML: rows with line numbers, and the validation by models.

Knows files and lines, not the meaning of rows. A fault is collected, never raised. May import
only `catalogue_faults` and `fault_texts`.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from warehouse.catalogue.catalogue_faults import CatalogueFault
from warehouse.catalogue.fault_texts import (
    build_delimiter_fault,
    build_unreadable_fault,
    describe_field_error,
    write_field_remedy,
)

Model = TypeVar("Model", bound=BaseModel)
PartPath = tuple[str | int, ...]
"""The path of a part of a row: `("elements", 3)`."""


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row before validation: the line, the fields, and the lines of nested parts."""

    line: int
    fields: dict[str, Any]
    lines: Mapping[PartPath, int] = field(default_factory=dict)

    def find_line(self, part: PartPath) -> int:
        """Return the line of the innermost mapping around a part."""
        while part and part not in self.lines:
            part = part[:-1]
        return self.lines.get(part, self.line)


def read_csv(path: Path, faults: list[CatalogueFault]) -> list[RawRow]:
    """Read the rows of a UTF-8 CSV with a header; the header is line 1."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        faults.append(build_unreadable_fault(path, error))
        return []
    lines = text.splitlines()
    if sign := _find_other_delimiter(lines):
        faults.append(build_delimiter_fault(path.name, sign))
        return []
    reader = csv.reader(lines)
    header = next(reader, [])
    rows: list[RawRow] = []
    for row in filter(None, reader):
        if len(row) != len(header):
            faults.append(
                CatalogueFault(
                    path.name,
                    reader.line_num,
                    "số cột không khớp dòng tiêu đề / the columns do not match the header",
                    "bao ô có dấu phẩy trong ngoặc kép / quote a cell that holds a comma",
                    "columns",
                    row[0],
                )
            )
        else:
            rows.append(RawRow(reader.line_num, dict(zip(header, row, strict=True))))
    return rows


def read_yaml(path: Path, faults: list[CatalogueFault]) -> Any:
    """Read a YAML document; every mapping has `__line__`, the line number for faults."""
    try:
        text = path.read_text(encoding="utf-8")
        document = yaml.load(text, _LineCountingLoader)  # noqa: S506  a safe loader that counts lines
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        faults.append(build_unreadable_fault(path, error))
        return None
    if document is None:
        faults.append(build_unreadable_fault(path, ValueError("tệp trống / the file is empty")))
    return document


def extract_lines(mapping: Any, path: Path, faults: list[CatalogueFault]) -> RawRow:
    """Convert a mapping of `read_yaml` to a row: split the fields from the line numbers."""
    if not isinstance(mapping, dict):
        faults.append(
            CatalogueFault(
                path.name,
                1,
                "không phải một mục có tên trường / not a mapping of fields",
                "viết mỗi trường một dòng: `tên: giá trị` / write one `name: value` a line",
            )
        )
        return RawRow(1, {})
    fields: dict[str, Any] = _remove_lines(mapping)
    return RawRow(int(mapping["__line__"]), fields, dict(_list_part_lines(mapping, ())))


def validate_row(
    model: type[Model], row: RawRow, file_name: str, faults: list[CatalogueFault]
) -> Model | None:
    """Validate a row; return the model, or None after adding every fault to `faults`."""
    try:
        return model.model_validate(row.fields)
    except ValidationError as error:
        for detail in error.errors():
            field_name = ".".join(str(part) for part in detail["loc"])
            faults.append(
                CatalogueFault(
                    file_name,
                    row.find_line(detail["loc"]),
                    describe_field_error(detail, field_name),
                    write_field_remedy(detail, field_name),
                    _name_kind(detail, field_name),
                )
            )
        return None


def _name_kind(detail: Mapping[str, Any], field_name: str) -> str:
    """Name the kind of a fault: the same for a wrong date in every row of a column, say."""
    own_rule = detail["msg"] if detail["type"] == "value_error" else ""
    return f"{field_name} {detail['type']} {own_rule}"


def _find_other_delimiter(lines: list[str]) -> str | None:
    """Return the sign that divides the columns of a header without commas."""
    header = lines[0] if lines else ""
    return next((sign for sign in ";\t" if sign in header and "," not in header), None)


def _remove_lines(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _remove_lines(v) for k, v in value.items() if k != "__line__"}
    if isinstance(value, list):
        return [_remove_lines(v) for v in value]
    return value


def _list_part_lines(value: Any, path: PartPath) -> Iterator[tuple[PartPath, int]]:
    if isinstance(value, dict):
        yield path, value["__line__"]
        for name, part in value.items():
            yield from _list_part_lines(part, (*path, name))
    elif isinstance(value, list):
        for position, part in enumerate(value):
            yield from _list_part_lines(part, (*path, position))


class _LineCountingLoader(yaml.CSafeLoader):
    """A safe YAML loader that adds line numbers and refuses a repeated field."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        names: set[Any] = set()
        for name, _ in node.value:
            if name.value in names:
                problem = f"{name.value} có hai lần / {name.value} stands twice"
                raise yaml.MarkedYAMLError(problem=problem, problem_mark=name.start_mark)
            names.add(name.value)
        mapping: dict[Any, Any] = super().construct_mapping(node, deep=True)
        mapping["__line__"] = node.start_mark.line + 1
        return mapping
