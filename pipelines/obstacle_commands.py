"""The sub-commands of `chiso obstacles`: what units find difficult and propose, and the answers.

Options and help only, as in `cli`.
"""

from typing import Annotated

import typer

from pipelines.command_options import HomeOption, LanguageOption, run_command
from warehouse.home import DEFAULT_HOME

obstacles_app = typer.Typer()


@obstacles_app.callback(invoke_without_command=True)
def group_obstacle_commands(
    context: typer.Context, home: HomeOption = DEFAULT_HOME, lang: LanguageOption = "vi"
) -> None:
    """Khó khăn, đề xuất của đơn vị / obstacles and proposals of units, and answers."""
    if context.invoked_subcommand is None:
        run_command("obstacles", home, lang)
    # The sub-command would not see an option before its name and would use another home.
    sources = (context.get_parameter_source(name) for name in context.params)
    if any(source and source.name == "COMMANDLINE" for source in sources):
        command = context.invoked_subcommand
        raise typer.BadParameter(f"ghi tùy chọn sau «{command}» / write options after «{command}»")


@obstacles_app.command("list")
def list_obstacles(home: HomeOption = DEFAULT_HOME, lang: LanguageOption = "vi") -> None:
    """Khó khăn, đề xuất: mới trước, rồi đã trả lời / new ones first, then those answered."""
    run_command("obstacles", home, lang)


@obstacles_app.command()
def reply(
    obstacle: Annotated[str, typer.Argument(metavar="MÃ / ID", help="Mã / its id")],
    *,
    text: Annotated[str, typer.Option(help="Lời trả lời, không có dữ liệu cá nhân / the answer")],
    by: Annotated[str, typer.Option(help="Ai trả lời: chức danh / who answers: a post")],
    home: HomeOption = DEFAULT_HOME,
    lang: LanguageOption = "vi",
) -> None:
    """Trả lời một khó khăn hay đề xuất / answer an obstacle or proposal."""
    run_command("obstacles", home, lang, obstacle=obstacle, text=text, by=by)
