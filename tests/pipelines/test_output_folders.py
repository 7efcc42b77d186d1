"""Every option that names a place to write to: a file in the way is named, with what to write."""

import inspect
from typing import get_args

import pytest
import typer
from typer.testing import CliRunner

from pipelines.cli import app
from pipelines.command_options import check_output_file, check_output_folder


def list_commands(commands, prefix=()):
    """Yield the words of each command, and the function with its options."""
    for command in commands.registered_commands:
        yield (*prefix, command.name or command.callback.__name__), command.callback
    for group in commands.registered_groups:
        yield from list_commands(group.typer_instance, (*prefix, group.name))


def list_places(function):
    """Yield name and check of each option of a command that names a place to write to."""
    for name, parameter in inspect.signature(function).parameters.items():
        for option in get_args(parameter.annotation)[1:]:
            is_place = any(text in (option.help or "") for text in ("hư mục ghi", "hành một tệp"))
            if is_place or name == "out":
                yield name, option.callback


PLACES = [
    (" ".join(command), name, check)
    for command, function in list_commands(app)
    for name, check in list_places(function)
]


def test_every_place_to_write_to_is_checked():
    assert {(command, name) for command, name, _ in PLACES} == {
        ("check", "return_to"),
        ("forms", "out"),
        ("remind", "out"),
        ("layout propose", "out"),
        ("tables", "out"),
        ("report", "out"),
        ("sheet", "out"),
        ("notebook", "html"),
    }
    assert {check for _, _, check in PLACES} == {check_output_folder, check_output_file}


def test_a_file_in_the_way_is_named_with_what_to_write_instead(tmp_path):
    file = tmp_path / "report.txt"
    file.write_bytes(b"x")
    for place in (file, file / "below"):
        with pytest.raises(
            typer.BadParameter, match=r"report\.txt là một tệp; hãy ghi một thư mục"
        ):
            check_output_folder(place)
    assert check_output_folder(tmp_path / "new" / "newer") == tmp_path / "new" / "newer"
    assert check_output_folder(None) is None
    with pytest.raises(typer.BadParameter, match="hãy ghi cả tên tệp"):
        check_output_file(tmp_path)
    with pytest.raises(typer.BadParameter, match="hãy ghi một thư mục"):
        check_output_file(file / "results.html")
    assert check_output_file(file) == file


@pytest.mark.parametrize("name", ["báo cáo.docx", "so-lieu.XLSX", "thư.nhắc/phiếu.pdf"])
def test_a_file_named_where_a_folder_is_wanted_is_refused(tmp_path, name):
    with pytest.raises(typer.BadParameter, match="là tên của một tệp; hãy ghi thư mục"):
        check_output_folder(tmp_path / name)
    assert not (tmp_path / name).exists()
    folder = tmp_path / "2023.v2"
    assert check_output_folder(folder) == folder


def test_a_folder_that_is_there_may_have_any_name(tmp_path):
    folder = tmp_path / "gửi.zip"
    folder.mkdir()
    assert check_output_folder(folder) == folder


def test_the_command_refuses_before_it_does_anything(tmp_path):
    file = tmp_path / "report.txt"
    file.write_bytes(b"x")
    home = tmp_path / "home"
    for command in (["report", "2023-Q2", "--out", str(file)], ["backup", str(file)]):
        result = CliRunner().invoke(app, [*command, "--home", str(home)])
        assert result.exit_code == 2
        assert "chiso nightly" not in result.output
        assert "hãy ghi một thư mục" in " ".join(result.output.replace("│", " ").split())
