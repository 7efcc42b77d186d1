"""The commands for a damaged or moved home: rebuild, verify, backup, restore.

Options and help only, as in `cli`.
"""

from typing import Annotated

import typer

from pipelines.command_options import HomeOption, LanguageOption, run_command
from pipelines.commands.exit_codes import ExitCode, describe_exit_codes
from warehouse.home import DEFAULT_HOME

recovery_app = typer.Typer()


@recovery_app.command(
    epilog=describe_exit_codes((ExitCode.DONE, ExitCode.FAILED, ExitCode.UNUSABLE, ExitCode.BUSY))
)
def rebuild(home: HomeOption = DEFAULT_HOME, lang: LanguageOption = "vi") -> None:
    """Dựng lại sổ đăng ký từ kho lưu và nhật ký / make the register anew; list what differs."""
    run_command("rebuild", home, lang)


@recovery_app.command(epilog=describe_exit_codes((ExitCode.DONE, ExitCode.FAILED, ExitCode.BUSY)))
def verify(
    *,
    everything: Annotated[
        bool, typer.Option("--all", help="Cả kho lưu / the whole archive, not a slice")
    ] = False,
    home: HomeOption = DEFAULT_HOME,
    lang: LanguageOption = "vi",
) -> None:
    """Kiểm lại kho lưu, nhật ký, bản công bố / verify archive, journal and publications."""
    run_command("verify", home, lang, everything=everything)
