"""The last step of a run: return the faulty reports, and put both halves of a publication in force.

The office's half has everything, the public half what `public_columns` lists; neither is ever in
force without the other. `publication` moves the pointer.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import chain

import dagster as dg

from assets import publication
from assets.asset_specs import asset_key
from assets.data_versions import TableContent, summarise_table
from assets.definitions.selected_results import StepResults, select_results
from assets.definitions.step_metadata import (
    build_output_spec,
    build_return_metadata,
    materialise,
)
from assets.layouts.postponed_returns import list_postponed_submissions
from assets.outbox import finding_events, hub_corrections, publication_ledger
from assets.public_columns import OFFICE_DATA_TABLES
from assets.published.mended_returns import move_mended_returns
from assets.published.report_returns import list_lost_files, return_reports
from assets.recovery.journal_head import write_journal_head
from assets.run_context import RunContext
from assets.table_assets import load_table_assets
from warehouse.home import CHARTS_FILE, DATA_FOLDER, PAGE_FILE, Home
from warehouse.journal.settlement import open_register
from warehouse.store import Store

_BOTH_PAGES_TABLES = (
    *("core.submissions", "marts.indicator_values", "marts.public_values"),
    *("marts.quality_metrics", "marts.reporting_rates"),
)
"""The tables that both pages read; `public_columns` lists the columns that are public."""
CHART_TABLES = ("core.submissions", "marts.indicator_values", "marts.public_values")
"""The tables that the charts read."""
_OFFICE_TABLES = (
    *("core.corrections", "core.findings", "core.not_applicable", "core.observations"),
    "core.obstacles",
    *("marts.area_values", "marts.changes", "marts.element_values"),
    *("marts.target_progress", "marts.variation"),
)
"""The tables that only the office's page reads."""
PAGE_MODULES = ("assets.published.public_half", "assets.published.page.publication_list")
"""The modules that write the pages, and import all others that do: half a second."""
PAGE_TABLES = tuple(sorted((*_BOTH_PAGES_TABLES, *_OFFICE_TABLES)))


def build_publish_step() -> dg.AssetsDefinition:
    """Build the step for returning faulty reports and putting the publication in force."""

    @dg.multi_asset(
        name="publish",
        specs=_build_output_specs(),
        can_subset=True,  # an idle night reports what it returned; the step does all its work
    )
    def publish_outputs(
        context: dg.AssetExecutionContext, run_context: dg.ResourceParam[RunContext]
    ) -> StepResults:
        returned_names, returned = _return_reports(run_context)
        has_changed = run_context.home.draft_snapshot.exists()
        if has_changed:
            _write_draft_pages(run_context)
            _put_in_force(run_context)
        _list_publications(run_context)
        run_context.results.is_unchanged = not has_changed
        run_context.results.returned_count = len(returned_names)
        run_context.results.lapsed_corrections = _list_lapsed(run_context.home)
        returned_result = materialise(
            "published.returned",
            returned.hash or str(returned.rows),
            build_return_metadata(returned_names),
        )
        halves = _materialise_halves(run_context.home, is_unchanged=not has_changed)
        yield from select_results(context, chain([returned_result], halves))

    return publish_outputs


def _put_in_force(context: RunContext) -> None:
    """Record what the draft tells, put the draft in force, and number the publication."""
    with open_register(context.home) as register:
        draft = context.home.draft_snapshot
        finding_events.record_events(register, draft)
        numbered = publication_ledger.append_ledger(
            register, draft, publication.describe_basis(context)
        )
    write_journal_head(context.home)
    publication.publish_draft(context, numbered)
    with open_register(context.home) as register:
        publication_ledger.append_publication(register, numbered)


def _list_lapsed(home: Home) -> tuple[str, ...]:
    """List the lapsed corrections by the hub of the publication in force."""
    with Store(home.snapshot_file, read_only=True) as published:
        return tuple(hub_corrections.list_lapsed_corrections(published))


def _build_output_specs() -> list[dg.AssetSpec]:
    """Specify the outputs of the step, each with the tables that it is made from."""
    tables = [asset.name for asset in load_table_assets()]
    sources = (
        ("returned", ("raw.findings",), "Báo cáo trả lại, lỗi đánh dấu trong ô."),
        ("warehouse", tables, "Kho dữ liệu đã công bố, mở chỉ để đọc."),
        ("page", PAGE_TABLES, "Trang chỉ số của cơ quan, một tệp HTML."),
        ("charts", CHART_TABLES, "Biểu đồ của cơ quan, một tệp HTML."),
        ("public", _BOTH_PAGES_TABLES, "Trang, biểu đồ, bảng số cho mọi người, đã che."),
        ("data", OFFICE_DATA_TABLES, "Dữ liệu mở của cơ quan: Parquet, CSV, SDMX."),
    )
    return [
        build_output_spec(name, [asset_key(table) for table in deps], description)
        for name, deps, description in sources
    ]


def _materialise_halves(home: Home, *, is_unchanged: bool) -> StepResults:
    """Report the parts of the publication in force, with the fingerprint as their version."""
    version = publication.read_current_record(home)["fingerprint"]
    for name, path in (
        ("warehouse", home.snapshot_file),
        ("page", home.page_file),
        ("charts", home.office_folder / CHARTS_FILE),
        ("public", home.public_folder),
        ("data", home.office_folder / DATA_FOLDER),
    ):
        metadata = {"path": dg.MetadataValue.path(path), "unchanged": is_unchanged}
        yield materialise(f"published.{name}", version, metadata)


def _return_reports(context: RunContext) -> tuple[list[str], TableContent]:
    """Send back what is faulty, and put aside what went back for reports mended since."""
    with open_register(context.home) as register:
        postponed = list_postponed_submissions(
            context.home, register, context.catalogue.calendar, context.as_of
        )
        returned_names = return_reports(
            context.home, context.catalogue, register, postponed=postponed
        )
        context.results.lost_names = list_lost_files(context.home, register)
        move_mended_returns(context.home, register)
        return returned_names, summarise_table(register, "raw.returns")


def _list_publications(context: RunContext) -> None:
    """Write the list anew every night: a killed night must leave no dead link."""
    from assets.published.page.publication_list import write_publication_list  # with the page

    write_publication_list(context.home, context.catalogue, context.lang)


def _write_draft_pages(context: RunContext) -> None:
    """Write the office's page, charts and data, and the public half of the draft.

    The data are mostly queries, and written beside the pages by a thread of their own.
    """
    from assets.charts.area_rows import Audience  # slow; needed after a rebuild only
    from assets.published.charts.charts_page import write_charts
    from assets.published.open_data.data_folder import write_office_data
    from assets.published.page.html_page import PageContext, write_page
    from assets.published.public_half import write_public_half

    home, catalogue = context.home, context.catalogue
    office = PageContext(context.as_of, context.lang, is_day_set=context.is_day_set)
    public = replace(office, audience=Audience.PUBLIC)
    with (
        Store(home.draft_snapshot, read_only=True) as warehouse,
        warehouse.open_second_connection() as second_connection,
        ThreadPoolExecutor(1) as executor,
    ):
        data_folder = home.draft_office / DATA_FOLDER
        written = executor.submit(write_office_data, catalogue, second_connection, data_folder)
        write_page(catalogue, warehouse, home.draft_office / PAGE_FILE, office)
        write_charts(catalogue, warehouse, home.draft_office / CHARTS_FILE, office)
        write_public_half(catalogue, warehouse, home.draft_public, public)
        written.result()
