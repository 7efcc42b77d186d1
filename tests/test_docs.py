"""The documentation covers every command and setting, and names only what exists."""

import re
from pathlib import Path

import pytest

from pipelines.alerts.health import OVERDUE_HOURS
from pipelines.cli import app
from pipelines.settings import Settings
from tests.house_rules import kept_files

ROOT = Path(__file__).parent.parent
COMMANDS = [command.callback.__name__ for command in app.registered_commands]
COMMANDS += [group.name for group in app.registered_groups]
SETTINGS = [f"CHISO_{name.upper()}" for name in Settings.model_fields]


def pages():
    """List the pages for readers: the README and the folder of documentation."""
    return [
        path
        for path in kept_files(ROOT)
        if path == ROOT / "README.md" or (path.suffix == ".md" and ROOT / "docs" in path.parents)
    ]


def undocumented(names, texts):
    """Return the names that stand in no text as a word of their own."""
    whole_text = " ".join(texts)
    return [n for n in names if not re.search(rf"(?<![\w-]){re.escape(n)}(?![\w-])", whole_text)]


def written():
    texts = [path.read_text(encoding="utf-8") for path in pages()]
    assert len(texts) > 5
    return texts


def test_every_command_is_in_the_documentation():
    assert len(COMMANDS) >= 6
    assert undocumented([f"chiso {name}" for name in COMMANDS], written()) == []


def test_every_setting_is_in_the_documentation():
    assert len(SETTINGS) >= 4
    assert undocumented(SETTINGS, written()) == []


def test_no_setting_is_documented_that_does_not_exist():
    settings = set(re.findall(r"\bCHISO_[A-Z_]+\b", " ".join(written())))
    secrets = {name for name in settings if name.startswith("CHISO_SECRET_")}  # anybody's own
    assert settings - secrets - set(SETTINGS) == set()


def test_no_command_is_documented_that_does_not_exist():
    commands = set(re.findall(r"`(?:\$ )?chiso ([a-z]+)", " ".join(written())))
    assert commands - set(COMMANDS) == set()


def test_the_limits_of_the_heartbeat_are_those_of_the_code():
    page = (ROOT / "docs" / "alerts.md").read_text(encoding="utf-8")
    days = Settings.model_fields["quiet_days"].default
    assert f"quá {OVERDUE_HOURS} giờ" in page
    assert f"for {OVERDUE_HOURS} hours" in page
    assert f"`CHISO_QUIET_DAYS` ({days})" in page


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("run `chiso check`", []),
        ("run `chiso check FILE`", []),
        ("run `chiso checks`", ["chiso check"]),
        ("run `chiso check-all`", ["chiso check"]),
        ("run `chiso`, then check", ["chiso check"]),
        ("", ["chiso check"]),
    ],
)
def test_what_is_missing_is_found(text, missing):
    assert undocumented(["chiso check"], ["other words", text]) == missing
