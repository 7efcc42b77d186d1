"""Writes `docs/settings.md` from the declaration of the settings; `make docs` calls it.

Markdown only; a setting is declared in `settings`.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from pydantic.fields import FieldInfo

from pipelines.setting_faults import format_variable
from pipelines.settings import Declaration, Settings

_HEAD = """\
# Biến môi trường / Settings

Được viết bởi `make docs`, đừng sửa. / Written by `make docs`: do not edit.

Biến trống là không đặt. Biến `CHISO_…` không có ở đây, cũng không phải bí mật mà \
`contacts.csv` hay `sources.yaml` của danh mục gọi tên, là một lỗi: lệnh dừng (mã 2) \
và nêu tên gần nhất.
An empty variable is not set. A variable `CHISO_…` that is neither here nor a secret named by \
`contacts.csv` or `sources.yaml` of the catalogue is an error: the command stops (code 2) and \
names the nearest one.
"""


def render_settings_page() -> str:
    """Return the page: what holds for all settings, and a table of them."""
    return "\n".join(_list_settings_lines())


def _list_settings_lines() -> Iterator[str]:
    yield _HEAD
    yield "| | Nghĩa / meaning | Dạng / form | Mặc định / default |"
    yield "| --- | --- | --- | --- |"
    for name, field in Settings.model_fields.items():
        yield _format_row(name, field)
    yield ""


def _format_row(name: str, field: FieldInfo) -> str:
    declaration = Declaration.find_in(field)
    default = " / ".join(declaration.default or (f"`{field.default}`",))
    return (
        f"| `{format_variable(name)}` | {' / '.join(declaration.meaning)} | "
        f"{' / '.join(declaration.form)} | {default} |"
    )


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(render_settings_page(), encoding="utf-8")
