"""Data versions over three nights: a report, nothing new, another report."""

from datetime import timedelta

import dagster as dg
import pytest

from pipelines.instance import prepare_instance
from tests.pipelines import drawn_graph, nights
from tests.sent import RECEIVED, new_home, schools, send

VERSION = "dagster/data_version"
"""The tag in which Dagster keeps the data version of a materialisation."""


@pytest.fixture(scope="module")
def versions(tmp_path_factory):
    """Return the data version of every asset after each night."""
    nights.warm_up()
    home = new_home(tmp_path_factory.mktemp("nights") / "home")
    send(home.inbox_folder / "first.xlsx", schools())
    versions_by_night = [versions_after_a_night(home), versions_after_a_night(home)]
    later = RECEIVED + timedelta(days=1)
    send(home.inbox_folder / "second.xlsx", schools(school_sessions=31), at=later)
    return [*versions_by_night, versions_after_a_night(home)]


def versions_after_a_night(home):
    """Run one night and return the data version of every asset."""
    assert nights.night(home).code == 0
    keys = [spec.key for spec in drawn_graph.shipped().resolve_all_asset_specs()]
    with pytest.MonkeyPatch.context() as surroundings:
        surroundings.setenv("DAGSTER_HOME", "")
        prepare_instance(home.dagster_folder)
        with dg.DagsterInstance.get() as instance:
            events = {key: instance.get_latest_materialization_event(key) for key in keys}
    return {
        ".".join(key.path): event.asset_materialization.tags[VERSION]
        for key, event in events.items()
    }


def test_a_quiet_night_leaves_every_version_unchanged(versions):
    first, quiet, _ = versions
    assert {"core.observations", "published.page"} <= quiet.keys()
    assert quiet == first


def test_a_new_report_changes_what_it_is_part_of_and_nothing_else(versions):
    _, quiet, third = versions
    changed = {name for name in quiet if quiet[name] != third[name]}
    assert changed >= {
        "raw.submissions",
        "raw.cells",
        "core.submissions",
        "core.observations",
        "marts.element_values",
        "published.warehouse",
        "published.page",
    }
    assert not changed & {"raw.deliveries", "core.signals", "marts.outlier_counts"}
