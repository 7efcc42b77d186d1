"""The documentation covers every command and setting, and names only what exists."""

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from typer.main import get_command

from pipelines.alerts.health import OVERDUE_HOURS
from pipelines.cli import app
from pipelines.settings import Settings
from tests.house_rules import FLOORS, kept_files, modules
from tests.language_rules import collect_known_names

ROOT = Path(__file__).parent.parent
COMMANDS = [command.callback.__name__ for command in app.registered_commands]
COMMANDS += [group.name for group in app.registered_groups]
GLOSSARY = ROOT / "docs" / "glossary.md"
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


def test_the_readme_is_short():
    assert len((ROOT / "README.md").read_text(encoding="utf-8").split()) <= 600


def test_every_command_is_in_the_documentation():
    assert len(COMMANDS) >= 6
    missing = undocumented([f"chiso {name}" for name in COMMANDS], written())
    assert not missing, f"write of it in README.md or docs/: {missing}"


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


def list_examples(text):
    """List the command lines in a text, from the word after `chiso`, each without its comment."""
    fences = re.findall(r"^```[^\n]*\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)
    codes = re.findall(r"`([^`\n]+)`", re.sub(r"(?ms)^```.*?^```", "", text))
    lines = [line for block in [*fences, *codes] for line in block.replace("\\\n", " ").split("\n")]
    commands = (re.search(r"(?:^|\s|bin/)chiso ([a-z][^#|&;]*)", line) for line in lines)
    examples = [command[1].strip() for command in commands if command]
    return [example for example in examples if "[OPTIONS]" not in example]  # typer's own page


def find_unknown_options(example):
    """Find the subcommand and the options of an example that the program does not know."""
    command, tokens = get_command(app), example.split()
    while tokens and (subcommands := getattr(command, "commands", {})) and tokens[0][0] != "-":
        if tokens[0] not in subcommands:
            return [tokens[0]]
        command = subcommands[tokens.pop(0)]
    known = {"--help", *(name for p in command.params for name in (*p.opts, *p.secondary_opts))}
    return [
        word for word in re.findall(r"(?<!\S)\[?(--[a-z-]+)", " ".join(tokens)) if word not in known
    ]


def test_every_example_has_a_subcommand_and_options_that_exist():
    examples = [example for text in written() for example in list_examples(text)]
    assert len(examples) > 200
    assert {
        example: unknown for example in examples if (unknown := find_unknown_options(example))
    } == {}


@pytest.mark.parametrize(
    ("text", "strange"),
    [
        ("`chiso report 2023-Q2 --to so`", []),
        ("`chiso report 2023-Q2 --too so`", ["--too"]),
        ("`chiso held acept ID --reason …`", ["acept"]),
        ("```\n$ .venv/bin/chiso held list  # --all\n```", []),
        ("```\nchiso reports 2023\n```", ["reports"]),
    ],
)
def test_an_example_that_no_longer_runs_is_found(text, strange):
    (example,) = list_examples(text)
    assert find_unknown_options(example) == strange


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


# The glossary


def list_terms(text):
    """List the rows of the glossary: Vietnamese term, English term, meaning."""
    rows = re.findall(r"^\| (.+?) \| (.+?) \| (.+) \|$", text, flags=re.MULTILINE)
    return [row for row in rows if row[0] not in ("Tiếng Việt", "---")]


def unknown_names(text, known_names):
    """Return the names in backticks that are not known."""
    mentions = re.findall(r"(?<!`)`([A-Za-z_]\w*)`(?!`)", text)
    return sorted(set(mentions) - known_names)


def repeated_terms(terms):
    """Return the Vietnamese and the English terms that have several rows."""
    counts = Counter(term for vi, en, _ in terms for term in (f"vi: {vi}", f"en: {en}"))
    return sorted(term for term, count in counts.items() if count > 1)


def test_every_name_in_the_glossary_exists():
    paths = [p for floor in FLOORS for p in (ROOT / floor).rglob("*.sql")]
    known_names = collect_known_names(
        modules(ROOT, [*FLOORS, "benchmarks"]), [p.read_text(encoding="utf-8") for p in paths]
    )
    assert unknown_names(GLOSSARY.read_text(encoding="utf-8"), known_names) == []


def test_every_term_of_the_glossary_has_one_row_in_two_languages():
    terms = list_terms(GLOSSARY.read_text(encoding="utf-8"))
    assert len(terms) > 100
    assert repeated_terms(terms) == []
    assert [term for term in terms if not all(term) or " / " not in term[2]] == []


def test_an_unknown_name_and_a_repeated_term_are_found():
    text = "| kỳ | period | Kỳ; `Period`, `Periods`. / A period. |\n| kỳ | span | Kỳ. / A span. |"
    assert unknown_names(text, {"Period"}) == ["Periods"]
    assert repeated_terms(list_terms(text)) == ["vi: kỳ"]


# The commands


def unexplained_options(text):
    """Return the options and arguments of the page that nothing explains."""
    return re.findall(r"^\* `([^`]+)`(?!: )", text, flags=re.MULTILINE)


def test_the_page_of_commands_is_what_the_commands_say(tmp_path):
    page = ROOT / "docs" / "commands.md"
    title = "Các lệnh / Commands"
    typer = Path(sys.executable).parent / "typer"
    command = [typer, "pipelines.cli", "utils", "docs", "--name", "chiso", "--title", title]
    subprocess.run([*command, "--output", tmp_path / "commands.md"], check=True, cwd=ROOT)
    renewed = (tmp_path / "commands.md").read_text(encoding="utf-8")
    assert page.read_text(encoding="utf-8") == renewed, "run `make docs`"
    assert unexplained_options(renewed) == []


def test_an_unexplained_option_is_found():
    assert unexplained_options("* `--form <str>`\n* `--unit <str>`: Đơn vị\n") == ["--form <str>"]


# The site


def test_every_page_has_a_place_in_the_contents_of_the_site():
    contents = (ROOT / "docs" / "site" / "contents.md").read_text(encoding="utf-8")
    listed = re.findall(r"^(?:.*<)?(docs/[\w-]+(?:/README)?)>?$", contents, flags=re.MULTILINE)
    written_pages = {f"docs/{path.stem}" for path in (ROOT / "docs").glob("*.md")}
    assert written_pages == {page for page in listed if page.count("/") == 1}
