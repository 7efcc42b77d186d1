"""The common options of the commands of `chiso`, and the function for running a command.

No command is here; nothing heavy is imported.
"""

import sys
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer

from warehouse.entries import MissingEntryError
from warehouse.home import Home
from warehouse.language import Lang
from warehouse.rights import restrict_process

HomeOption = Annotated[
    Path, typer.Option("--home", envvar="CHISO_HOME", help="Thư mục dữ liệu / data folder")
]
LanguageOption = Annotated[
    Lang, typer.Option("--lang", envvar="CHISO_LANG", help="Ngôn ngữ / language: vi, en")
]
PortOption = Annotated[
    int, typer.Option(min=0, max=65535, help="Cổng của `chiso ui` / the port of `chiso ui`")
]
AddressOption = Annotated[
    str,
    typer.Option(
        metavar="HTTPS://…",
        help="Địa chỉ của máy chủ trung gian phía trước / of the reverse proxy before it",
    ),
]
MeaningArgument = Annotated[
    tuple[str, str],
    typer.Argument(
        metavar="LABEL FORM.ELEMENT",
        help="Tên dòng như đơn vị ghi, và chỉ tiêu / the label as typed, and the element: "
        "health.exam_workers_due",
    ),
]
UnitOption = Annotated[
    str | None, typer.Option(help="Chỉ đơn vị này / this unit only, e.g. DK-DAPHUC")
]
FormOption = Annotated[str | None, typer.Option(help="Chỉ biểu này / this form only, e.g. ward")]
PeriodOption = Annotated[
    str | None, typer.Option(help="Chỉ kỳ này / this period only: 2023-05 or «Tháng 5/2023»")
]


def _print_version(is_wanted: bool) -> None:
    if is_wanted:
        from warehouse.home_identity import PROGRAM_VERSION

        typer.echo(f"chiso {PROGRAM_VERSION}")
        raise typer.Exit


_FILE_SUFFIXES = {".csv", ".docx", ".html", ".json", ".parquet", ".pdf", ".txt", ".xlsx", ".zip"}
"""The endings of the files that the commands write."""


def check_output_folder(folder: Path | None) -> Path | None:
    """Refuse a folder to write to if the path is or names a file, or lies below a file.

    Raises:
        BadParameter: the message says what to write instead.
    """
    if folder and folder.suffix.lower() in _FILE_SUFFIXES and not folder.exists():
        raise typer.BadParameter(
            f"{folder.name} là tên của một tệp; hãy ghi thư mục, lệnh tự đặt tên tệp trong đó / "
            f"{folder.name} is the name of a file; name a folder, the command names its files"
        )
    for path in (folder, *folder.parents) if folder else ():
        if path.exists() and not path.is_dir():
            raise typer.BadParameter(
                f"{path} là một tệp; hãy ghi một thư mục, có sẵn hay chưa / {path} is a file; "
                "name a folder, which may not exist yet"
            )
    return folder


def check_output_file(file: Path | None) -> Path | None:
    """Refuse a file to write that is a folder, or lies below a file.

    Raises:
        BadParameter: the message says what to write instead.
    """
    if file and file.is_dir():
        raise typer.BadParameter(
            f"{file} là một thư mục; hãy ghi cả tên tệp / {file} is a folder; name a file in it"
        )
    check_output_folder(file.parent if file else None)
    return file


OutOption = Annotated[
    Path, typer.Option(help="Thư mục ghi tệp / folder to write to", callback=check_output_folder)
]
OfficeOutOption = Annotated[
    Path | None,
    typer.Option(
        help="Thư mục ghi tệp; mặc định: office/reports/ của thư mục dữ liệu / folder to write to; "
        "by default office/reports/ of the home",
        callback=check_output_folder,
    ),
]
ReturnOption = Annotated[
    Path | None,
    typer.Option(
        "--return",
        help="Thư mục ghi tệp trả lại / folder for the returned workbook",
        callback=check_output_folder,
    ),
]
VersionOption = Annotated[
    bool,
    typer.Option("--version", help="Phiên bản / version", is_eager=True, callback=_print_version),
]
DEFAULT_PORT = 3000
SHARED_OUTPUT_COMMANDS = ("forms",)
"""The commands that write for others only: blank forms hold nothing of the office."""


_INTERRUPTED = 130
_COMMANDS_OF_A_HOME = {"alias", "backup", "nightly", "rebuild", "ui", "alerts", "status", "verify"}
_COMMANDS_OF_A_HOME |= {"layout_proposals", "layouts"}
"""The commands that write into a home, which a mistyped path must not make."""


def run_command(command: str, home: Path, lang: Lang, **arguments: Any) -> None:
    """Run a command's module; the return value is the exit code.

    Raises:
        HomeError: the folder is no home, or one of a newer version.
    """
    try:
        exit_code = _call_module(command, home, lang, **arguments)
    except KeyboardInterrupt:
        exit_code = report_interruption()
    raise typer.Exit(exit_code)


def report_interruption() -> int:
    """Write what Ctrl+C leaves behind, and return the exit code that shells give it."""
    sys.stderr.write(
        "Đã dừng (Ctrl+C, hoặc hệ thống dừng). Không mất gì, những gì đã công bố vẫn giữ nguyên; "
        "hãy chạy lại lệnh. / "
        "Interrupted. Nothing is lost and what is published stands; run the command again.\n"
    )
    return _INTERRUPTED


def _call_module(command: str, home: Path, lang: Lang, **arguments: Any) -> int:
    from warehouse.home_identity import check_home  # slow; `--help` needs none of it

    check_home(Home(home), must_exist=command in _COMMANDS_OF_A_HOME)
    module_name = f"pipelines.commands.{command}"
    try:
        module = import_module(module_name)
    except ModuleNotFoundError as error:
        if error.name == module_name:
            raise MissingEntryError(f"{command}.py", "pipelines/commands/") from error
        raise
    if command not in SHARED_OUTPUT_COMMANDS:
        restrict_process()
    return int(module.main(home=home, lang=lang, **arguments))
