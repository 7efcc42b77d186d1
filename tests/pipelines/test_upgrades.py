"""Homes that earlier versions wrote: a night of today upgrades them and loses nothing.

`tests/fixtures/homes` has three, each with an accepted and a returned report, written by the
commits 188da68 (before sources), 3476e96 (before the outbox) and 043b73d. To keep them small, a
sentence stands in place of each page.
"""

import shutil
import zipfile
from datetime import timedelta
from itertools import product
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from pipelines import cli
from pipelines.instance import DAGSTER_SETTINGS
from tests.pipelines import nights
from tests.pipelines.traced_writes import KILL, TORN, Place, WriteTracer
from tests.sampling import draw_sample
from tests.sent import RECEIVED, police, send
from warehouse.home import Home
from warehouse.home_identity import SCHEMA_VERSION, read_identity
from warehouse.schema.table import lacks_allowed_values
from warehouse.schema.tables import TABLES
from warehouse.store import Store

FIXTURES = Path(__file__).parent.parent / "fixtures" / "homes"
VALUES = "SELECT form, unit, period, element, value FROM core.observations ORDER BY ALL"
SUBMISSIONS = (
    "SELECT sha256, file_name, received_at, form, unit, period, decision FROM {} ORDER BY ALL"
)
STORED_CHECKS = """
    SELECT schema_name || '.' || table_name, constraint_column_names[1], expression
    FROM duckdb_constraints() WHERE constraint_type = 'CHECK'
"""
LINK_TYPE = 0o120000
HOMES = sorted(path.stem for path in FIXTURES.glob("*.zip"))
CUTS = (
    (KILL, Place("open", "home.new", 1)),
    (KILL, Place("os.rename", "home.json", 1)),
    (KILL, Place("os.rename", "dagster/dagster.yaml", 1)),
    (TORN, Place("open", "journal/#.jsonl", 1)),
    (KILL, Place("os.fsync", "journal/#.jsonl", 1)),
    (KILL, Place("os.rename", "catalogues/#", 1)),
    (KILL, Place("os.rename", "published/#", 1)),
    (KILL, Place("os.rename", "published/current", 1)),
)
"""The writes of an upgrading night that a traced one showed to change what was there before."""
UPGRADES = [
    (name, cut)
    for name, cut in product(HOMES, CUTS)
    if name != "of_2026_11_28" or cut[1].path != "dagster/dagster.yaml"  # already that of today
]
GROWN_BY_REPORTS = ("raw.submissions", "raw.cells", "raw.findings")


def unpack(archive, folder):
    """Unpack a home with its links and the modes of its files."""
    with zipfile.ZipFile(archive) as packed:
        for entry in packed.infolist():
            path, mode = folder / entry.filename, entry.external_attr >> 16
            path.parent.mkdir(parents=True, exist_ok=True)
            if entry.is_dir():
                path.mkdir(exist_ok=True)
            elif mode & LINK_TYPE == LINK_TYPE:
                path.symlink_to(packed.read(entry).decode())
            else:
                path.write_bytes(packed.read(entry))
                path.chmod(mode & 0o777)
    return Home(folder)


def query(path, sql):
    with Store(path, read_only=True) as store:
        return store.query_rows(sql)


@pytest.fixture(scope="module", params=HOMES)
def upgraded(request, tmp_path_factory):
    """Return a home after two nights of today, and what it had said before."""
    nights.warm_up()
    home = unpack(FIXTURES / f"{request.param}.zip", tmp_path_factory.mktemp("old") / "home")
    before = (
        query(home.snapshot_file, VALUES),
        query(home.register_file, SUBMISSIONS.format("raw.submissions")),
        nights.files(home.archive_folder),
    )
    first = nights.night(home)
    send(home.inbox_folder / "đúng.xlsx", police(), at=RECEIVED + timedelta(days=1))
    return home, before, first, nights.night(home)


def count_rows(home):
    counts = ", ".join(f"(SELECT count(*) FROM {name})" for name in GROWN_BY_REPORTS)
    return query(home.register_file, f"SELECT {counts}")


@pytest.mark.parametrize(("name", "cut"), draw_sample(UPGRADES, 1))
def test_an_upgrade_is_whole_or_not_at_all(name, cut, tmp_path):
    """Killed at a write, the home is as before or as after; the next night ends the upgrade."""
    nights.warm_up()
    home = unpack(FIXTURES / f"{name}.zip", tmp_path / "home")
    submissions = SUBMISSIONS.format("raw.submissions")
    before = query(home.register_file, submissions), count_rows(home)
    values, archived = query(home.snapshot_file, VALUES), nights.files(home.archive_folder)
    killed = nights.night(home, WriteTracer(home.root, tmp_path / "trace", *cut))
    assert killed.code == -9, killed.output
    identity = read_identity(home)
    assert identity is None or identity.schema in {0, SCHEMA_VERSION}
    assert (query(home.register_file, submissions), count_rows(home)) == before
    assert query(home.snapshot_file, VALUES) == values
    ended = nights.night(home)
    assert ended.code == 0, ended.output
    assert (query(home.register_file, submissions), count_rows(home)) == before
    assert query(home.snapshot_file, VALUES) == values
    assert nights.files(home.archive_folder) == archived
    assert read_identity(home).schema == SCHEMA_VERSION
    arguments = ["verify", "--all", "--home", str(home.root)]
    assert CliRunner(env=nights.SETTINGS).invoke(cli.app, arguments).exit_code == 0


def test_there_is_a_home_of_each_time_and_each_is_small():
    sizes = {path.stem: path.stat().st_size for path in FIXTURES.glob("*.zip")}
    assert sizes.keys() == {"before_sources", "before_outbox", "of_2026_11_28"}
    assert max(sizes.values()) < 300_000


def test_the_first_night_succeeds_and_says_nothing_of_a_loss(upgraded):
    _, _, first, second = upgraded
    assert (first.code, second.code) == (0, 0), first.output + second.output
    assert "Đã nhận 0 tệp, 0 báo cáo mới, trả lại 0." in first.output


def test_every_value_file_and_submission_is_still_there(upgraded):
    home, (values, submissions, archived), _, _ = upgraded
    assert values
    assert set(values) <= set(query(home.snapshot_file, VALUES))
    registered = query(home.register_file, SUBMISSIONS.format("raw.submissions"))
    assert set(submissions) <= set(registered)
    assert archived.items() <= nights.files(home.archive_folder).items()


def test_a_correction_is_accepted_after_the_upgrade(upgraded):
    home, (values, _, _), _, second = upgraded
    assert "Đã nhận 1 tệp, 1 báo cáo mới, trả lại 0." in second.output
    added = set(query(home.snapshot_file, VALUES)) - set(values)
    assert {(form, unit) for form, unit, *_ in added} == {("police", "DK-CA")}


def test_the_home_has_a_schema_and_both_halves_and_dagster_its_settings(upgraded):
    home, *_ = upgraded
    assert read_identity(home).schema == SCHEMA_VERSION
    assert home.page_file.stat().st_size > 100_000
    assert home.public_page_file.is_file()
    settings = (home.dagster_folder / "dagster.yaml").read_text(encoding="utf-8")
    assert yaml.safe_load(settings) == yaml.safe_load(DAGSTER_SETTINGS)


def test_every_list_of_values_is_that_of_today(upgraded):
    home, *_ = upgraded
    checks = query(home.register_file, STORED_CHECKS)
    assert ("raw.renewed_decisions", "reason", "(reason IN ('label', 'layout'))") in checks
    outdated = [
        name
        for name, column, check in checks
        if lacks_allowed_values(TABLES[name], {column: check})
    ]
    assert outdated == []


def test_an_upgraded_home_is_made_anew_from_its_archive_and_journal(upgraded, tmp_path):
    home, *_ = upgraded
    copy = Home(shutil.copytree(home.root, tmp_path / "home", symlinks=True))
    copy.register_file.unlink()
    arguments = ["rebuild", "--home", str(copy.root)]
    result = CliRunner(env=nights.SETTINGS).invoke(cli.app, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    assert nights.tables(copy).items() >= nights.tables(home).items()
