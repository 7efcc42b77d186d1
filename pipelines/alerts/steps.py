"""Notices in Dagster: the last step of a night, and the sensor of failed runs.

A server that is down is no failure of a run: waiting notices are sent by the next one.
"""

from datetime import UTC, datetime

import dagster as dg

from assets import publication
from assets.house import House
from assets.raw.missing_submissions import UNKNOWN_ARCHIVE_FILES
from pipelines.alerts import operators, runs
from pipelines.alerts.telling import Told, tell
from pipelines.last_night import LastNight, write_last_night
from pipelines.settings import Settings
from warehouse.catalogue import load
from warehouse.home import Home

SUBMISSIONS = dg.AssetKey(["raw", "submissions"])


def tell_step() -> dg.AssetsDefinition:
    """Build the step from the publication in force to the outbox and on to the recipients."""

    @dg.multi_asset(
        name="tell",
        specs=[
            dg.AssetSpec(
                ["published", "notices"],
                deps=[["published", "returned"], ["published", "warehouse"]],
                description="Tin tổng hợp cho những người liên quan, kèm báo cáo trả lại.",
                group_name="published",
            )
        ],
    )
    def notify(
        context: dg.AssetExecutionContext, house: dg.ResourceParam[House]
    ) -> dg.MaterializeResult:
        if count := _count_unknown_files(context):
            operators.notify_unknown_files(house.home, house.catalogue, count, house.moment)
        notified = tell(house)
        write_last_night(house.home, LastNight(context.run_id, datetime.now(UTC)))
        version = f"{publication.current(house.home)['fingerprint']}-{notified.waiting}"
        return dg.MaterializeResult(
            metadata=_metadata(notified), data_version=dg.DataVersion(version)
        )

    return notify


def _count_unknown_files(context: dg.AssetExecutionContext) -> int:
    """Return the count of the first step of this run; 0 where there was no reason to count."""
    event = context.instance.get_latest_materialization_event(SUBMISSIONS)
    if event is None or event.run_id != context.run_id or event.asset_materialization is None:
        return 0
    value = event.asset_materialization.metadata.get(UNKNOWN_ARCHIVE_FILES)
    return int(value.value) if value else 0


def failure_sensor(job: dg.JobDefinition, settings: Settings) -> dg.SensorDefinition:
    """Build the sensor that notifies operators of a scheduled run that failed."""

    @dg.run_failure_sensor(
        name="failure",
        monitored_jobs=[job],
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="Lượt chạy hỏng thì báo người vận hành",
    )
    def failed(context: dg.RunFailureSensorContext) -> None:
        notify_failure(settings, context.instance, context.dagster_run.run_id)

    return failed


def notify_failure(settings: Settings, instance: dg.DagsterInstance, run_id: str) -> None:
    """Notify operators where and why a run failed; the same run may be handed in twice."""
    home = Home(settings.home.absolute())
    failure = runs.read_failure(instance, run_id, home.root)
    if failure:
        catalogue = load(settings.catalogue)
        operators.notify_failure(home, catalogue, failure, settings.moment(catalogue))


def _metadata(told: Told) -> dict[str, object]:
    return {
        "sent": told.sent,
        "waiting": told.waiting,
        "unset": dg.MetadataValue.json([[u.contact, u.variable] for u in told.unset]),
    }
