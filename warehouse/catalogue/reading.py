"""The reading of CSV and YAML: rows with line numbers, and the validation by models.

Knows files and lines, not the meaning of rows. A fault is collected, never raised. May import
only `faults`.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from warehouse.catalogue.faults import Fault

Model = TypeVar("Model", bound=BaseModel)
Place = tuple[str | int, ...]
"""The path of a part of a row: `("elements", 3)`."""


@dataclass(frozen=True, slots=True)
class Raw:
    """A row before validation: the line, the fields, and the lines of nested parts."""

    line: int
    fields: dict[str, Any]
    lines: Mapping[Place, int] = field(default_factory=dict)

    def line_of(self, part: Place) -> int:
        """Return the line of the innermost mapping around a part."""
        while part and part not in self.lines:
            part = part[:-1]
        return self.lines.get(part, self.line)


def read_csv(path: Path, faults: list[Fault]) -> list[Raw]:
    """Read the rows of a UTF-8 CSV with a header; the header is line 1."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        faults.append(_unreadable(path, error))
        return []
    reader = csv.DictReader(text.splitlines())
    rows: list[Raw] = []
    for row in reader:
        if None in row or None in row.values():
            faults.append(
                Fault(
                    path.name,
                    reader.line_num,
                    "số cột không khớp dòng tiêu đề / the columns do not match the header",
                    "bao ô có dấu phẩy trong ngoặc kép / quote a cell that holds a comma",
                )
            )
        else:
            rows.append(Raw(reader.line_num, dict(row)))
    return rows


def read_yaml(path: Path, faults: list[Fault]) -> Any:
    """Read a YAML document; every mapping has `__line__`, the line number for faults."""
    try:
        text = path.read_text(encoding="utf-8")
        document = yaml.load(text, _LinedLoader)  # noqa: S506  a safe loader that counts lines
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        faults.append(_unreadable(path, error))
        return None
    if document is None:
        faults.append(_unreadable(path, ValueError("tệp trống / the file is empty")))
    return document


def lined(mapping: Any, path: Path, faults: list[Fault]) -> Raw:
    """Convert a mapping of `read_yaml` to a row: split the fields from the line numbers."""
    if not isinstance(mapping, dict):
        faults.append(
            Fault(
                path.name,
                1,
                "không phải một mục có tên trường / not a mapping of fields",
                "viết mỗi trường một dòng: `tên: giá trị` / write one `name: value` a line",
            )
        )
        return Raw(1, {})
    bare: dict[str, Any] = _without_lines(mapping)
    return Raw(int(mapping["__line__"]), bare, dict(_lines(mapping, ())))


def validate(model: type[Model], row: Raw, file: str, faults: list[Fault]) -> Model | None:
    """Validate a row; return the model, or None after adding every fault to `faults`."""
    try:
        return model.model_validate(row.fields)
    except ValidationError as error:
        for detail in error.errors():
            where = ".".join(str(part) for part in detail["loc"]) or "cả dòng / the row"
            line, what = row.line_of(detail["loc"]), f"{where}: {detail['msg']}"
            faults.append(Fault(file, line, what, _remedy(detail["type"], where)))
        return None


def _remedy(kind: str, field: str) -> str:
    if kind == "extra_forbidden":
        return f"bỏ hoặc sửa tên trường {field} / remove or rename the field {field}"
    if kind == "missing":
        return f"thêm trường {field} / add the field {field}"
    return f"sửa giá trị của {field} / correct the value of {field}"


def _unreadable(path: Path, error: Exception) -> Fault:
    mark = getattr(error, "problem_mark", None)
    return Fault(
        path.name,
        mark.line + 1 if mark else 1,
        f"không đọc được tệp / the file cannot be read: {error}",
        "kiểm tra tệp có đủ và lưu ở UTF-8 / check that the file is there and saved as UTF-8",
    )


def _without_lines(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _without_lines(v) for k, v in value.items() if k != "__line__"}
    if isinstance(value, list):
        return [_without_lines(v) for v in value]
    return value


def _lines(value: Any, path: Place) -> Iterator[tuple[Place, int]]:
    if isinstance(value, dict):
        yield path, value["__line__"]
        for name, part in value.items():
            yield from _lines(part, (*path, name))
    elif isinstance(value, list):
        for place, part in enumerate(value):
            yield from _lines(part, (*path, place))


class _LinedLoader(yaml.CSafeLoader):
    """A safe YAML loader that adds line numbers and refuses a repeated field."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        names: set[Any] = set()
        for name, _ in node.value:
            if name.value in names:
                twice = f"{name.value} có hai lần / {name.value} stands twice"
                raise yaml.MarkedYAMLError(problem=twice, problem_mark=name.start_mark)
            names.add(name.value)
        mapping: dict[Any, Any] = super().construct_mapping(node, deep=True)
        mapping["__line__"] = node.start_mark.line + 1
        return mapping
