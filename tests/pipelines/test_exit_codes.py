"""An exit code is stated in one place; pages and help are written from there."""

import ast
import inspect
import re
from pathlib import Path

import pytest
from typer.models import TyperInfo
from typer.testing import CliRunner

from pipelines import cli
from pipelines.command_help import list_commands
from pipelines.commands.exit_codes import (
    CheckExitCode,
    ExitCode,
    describe_exit_codes,
    list_exit_codes,
)
from pipelines.exit_code_page import render_exit_code_page
from tests.house_rules import Module, modules

ROOT = Path(__file__).parents[2]
TABLE = "pipelines/commands/exit_codes.py"
EXITS = {"exit", "_exit", "Exit"}


def stated_exit_codes(module):
    """Yield every exit code that a module states as a number."""
    for node in ast.walk(module.tree):
        match node:
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=[number, *_]):
                is_stated = name in EXITS and is_exit_code(number)
            case ast.FunctionDef(returns=ast.Name(id="int")) if "commands/" in module.path:
                returned = [n.value for n in ast.walk(node) if isinstance(n, ast.Return)]
                is_stated = any(map(is_exit_code, returned))
            case ast.Name(id=name, ctx=ast.Store()):
                is_stated = name.startswith("EXIT_")
            case _:
                is_stated = False
        if is_stated:
            yield module.fault(node, f"state exit codes in {TABLE}")


def is_exit_code(node):
    return isinstance(node, ast.Constant) and node.value in set(ExitCode)


def test_no_other_module_states_an_exit_code():
    examined = [m for m in modules(ROOT, ["pipelines"]) if m.path != TABLE]
    assert len(examined) > 50
    assert [fault for m in examined for fault in stated_exit_codes(m)] == []


@pytest.mark.parametrize(
    "planted",
    [
        "sys.exit(2)",
        "os._exit(1)",
        "raise typer.Exit(3)",
        "EXIT_CLEAN = 0",
        "EXIT_CLEAN, EXIT_ERRORS = 0, 1",
        "def main() -> int:\n    return 0",
    ],
)
def test_a_number_in_another_module_is_seen(planted):
    module = Module("pipelines/commands/planted.py", planted, ast.parse(planted))
    assert len(list(stated_exit_codes(module))) >= 1


def test_the_page_is_what_is_generated():
    page = (ROOT / "docs" / "exit-codes.md").read_text(encoding="utf-8")
    assert page == render_exit_code_page(), "docs/exit-codes.md is out of date: run `make docs`"


def test_the_page_has_every_code_with_both_languages():
    lines = render_exit_code_page().splitlines()
    for code in (*ExitCode, *CheckExitCode):
        assert f"| {code.value} | {code.vi} | {code.en} |" in lines


COMMANDS = dict(list_commands(cli.app))


def test_every_command_is_among_them():
    assert len(COMMANDS) > 50
    assert {"nightly", "check", "findings", "findings show", "alerts heartbeat"} <= set(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_every_command_ends_with_its_codes(command):
    result = CliRunner().invoke(cli.app, [*command.split(), "--help"], env={"COLUMNS": "200"})
    output = " ".join(result.output.split())
    codes = list_exit_codes(command)
    assert output.endswith(describe_exit_codes(codes))
    assert codes == sorted(set(codes))


@pytest.mark.parametrize("command", [name for name in COMMANDS if name != "check"])
def test_a_command_that_returns_a_code_states_it(command):
    callback = COMMANDS[command]
    if isinstance(callback, TyperInfo):
        callback = callback.typer_instance.registered_callback
    (module,) = re.findall(r'run_command\(\s*"(\w+)"', inspect.getsource(callback.callback))
    text = (ROOT / "pipelines" / "commands" / f"{module}.py").read_text(encoding="utf-8")
    if "night_output" in text:
        text += (ROOT / "pipelines" / "commands" / "night_output.py").read_text(encoding="utf-8")
    returned = {code for code in ExitCode if f"ExitCode.{code.name}" in text}
    assert returned <= set(list_exit_codes(command))
    assert (ExitCode.BUSY in returned) == (ExitCode.BUSY in list_exit_codes(command))
