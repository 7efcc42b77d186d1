"""The first two steps of a run, each in a transaction: intake and rebuild; then `publish_step`.

Every table and output is an asset; a step does all of its work or none.
Schedules and the run context come from `pipelines`.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import dagster as dg

from assets import publication
from assets.asset_specs import table_spec
from assets.data_versions import (
    version_register,
    version_tables,
)
from assets.definitions.check_results import (
    build_promise_result,
    build_promise_specs,
    build_suite_specs,
)
from assets.definitions.intake_results import report_intake
from assets.definitions.publish_step import PAGE_MODULES
from assets.definitions.selected_results import StepResults, select_results
from assets.definitions.series_check import build_series_result, build_series_spec
from assets.definitions.step_metadata import (
    build_row_metadata,
    materialise,
)
from assets.intake import INTAKE_TABLES, IntakeResult, ingest_inbox
from assets.outbox import hold_decisions
from assets.raw import catalogue_guard
from assets.raw.connectors import deliveries
from assets.raw.connectors.deliveries import FetchResult, fetch_deliveries
from assets.raw.connectors.source_states import record_source_answers
from assets.raw.layout_waits import query_unrecognised_submissions
from assets.raw.missing_submissions import (
    MissingSubmissionsError,
    count_unknown_archive_files,
    find_missing_files,
    record_accepted_loss,
)
from assets.rebuild import RebuildResult, complete_warehouse, rebuild_warehouse
from assets.recovery.journal_head import write_journal_head
from assets.run_context import RunContext
from assets.run_results import RunResults
from assets.table_assets import load_table_assets
from expectations.promises import PromiseResult, load_promises
from warehouse.catalogue import Catalogue
from warehouse.early_imports import start_imports
from warehouse.forms.file_names import FileNames
from warehouse.journal.settlement import open_register
from warehouse.store import Store

INTAKE_STEP_TABLES = (deliveries.DELIVERIES_TABLE, *INTAKE_TABLES)
"""The tables of the register that the intake step writes."""


def build_intake_step(catalogue: Catalogue) -> dg.AssetsDefinition:
    """Build the step from sources and inbox to the register, with an asset check per form."""

    @dg.multi_asset(
        name="intake",
        specs=[table_spec(t, catalogue) for t in INTAKE_STEP_TABLES],
        check_specs=build_suite_specs(sorted(catalogue.forms)),
        can_subset=True,  # an idle night reports few tables; the step does all its work even so
    )
    def run_intake(
        context: dg.AssetExecutionContext, run_context: dg.ResourceParam[RunContext]
    ) -> StepResults:
        missing = _require_published_files(run_context)
        _require_fitting_catalogue(run_context)
        has_accepted = bool(run_context.accept_fewer)
        with open_register(run_context.home, may_begin_anew=has_accepted) as register:
            publication.adopt_publication(run_context.home, register)
            fetch_result, intake_result = _ingest_files(run_context, register, missing)
            versions = version_register(register, INTAKE_STEP_TABLES)
            has_strange_sheet = bool(query_unrecognised_submissions(register))
        if has_strange_sheet:
            _propose_readings(run_context)
        if fetch_result.messages:
            _log_news_of_sources()
        reported = report_intake(run_context, fetch_result, intake_result, versions)
        yield from select_results(context, reported)

    return run_intake


def _ingest_files(
    context: RunContext, register: Store, missing: frozenset[str]
) -> tuple[FetchResult, IntakeResult]:
    """Record an accepted loss, fetch from the sources, and ingest the inbox."""
    if missing:
        record_accepted_loss(register, missing, context.accept_fewer, context.run_at)
    fetch_result = fetch_deliveries(
        context.home, context.catalogue.sources, register, FileNames(context.catalogue)
    )
    record_source_answers(context.home, fetch_result.answers, context.as_of)
    intake_result = ingest_inbox(
        context.home,
        context.catalogue,
        register,
        context.progress,
        pool=context.pool,
        run_at=context.run_at,
    )
    _record_intake(context.results, fetch_result, intake_result)
    context.results.held_count = hold_decisions.count_waiting_reports(register)
    if intake_result.submissions:  # takes long: not on a run without anything new
        context.results.unknown_archived = count_unknown_archive_files(context.home, register)
    return fetch_result, intake_result


def _log_news_of_sources() -> None:
    """Say where the news of the sources stand.

    Dagster's page makes links of addresses in a log: senders' words stay out of it.
    """
    dg.get_dagster_logger().warning(
        "Có điều cần biết về các nguồn: xem «told» của raw.deliveries / "
        "there is news of the sources: see «told» of raw.deliveries"
    )


def _propose_readings(context: RunContext) -> None:
    """Write proposals for strangers' sheets: the publication counts the waiting reports.

    Imports much; a night without such a sheet does not come here.
    """
    from assets.layouts.proposal_store import count_waiting_proposals
    from assets.layouts.waiting_proposals import propose_for_waiting_reports

    propose_for_waiting_reports(context)
    context.results.proposal_count = count_waiting_proposals(context.home)


def _require_published_files(context: RunContext) -> frozenset[str]:
    """Return the files that this run may publish without.

    Raises:
        MissingSubmissionsError: the publication would shrink, and nobody gave a reason.
    """
    missing = find_missing_files(context.home)
    if missing and not context.accept_fewer:
        raise MissingSubmissionsError(len(missing), is_published=context.home.is_published)
    return missing


def _require_fitting_catalogue(context: RunContext) -> None:
    """Compare a catalogue that differs from the published one with the data, before intake.

    Raises:
        CatalogueChangeError: reports rest on something that the catalogue has no longer.
    """
    published = publication.read_current_record(context.home).get("catalogue")
    if published is not None and published != context.catalogue.fingerprint:
        catalogue_guard.check_catalogue_fits(context.home.register_file, context.catalogue)


def _record_intake(
    results: RunResults, fetch_result: FetchResult, intake_result: IntakeResult
) -> None:
    results.fetch_counts = fetch_result.outcome_counts
    results.source_messages = fetch_result.messages
    results.file_count = intake_result.file_count - len(intake_result.unopened_files)
    results.submission_count = len(intake_result.submissions)
    results.renewed_count = len(intake_result.renewed)
    results.unopened_names = intake_result.unopened_files
    results.irregular_names = intake_result.irregular_files
    results.answer_messages = intake_result.answers.accepted_messages
    results.faulty_answers = intake_result.answers.faulty_messages
    results.deleted_counts["refused"] = intake_result.purged_count


def build_rebuild_step(catalogue: Catalogue) -> dg.AssetsDefinition:
    """Build the step from the register to core and marts, with a blocking check per promise.

    The series signals are a separate check that blocks nothing.
    """
    assets_by_name = {asset.name: asset for asset in load_table_assets()}

    @dg.multi_asset(
        name="rebuild",
        specs=[
            table_spec(name, catalogue, asset.input_tables)
            for name, asset in assets_by_name.items()
        ],
        check_specs=[*build_promise_specs(load_promises()), build_series_spec()],
    )
    def rebuild_tables(run_context: dg.ResourceParam[RunContext]) -> StepResults:
        rebuild_result = _rebuild_if_changed(run_context)
        with ThreadPoolExecutor(1) as executor:  # works while Dagster notes table after table
            if rebuild_result:
                draft = run_context.home.draft_snapshot
                completion = executor.submit(complete_warehouse, draft)
            yield from _report_tables(run_context, list(assets_by_name), rebuild_result)
            if rebuild_result:
                completion.result()
        warehouse = draft if rebuild_result else run_context.home.snapshot_file
        yield build_series_result(warehouse, run_context.catalogue)

    return rebuild_tables


def _report_tables(
    context: RunContext, names: Sequence[str], rebuild_result: RebuildResult | None
) -> StepResults:
    """Report every table with its version, then every promise."""
    versions = publication.read_versions(
        context.home.draft_office if rebuild_result else context.home.office_folder
    )
    for name in names:
        yield materialise(name, versions[name], build_row_metadata(rebuild_result, name))
    for promise_result in (
        rebuild_result.promise_results
        if rebuild_result
        else [PromiseResult(promise, 0, []) for promise in load_promises()]
    ):
        yield build_promise_result(promise_result)


def _rebuild_if_changed(context: RunContext) -> RebuildResult | None:
    """Rebuild the warehouse in the draft folder; None if the current publication is up to date."""
    fingerprint = publication.compute_fingerprint(context)
    if publication.is_publication_current(context.home, fingerprint):
        publication.discard_draft(context.home)
        return None
    draft = publication.create_draft(context)
    write_journal_head(context.home)
    built = rebuild_warehouse(
        context.home,
        context.catalogue,
        context.run_at,
        context.home.draft_snapshot,
        begin_filling=partial(start_imports, *PAGE_MODULES),
    )
    publication.write_versions(draft, version_tables(built.contents, fingerprint))
    return built
