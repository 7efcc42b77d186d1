"""CSV and YAML rows with the line each stands on, and rows made into models.

Knows files and lines, nothing of what the rows mean. A fault is noted, never raised.
"""

import csv
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from warehouse.catalogue.faults import Fault

Model = TypeVar("Model", bound=BaseModel)
Raw = tuple[int, dict[str, Any]]
"""A row before validation: its line, and its fields."""


def read_csv(path: Path, faults: list[Fault]) -> list[Raw]:
    """Rows of a UTF-8 CSV with a header; the header is line 1."""
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
            rows.append((reader.line_num, dict(row)))
    return rows


def read_yaml(path: Path, faults: list[Fault]) -> Any:
    """The document with `__line__` in every mapping, so that a fault can name its line."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), _LinedLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        faults.append(_unreadable(path, error))
        return None


def lined(mapping: Any, path: Path, faults: list[Fault]) -> Raw:
    """Take the line out of a mapping that `read_yaml` gave; deeper lines are dropped."""
    if not isinstance(mapping, dict):
        faults.append(
            Fault(
                path.name,
                1,
                "không phải một mục có tên trường / not a mapping of fields",
                "viết mỗi trường một dòng: `tên: giá trị` / write one `name: value` a line",
            )
        )
        return 1, {}
    bare: dict[str, Any] = _without_lines(mapping)
    return int(mapping.get("__line__", 1)), bare


def validate(model: type[Model], row: Raw, file: str, faults: list[Fault]) -> Model | None:
    """The row as a model, or None with every fault of it noted."""
    line, fields = row
    try:
        return model.model_validate(fields)
    except ValidationError as error:
        for detail in error.errors():
            where = ".".join(str(part) for part in detail["loc"]) or "cả dòng / the row"
            faults.append(
                Fault(file, line, f"{where}: {detail['msg']}", _remedy(detail["type"], where))
            )
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


class _LinedLoader(yaml.CSafeLoader):
    """Safe YAML whose mappings remember where they began."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        mapping: dict[Any, Any] = super().construct_mapping(node, deep=True)
        mapping["__line__"] = node.start_mark.line + 1
        return mapping
