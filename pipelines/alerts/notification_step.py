"""Notices in Dagster: the last step of a night, and the notice of a run that failed.

A server that is down is no failure of a run: waiting notices are sent by the next one.
"""

import time
from datetime import UTC, datetime
from typing import Any

import dagster as dg

from assets import publication
from assets.recovery.archive_turn import check_slice, choose_slice_files, choose_slice_seconds
from assets.retention import prune_processed_files
from assets.run_context import RunContext
from assets.run_results import RunResults
from pipelines.alerts import operators, run_history
from pipelines.alerts.night_log import append_failure, append_night, describe_night
from pipelines.alerts.notifications import NotificationSummary, notify_recipients
from pipelines.last_night import LastNight, write_last_night
from pipelines.run_pruning import prune_runs
from pipelines.settings import Settings
from warehouse.catalogue import load_catalogue
from warehouse.home import Home

MOST_FILE_NAMES = 20
"""How many names of files a notice has at most."""


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
        _notify_odd_files(run_context)
        operators.notify_unreached_sources(
            run_context.home, run_context.catalogue, run_context.run_at
        )
        notified = notify_recipients(run_context)
        _record_notices(run_context.results, notified)
        _prune_home(run_context, context.instance)
        ended_at = datetime.now(UTC)
        write_last_night(run_context.home, LastNight(context.run_id, ended_at))
        began_at = _find_beginning(context.instance, context.run_id)
        append_night(run_context.home, describe_night(run_context.results, began_at, ended_at))
        version = (
            f"{publication.read_current_record(run_context.home)['fingerprint']}-"
            f"{notified.waiting_count}"
        )
        return dg.MaterializeResult(
            metadata=_build_metadata(notified), data_version=dg.DataVersion(version)
        )

    return notify


def _check_archive(context: RunContext) -> None:
    """Verify a slice of the archive."""
    seconds = choose_slice_seconds(time.monotonic() - context.began)
    turn = check_slice(
        context.home,
        datetime.now(UTC).date(),
        seconds,
        most_files=choose_slice_files(context.home),
    )
    context.results.archive_checked = turn.checked
    context.results.archive_nights = turn.nights
    context.results.archive_faults = turn.faults


def _notify_odd_files(context: RunContext) -> None:
    sentences = describe_odd_files(context.results)
    operators.notify_odd_files(context.home, context.catalogue, sentences, context.run_at)


def _prune_home(context: RunContext, instance: dg.DagsterInstance) -> None:
    """Delete old runs and old processed files; publications go when a new one comes."""
    retention, deleted_counts = context.retention, context.results.deleted_counts
    deleted_counts["runs"] = len(prune_runs(instance, context.home.dagster_folder, retention.runs))
    deleted_counts["processed"] = prune_processed_files(
        context.home, retention.processed_days, datetime.now(UTC)
    )


def _find_beginning(instance: dg.DagsterInstance, run_id: str) -> datetime:
    record = instance.get_run_record_by_id(run_id)
    assert record is not None, run_id
    return record.create_timestamp


def describe_odd_files(results: RunResults) -> dict[str, dict[str, object]]:
    """Return the sentences on what is to be looked at, with the blanks; no name of a person."""
    sentences: dict[str, dict[str, object]] = {}
    if count := results.unknown_archived:
        sentences["archive"] = {"count": count}
    if faults := results.archive_faults:
        named_faults = ", ".join(faults[:MOST_FILE_NAMES])
        sentences["damaged"] = {"count": len(faults), "names": named_faults}
    for key, names in (
        ("shut_paths", results.shut_paths),
        ("unopened", results.unopened_names),
        ("faulty_answers", results.faulty_answers),
        ("lost", results.lost_names),
        ("lapsed_corrections", results.lapsed_corrections),
    ):
        if names:
            sentences[key] = {"count": len(names), "names": ", ".join(names[:MOST_FILE_NAMES])}
    return sentences


def _record_notices(results: RunResults, notified: NotificationSummary) -> None:
    results.sent_count, results.waiting_count = notified.sent_count, notified.waiting_count
    results.unset_contacts = tuple((c.contact, c.variable) for c in notified.unset_contacts)


def notify_failed_run(settings: Settings, instance: dg.DagsterInstance, run_id: str) -> None:
    """Notify operators where and why a run failed; the same run may be handed in twice."""
    home = Home(settings.home.absolute())
    failure = run_history.read_failure(instance, run_id, home.root)
    if failure:
        append_failure(home, failure)
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
