"""The commands that ask about published figures: where from, since when, what changed.

Options and help only, as in `cli`.
"""

from typing import Annotated

import typer

from pipelines.command_options import HomeOption, LanguageOption, run_command
from warehouse.home import DEFAULT_HOME
from warehouse.lineage.explanation import FigureKey

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
JsonOption = Annotated[bool, typer.Option("--json", help="In JSON / print JSON")]


@figures_app.command()
def explain(
    figure: FigureArgument,
    unit: UnitArgument,
    period: PeriodArgument,
    *,
    as_json: JsonOption = False,
    home: HomeOption = DEFAULT_HOME,
    lang: LanguageOption = "vi",
) -> None:
    """Một con số từ đâu ra / where a figure comes from: its cells, files and senders."""
    run_command("explain", home, lang, key=FigureKey(figure, unit, period), as_json=as_json)


@figures_app.command()
def asof(
    moment: Annotated[
        str,
        typer.Argument(
            metavar="DAY",
            help="Ngày (đến hết ngày) hay giờ / a day, to its end, or a time: 2023-07-20",
        ),
    ],
    key: Annotated[
        tuple[str, str, str],
        typer.Argument(
            metavar="INDICATOR UNIT PERIOD", help="Như «chiso explain» / as of `chiso explain`"
        ),
    ],
    *,
    as_json: JsonOption = False,
    home: HomeOption = DEFAULT_HOME,
    lang: LanguageOption = "vi",
) -> None:
    """Con số như đã biết vào một ngày / a figure as known on a day, by the reports received."""
    run_command("explain", home, lang, key=FigureKey(*key), as_json=as_json, moment=moment)


@figures_app.command()
def diff(
    since: Annotated[
        str, typer.Argument(help="Ngày hay số lần công bố / a day, or a publication's number")
    ],
    until: Annotated[str, typer.Argument(help="Như trên / likewise")],
    *,
    unit: Annotated[
        str | None, typer.Option("--unit", help="Chỉ của đơn vị, địa bàn này / of this one only")
    ] = None,
    as_json: JsonOption = False,
    home: HomeOption = DEFAULT_HOME,
    lang: LanguageOption = "vi",
) -> None:
    """Con số nào đổi giữa hai lúc, vì báo cáo nào / what changed between two moments, and why."""
    run_command("diff", home, lang, moments=(since, until), unit=unit, as_json=as_json)


@figures_app.command()
def publication(
    number: Annotated[
        int | None, typer.Argument(help="Lần công bố / its number; none lists all")
    ] = None,
    *,
    home: HomeOption = DEFAULT_HOME,
    lang: LanguageOption = "vi",
) -> None:
    """Dựng lại một lần công bố đã qua / make a past publication again; list what differs."""
    run_command("publication", home, lang, number=number)
