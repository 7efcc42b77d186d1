"""The sub-commands of `chiso layout`: proposals of how to read a stranger's sheet, and layouts.

Options and help only, as in `cli`.
"""

from pathlib import Path
from typing import Annotated

import typer

from pipelines.command_options import HomeOption, LanguageOption, OutOption, run_command
from warehouse.home import DEFAULT_HOME

layout_app = typer.Typer(
    no_args_is_help=True,
    help="Bảng riêng của đơn vị: đề xuất và cách đọc đã duyệt / offices' own layouts",
)
LayoutArgument = Annotated[
    str, typer.Argument(metavar="TÊN / NAME", help="Tên cách đọc / its name: DK-TA-court-1")
]
DecidedByOption = Annotated[str, typer.Option("--by", help="Ai quyết định / who decides")]


@layout_app.command("propose")
def propose_layout(
    file: Annotated[Path, typer.Argument(help="Tệp báo cáo / report file")],
    *,
    as_json: Annotated[
        bool, typer.Option("--json", help="Chỉ in JSON / print JSON, write nothing")
    ] = False,
    out: OutOption = Path(),
    home: HomeOption = DEFAULT_HOME,
    lang: LanguageOption = "vi",
) -> None:
    """Đề xuất cách đọc một tệp lạ; không lấy số nào / propose a reading; nothing is loaded."""
    run_command("layout_proposals", home, lang, file=file, as_json=as_json, out=out)


@layout_app.command("accept")
def accept_layout(
    file: Annotated[Path, typer.Argument(help="Đề xuất đã sửa, đã ghi «Đúng» / the proposal")],
    *,
    by: DecidedByOption,
    home: HomeOption = DEFAULT_HOME,
    lang: LanguageOption = "vi",
) -> None:
    """Duyệt một đề xuất / accept a proposal; the next night decides the report anew."""
    run_command("layouts", home, lang, do="accept", file=file, person=by)


@layout_app.command("list")
def list_layouts(home: HomeOption = DEFAULT_HOME, lang: LanguageOption = "vi") -> None:
    """Các cách đọc, đang dùng và đã bỏ / layouts, in force and retired."""
    run_command("layouts", home, lang, do="list")


@layout_app.command("show")
def show_layout(
    name: LayoutArgument, home: HomeOption = DEFAULT_HOME, lang: LanguageOption = "vi"
) -> None:
    """Một cách đọc, dạng YAML / one layout as YAML."""
    run_command("layouts", home, lang, do="show", names=(name,))


@layout_app.command("diff")
def compare_layouts(
    first: LayoutArgument,
    second: LayoutArgument,
    home: HomeOption = DEFAULT_HOME,
    lang: LanguageOption = "vi",
) -> None:
    """Hai cách đọc khác nhau ở đâu / what differs between two layouts."""
    run_command("layouts", home, lang, do="diff", names=(first, second))


@layout_app.command("retire")
def retire_layout(
    name: LayoutArgument,
    *,
    by: DecidedByOption,
    home: HomeOption = DEFAULT_HOME,
    lang: LanguageOption = "vi",
) -> None:
    """Bỏ một cách đọc / retire a layout; the next night decides its reports anew."""
    run_command("layouts", home, lang, do="retire", names=(name,), person=by)
