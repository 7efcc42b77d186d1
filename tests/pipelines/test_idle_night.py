"""A night with nothing new: what Dagster does of it, and when a night is not idle after all."""

import json
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import replace

import dagster as dg
import pytest

from pipelines import night_run
from pipelines.idle_night import is_night_idle, is_publication_up_to_date, is_renewed_nightly
from pipelines.settings import Settings
from tests.pipelines import drawn_graph, nights
from tests.pipelines.drawn_runs import opened
from tests.sent import CATALOGUE, police, send
from warehouse.home import Home
from warehouse.store import Store


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    return nights.publish_once(tmp_path_factory.mktemp("published") / "home")


@pytest.fixture
def home(published, tmp_path):
    shutil.copytree(published.root, tmp_path / "home", symlinks=True)
    return Home(tmp_path / "home")


def judge(home, catalogue=CATALOGUE, as_of=nights.DAY):
    return is_night_idle(Settings(home=home.root, as_of=as_of), catalogue)


def read_last_run(home):
    """Return the assets of the last run, and how often its log has each kind of event."""
    with opened(home.dagster_folder) as instance:
        (record,) = instance.get_run_records(limit=1)
        run = record.dagster_run
        events = [entry.dagster_event for entry in instance.all_logs(run.run_id)]
    return run.asset_selection, Counter(event.event_type_value for event in events if event)


def test_a_home_without_news_is_idle(home):
    assert judge(home)


def put_file(home):
    send(home.inbox_folder / "second.xlsx", police())


def damage_page(home):
    home.page_file.chmod(0o600)
    home.page_file.write_bytes(b"torn")


def lose_register(home):
    home.register_file.unlink()


def tear_register(home):
    home.register_file.write_bytes(b"torn")


def lose_record(home):
    home.record.unlink()


@pytest.mark.parametrize(
    "change", [put_file, damage_page, lose_register, tear_register, lose_record]
)
def test_a_home_with_something_to_build_or_to_mend_is_not_idle(home, change):
    change(home)
    assert not judge(home)


def test_a_night_on_which_a_report_becomes_due_is_not_idle(home):
    assert not judge(home, as_of="2023-09-30")


def test_a_home_with_sources_is_never_idle(home):
    assert not judge(home, replace(CATALOGUE, sources=("a mailbox",)))


def test_another_catalogue_is_a_new_publication(home):
    other = replace(CATALOGUE, fingerprint="another")
    settings = Settings(home=home.root, as_of=nights.DAY)
    assert is_publication_up_to_date(settings, CATALOGUE)
    assert not is_publication_up_to_date(settings, other)


def test_an_idle_night_renews_what_every_night_renews(home):
    """Dagster writes each event into two databases: 400 of them were half of the night."""
    assert nights.night(home).code == 0
    selection, events = read_last_run(home)
    shipped_keys = {spec.key for spec in drawn_graph.shipped().resolve_all_asset_specs()}
    assert selection == set(filter(is_renewed_nightly, shipped_keys))
    assert events["ASSET_MATERIALIZATION"] == len(selection)
    assert events["ASSET_CHECK_EVALUATION_PLANNED"] == 0
    assert events.total() < 60


def test_after_an_idle_night_the_last_build_stands_with_its_checks(home):
    build, _ = find_build(home)
    assert nights.night(home).code == 0
    assert find_build(home) == (build, 1)


def find_build(home):
    """Return the run that built the tables, and its place among all runs, the last one first."""
    with opened(home.dagster_folder) as instance:
        run_ids = [record.dagster_run.run_id for record in instance.get_run_records()]
        build = instance.get_latest_materialization_event(dg.AssetKey(["core", "submissions"]))
    return build.run_id, run_ids.index(build.run_id)


def test_a_night_reports_everything_again_after_dagster_lost_its_history(home):
    shutil.rmtree(home.dagster_folder)
    assert nights.night(home).code == 0
    selection, events = read_last_run(home)
    assert not selection  # all assets
    assert events["ASSET_CHECK_EVALUATION"] > 60


def test_what_only_files_need_is_not_loaded():
    code = "import pipelines.commands.nightly, pipelines.build, sys; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert "pipelines.night_run" in loaded
    assert not {
        "expectations.privacy.scan",
        "great_expectations",
        "openpyxl",
        "pandas",
        "plotly",
        "scipy",
        "xlsxwriter",
    } & set(loaded)


def receive_late_file():
    """Let a file arrive once the night was judged to be idle."""
    judge_night = night_run.is_night_idle

    def judge_and_receive(settings, catalogue):
        is_idle = judge_night(settings, catalogue)
        put_file(Home(settings.home))
        return is_idle

    night_run.is_night_idle = judge_and_receive


def test_a_file_that_comes_after_the_judgement_is_published_the_same_night(home):
    ended = nights.night(home, receive_late_file)
    assert ended.code == 0
    assert "Đã nhận 1 tệp, 1 báo cáo mới" in ended.output
    with Store(home.snapshot_file, read_only=True) as warehouse:
        assert warehouse.query_rows("SELECT count(*) FROM core.submissions") == [(2,)]
    selection, _ = read_last_run(home)
    assert not selection  # all assets
    outcomes = [
        json.loads(line)["outcome"]
        for line in (home.root / "logs" / "nights.log").read_text(encoding="utf-8").splitlines()
    ]
    assert outcomes == ["published", "unchanged", "published"]


def test_a_draft_of_a_killed_run_is_not_put_in_force_by_an_idle_night(home):
    before = home.current_publication.resolve()
    home.draft_office.mkdir(parents=True)
    home.draft_snapshot.write_bytes(b"half written")
    assert nights.night(home).code == 0
    assert home.current_publication.resolve() == before
    assert not home.draft.exists()


def test_a_damaged_publication_is_built_again(home):
    damage_page(home)
    assert nights.night(home).code == 0
    assert home.page_file.read_bytes() != b"torn"
