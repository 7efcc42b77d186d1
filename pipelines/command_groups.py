"""The commands of `chiso` with sub-commands, and those on the state of a home.

Options and help only, as in `cli`, which registers them.
"""

from datetime import datetime
from typing import Annotated

import typer

from pipelines.command_options import HomeOption, LanguageOption, run_command
from warehouse.home import DEFAULT_HOME

findings_app = typer.Typer()


@findings_app.callback(invoke_without_command=True)
def list_findings(
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
    home: HomeOption = DEFAULT_HOME,
    lang: LanguageOption = "vi",
) -> None:
    """Điều nghi vấn đang mở / what is doubted now, the most important first."""
    if context.invoked_subcommand is None:
        run_command("findings", home, lang, filter_arguments=of or [], everything=everything)
    # The sub-command would not see an option before its name and would use another home.
    sources = (context.get_parameter_source(name) for name in context.params)
    if any(source and source.name == "COMMANDLINE" for source in sources):
        command = context.invoked_subcommand
        raise typer.BadParameter(f"ghi tùy chọn sau «{command}» / write options after «{command}»")


@findings_app.command()
def show(
    finding: Annotated[str, typer.Argument(help="Mã số / id")],
    *,
    home: HomeOption = DEFAULT_HOME,
    lang: LanguageOption = "vi",
) -> None:
    """Mọi việc đã xảy ra với một điều nghi vấn / everything that happened to one finding."""
    run_command("finding", home, lang, finding=finding)


@findings_app.command()
def ack(
    findings: Annotated[list[str], typer.Argument(help="Các mã số / ids")],
    *,
    until: Annotated[str, typer.Option(help="Đến hết ngày / to the end of: 2023-12-31")],
    reason: Annotated[
        str, typer.Option(help="Vì sao, không có dữ liệu cá nhân / why, no personal data")
    ] = "",
    note: Annotated[
        bool,
        typer.Option("--note", help="Lấy ghi chú của đơn vị làm lý do / the unit's note is why"),
    ] = False,
    home: HomeOption = DEFAULT_HOME,
    lang: LanguageOption = "vi",
) -> None:
    """Ghi nhận điều nghi vấn đến một ngày / acknowledge findings until a day."""
    run_command("acknowledge", home, lang, findings=findings, reason=reason, until=until, note=note)


alerts_app = typer.Typer(
    no_args_is_help=True, help="Thông báo: gửi gì, cho ai / notices: contents and recipients"
)


@alerts_app.command("test")
def send_test(
    contact: Annotated[str, typer.Argument(help="Liên lạc / contact of contacts.csv")],
    home: HomeOption = DEFAULT_HOME,
    lang: LanguageOption = "vi",
) -> None:
    """Gửi ngay một tin thử / send a test message now; exit 1 when it does not arrive."""
    run_command("alerts", home, lang, do="test", contact=contact)


@alerts_app.command("list")
def list_notices(home: HomeOption = DEFAULT_HOME, lang: LanguageOption = "vi") -> None:
    """Tin chờ gửi, đã gửi, chưa gửi được / notices that wait, were sent, could not be sent."""
    run_command("alerts", home, lang, do="list")


@alerts_app.command()
def snooze(
    contact: Annotated[str, typer.Argument(help="Liên lạc hoặc đơn vị / contact or unit")],
    *,
    until: Annotated[
        datetime, typer.Option(formats=["%Y-%m-%d"], help="Đến hết ngày / until: 2027-02-14")
    ],
    reason: Annotated[str, typer.Option(help="Lý do / reason; no personal data")],
    home: HomeOption = DEFAULT_HOME,
    lang: LanguageOption = "vi",
) -> None:
    """Tạm ngừng báo cho một liên lạc hay về một đơn vị / no notices to a contact or on a unit."""
    run_command("alerts", home, lang, do="snooze", snoozed=contact, until=until, reason=reason)


@alerts_app.command("snoozes")
def list_snoozes(home: HomeOption = DEFAULT_HOME, lang: LanguageOption = "vi") -> None:
    """Đang tạm ngừng báo cho ai, đến khi nào / what is snoozed, until when and why."""
    run_command("alerts", home, lang, do="snoozes")


@alerts_app.command()
def heartbeat(
    *,
    verbose: Annotated[
        bool, typer.Option("--verbose", help="In cả khi bình thường / print also when well")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", hidden=True)] = False,
    home: HomeOption = DEFAULT_HOME,
    lang: LanguageOption = "vi",
) -> None:
    """Hệ thống có hoạt động không / is the system well; silent when well, exit 1 when not."""
    del quiet  # in cron lines of before: silence when well is the rule now
    run_command("alerts", home, lang, do="heartbeat", verbose=verbose)


refused_app = typer.Typer(
    no_args_is_help=True, help="Tệp bị từ chối đang chờ / refused files that wait"
)


@refused_app.command("list")
def list_refused(home: HomeOption = DEFAULT_HOME, lang: LanguageOption = "vi") -> None:
    """Tệp nào, vì sao, chờ đến khi nào / which files, why, and how long they wait."""
    run_command("refused", home, lang, do="list")


@refused_app.command()
def release(
    file: Annotated[str, typer.Argument(help="Đầu mã của tệp / the start of the file's id")],
    *,
    reason: Annotated[str, typer.Option(help="Vì sao, không có dữ liệu cá nhân / why")],
    home: HomeOption = DEFAULT_HOME,
    lang: LanguageOption = "vi",
) -> None:
    """Cho vào một tệp bị từ chối nhầm / let in a file that was refused by mistake."""
    run_command("refused", home, lang, do="release", file=file, reason=reason)


catalogue_app = typer.Typer(no_args_is_help=True, help="Danh mục / the catalogue")


@catalogue_app.callback()
def group_catalogue_commands() -> None:
    """Danh mục của chương trình / the catalogue of the programme."""


@catalogue_app.command("check")
def check_catalogue_folder(home: HomeOption = DEFAULT_HOME, lang: LanguageOption = "vi") -> None:
    """Lỗi và ghi chú của danh mục / its faults and notes; with data in the home, looks at them."""
    run_command("catalogue", home, lang)


@catalogue_app.command("diff")
def compare_catalogue(home: HomeOption = DEFAULT_HOME, lang: LanguageOption = "vi") -> None:
    """Khác bản công bố ở đâu / what differs from the publication; exit 1 if a night refuses it."""
    run_command("catalogue_diff", home, lang)


state_app = typer.Typer()


@state_app.command()
def doctor(
    *,
    as_json: Annotated[bool, typer.Option("--json", help="In JSON / print JSON")] = False,
    home: HomeOption = DEFAULT_HOME,
    lang: LanguageOption = "vi",
) -> None:
    """Xem mọi thứ có ổn không, kèm cách sửa / examine everything; exit 1 with a fault."""
    run_command("doctor", home, lang, as_json=as_json)


@state_app.command()
def status(home: HomeOption = DEFAULT_HOME, lang: LanguageOption = "vi") -> None:
    """Tình hình trong một màn hình / how things stand, in one screen."""
    run_command("status", home, lang)
