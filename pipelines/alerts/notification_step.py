"""Notices in Dagster: the last step of a night, and the notice of a run that failed.

A server that is down is no failure of a run: waiting notices are sent by the next one.
"""

import time
from datetime import UTC, datetime
from typing import Any

import dagster as dg

from assets import publication
from assets.recovery.archive_turn import check_slice, choose_slice_seconds
from assets.run_context import RunContext
from assets.run_results import RunResults
from pipelines.alerts import operators, run_history
from pipelines.alerts.notifications import NotificationSummary, notify_recipients
from pipelines.last_night import LastNight, write_last_night
from pipelines.settings import Settings
from warehouse.catalogue import load_catalogue
from warehouse.home import Home


def build_notify_step() -> dg.AssetsDefinition:
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
        context: dg.AssetExecutionContext, run_context: dg.ResourceParam[RunContext]
    ) -> dg.MaterializeResult[None]:
        _check_archive(run_context)
        operators.notify_unreached_sources(
            run_context.home, run_context.catalogue, run_context.run_at
        )
        notified = notify_recipients(run_context)
        _record_notices(run_context.results, notified)
        write_last_night(run_context.home, LastNight(context.run_id, datetime.now(UTC)))
        version = (
            f"{publication.read_current_record(run_context.home)['fingerprint']}-"
            f"{notified.waiting_count}"
        )
        return dg.MaterializeResult(
            metadata=_build_metadata(notified), data_version=dg.DataVersion(version)
        )

    return notify


def _check_archive(context: RunContext) -> None:
    """Verify a slice of the archive; notify operators of unknown, damaged and missing files."""
    to = context.home, context.catalogue, context.run_at
    if count := context.results.unknown_archived:
        operators.notify_archive_fault(*to, "archive", count=count)
    seconds = choose_slice_seconds(time.monotonic() - context.began)
    turn = check_slice(context.home, datetime.now(UTC).date(), seconds)
    context.results.archive_checked = turn.checked
    context.results.archive_nights = turn.nights
    context.results.archive_faults = turn.faults
    if turn.faults:
        names = ", ".join(turn.faults[:5])
        operators.notify_archive_fault(*to, "damaged", count=len(turn.faults), names=names)


def _record_notices(results: RunResults, notified: NotificationSummary) -> None:
    results.sent_count, results.waiting_count = notified.sent_count, notified.waiting_count
    results.unset_contacts = tuple((c.contact, c.variable) for c in notified.unset_contacts)


def notify_failed_run(settings: Settings, instance: dg.DagsterInstance, run_id: str) -> None:
    """Notify operators where and why a run failed; the same run may be handed in twice."""
    home = Home(settings.home.absolute())
    failure = run_history.read_failure(instance, run_id, home.root)
    if failure:
        catalogue = load_catalogue(settings.catalogue)
        operators.notify_failure(home, catalogue, failure, settings.choose_run_at(catalogue))


def _build_metadata(notification_summary: NotificationSummary) -> dict[str, Any]:
    return {
        "sent": notification_summary.sent_count,
        "waiting": notification_summary.waiting_count,
        "unset": dg.MetadataValue.json(
            [
                [unset_contact.contact, unset_contact.variable]
                for unset_contact in notification_summary.unset_contacts
            ]
        ),
    }
