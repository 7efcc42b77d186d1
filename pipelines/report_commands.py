"""The commands of `chiso` for reports and tables to carry away.

Options and help only, as in `cli`, which registers them.
"""

from pathlib import Path
from typing import Annotated

import typer

from pipelines.command_options import (
    HomeOption,
    LanguageOption,
    OfficeOutOption,
    check_output_file,
    run_command,
)
from warehouse.home import DEFAULT_HOME

report_app = typer.Typer()
PeriodArgument = Annotated[
    str, typer.Argument(metavar="KỲ / PERIOD", help="2023-05, 2023-Q2, 2023-H1, 2023-9M, 2023")
]


@report_app.command()
def tables(
    period: PeriodArgument,
    *,
    out: OfficeOutOption = None,
    home: HomeOption = DEFAULT_HOME,
    lang: LanguageOption = "vi",
) -> None:
    """Bảng tổng hợp mọi biểu của một kỳ / the consolidated workbook of a period."""
    run_command("tables", home, lang, period=period, out=out)


@report_app.command()
def report(
    period: PeriodArgument,
    *,
    to: Annotated[
        str, typer.Option(help="Nơi nhận, theo programme.yaml / addressee: so, ubnd")
    ] = "so",
    sent: Annotated[
        bool,
        typer.Option(
            "--sent",
            help="Bản này đã gửi: bản sau nêu thay đổi / it was sent: later ones list changes",
        ),
    ] = False,
    out: OfficeOutOption = None,
    home: HomeOption = DEFAULT_HOME,
    lang: LanguageOption = "vi",
) -> None:
    """Báo cáo lên cấp trên: Word, PDF, phụ lục / the report upward of a period."""
    run_command("report", home, lang, period=period, to=to, out=out, is_sent=sent)


@report_app.command()
def sheet(
    period: PeriodArgument,
    *,
    unit: Annotated[str, typer.Option(help="Đơn vị / unit, e.g. DK-DAPHUC")],
    out: OfficeOutOption = None,
    home: HomeOption = DEFAULT_HOME,
    lang: LanguageOption = "vi",
) -> None:
    """Phiếu một trang gửi lại một đơn vị / a page back to a unit on its own figures."""
    run_command("sheet", home, lang, period=period, unit=unit, out=out)


@report_app.command()
def notebook(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Sổ tay / notebook, e.g. wards")],
    *,
    html: Annotated[
        Path | None,
        typer.Option(
            help="Không mở; viết kết quả thành một tệp mở được khi không có mạng / "
            "open nothing; write the results to a file that opens offline",
            callback=check_output_file,
        ),
    ] = None,
    figure: Annotated[
        str | None,
        typer.Option(
            help="Chỉ số, đơn vị, kỳ chọn trước / indicator, unit and period chosen at first: "
            "«TT02 DK 2023-Q2»"
        ),
    ] = None,
    between: Annotated[
        tuple[str, str] | None,
        typer.Option(
            metavar="SINCE UNTIL",
            help="Hai ngày của sổ tay what_changed / the two days of the notebook what_changed",
        ),
    ] = None,
    home: HomeOption = DEFAULT_HOME,
    lang: LanguageOption = "vi",
) -> None:
    """Sổ tay phân tích: mở ra, hay viết thành tệp / open a notebook, or hand it on as a file."""
    run_command("notebook", home, lang, name=name, html=html, figure=figure, between=between)


@report_app.command()
def exports(home: HomeOption = DEFAULT_HOME, lang: LanguageOption = "vi") -> None:
    """Tệp số liệu đã viết để mang đi / the files of figures written to be carried away."""
    run_command("exports", home, lang)
