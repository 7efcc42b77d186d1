"""The house rules hold in this house; that each of them can fail is `test_house_rules`."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests import house_rules as rules
from tests.import_rules import public_imports
from warehouse.schema.tables import TABLES
from warehouse.sql_syntax import list_tables_read
from warehouse.store import Store

ROOT = Path(__file__).parent.parent


def none_of(faults):
    """Fail with every fault in one message, so that one run shows the whole list."""
    faults = list(faults)
    assert not faults, f"{len(faults)} faults:\n" + "\n".join(faults)


@pytest.mark.parametrize("rule", rules.PRODUCT, ids=lambda rule: rule.__name__)
def test_product_code_keeps(rule):
    examined = rules.modules(ROOT, rules.FLOORS)
    assert {m.path.split("/")[0] for m in examined} == set(rules.FLOORS)
    none_of(fault for m in examined for fault in rule(m))


def test_everything_else_names_its_encoding_too():
    examined = rules.modules(ROOT, ["tests", "notebooks", "benchmarks"])
    assert examined
    none_of(fault for m in examined for fault in rules.encoded(m))


def test_libraries_are_used_through_their_public_names():
    examined = rules.modules(ROOT, [*rules.FLOORS, "tests", "notebooks", "benchmarks"])
    assert examined
    none_of(fault for m in examined for fault in public_imports(m))


def test_names_tell_what_they_hold():
    none_of(rules.telling_names(ROOT, [*rules.FLOORS, "tests"]))


def test_each_sql_file_is_one_documented_select():
    examined = [p for floor in ("assets", "expectations") for p in (ROOT / floor).rglob("*.sql")]
    assert examined
    none_of(
        fault
        for path in sorted(examined)
        for fault in rules.sql_shape(
            path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")
        )
    )


def test_each_promise_looks_at_its_own_table():
    examined = rules.promises(ROOT)
    assert examined
    with Store(":memory:") as store:
        none_of(
            f"{path.relative_to(ROOT)}: does not read {table}"
            for table, path in examined
            if table not in list_tables_read(store, path.read_text(encoding="utf-8"))
        )


def test_one_name_five_rooms():
    assert {t.split(".")[0] for t in TABLES} == {"raw", *rules.BUILT}
    none_of(rules.five_rooms(ROOT, TABLES))


def test_no_file_speaks_of_the_place_it_was_written():
    files = rules.kept_files(ROOT)
    assert ROOT / "pyproject.toml" in files
    none_of(rules.foreign_words(ROOT, files))


def test_imports_keep_every_contract():
    command = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run(
        [command, "--no-cache"], cwd=ROOT, capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout
    assert done.stdout.count(" KEPT") >= 7
