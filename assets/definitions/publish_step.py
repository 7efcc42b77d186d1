"""The last step of a run: return the faulty reports, and put both halves of a publication in force.

The office's half has everything, the public half what `public_columns` lists; neither is ever in
force without the other. `publication` moves the pointer.
"""

from collections.abc import Iterator
from dataclasses import replace

import dagster as dg

from assets import publication
from assets.asset_specs import asset_key
from assets.data_versions import TableContent, summarise_table
from assets.definitions.step_metadata import (
    build_output_spec,
    build_return_metadata,
    materialise,
)
from assets.layouts.postponed_returns import list_postponed_submissions
from assets.outbox import finding_events, publication_ledger
from assets.published.mended_returns import move_mended_returns
from assets.published.report_returns import list_lost_files, return_reports
from assets.recovery.journal_head import write_journal_head
from assets.run_context import RunContext
from assets.table_assets import load_table_assets
from warehouse.home import Home
from warehouse.journal.settlement import open_register
from warehouse.store import Store

PAGE_TABLES = (
    "core.findings",
    "core.not_applicable",
    "core.observations",
    "core.obstacles",
    "core.submissions",
    "marts.area_values",
    "marts.changes",
    "marts.element_values",
    "marts.indicator_values",
    "marts.public_values",
    "marts.quality_metrics",
    "marts.reporting_rates",
    "marts.target_progress",
    "marts.variation",
)
"""The tables that the pages read; `public_columns` lists the columns that are public."""
_OFFICE_TABLES = (
    *("core.findings", "core.not_applicable", "core.observations", "core.obstacles"),
    *("marts.area_values", "marts.changes", "marts.element_values"),
    *("marts.target_progress", "marts.variation"),
)
"""The tables that only the office's page reads."""
_StepResults = Iterator[dg.MaterializeResult[None]]


def build_publish_step() -> dg.AssetsDefinition:
    """Build the step for returning faulty reports and putting the publication in force."""
    page_tables = [asset_key(table) for table in PAGE_TABLES]
    public_tables = [asset_key(table) for table in PAGE_TABLES if table not in _OFFICE_TABLES]
    tables = [asset_key(asset.name) for asset in load_table_assets()]

    @dg.multi_asset(
        name="publish",
        specs=[
            build_output_spec(
                "returned", [["raw", "findings"]], "Báo cáo trả lại, lỗi đánh dấu trong ô."
            ),
            build_output_spec("warehouse", tables, "Kho dữ liệu đã công bố, mở chỉ để đọc."),
            build_output_spec("page", page_tables, "Trang chỉ số của cơ quan, một tệp HTML."),
            build_output_spec("public", public_tables, "Trang và bảng số cho mọi người, đã che."),
        ],
    )
    def publish_outputs(run_context: dg.ResourceParam[RunContext]) -> _StepResults:
        returned_names, returned = _return_reports(run_context)
        has_changed = run_context.home.draft_snapshot.exists()
        if has_changed:
            _publish_draft(run_context)
        run_context.results.returned_count = len(returned_names)
        run_context.results.is_unchanged = not has_changed
        yield materialise(
            "published.returned",
            returned.hash or str(returned.rows),
            build_return_metadata(returned_names),
        )
        yield from _materialise_halves(run_context.home, is_unchanged=not has_changed)

    return publish_outputs


def _publish_draft(context: RunContext) -> None:
    """Put the draft in force: the ledger and the journal first, the pointer last."""
    _write_draft_pages(context)
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


def _materialise_halves(home: Home, *, is_unchanged: bool) -> _StepResults:
    """Report the parts of the publication in force, with the fingerprint as their version."""
    version = publication.read_current_record(home)["fingerprint"]
    for name, path in (
        ("warehouse", home.snapshot_file),
        ("page", home.page_file),
        ("public", home.public_folder),
    ):
        metadata = {"path": dg.MetadataValue.path(path), "unchanged": is_unchanged}
        yield materialise(f"published.{name}", version, metadata)


def _return_reports(context: RunContext) -> tuple[list[str], TableContent]:
    """Send back what is faulty, and put aside what went back for reports mended since."""
    with open_register(context.home) as register:
        postponed = list_postponed_submissions(context.home, register, context.as_of)
        returned_names = return_reports(
            context.home, context.catalogue, register, postponed=postponed
        )
        context.results.lost_names = list_lost_files(context.home, register)
        move_mended_returns(context.home, register)
        return returned_names, summarise_table(register, "raw.returns")


def _write_draft_pages(context: RunContext) -> None:
    """Write the office's page and the public half of the draft."""
    from assets.charts.area_rows import Audience  # slow; needed after a rebuild only
    from assets.published.page.html_page import PageContext, write_page
    from assets.published.public_half import write_public_half

    home, catalogue = context.home, context.catalogue
    office = PageContext(context.as_of, context.lang, is_day_set=context.is_day_set)
    public = replace(office, audience=Audience.PUBLIC)
    with Store(home.draft_snapshot, read_only=True) as warehouse:
        write_page(catalogue, warehouse, home.draft_page, office)
        write_public_half(catalogue, warehouse, home.draft_public, public)
