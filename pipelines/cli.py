"""The `chiso` command: options and help only; each command is a module of `pipelines.commands`.

Nothing heavy is imported here, so `chiso --help` answers at once.
"""

import logging
import os
import sys
from pathlib import Path
from typing import Annotated, Literal, NoReturn

import typer

from pipelines.command_groups import alerts_app, catalogue_app, findings_app, refused_app, state_app
from pipelines.command_help import state_exit_codes
from pipelines.command_options import (
    DEFAULT_PORT,
    AddressOption,
    FormOption,
    HomeOption,
    LanguageOption,
    MeaningArgument,
    OutOption,
    PeriodOption,
    PortOption,
    ReturnOption,
    UnitOption,
    VersionOption,
    check_output_folder,
    report_interruption,
    run_command,
)
from pipelines.correction_commands import corrections_app
from pipelines.figure_commands import figures_app
from pipelines.held_commands import held_app
from pipelines.layout_commands import layout_app
from pipelines.obstacle_commands import obstacles_app
from pipelines.recovery_commands import recovery_app
from pipelines.report_commands import report_app
from warehouse.home import DEFAULT_HOME

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Báo cáo trong hộp nhận thành chỉ số được công bố, mỗi đêm. / "
    "Reports in an inbox become published indicators, every night.",
)

_GROUPS = {"findings": findings_app, "alerts": alerts_app, "catalogue": catalogue_app}
_GROUPS |= {"corrections": corrections_app, "held": held_app, "layout": layout_app}
for group, commands in (_GROUPS | {"obstacles": obstacles_app, "refused": refused_app}).items():
    app.add_typer(commands, name=group)
for commands in (figures_app, state_app, recovery_app, report_app):
    app.registered_commands.extend(commands.registered_commands)


@app.callback()
def answer_version(*, version: VersionOption = False) -> None:
    """Print the version of the program, when asked for it."""
    del version


@app.command()
def demo(
    home: HomeOption = DEFAULT_HOME,
    lang: LanguageOption = "vi",
    seed: Annotated[int, typer.Option(help="Cùng số, cùng dữ liệu / same seed, same data")] = 2021,
) -> None:
    """Viết 5 năm báo cáo giả lập rồi chạy / write five synthetic years and run the night."""
    run_command("demo", home, lang, seed=seed)


@app.command()
def nightly(
    *,
    accept_fewer: Annotated[
        str | None,
        typer.Option(
            metavar="LÝ DO / REASON",
            help="Công bố dù thiếu tệp đã công bố; lý do được ghi lại / publish without files "
            "already published; the reason is recorded",
        ),
    ] = None,
    log: Annotated[
        Literal["text", "json"],
        typer.Option(help="json: một dòng JSON / one line of JSON"),
    ] = "text",
    home: HomeOption = DEFAULT_HOME,
    lang: LanguageOption = "vi",
) -> None:
    """Nhận, kiểm tra, công bố / take in, check and publish."""
    run_command("nightly", home, lang, accept_fewer=accept_fewer, log=log)


@app.command()
def check(
    file: Annotated[Path, typer.Argument(help="Tệp báo cáo / report file")],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="In JSON / print JSON")] = False,
    return_to: ReturnOption = None,
    home: HomeOption = DEFAULT_HOME,
    lang: LanguageOption = "vi",
) -> None:
    """Kiểm tra một tệp như lượt chạy đêm / check one file as the night would."""
    run_command("check", home, lang, file=file, as_json=as_json, return_to=return_to)


@app.command()
def alias(
    meaning: MeaningArgument,
    *,
    by: Annotated[str, typer.Option(help="Ai khai / who teaches it")],
    unit: UnitOption = None,
    remove: Annotated[bool, typer.Option("--remove", help="Bỏ / remove it")] = False,
    home: HomeOption = DEFAULT_HOME,
    lang: LanguageOption = "vi",
) -> None:
    """Khai cách gọi một chỉ tiêu / teach a label; the next night decides waiting reports anew."""
    arguments = {"meaning": meaning, "unit": unit, "person": by, "is_removal": remove}
    run_command("alias", home, lang, **arguments)


@app.command()
def forms(
    *,
    form: Annotated[str, typer.Option(help="Biểu mẫu / form, e.g. ward")],
    unit: Annotated[str, typer.Option(help="Đơn vị / unit, e.g. DK-DAPHUC")],
    period: Annotated[str, typer.Option(help="Kỳ / period, e.g. 2023-05 or «Tháng 5/2023»")],
    out: OutOption = Path(),
    home: HomeOption = DEFAULT_HOME,
    lang: LanguageOption = "vi",
) -> None:
    """Viết mẫu trống cho một đơn vị và kỳ / write a blank form for a unit and period."""
    run_command("forms", home, lang, form=form, unit=unit, period=period, out=out)


@app.command()
def owed(
    *,
    unit: UnitOption = None,
    form: FormOption = None,
    period: PeriodOption = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Cả báo cáo đã nộp / also those that came")
    ] = False,
    home: HomeOption = DEFAULT_HOME,
    lang: LanguageOption = "vi",
) -> None:
    """Báo cáo còn thiếu / reports that are owed and have not come."""
    run_command("owed", home, lang, unit=unit, form=form, period=period, everything=everything)


@app.command()
def board(
    *,
    form: FormOption = None,
    year: Annotated[int | None, typer.Option(help="Năm / year")] = None,
    home: HomeOption = DEFAULT_HOME,
    lang: LanguageOption = "vi",
) -> None:
    """Bảng nộp báo cáo, đơn vị theo kỳ / a year's reports, units by periods."""
    run_command("board", home, lang, form=form, year=year)


@app.command()
def remind(
    *,
    out: Annotated[
        Path | None,
        typer.Option(
            help="Thư mục ghi thư nhắc / folder for the drafts", callback=check_output_folder
        ),
    ] = None,
    home: HomeOption = DEFAULT_HOME,
    lang: LanguageOption = "vi",
) -> None:
    """Soạn thư nhắc cho hôm nay, không gửi / draft the reminders of the day, sending nothing."""
    run_command("remind", home, lang, out=out)


@app.command()
def ui(
    *,
    port: PortOption = DEFAULT_PORT,
    address: AddressOption = "",
    read_only: Annotated[
        bool,
        typer.Option(
            "--read-only", help="Chỉ xem, không chạy lịch / look only, without the schedule"
        ),
    ] = False,
    home: HomeOption = DEFAULT_HOME,
    lang: LanguageOption = "vi",
) -> None:
    """Mở Dagster với lịch chạy đêm / start Dagster with the nightly schedule."""
    run_command("ui", home, lang, port=port, address=address, read_only=read_only)


@app.command()
def login(
    port: PortOption = DEFAULT_PORT,
    home: HomeOption = DEFAULT_HOME,
    lang: LanguageOption = "vi",
) -> None:
    """Địa chỉ đăng nhập mới của `chiso ui` / a new login address of the `chiso ui` that is open."""
    run_command("login", home, lang, port=port)


state_exit_codes(app)

_QUESTIONS = {"--help", "--version"}
"""What is answered whatever the settings are."""


def _exit_process(exit_code: int) -> NoReturn:
    """Stop at once, all being synced: destroying modules costs a seventh of an idle night."""
    logging.shutdown()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(exit_code)


def main() -> None:
    """Run the command; report a faulty setting, catalogue or home without a traceback."""
    try:
        if not _QUESTIONS & set(sys.argv[1:]):
            _check_settings()
        app()
    except SystemExit as exit_request:
        if not isinstance(exit_request.code, int):
            raise
        _exit_process(exit_request.code)
    except KeyboardInterrupt:
        _exit_process(report_interruption())
    except Exception as error:
        from pipelines.command_errors import report_error

        sys.exit(report_error(error, command=next(iter(sys.argv[1:]), "")))


def _check_settings() -> None:
    """Refuse a variable that no command can use, before the options are read."""
    from pipelines.settings import Settings

    Settings()
