"""Code references: which file builds an asset, for Dagster's user interface.

A table of core or marts refers to its SELECT or its module, then as every asset to its step.
"""

import warnings
from collections.abc import Sequence

import dagster as dg

from assets.asset_specs import ROOT, source_file
from warehouse.schema.tables import TABLES

KEY = "dagster/code_references"


def refer_to_code(steps: Sequence[dg.AssetsDefinition]) -> list[dg.AssetsDefinition]:
    """Add code references to the assets of every step."""
    with warnings.catch_warnings():
        # Beta means that the form may change; a reference that is lost harms no figure.
        warnings.simplefilter("ignore", dg.BetaWarning)
        referring = dg.with_source_code_references(dg.map_asset_specs(_refer_to_file, steps))
    return [step for step in referring if isinstance(step, dg.AssetsDefinition)]


def _refer_to_file(spec: dg.AssetSpec) -> dg.AssetSpec:
    table = ".".join(spec.key.path)
    path = source_file(table) if table in TABLES else None
    if path is None:
        return spec
    reference = dg.LocalFileCodeReference(
        file_path=str(path), label=path.relative_to(ROOT).as_posix()
    )
    return spec.merge_attributes(
        metadata={KEY: dg.CodeReferencesMetadataValue(code_references=[reference])}
    )
