"""The `chiso` command: options and help only; each command is a module of `pipelines.commands`.

Nothing heavy is imported here, so that `chiso --help` answers at once.
"""

import sys
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer

from pipelines.words import Lang

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Báo cáo trong hộp nhận thành chỉ số được công bố, mỗi đêm. / "
    "Reports in an inbox become published indicators, every night.",
)

findings_app = typer.Typer()
app.add_typer(findings_app, name="findings")

Home = Annotated[
    Path, typer.Option("--home", envvar="CHISO_HOME", help="Thư mục dữ liệu / data folder")
]
Language = Annotated[
    Lang, typer.Option("--lang", envvar="CHISO_LANG", help="Ngôn ngữ / language: vi, en")
]
Text = Annotated[str | None, typer.Option()]
_DATA = Path("data")


def _do(command: str, home: Path, lang: Lang, **arguments: Any) -> None:
    """Run a command's module; its return value is the exit code."""
    module = import_module(f"pipelines.commands.{command}")
    raise typer.Exit(module.main(home=home, lang=lang, **arguments))


@app.command()
def demo(
    home: Home = _DATA,
    lang: Language = "vi",
    seed: Annotated[int, typer.Option(help="Cùng số, cùng dữ liệu / same seed, same data")] = 2021,
) -> None:
    """Viết 5 năm báo cáo giả lập rồi chạy / write five synthetic years and run the night."""
    _do("demo", home, lang, seed=seed)


@app.command()
def nightly(home: Home = _DATA, lang: Language = "vi") -> None:
    """Nhận, kiểm tra, công bố / take in, check and publish; exit 0 when published."""
    _do("nightly", home, lang)


@app.command()
def check(
    file: Annotated[Path, typer.Argument(help="Tệp báo cáo / report file")],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="In JSON / print JSON")] = False,
    return_to: Annotated[
        Path | None,
        typer.Option("--return", help="Thư mục ghi tệp trả lại / folder for the returned workbook"),
    ] = None,
    home: Home = _DATA,
    lang: Language = "vi",
) -> None:
    """Kiểm tra một tệp như lượt chạy đêm / check one file as the night would.

    Exit 0: clean or warnings; 1: errors; 2: unreadable or refused.
    """
    _do("check", home, lang, file=file, as_json=as_json, return_to=return_to)


@app.command()
def forms(
    *,
    form: Annotated[str, typer.Option(help="Biểu mẫu / form, e.g. ward")],
    unit: Annotated[str, typer.Option(help="Đơn vị / unit, e.g. DK-DAPHUC")],
    period: Annotated[str, typer.Option(help="Kỳ / period, e.g. 2023-05 or «Tháng 5/2023»")],
    out: Annotated[Path, typer.Option(help="Thư mục ghi mẫu / folder to write to")] = Path(),
    home: Home = _DATA,
    lang: Language = "vi",
) -> None:
    """Viết mẫu trống cho một đơn vị và kỳ / write a blank form for a unit and period."""
    _do("forms", home, lang, form=form, unit=unit, period=period, out=out)


@app.command()
def owed(
    *,
    unit: Text = None,
    form: Text = None,
    period: Text = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Cả báo cáo đã nộp / also those that came")
    ] = False,
    home: Home = _DATA,
    lang: Language = "vi",
) -> None:
    """Báo cáo còn thiếu / reports that are owed and have not come."""
    _do("owed", home, lang, unit=unit, form=form, period=period, everything=everything)


@findings_app.callback(invoke_without_command=True)
def findings(
    context: typer.Context,
    *,
    of: Annotated[
        list[str] | None,
        typer.Option(
            help="Chỉ đơn vị, biểu, kỳ hay mã lỗi này / only this unit, form, period, code"
        ),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Cả điều đã ghi nhận, đã đóng / also those settled")
    ] = False,
    home: Home = _DATA,
    lang: Language = "vi",
) -> None:
    """Điều nghi vấn đang mở / what is doubted now, the most important first."""
    if context.invoked_subcommand is None:
        _do("findings", home, lang, asked=of or [], everything=everything)
    # An option before the sub-command would not reach it, and it would look into another home.
    sources = (context.get_parameter_source(name) for name in context.params)
    if any(source and source.name == "COMMANDLINE" for source in sources):
        command = context.invoked_subcommand
        raise typer.BadParameter(f"ghi tùy chọn sau «{command}» / write options after «{command}»")


@findings_app.command()
def show(
    finding: Annotated[str, typer.Argument(help="Mã số / id")],
    *,
    home: Home = _DATA,
    lang: Language = "vi",
) -> None:
    """Mọi việc đã xảy ra với một điều nghi vấn / everything that happened to one finding."""
    _do("finding", home, lang, finding=finding)


@findings_app.command()
def ack(
    findings: Annotated[list[str], typer.Argument(help="Các mã số / ids")],
    *,
    reason: Annotated[
        str, typer.Option(help="Vì sao, không có dữ liệu cá nhân / why, no personal data")
    ],
    until: Annotated[str, typer.Option(help="Đến hết ngày / to the end of: 2023-12-31")],
    home: Home = _DATA,
    lang: Language = "vi",
) -> None:
    """Ghi nhận điều nghi vấn đến một ngày / acknowledge findings until a day."""
    _do("acknowledge", home, lang, findings=findings, reason=reason, until=until)


@app.command()
def ui(
    home: Home = _DATA,
    lang: Language = "vi",
    port: Annotated[int, typer.Option(help="Cổng / port")] = 3000,
) -> None:
    """Mở Dagster với lịch chạy đêm / start Dagster with the nightly schedule."""
    _do("ui", home, lang, port=port)


alerts = typer.Typer(
    no_args_is_help=True, help="Thông báo: gửi gì, cho ai / notices: what is told, and to whom"
)
app.add_typer(alerts, name="alerts")


@alerts.command("test")
def send_test(
    contact: Annotated[str, typer.Argument(help="Liên lạc / contact of contacts.csv")],
    home: Home = _DATA,
    lang: Language = "vi",
) -> None:
    """Gửi ngay một tin thử / send a test message now; exit 1 when it does not arrive."""
    _do("alerts", home, lang, do="test", contact=contact)


@alerts.command("list")
def list_(home: Home = _DATA, lang: Language = "vi") -> None:
    """Tin chờ gửi, đã gửi, chưa gửi được / notices that wait, were sent, could not be sent."""
    _do("alerts", home, lang, do="list")


@alerts.command()
def snooze(
    contact: Annotated[str, typer.Argument(help="Liên lạc hoặc đơn vị / contact or unit")],
    *,
    until: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="Đến hết ngày / to day")],
    reason: Annotated[str, typer.Option(help="Lý do / reason; no personal data")],
    home: Home = _DATA,
    lang: Language = "vi",
) -> None:
    """Tạm ngừng báo cho một liên lạc hoặc về một đơn vị / tell a contact, or of a unit, later."""
    _do("alerts", home, lang, do="snooze", snoozed=contact, until=until, reason=reason)


@alerts.command()
def heartbeat(home: Home = _DATA, lang: Language = "vi") -> None:
    """Hệ thống có hoạt động không / is the system well; exit 1 when not. For a cron of its own."""
    _do("alerts", home, lang, do="heartbeat")


def main() -> None:
    """Entry point; a catalogue or setting that cannot be used is told without a traceback."""
    from pydantic import ValidationError

    from pipelines.settings import Settings
    from warehouse.catalogue import CatalogueError

    try:
        app()
    except CatalogueError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(2)
    except ValidationError as error:
        if error.title != Settings.__name__:
            raise
        sys.stderr.write(f"{Settings.told(error)}\n")
        sys.exit(2)
