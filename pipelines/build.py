"""The table of contents for Dagster: assets, their checks, the job, the schedule, the sensor.

Implementations do not belong here. `build_defs` gives a fresh set for given settings; the one
that Dagster loads is `pipelines.definitions`.
"""

from collections.abc import Callable
from datetime import timedelta

import dagster as dg

from assets.code_references import refer_to_code
from assets.definitions.dagster_assets import build_intake_step, build_rebuild_step
from assets.definitions.publish_step import build_publish_step
from assets.raw.reading_pool import ReadingPool
from assets.run_context import ignore_progress
from assets.run_results import RunResults
from pipelines.alerts.health import LATE_HOURS, OVERDUE_HOURS
from pipelines.alerts.notification_step import build_notify_step
from pipelines.idle_night import is_renewed_nightly
from pipelines.nightly_job import NIGHTLY_JOB
from pipelines.reader_processes import create_reading_pool
from pipelines.resources import RunContextResource
from pipelines.sensors import build_failure_sensor, build_inbox_sensor
from pipelines.settings import Settings
from warehouse.catalogue import Catalogue, load_catalogue

FRESHNESS_POLICY = dg.FreshnessPolicy.time_window(
    fail_window=timedelta(hours=OVERDUE_HOURS), warn_window=timedelta(hours=LATE_HOURS)
)
"""What every night renews; a day and a half without it is a failure."""


def _build_nightly_schedule(catalogue: Catalogue) -> dg.ScheduleDefinition:
    """Build the schedule of the nightly job, in the time zone of the catalogue."""
    return dg.ScheduleDefinition(
        name="every_night",
        job=NIGHTLY_JOB,
        cron_schedule="0 2 * * *",
        execution_timezone=catalogue.calendar.time_zone,
        default_status=dg.DefaultScheduleStatus.RUNNING,
    )


def build_defs(
    settings: Settings,
    progress: Callable[[int, int], None] = ignore_progress,
    pool: ReadingPool | None = None,
    catalogue: Catalogue | None = None,
    *,
    accept_fewer: str = "",
    results: RunResults | None = None,
) -> dg.Definitions:
    """Build all definitions for the given settings.

    `pool` and `catalogue` may have been made ahead; `accept_fewer` is an operator's reason for one
    run; `results` receives what the steps of one run do.
    """
    catalogue = catalogue or load_catalogue(settings.catalogue)
    pool = pool or create_reading_pool(settings)
    run_context = RunContextResource(
        settings=settings,
        catalogue=catalogue,
        pool=pool,
        progress=progress,
        accept_fewer=accept_fewer,
        results=results or RunResults(),
    )
    steps = [
        build_intake_step(catalogue),
        build_rebuild_step(catalogue),
        build_publish_step(),
        build_notify_step(),
    ]
    return dg.Definitions(
        assets=dg.map_asset_specs(_apply_freshness, refer_to_code(steps)),
        jobs=[NIGHTLY_JOB],
        schedules=[_build_nightly_schedule(catalogue)],
        sensors=[build_inbox_sensor(settings), build_failure_sensor(settings)],
        resources={"run_context": run_context},
        executor=dg.in_process_executor,  # DuckDB has one writing process
    )


def _apply_freshness(spec: dg.AssetSpec) -> dg.AssetSpec:
    """Return an asset with the policy if every night renews it: others stay without changes."""
    if not is_renewed_nightly(spec.key):
        return spec
    fresh_spec: dg.AssetSpec = dg.apply_freshness_policy(spec, FRESHNESS_POLICY)
    return fresh_spec
