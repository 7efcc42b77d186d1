"""The sub-commands of `chiso held`: the reports that wait for the officer.

Options and help only, as in `cli`.
"""

from typing import Annotated

import typer

from pipelines.command_options import HomeOption, LanguageOption, run_command
from warehouse.home import DEFAULT_HOME

held_app = typer.Typer(
    no_args_is_help=True, help="Báo cáo chờ cán bộ quyết định / reports that wait for the officer"
)
HeldReportArgument = Annotated[str, typer.Argument(metavar="MÃ / ID", help="Mã báo cáo / its id")]
HeldReasonOption = Annotated[
    str,
    typer.Option("--reason", help="Vì sao, không có dữ liệu cá nhân / why, no personal data"),
]


@held_app.command("list")
def list_held_reports(home: HomeOption = DEFAULT_HOME, lang: LanguageOption = "vi") -> None:
    """Báo cáo đang chờ, và đã quyết định / reports that wait, and those decided."""
    run_command("held_reports", home, lang)


@held_app.command("accept")
def accept_held_report(
    report: HeldReportArgument,
    *,
    reason: HeldReasonOption,
    home: HomeOption = DEFAULT_HOME,
    lang: LanguageOption = "vi",
) -> None:
    """Nhận một báo cáo chờ, như lúc nó đến / accept a report, as of the time it came."""
    run_command("held_reports", home, lang, verdict="accepted", report=report, reason=reason)


@held_app.command("reject")
def reject_held_report(
    report: HeldReportArgument,
    *,
    reason: HeldReasonOption,
    home: HomeOption = DEFAULT_HOME,
    lang: LanguageOption = "vi",
) -> None:
    """Không nhận một báo cáo chờ; tệp vẫn còn / reject a report; its file stays archived."""
    run_command("held_reports", home, lang, verdict="rejected", report=report, reason=reason)
