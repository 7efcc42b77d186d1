"""The commands that ask about a published figure: `chiso explain`.

Options and help only, as in `cli`.
"""

from typing import Annotated

import typer

from pipelines.command_options import HomeOption, LanguageOption, run_command
from pipelines.commands.exit_codes import ExitCode, describe_exit_codes
from warehouse.home import DEFAULT_HOME

figures_app = typer.Typer()
FigureArgument = Annotated[
    str,
    typer.Argument(
        metavar="INDICATOR",
        help="Chỉ số hay chỉ tiêu / indicator or element: TT02, ward.workers_reached",
    ),
]
UnitArgument = Annotated[str, typer.Argument(help="Đơn vị hay địa bàn / unit or area: DK")]
PeriodArgument = Annotated[str, typer.Argument(help="Kỳ / period: 2023-Q2 or «Quý II/2023»")]


@figures_app.command(epilog=describe_exit_codes((ExitCode.DONE, ExitCode.UNUSABLE)))
def explain(
    figure: FigureArgument,
    unit: UnitArgument,
    period: PeriodArgument,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="In JSON / print JSON")] = False,
    home: HomeOption = DEFAULT_HOME,
    lang: LanguageOption = "vi",
) -> None:
    """Một con số từ đâu ra / where a figure comes from: its cells, files and senders."""
    arguments = {"figure": figure, "unit": unit, "period": period, "as_json": as_json}
    run_command("explain", home, lang, **arguments)
