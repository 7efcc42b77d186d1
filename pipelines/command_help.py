"""The last line of the help of every command: the exit codes, from `commands.exit_codes`.

Reads the assembled commands of `cli` and knows none by itself.
"""

from collections.abc import Iterator

import typer
from typer.models import CommandInfo, TyperInfo

from pipelines.commands.exit_codes import describe_exit_codes, list_exit_codes


def list_commands(app: typer.Typer) -> Iterator[tuple[str, CommandInfo | TyperInfo]]:
    """Yield every command with the full name, and every group that is a command by itself."""
    for command in app.registered_commands:
        yield _get_name(command), command
    for group in app.registered_groups:
        commands = group.typer_instance
        if commands is None:
            continue
        callback = commands.registered_callback
        if callback and callback.invoke_without_command is True:
            yield str(group.name), group
        for command in commands.registered_commands:
            yield f"{group.name} {_get_name(command)}", command


def state_exit_codes(app: typer.Typer) -> None:
    """End the help of every command with the exit codes."""
    for name, command in list_commands(app):
        command.epilog = describe_exit_codes(list_exit_codes(name))


def _get_name(command: CommandInfo) -> str:
    return command.name or command.callback.__name__ if command.callback else str(command.name)
