"""The results that a run selected of all that a step reports: an idle night selects few.

The steps do all their work in any case. Which assets an idle night selects, `pipelines` states.
"""

from collections.abc import Iterator

import dagster as dg

StepResults = Iterator[dg.MaterializeResult[None] | dg.AssetCheckResult]
"""What a step reports to Dagster: its assets and the results of its checks."""


def select_results(context: dg.AssetExecutionContext, results: StepResults) -> StepResults:
    """Yield the results that the run is to report."""
    for result in results:
        assert result.asset_key is not None, result
        if isinstance(result, dg.AssetCheckResult):
            key = dg.AssetCheckKey(result.asset_key, str(result.check_name))
            is_selected = key in context.selected_asset_check_keys
        else:
            is_selected = result.asset_key in context.selected_asset_keys
        if is_selected:
            yield result
