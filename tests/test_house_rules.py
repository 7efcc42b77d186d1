"""Each house rule finds what is planted and nothing in a tidy house."""

import ast
import inspect
import subprocess

import dagster as dg
import pytest

from tests import house_rules as rules
from tests.import_rules import public_imports


def module(text, path="warehouse/planted.py"):
    return rules.Module(path, text, ast.parse(text))


def plant(root, path, text):
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, encoding="utf-8")


TIDY = '''"""What lives here.

What does not.
"""

from pathlib import Path


class Ward:
    """A ward."""

    def __init__(self, name: str) -> None:
        self.name = name

    def report(self, a: int, b: int, c: int, d: int, *, e: int = 0, f: int = 0) -> str:
        """Its report."""
        return Path(self.name).read_text(encoding="utf-8") + str(a + b + c + d + e + f)


def _private(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read()
'''


@pytest.mark.parametrize("rule", rules.PRODUCT, ids=lambda rule: rule.__name__)
def test_a_tidy_module_has_no_fault(rule):
    assert list(rule(module(TIDY))) == []


@pytest.mark.parametrize(
    ("rule", "planted"),
    [
        (rules.short_module, '"""Long."""\n' + "x = 1\n" * 250),
        (rules.one_chooser, 'x = 1 if lang == "vi" else 2'),
        (rules.one_chooser, 'x = pair[int("en" == lang)]'),
        (rules.one_chooser, 'x = ("vi", "en")[number]'),
        (rules.one_chooser, 'Lang = Literal["vi", "en"]'),
        (rules.one_chooser, 'x = {"vi": "một", "en": "one"}[lang]'),
        (rules.one_chooser, 'match lang:\n    case "vi":\n        x = 1'),
        (rules.short_functions, "def long() -> None:\n" + "    x = 1\n" * 40),
        (rules.short_functions, "def outer():\n def long():\n" + "  x = 1\n" * 40),
        (rules.few_parameters, "def many(a, b, c, d, e): ..."),
        (rules.few_parameters, "def many(a, b, c, d, *, e, f, g): ..."),
        (rules.few_parameters, "class A:\n    def many(self, a, b, c, d, e): ..."),
        (rules.charter, "x = 1"),
        (rules.charter, '"""One line only."""\n' + "x = 1\n" * rules.TINY),
        (rules.documented, "def shown(): ..."),
        (rules.documented, "class Shown: ..."),
        (rules.documented, 'class Shown:\n    """Yes."""\n    def method(self): ...'),
        (rules.annotated, "def f(): ..."),
        (rules.annotated, "async def f(): ..."),
        (rules.annotated, "class A:\n    def _f(self): ..."),
        (rules.silent, "print('hello')"),
        (rules.one_register_writer, "x = Store(home.register_file)"),
        (rules.encoded, "open('a')"),
        (rules.encoded, "open('a', 'w')"),
        (rules.encoded, "open('a', mode='rt')"),
        (rules.encoded, "path.open()"),
        (rules.encoded, "path.open('a')"),
        (rules.encoded, "path.read_text()"),
        (rules.encoded, "path.write_text('x')"),
        (rules.plain_metadata, "dg.MetadataValue.md(text)"),
        (rules.plain_metadata, "dg.MetadataValue.url(text)"),
        (rules.plain_metadata, "dg.MetadataValue.notebook(text)"),
        (rules.plain_metadata, "dg.MetadataValue.code_references"),
        (rules.plain_metadata, "kinds = {'a': dg.MetadataValue.md}"),
        (rules.plain_metadata, "from dagster import MetadataValue\nMetadataValue.md(text)"),
        (rules.plain_metadata, "from dagster import MetadataValue as Value"),
        (rules.plain_metadata, "Value = dg.MetadataValue"),
        (rules.plain_metadata, "getattr(dg.MetadataValue, kind)(text)"),
        (rules.plain_metadata, "getattr(dg, 'MetadataValue')"),
        (rules.plain_metadata, "value.md(text)"),
        (rules.plain_metadata, "value.html(text)"),
        (rules.plain_metadata, "dg.MarkdownMetadataValue(text)"),
        (rules.plain_metadata, "from dagster import UrlMetadataValue as Text"),
        (rules.plain_metadata, "getattr(dg, 'NotebookMetadataValue')(text)"),
        (rules.plain_metadata, "def f() -> dg.MarkdownMetadataValue: ..."),
        (rules.literal_descriptions, "dg.AssetCheckResult(passed=True, description=text)"),
        (rules.literal_descriptions, "dg.AssetCheckResult(passed=True, description=f'{name}')"),
        (rules.literal_descriptions, "dg.AssetCheckResult(passed=True, description='a' + b)"),
        (rules.literal_descriptions, "dg.AssetCheckResult(passed=True, **more)"),
        (rules.literal_descriptions, "dg.AssetCheckEvaluation(*values)"),
        (rules.literal_descriptions, "dg.MaterializeResult(description=text)"),
        (rules.literal_descriptions, "dg.AssetMaterialization('page', text)"),
        (rules.literal_descriptions, "dg.AssetObservation('page', description=text)"),
        (rules.literal_descriptions, "raise dg.Failure(text)"),
        (rules.literal_descriptions, "raise dg.Failure(description=str(error))"),
        (rules.literal_descriptions, "from dagster import Failure as F\nraise F(text)"),
        (rules.literal_descriptions, "Result = dg.AssetCheckResult\nResult(description=text)"),
        (rules.literal_log_messages, "dg.get_dagster_logger().warning(text)"),
        (rules.literal_log_messages, "dg.get_dagster_logger().info('%s', name)"),
        (rules.literal_log_messages, "dg.get_dagster_logger('a').log(30, f'{name}')"),
        (rules.literal_log_messages, "dg.get_dagster_logger().error('a', extra=more)"),
        (rules.literal_log_messages, "logger = dg.get_dagster_logger()"),
        (rules.literal_log_messages, "from dagster import get_dagster_logger as g\ng().info(a)"),
        (rules.literal_log_messages, "context.log.info(text)"),
    ],
)
def test_a_broken_rule_is_found(rule, planted):
    faults = list(rule(module(planted)))
    assert faults
    assert all(fault.startswith("warehouse/planted.py:") for fault in faults)


@pytest.mark.parametrize(
    ("imported", "is_private"),
    [
        ("from library._core.storage import Log", True),
        ("from library import _Log", True),
        ("import library._core", True),
        ("import _library", True),
        ("def late():\n    from library._core import Log", True),
        ("from library.core import Log", False),
        ("from __future__ import annotations", False),
        ("from warehouse.store import _plain", False),
        ("from . import _neighbour", False),
    ],
)
def test_an_import_of_a_private_name_of_a_library_is_found(imported, is_private):
    assert bool(list(public_imports(module(imported)))) is is_private


@pytest.mark.parametrize(
    "allowed",
    ["open('a', 'rb')", "path.open('wb')", "archive.open(name)", "os.open(path, flags)"],
)
def test_bytes_have_no_encoding(allowed):
    assert list(rules.encoded(module(allowed))) == []


@pytest.mark.parametrize("kind", rules.PLAIN_KINDS)
def test_a_plain_kind_is_one_of_dagsters_own_and_is_allowed(kind):
    assert callable(getattr(dg.MetadataValue, kind))
    assert isinstance(getattr(dg, f"{kind.title()}MetadataValue"), type)
    assert list(rules.plain_metadata(module(f"dg.MetadataValue.{kind}(value)"))) == []
    assert (
        list(rules.plain_metadata(module(f"def f() -> dg.{kind.title()}MetadataValue: ..."))) == []
    )


@pytest.mark.parametrize(
    "allowed",
    [
        "from dagster import MetadataValue\nMetadataValue.table(records, schema)",
        "contact.url",
        "dg.AssetSpec(key, description=table.vi)",
        "dg.AssetCheckResult(passed=True, description='hai tổng bằng nhau')",
        "dg.Failure('hết chỗ', metadata=data)",
        "dg.AssetMaterialization('page', metadata=data)",
        "dg.get_dagster_logger().warning('có tin')",
        "context.log.info('có tin')",
        "numpy.log(value)",
        "logging.getLogger(name).info(text)",
    ],
)
def test_what_dagster_shows_as_it_is_may_hold_data(allowed):
    faults = [
        fault
        for rule in (rules.plain_metadata, rules.literal_descriptions, rules.literal_log_messages)
        for fault in rule(module(allowed))
    ]
    assert faults == []


@pytest.mark.parametrize(("name", "place"), rules.DESCRIPTION_AT.items())
def test_a_description_stands_where_dagster_has_it(name, place):
    parameters = list(inspect.signature(getattr(dg, name)).parameters)
    assert place == (parameters.index("description") if "description" in parameters else None)


def test_modules_are_read_from_every_folder(tmp_path):
    for path in ("warehouse/a.py", "warehouse/deep/b.py", "assets/c.py", "elsewhere/d.py"):
        plant(tmp_path, path, "x = 1")
    assert [m.path for m in rules.modules(tmp_path, rules.FLOORS)] == [
        "warehouse/a.py",
        "warehouse/deep/b.py",
        "assets/c.py",
    ]


def test_vague_names_are_found(tmp_path):
    for path in ("assets/utils.py", "assets/common/x.py", "assets/magic_numbers.py"):
        plant(tmp_path, path, "")
    plant(tmp_path, "tests/core/__init__.py", "")
    plant(tmp_path, "assets/commons_house.py", "")
    faults = list(rules.telling_names(tmp_path, ["assets", "tests"]))
    assert [fault.split(":")[0] for fault in faults] == [
        "assets/common",
        "assets/magic_numbers.py",
        "assets/utils.py",
        "tests/core/__init__.py",
    ]


@pytest.mark.parametrize(
    ("sql", "expected_text"),
    [
        ("-- one row per ward\nSELECT 1", None),
        ("SELECT 1", "comment"),
        ("", "comment"),
        ("-- long\n" + "\n" * 120 + "SELECT 1", "lines"),
        ("-- two\nSELECT 1; SELECT 2", "2 statements"),
        ("-- none", "0 statements"),
        ("-- writes\nCREATE TABLE a AS SELECT 1", "SELECT"),
        ("-- wrong\nSELEC 1", "SELECT"),
    ],
)
def test_sql_shape(sql, expected_text):
    faults = "\n".join(rules.sql_shape("a.sql", sql))
    assert (expected_text in faults) if expected_text else not faults


# One name, five rooms: a house of two tables

ROOMS = {
    "assets/raw/cells.py": 'TABLE = "raw.cells"',
    "assets/core/values.sql": "-- v\nSELECT 1",
    "expectations/core/values__are_counts.sql": "-- v\nSELECT 1",
    "tests/core/test_values.py": "",
}


@pytest.fixture
def rooms_folder(tmp_path):
    for path, text in ROOMS.items():
        plant(tmp_path, path, text)
    return tmp_path


def test_a_full_house_has_no_fault(rooms_folder):
    assert list(rules.five_rooms(rooms_folder, ["raw.cells", "core.values"])) == []
    assert [table for table, _ in rules.promises(rooms_folder)] == ["core.values"]


@pytest.mark.parametrize("room", ROOMS)
def test_an_empty_room_is_found(rooms_folder, room):
    (rooms_folder / room).unlink()
    (fault,) = rules.five_rooms(rooms_folder, ["raw.cells", "core.values"])
    assert fault.startswith("raw.cells" if "raw" in room else "core.values")


@pytest.mark.parametrize("room", [room for room in ROOMS if "values" in room])
def test_a_room_of_no_table_is_found(rooms_folder, room):
    plant(rooms_folder, room.replace("values", "ghosts"), "")
    (fault,) = rules.five_rooms(rooms_folder, ["raw.cells", "core.values"])
    assert "core.ghosts" in fault


def test_a_promise_without_a_name_is_found(rooms_folder):
    plant(rooms_folder, "expectations/core/values.sql", "")
    (fault,) = rules.five_rooms(rooms_folder, ["raw.cells", "core.values"])
    assert fault.startswith("expectations/core/values.sql")


def test_foreign_words_are_found(tmp_path):
    plant(tmp_path, "a.md", f"see {rules.FOREIGN[0].upper()}notes")
    plant(tmp_path, "b.md", "nothing")
    assert len(list(rules.foreign_words(tmp_path, [tmp_path / "a.md", tmp_path / "b.md"]))) == 1


def test_kept_files_are_those_git_does_not_ignore(tmp_path):
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    plant(tmp_path, ".gitignore", "data/\n")
    plant(tmp_path, "data/a", "")
    plant(tmp_path, "tên có dấu.md", "")
    assert {p.name for p in rules.kept_files(tmp_path)} == {".gitignore", "tên có dấu.md"}
