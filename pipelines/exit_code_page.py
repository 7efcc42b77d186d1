"""Writes `docs/exit-codes.md` from the enums of the exit codes; `make docs` calls it.

Markdown only; what a code means is stated in `commands.exit_codes`.
"""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipelines.commands.exit_codes import CheckExitCode, DescribedCode, ExitCode


def render_exit_code_page() -> str:
    """Return the page: a table of every command, and a table of `chiso check`."""
    return "\n".join(_list_page_lines())


def _list_page_lines() -> Iterator[str]:
    yield "# Mã thoát / Exit codes\n"
    yield "Được viết bởi `make docs`, đừng sửa. / Written by `make docs`: do not edit.\n"
    yield "Mọi lệnh trừ `chiso check` / every command but `chiso check`:\n"
    yield from _list_table_lines(ExitCode)
    yield "\nLệnh bị dừng bằng Ctrl+C: 130, không mất gì. / Ctrl+C: 130, and nothing is lost."
    yield "\nMã của từng lệnh / the codes of each command: `chiso … --help`."
    yield "\n`chiso check FILE`:\n"
    yield from _list_table_lines(CheckExitCode)
    yield ""


def _list_table_lines(codes: Iterable[DescribedCode]) -> Iterator[str]:
    yield "| | Nghĩa | Meaning |"
    yield "| --- | --- | --- |"
    yield from (f"| {code.value} | {code.vi} | {code.en} |" for code in codes)


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(render_exit_code_page(), encoding="utf-8")
