"""Where Dagster tells people: the last step of a night, and the sensor of runs that failed.

A server that is down is no failure of a run: what waits goes with the next one.
"""

import dagster as dg

from assets.house import House
from pipelines.alerts import operators, runs
from pipelines.alerts.telling import Told, tell
from pipelines.settings import Settings
from warehouse.catalogue import load
from warehouse.home import Home


def tell_step() -> dg.AssetsDefinition:
    """The step from the publication in force to the outbox, and from there to the recipients."""

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
    def told(house: dg.ResourceParam[House]) -> dg.MaterializeResult:
        return dg.MaterializeResult(metadata=_metadata(tell(house)))

    return told


def failure_sensor(job: dg.JobDefinition, settings: Settings) -> dg.SensorDefinition:
    """The sensor that tells operators of a scheduled run that failed."""

    @dg.run_failure_sensor(
        name="failure",
        monitored_jobs=[job],
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="Lượt chạy hỏng thì báo người vận hành",
    )
    def failed(context: dg.RunFailureSensorContext) -> None:
        tell_failure(settings, context.instance, context.dagster_run.run_id)

    return failed


def tell_failure(settings: Settings, instance: dg.DagsterInstance, run_id: str) -> None:
    """Tell operators where a run broke; the same run may be handed in twice."""
    catalogue = load(settings.catalogue)
    what = runs.broken(instance, run_id)
    if what:
        home = Home(settings.home.absolute())
        operators.tell_failure(home, catalogue, what, settings.moment(catalogue))


def _metadata(told: Told) -> dict[str, object]:
    return {
        "sent": told.sent,
        "waiting": told.waiting,
        "unset": dg.MetadataValue.json([[u.contact, u.variable] for u in told.unset]),
    }
