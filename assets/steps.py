"""The three steps of a run, each in a transaction: intake, rebuild, publish.

Every table and output is an asset; a step materialises all of its assets or none.
Schedules and the run context come from `pipelines`.
"""

from collections.abc import Iterator

import dagster as dg

from assets import publication
from assets.asset_specs import asset_key, table_spec
from assets.built import built_assets
from assets.check_results import promise_result, promise_specs, suite_result, suite_specs
from assets.data_versions import summarise_table, version_register, version_tables
from assets.house import House
from assets.published.sending_back import send_back
from assets.raw import finding_events
from assets.raw.connectors import fetching
from assets.raw.connectors.fetching import Fetched, fetch
from assets.raw.intake import TABLES, Intake, take_in
from assets.raw.missing_submissions import (
    UNKNOWN_ARCHIVE_FILES,
    MissingSubmissionsError,
    count_unknown_archive_files,
    find_missing_files,
    record_accepted_loss,
)
from assets.rebuild import Rebuilt, rebuild
from assets.series_check import series_result, series_spec
from expectations.promises import Kept, promises
from warehouse.catalogue import Catalogue
from warehouse.fields import OUTCOMES
from warehouse.store import Store

ON_PAGE = (
    "core.submissions",
    "marts.indicator_values",
    "marts.quality_metrics",
    "marts.reporting_rates",
)
"""The tables that the page reads."""
REGISTERED = (fetching.TABLE, *TABLES)
"""The tables of the register that the intake step writes."""
_Events = Iterator[dg.MaterializeResult | dg.AssetCheckResult]


def intake_step(catalogue: Catalogue) -> dg.AssetsDefinition:
    """Build the step from sources and inbox to the register, with an asset check per form."""
    forms = sorted(catalogue.forms)

    @dg.multi_asset(
        name="intake",
        specs=[table_spec(t, catalogue) for t in REGISTERED],
        check_specs=suite_specs(forms),
    )
    def intake(house: dg.ResourceParam[House]) -> _Events:
        missing = _require_published_files(house)
        with Store(house.home.register) as register:
            if missing:
                record_accepted_loss(register, missing, house.accept_fewer, house.moment)
            fetched = fetch(house.home, house.catalogue.sources, register)
            taken = take_in(house.home, house.catalogue, register, house.progress, pool=house.pool)
            unknown = _count_unknown(house, register, taken)
            versions = version_register(register, REGISTERED)
        if fetched.told:
            # Dagster's page makes links of addresses in a log: senders' words stay out of it.
            dg.get_dagster_logger().warning(
                "Có điều cần biết về các nguồn: xem «told» của raw.deliveries / "
                "there is news of the sources: see «told» of raw.deliveries"
            )
        yield _materialise(fetching.TABLE, versions[fetching.TABLE], _fetched(fetched))
        for table in TABLES:
            yield _materialise(table, versions[table], _taken(taken) | unknown)
        for form in forms:
            yield suite_result(form, taken, house.catalogue, house.home.returned)

    return intake


def _materialise(asset: str, version: str, metadata: dict[str, object]) -> dg.MaterializeResult:
    """Report an asset with the version of its content."""
    return dg.MaterializeResult(
        asset_key=asset_key(asset), metadata=metadata, data_version=dg.DataVersion(version)
    )


def _require_published_files(house: House) -> frozenset[str]:
    """Return the files that this run may publish without.

    Raises:
        MissingSubmissionsError: the publication would shrink, and nobody gave a reason.
    """
    missing = find_missing_files(house.home)
    if missing and not house.accept_fewer:
        raise MissingSubmissionsError(len(missing))
    return missing


def _count_unknown(house: House, register: Store, taken: Intake) -> dict[str, object]:
    """Count archived files that nobody knows, on a run with something new only."""
    if not taken.submissions:
        return {}
    return {UNKNOWN_ARCHIVE_FILES: count_unknown_archive_files(house.home, register)}


def _fetched(fetched: Fetched) -> dict[str, object]:
    counts = {outcome: fetched.outcomes.get(outcome, 0) for outcome in OUTCOMES}
    return counts | {"told": dg.MetadataValue.json(list(fetched.told))}


def _taken(taken: Intake) -> dict[str, object]:
    return {
        "files": taken.files,
        "files_already_known": taken.known,
        "files_left_in_inbox": len(taken.left),
        "not_regular_files": len(taken.strange),
        "not_regular": dg.MetadataValue.json(list(taken.strange[:100])),
        "submissions": len(taken.submissions),
        "findings": sum(len(s.findings) for s in taken.submissions),
    }


def rebuild_step(catalogue: Catalogue) -> dg.AssetsDefinition:
    """Build the step from the register to core and marts, with a blocking check per promise.

    The series signals are a separate check that blocks nothing.
    """
    made_of = {asset.name: asset for asset in built_assets()}

    @dg.multi_asset(
        name="rebuild",
        specs=[table_spec(name, catalogue, asset.reads) for name, asset in made_of.items()],
        check_specs=[*promise_specs(promises()), series_spec()],
    )
    def rebuild_tables(house: dg.ResourceParam[House]) -> _Events:
        built = _rebuilt(house)
        versions = publication.read_versions(house.draft if built else house.home.current)
        for name in made_of:
            yield _materialise(name, versions[name], _rows(built, name))
        for kept in built.kept if built else [Kept(p, 0, []) for p in promises()]:
            yield promise_result(kept)
        warehouse = house.home.draft_snapshot if built else house.home.snapshot
        yield series_result(warehouse, house.catalogue)

    return rebuild_tables


def _rows(built: Rebuilt | None, name: str) -> dict[str, object]:
    if built is None:
        return {"unchanged": True}
    rows = built.contents[name].rows
    return {"view": True} if rows is None else {"dagster/row_count": rows}


def _rebuilt(house: House) -> Rebuilt | None:
    """Rebuild the warehouse in the draft folder; None if the current publication is up to date."""
    if publication.is_current(house):
        publication.discard_draft(house.home)
        return None
    draft = publication.begin(house)
    built = rebuild(house.home, house.catalogue, house.moment, house.home.draft_snapshot)
    inputs = publication.fingerprint(house)
    publication.write_versions(draft, version_tables(built.contents, inputs))
    return built


def publish_step() -> dg.AssetsDefinition:
    """Build the step for returning faulty reports and putting the publication in force."""
    tables = [asset_key(asset.name) for asset in built_assets()]

    @dg.multi_asset(
        name="publish",
        specs=[
            _output("returned", [["raw", "findings"]], "Báo cáo trả lại, lỗi đánh dấu trong ô."),
            _output("warehouse", tables, "Kho dữ liệu đã công bố, mở chỉ để đọc."),
            _output("page", [asset_key(table) for table in ON_PAGE], "Trang chỉ số, một tệp HTML."),
        ],
    )
    def publish(house: dg.ResourceParam[House]) -> _Events:
        with Store(house.home.register) as register:
            names = send_back(house.home, house.catalogue, register)
            returned = summarise_table(register, "raw.returns")
        changed = house.home.draft_snapshot.exists()
        if changed:
            _write_page(house)
            with Store(house.home.register) as register:
                finding_events.remember(register, house.home.draft_snapshot)
            publication.publish(house)
        yield _materialise("published.returned", returned.hash or str(returned.rows), _sent(names))
        version = publication.current(house.home)["fingerprint"]
        for name, path in (("warehouse", house.home.snapshot), ("page", house.home.page)):
            shown = {"path": dg.MetadataValue.path(path), "unchanged": not changed}
            yield _materialise(f"published.{name}", version, shown)

    return publish


def _write_page(house: House) -> None:
    from assets.published.page import Edition, build_page  # slow; needed after a rebuild only

    with Store(house.home.draft_snapshot, read_only=True) as store:
        edition = Edition(house.as_of, lang=house.lang)
        build_page(house.catalogue, store, house.home.draft_page, edition)


def _output(name: str, deps: list[list[str]], words: str) -> dg.AssetSpec:
    return dg.AssetSpec(["published", name], deps=deps, description=words, group_name="published")


def _sent(names: list[str]) -> dict[str, object]:
    return {"sent_back": len(names), "files": dg.MetadataValue.json(names)}
