"""The words of a fault in a catalogue file: what is wrong, and the remedy that fits.

Turns the errors of the YAML parser, of decoding and of pydantic into sentences in both languages.
May import `catalogue_faults` only.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from warehouse.catalogue.catalogue_faults import CatalogueFault

_EXCEL_REMEDY = (
    "lưu lại từ Excel là «CSV UTF-8», dấu phân cách là dấu phẩy; hoặc đổi dấu trong trình soạn "
    "thảo / save it again as UTF-8 CSV with commas, or replace the signs in a text editor"
)
_DAY_FIRST = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_DESCRIPTIONS: Mapping[str, str] = {
    "missing": "thiếu trường này / is missing",
    "extra_forbidden": "không có trường này / is no field",
    "int": "«{value}» không phải số nguyên / is not a whole number",
    "float": "«{value}» không phải số / is not a number",
    "bool": "«{value}» không phải true hay false / is neither true nor false",
    "literal_error": "«{value}» không phải {expected} / is not {expected}",
    "enum": "«{value}» không phải {expected} / is not {expected}",
    "string_pattern_mismatch": "sai dạng {pattern} / does not match {pattern}",
    "string_too_short": "để trống / is blank",
    "greater_than": "«{value}» phải lớn hơn {gt} / must be above {gt}",
    "greater_than_equal": "«{value}» phải từ {ge} trở lên / must be at least {ge}",
    "less_than": "«{value}» phải nhỏ hơn {lt} / must be below {lt}",
    "less_than_equal": "«{value}» phải từ {le} trở xuống / must be at most {le}",
}
"""What is wrong, by the type of a pydantic error, or by the part before its first underscore.

No text is quoted that may be a password, written where the name of a secret belongs.
"""


def build_delimiter_fault(file_name: str, sign: str) -> CatalogueFault:
    """Build the fault of a CSV whose columns a sign other than the comma divides."""
    name = {";": "«;»", "\t": "Tab"}[sign]
    description = f"các cột cách nhau bằng {name}, không phải dấu phẩy / columns divided by {name}"
    return CatalogueFault(file_name, 1, description, _EXCEL_REMEDY)


def build_unreadable_fault(path: Path, error: Exception) -> CatalogueFault:
    """Build the fault of a file that cannot be read, from the error of reading."""
    line = 1
    remedy = "kiểm tra tệp có đủ và lưu ở UTF-8 / check that the file is there and saved as UTF-8"
    if isinstance(error, FileNotFoundError):
        reason = "không có tệp này / there is no such file"
    elif isinstance(error, UnicodeDecodeError):
        reason = "tệp không ở bảng mã UTF-8 / the file is not in UTF-8"
        remedy = _EXCEL_REMEDY if path.suffix == ".csv" else "lưu lại ở UTF-8 / save it in UTF-8"
    elif isinstance(error, yaml.MarkedYAMLError):
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        line_text = path.read_text(encoding="utf-8").splitlines()[line - 1 : line]
        reason, remedy = _describe_yaml_error(str(error.problem), "".join(line_text))
    else:
        reason = str(error)
    description = f"không đọc được tệp / the file cannot be read: {reason}"
    return CatalogueFault(path.name, line, description, remedy)


def _describe_yaml_error(problem: str, line_text: str) -> tuple[str, str]:
    """Return the reason and the remedy for a problem that the YAML parser names in a line."""
    if "\t" in line_text[: len(line_text) - len(line_text.lstrip())]:
        return (
            "có dấu Tab ở đầu dòng / a Tab stands at the start of the line",
            "thay Tab bằng dấu cách / replace the Tab by spaces",
        )
    return (
        problem,
        "xem dòng này và dòng trước: thụt đầu dòng, dấu hai chấm, ngoặc kép / look at this line "
        "and the one before: indent, colon, quotation marks",
    )


def describe_field_error(error: Mapping[str, Any], field: str) -> str:
    """Describe what is wrong with a field, from a detail of a pydantic error."""
    kind, value = str(error["type"]), error["input"]
    name = field or "cả dòng / the row"
    if kind.startswith("date"):
        return f"{name}: «{value}» không phải ngày dạng 2026-11-28 / is not written as 2026-11-28"
    text = _DESCRIPTIONS.get(kind) or _DESCRIPTIONS.get(kind.partition("_")[0])
    if text is None:
        return f"{name}: {str(error['msg']).removeprefix('Value error, ')}"
    return f"{name}: {text.format(value=value, **error.get('ctx', {}))}"


def write_field_remedy(error: Mapping[str, Any], field: str) -> str:
    """Write the remedy for a field, from a detail of a pydantic error."""
    kind = error["type"]
    if kind == "extra_forbidden":
        return f"bỏ hoặc sửa tên trường {field} / remove or rename the field {field}"
    if kind == "missing":
        return f"thêm trường {field} / add the field {field}"
    if not field:
        return "sửa các giá trị của dòng cho khớp nhau / make the values of the row agree"
    if day := _DAY_FIRST.fullmatch(str(error["input"])):
        iso = f"{day[3]}-{int(day[2]):02}-{int(day[1]):02}"
        return (
            f"ghi {iso}; trong Excel, định dạng cột là yyyy-mm-dd rồi lưu lại / write {iso}; in "
            "Excel, format the column as yyyy-mm-dd and save again"
        )
    return f"sửa giá trị của {field} / correct the value of {field}"
