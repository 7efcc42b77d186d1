"""Metadata of the materialisations of the steps: counts, paths and names, never a text of a cell.

Builds values only; `dagster_assets` and `publish_step` yield them.
"""

from typing import Any

import dagster as dg

from assets.asset_specs import asset_key
from assets.intake import IntakeResult
from assets.raw.connectors.deliveries import FetchResult
from assets.rebuild import RebuildResult
from assets.run_results import RunResults
from warehouse.schema.fields import DELIVERY_OUTCOMES


def materialise(asset: str, version: str, metadata: dict[str, Any]) -> dg.MaterializeResult[None]:
    """Report an asset with the version of its content."""
    return dg.MaterializeResult(
        asset_key=asset_key(asset), metadata=metadata, data_version=dg.DataVersion(version)
    )


def build_fetch_metadata(fetch_result: FetchResult) -> dict[str, Any]:
    """Count the files met at the sources, by outcome."""
    counts = {outcome: fetch_result.outcome_counts.get(outcome, 0) for outcome in DELIVERY_OUTCOMES}
    return counts | {"told": dg.MetadataValue.json(list(fetch_result.messages))}


def build_intake_metadata(intake_result: IntakeResult, results: RunResults) -> dict[str, Any]:
    """Count what a run ingested, and name the irregular files."""
    unknown = results.unknown_archived
    return {
        "files": intake_result.file_count,
        "files_already_known": intake_result.known_count,
        "files_left_in_inbox": len(intake_result.unopened_files),
        "not_regular_files": len(intake_result.irregular_files),
        "not_regular": dg.MetadataValue.json(list(intake_result.irregular_files[:100])),
        "renewed": len(intake_result.renewed),
        "submissions": len(intake_result.submissions),
        "findings": sum(len(s.findings) for s in intake_result.submissions),
        "paths_closed": dg.MetadataValue.json(list(results.closed_paths)),
        "paths_open": dg.MetadataValue.json(list(results.open_paths)),
        "paths_shut": dg.MetadataValue.json(list(results.shut_paths)),
        **({} if unknown is None else {"unknown_archive_files": unknown}),
    }


def build_row_metadata(rebuild_result: RebuildResult | None, name: str) -> dict[str, Any]:
    """Count the rows of a table; an unchanged table has no new count."""
    if rebuild_result is None:
        return {"unchanged": True}
    row_count = rebuild_result.contents[name].rows
    return {"view": True} if row_count is None else {"dagster/row_count": row_count}


def build_output_spec(name: str, deps: list[list[str]], description: str) -> dg.AssetSpec:
    """Specify an output of the publication."""
    return dg.AssetSpec(
        ["published", name], deps=deps, description=description, group_name="published"
    )


def build_return_metadata(returned_names: list[str]) -> dict[str, Any]:
    """Count and name the returned reports."""
    return {"sent_back": len(returned_names), "files": dg.MetadataValue.json(returned_names)}
