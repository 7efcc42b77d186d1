"""The sensors: a file landed, so the nightly job runs now; a run failed, so operators hear of it.

The inbox sensor looks at names, times and sizes only; the run decides what is complete. It closes
interrupted runs first, since Dagster starts no other while it counts one of them. A broken
catalogue starts no run, and operators hear of it.
"""

import hashlib

import dagster as dg

from assets.raw.inbox import list_file_states
from pipelines.alerts.catalogue_watch import watch_catalogue
from pipelines.alerts.notification_step import notify_failed_run
from pipelines.interruptions import (
    close_interrupted_runs,
    count_interrupted_runs,
    find_last_interrupted_run,
)
from pipelines.nightly_job import NIGHTLY_JOB
from pipelines.settings import Settings
from warehouse.home import Home
from warehouse.locks import is_held

INTERVAL_SECONDS = 30
INTERRUPTIONS = 3
"""After how many interrupted runs without a success a person or the night must try."""


def build_inbox_sensor(settings: Settings) -> dg.SensorDefinition:
    """Build the sensor on the inbox of the home; the sensor runs by default."""

    @dg.sensor(
        name="inbox",
        job=NIGHTLY_JOB,
        minimum_interval_seconds=INTERVAL_SECONDS,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="Có tệp mới trong hộp nhận thì chạy ngay",
    )
    def watch_inbox(context: dg.SensorEvaluationContext) -> dg.RunRequest | dg.SkipReason:
        return request_run(settings, context.instance)

    return watch_inbox


def build_failure_sensor(settings: Settings) -> dg.SensorDefinition:
    """Build the sensor that notifies operators of a scheduled run that failed."""

    @dg.run_failure_sensor(
        name="failure",
        monitored_jobs=[NIGHTLY_JOB],
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="Lượt chạy hỏng thì báo người vận hành",
    )
    def report_failed_run(context: dg.RunFailureSensorContext) -> None:
        notify_failed_run(settings, context.instance, context.dagster_run.run_id)

    return report_failed_run


def request_run(settings: Settings, instance: dg.DagsterInstance) -> dg.RunRequest | dg.SkipReason:
    """Request one run for the files in the inbox; the same files request no second run.

    An interrupted run is the exception. Dagster never starts two runs with one key, so the key of
    the next run names the interrupted run.
    """
    close_interrupted_runs(settings, instance)
    if not watch_catalogue(settings):
        return dg.SkipReason(
            "danh mục hỏng: «chiso catalogue check» / the catalogue is broken: "
            "`chiso catalogue check`"
        )
    home = Home(settings.home.absolute())
    files = list_file_states(home.inbox_folder) if home.inbox_folder.is_dir() else {}
    if not files:
        return dg.SkipReason("hộp nhận trống / the inbox is empty")
    if is_held(home.lock):
        return dg.SkipReason("một lượt khác đang chạy / a run is under way")
    if count_interrupted_runs(instance) >= INTERRUPTIONS:
        return dg.SkipReason(
            f"{INTERRUPTIONS} lượt liền bị ngắt: chờ lượt đêm hoặc «chiso nightly» / "
            f"{INTERRUPTIONS} runs were cut off: waiting for the night or `chiso nightly`"
        )
    file_states = sorted((path.name, state) for path, state in files.items())
    run_cause = (file_states, find_last_interrupted_run(instance))
    return dg.RunRequest(run_key=hashlib.sha256(repr(run_cause).encode()).hexdigest())
