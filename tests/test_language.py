"""The language rules and figures hold in the code; each rule finds what breaks it."""

import ast
from dataclasses import replace
from pathlib import Path

import pytest

from pipelines.settings import Settings
from tests import language_figures as figures
from tests import language_rules as rules
from tests.house_rules import FLOORS, Module, kept_files, modules

ROOT = Path(__file__).parent.parent
ENVIRONMENT = [f"CHISO_{name.upper()}" for name in Settings.model_fields]


def parse_module(text, path="warehouse/planted.py"):
    return Module(path, text, ast.parse(text))


def read_sql_files():
    paths = [p for floor in ("assets", "expectations") for p in (ROOT / floor).rglob("*.sql")]
    assert paths
    return {p.relative_to(ROOT).as_posix(): p.read_text(encoding="utf-8") for p in sorted(paths)}


@pytest.fixture(scope="module")
def code():
    examined = modules(ROOT, [*FLOORS, "tests"])
    assert {m.path.split("/")[0] for m in examined} == {*FLOORS, "tests"}
    return examined


@pytest.fixture(scope="module")
def floors(code):
    return [module for module in code if not module.path.startswith("tests/")]


@pytest.mark.parametrize(
    "rule",
    [rules.find_unclear_docstrings, rules.find_unclear_names],
    ids=lambda rule: rule.__name__,
)
def test_the_code_keeps(rule, code):
    assert [fault for module in code for fault in rule(module)] == []


def test_docstrings_mention_only_what_exists(code):
    known_names = rules.collect_known_names(
        code,
        [*read_sql_files().values(), *ENVIRONMENT],
        [path.name for path in kept_files(ROOT)],
    )
    faults = [f for module in code for f in rules.find_unknown_mentions(module, known_names)]
    assert faults == []


def test_sql_names_say_what_the_rows_are():
    faults = [f for file in read_sql_files().items() for f in rules.find_unclear_sql_names(*file)]
    assert faults == []


def test_names_in_the_queries_of_modules_say_what_the_rows_are(code):
    here = Path(__file__).relative_to(ROOT).as_posix()  # plants queries that break the rule
    others = [module for module in code if module.path != here]
    assert len(others) == len(code) - 1
    assert [fault for module in others for fault in rules.find_unclear_queries(module)] == []


def test_a_public_name_belongs_to_one_module_of_the_floors(floors):
    assert list(rules.find_shared_names(floors)) == []


def test_each_interface_has_several_modules(floors):
    defined = [node.name for module in floors for node in rules.list_top_level(module.tree)]
    assert [name for name in rules.INTERFACES if defined.count(name) < 2] == []


def test_the_floors_keep_the_limits(floors):
    assert figures.find_broken_limits(figures.measure_language(floors)) == []


# Each rule on a module that breaks it


@pytest.mark.parametrize(
    "planted",
    [
        'def ward():\n    """The ward."""',
        'def ward():\n    """Returns the ward."""',
        'async def ward():\n    """What a ward is."""',
        'class A:\n    def ward(self):\n        """Its ward."""',
        'def outer():\n    def inner():\n        """A ward."""',
        '@cache\ndef ward():\n    """The ward."""',
    ],
)
def test_a_docstring_without_a_verb_is_found(planted):
    (fault,) = rules.find_unclear_docstrings(parse_module(planted))
    assert fault.startswith("warehouse/planted.py:")


@pytest.mark.parametrize(
    "allowed",
    [
        'def ward():\n    """Return the ward."""',
        "def ward(): ...",
        'class Ward:\n    """The ward."""',
        'class A:\n    @property\n    def ward(self):\n        """The ward."""',
        '@app.command()\ndef check():\n    """Kiểm tra tệp. / Check files."""',
        'def test_a_ward():\n    """The ward, at the boundary."""',
    ],
)
def test_a_property_a_command_and_a_test_may_open_with_another_word(allowed):
    assert list(rules.find_unclear_docstrings(parse_module(allowed))) == []


@pytest.mark.parametrize(
    "planted",
    [
        "told = 1",
        "_told = 1",
        "TOLD = 1",
        "told: int = 1",
        "def kept(): ...",
        "async def _made(): ...",
        "class Building: ...",
        "def count(taken): ...",
        "def count(*, taken=1): ...",
        "def count(*named): ...",
        "def count(**shown): ...",
        "class A:\n    seen: int",
        "for held in values: ...",
        "with store as beside: ...",
        "x = [words for words in texts]",
        "(found, x) = pair",
        "if said := 1: ...",
        "self.asked = 1",
        "import house_rules as house",
        "lambda made: 1",
    ],
)
def test_a_forbidden_name_is_found(planted):
    (fault,) = rules.find_unclear_names(parse_module(planted))
    assert fault.startswith("warehouse/planted.py:1:") or "\n" in planted


@pytest.mark.parametrize(
    "allowed", ["told_operators = 1", "record.told", "count(told=1)", "'told'", "def keeper(): ..."]
)
def test_a_forbidden_word_is_no_fault_inside_a_name_or_where_it_is_only_read(allowed):
    assert list(rules.find_unclear_names(parse_module(allowed))) == []


@pytest.mark.parametrize(
    ("sql", "count"),
    [
        ("WITH told AS (SELECT 1 AS x) FROM told", 1),
        ("SELECT 1 FROM core.findings AS found", 1),
        ("SELECT 1 FROM (SELECT 1) AS Kept", 1),
        ("WITH a AS (SELECT 1 AS x), kept AS MATERIALIZED (FROM a) FROM kept", 1),
        ("SELECT count(*) AS found FROM core.findings", 1),
        ("WITH notified AS (SELECT told FROM a) FROM notified", 0),
    ],
)
def test_a_forbidden_name_in_sql_is_found(sql, count):
    assert len(list(rules.find_unclear_sql_names("a.sql", sql))) == count


def test_a_forbidden_name_in_a_query_of_a_module_is_found():
    query = "WITH told AS (SELECT {column} FROM core.findings) FROM told"
    planted = f'''QUERY = "{query}"\nOTHER = f"{query}"\nTEXT = "as told (by a person)"'''
    faults = list(rules.find_unclear_queries(parse_module(planted)))
    assert [fault.split(":")[1] for fault in faults] == ["1", "2"]


def test_a_name_of_two_modules_is_found():
    planted = [
        parse_module("def read_ward(): ...\ndef main(): ...\ndef _read(): ...", "warehouse/a.py"),
        parse_module("class Ward: ...\ndef main(): ...\ndef _read(): ...", "warehouse/b.py"),
        parse_module("def read_ward(): ...\nclass A:\n    def Ward(self): ...", "warehouse/c.py"),
    ]
    assert list(rules.find_shared_names(planted)) == [
        "read_ward is defined in warehouse/a.py, warehouse/c.py: give each a name of its own"
    ]


KNOWN = '''"""Wards: `Gone` is mentioned here, and nowhere else."""
import json.decoder as decoder
from pathlib import Path

WIDTH, FILE = 3, "targets.csv"

def read_ward(unit, *, strict):
    return unit.name["column_a"] + open(unit, newline="no identifier here")
'''


@pytest.mark.parametrize(
    ("mention", "is_known"),
    [
        ("`read_ward`", True),
        ("`strict`", True),
        ("`WIDTH`", True),
        ("`decoder`", True),
        ("`Path`", True),
        ("`newline`", True),
        ("`name`", True),
        ("`column_a`", True),
        ("`column_b`", True),
        ("`len`", True),
        ("`warehouse.known`", True),
        ("`read_ward.nothing`", False),
        ("`units.csv`", True),
        ("`targets.csv`", True),
        ("`column_a.csv`", False),
        ("`Gone`", False),
        ("`identifier`", False),
        ("`read_wards`", False),
        ("``read_wards``", True),
        ("`chiso owed`", True),
    ],
)
def test_a_mention_of_what_does_not_exist_is_found(mention, is_known):
    known_names = rules.collect_known_names(
        [parse_module(KNOWN, "warehouse/known.py")], ["SELECT column_b"], ["units.csv"]
    )
    module = parse_module(f'def read():\n    """Read {mention}."""')
    assert (not list(rules.find_unknown_mentions(module, known_names))) is is_known


# The figures of small modules, counted by hand

PLANTED = '''"""Two words."""
from warehouse import b

def read():
    """Return it."""

def read_ward():
    """What that is."""

def _write_ward(): ...
'''
OTHER = "import warehouse.a\n\nclass Ward: ...\n\ndef read(): ..."


def test_the_figures_are_as_counted_by_hand():
    measured = figures.measure_language(
        [parse_module(PLANTED, "warehouse/a.py"), parse_module(OTHER, "warehouse/b.py")]
    )
    assert measured == figures.LanguageFigures(
        one_word_names=50,
        verb_docstrings=50,
        pronouns=100 * 3 / 7,
        shared_names=40,
        modules_in_cycles=2,
    )


def test_modules_in_a_ring_are_found_and_their_callers_are_not():
    ring = [
        parse_module(f"def late():\n    from warehouse.{target} import x", f"warehouse/{name}.py")
        for name, target in (("a", "b"), ("b", "c.d"), ("c/d", "a"), ("caller", "a"))
    ]
    assert figures.find_cyclic_modules(ring) == ["warehouse.a", "warehouse.b", "warehouse.c.d"]


@pytest.mark.parametrize(("name", "limit"), [(n, lim) for n, (*_, lim) in figures.LIMITS.items()])
def test_a_figure_beyond_its_limit_is_found_and_the_limit_itself_is_not(name, limit):
    at_limits = figures.LanguageFigures(**{n: lim for n, (*_, lim) in figures.LIMITS.items()})
    assert figures.find_broken_limits(at_limits) == []
    beyond = replace(at_limits, **{name: limit + (-1 if name == "verb_docstrings" else 1)})
    (broken,) = figures.find_broken_limits(beyond)
    assert broken.startswith(figures.LIMITS[name][0])


def test_lines_are_counted_without_blank_ones_and_other_files(tmp_path):
    for path, text in (("a/b/c.py", "x\n\n y\n"), ("a/d.sql", "--\n \n"), ("a/e.md", "x\n")):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    assert figures.count_code_lines(tmp_path, ["a"]) == 3


def test_the_command_prints_every_figure(capsys):
    assert figures.main() == 0
    printed = capsys.readouterr().out
    assert [meaning for meaning, *_ in figures.LIMITS.values() if meaning not in printed] == []
    assert "lines of tests to lines of the four floors" in printed
