"""The resource of a run: one context for every step, and the lock of the home during the run."""

from dataclasses import replace
from datetime import date

import dagster as dg
import pytest

from assets.run_context import RunContext, ignore_progress
from assets.run_results import RunResults
from pipelines.reader_processes import create_reading_pool
from pipelines.resources import RunContextResource
from pipelines.settings import Settings
from warehouse.catalogue import load_catalogue
from warehouse.home import BusyError, Home
from warehouse.locks import read_holder
from warehouse.processes import Process

AS_OF = date(2023, 8, 1)


def build_resource(folder, accept_fewer="", catalogue=None):
    settings = Settings(home=folder, as_of=AS_OF, lang="en")
    return RunContextResource(
        settings=settings,
        catalogue=catalogue or load_catalogue(settings.catalogue),
        pool=create_reading_pool(settings),
        progress=ignore_progress,
        accept_fewer=accept_fewer,
        results=RunResults(),
    )


def run_step(step, resource, **options):
    """Run one asset with the resource and return whether the run succeeded."""
    asset = dg.asset(step, name="step")
    return dg.materialize(
        [asset], resources={"run_context": resource}, raise_on_error=False, **options
    ).success


def is_locked(home):
    try:
        with home.hold_lock(timeout_seconds=0):
            return False
    except BusyError:
        return True


def test_a_step_receives_the_context_in_a_locked_and_prepared_home(tmp_path):
    calls = []

    def step(run_context: dg.ResourceParam[RunContext]):
        calls.append(
            (run_context, is_locked(run_context.home), run_context.home.inbox_folder.is_dir())
        )

    resource = build_resource(tmp_path, accept_fewer="a reason")
    assert run_step(step, resource)
    ((run_context, was_locked, was_prepared),) = calls
    assert was_locked
    assert was_prepared
    assert (run_context.home, run_context.as_of, run_context.lang) == (Home(tmp_path), AS_OF, "vi")
    assert run_context.accept_fewer == "a reason"
    assert run_context.results is resource.results
    assert (run_context.catalogue, run_context.pool, run_context.progress) == (
        resource.catalogue,
        resource.pool,
        ignore_progress,
    )
    assert not is_locked(Home(tmp_path))


def test_the_language_of_a_publication_is_the_catalogues(tmp_path):
    languages = []
    catalogue = load_catalogue()
    english = catalogue.programme.model_copy(update={"lang": "en"})

    def step(run_context: dg.ResourceParam[RunContext]):
        languages.append(run_context.lang)

    for programme in (catalogue.programme, english):
        resource = build_resource(tmp_path, catalogue=replace(catalogue, programme=programme))
        assert run_step(step, resource)
    assert languages == ["vi", "en"]


def test_a_run_names_itself_in_the_lock_it_holds(tmp_path):
    observed = []

    def step(context: dg.AssetExecutionContext, run_context: dg.ResourceParam[RunContext]):
        observed.append((read_holder(run_context.home.lock), context.run.run_id))

    assert run_step(step, build_resource(tmp_path))
    ((holder, run_id),) = observed
    assert (holder.run_id, holder.process) == (run_id, Process.find_this())


@pytest.mark.parametrize("fails", [False, True])
def test_neither_a_lock_nor_a_draft_outlives_its_run(tmp_path, fails):
    def step(run_context: dg.ResourceParam[RunContext]):
        run_context.draft_folder.mkdir(parents=True)
        (run_context.draft_folder / "warehouse.duckdb").touch()
        if fails:
            raise ValueError(run_context.lang)

    home = Home(tmp_path)
    assert run_step(step, build_resource(tmp_path)) != fails
    assert not is_locked(home)
    assert list(home.build_folder.iterdir()) == []


def test_no_step_runs_in_a_home_that_another_run_has_locked(tmp_path):
    calls = []

    def step(run_context: dg.ResourceParam[RunContext]):
        calls.append(run_context)

    home = Home(tmp_path)
    with home.hold_lock():
        assert not run_step(step, build_resource(tmp_path))
    assert calls == []


@pytest.mark.parametrize("field", ["settings", "accept_fewer"])
def test_a_launch_in_the_user_interface_cannot_change_the_context(tmp_path, field):
    def step(run_context: dg.ResourceParam[RunContext]):
        """Do nothing."""

    config = {"resources": {"run_context": {"config": {field: "other"}}}}
    with pytest.raises(dg.DagsterInvalidConfigError):
        run_step(step, build_resource(tmp_path), run_config=config)
