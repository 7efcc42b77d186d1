"""The commands for a damaged or moved home: rebuild, verify, backup, restore.

Options and help only, as in `cli`.
"""

from pathlib import Path
from typing import Annotated

import typer

from pipelines.command_options import (
    HomeOption,
    LanguageOption,
    check_output_folder,
    run_command,
)
from warehouse.home import DEFAULT_HOME

recovery_app = typer.Typer()
BackupArgument = Annotated[
    Path,
    typer.Argument(
        metavar="DIR",
        help="Thư mục sao lưu / the folder of the backup",
        callback=check_output_folder,
    ),
]


@recovery_app.command()
def rebuild(
    *,
    journal: Annotated[
        bool,
        typer.Option(
            "--journal",
            help="Nhật ký mất hay hỏng: lập lại nhật ký từ sổ đăng ký / the journal is lost or "
            "damaged: make it anew from the register",
        ),
    ] = False,
    home: HomeOption = DEFAULT_HOME,
    lang: LanguageOption = "vi",
) -> None:
    """Dựng lại sổ đăng ký từ kho lưu và nhật ký / make the register anew; list what differs."""
    run_command("rebuild", home, lang, journal=journal)


@recovery_app.command()
def verify(
    *,
    everything: Annotated[
        bool,
        typer.Option("--all", help="Cả kho lưu, không chỉ 10 giây / the whole archive, not 10 s"),
    ] = False,
    home: HomeOption = DEFAULT_HOME,
    lang: LanguageOption = "vi",
) -> None:
    """Kiểm lại kho lưu, nhật ký, bản công bố / verify archive, journal and publications."""
    run_command("verify", home, lang, everything=everything)


@recovery_app.command()
def backup(
    folder: BackupArgument,
    *,
    home: HomeOption = DEFAULT_HOME,
    lang: LanguageOption = "vi",
) -> None:
    """Sao lưu nhật ký và kho lưu / back journal and archive up; also while a night runs."""
    run_command("backup", home, lang, folder=folder)


@recovery_app.command()
def restore(
    folder: BackupArgument,
    *,
    home: HomeOption = DEFAULT_HOME,
    lang: LanguageOption = "vi",
) -> None:
    """Khôi phục vào một thư mục trống / restore into an empty home; `chiso nightly` publishes."""
    run_command("restore", home, lang, folder=folder)
