"""What the intake step reports to Dagster: every table that it writes, and every suite.

Builds results only; the step itself is `dagster_assets`. May call the floors below.
"""

from collections.abc import Mapping

from assets.definitions.check_results import build_suite_result
from assets.definitions.selected_results import StepResults
from assets.definitions.step_metadata import (
    build_fetch_metadata,
    build_intake_metadata,
    materialise,
)
from assets.intake import INTAKE_TABLES, IntakeResult
from assets.raw.connectors import deliveries
from assets.raw.connectors.deliveries import FetchResult
from assets.run_context import RunContext


def report_intake(
    context: RunContext,
    fetch_result: FetchResult,
    intake_result: IntakeResult,
    versions: Mapping[str, str],
) -> StepResults:
    """Report every table of the register that the step writes, and the suite of every form."""
    yield materialise(
        deliveries.DELIVERIES_TABLE,
        versions[deliveries.DELIVERIES_TABLE],
        build_fetch_metadata(fetch_result),
    )
    for table in INTAKE_TABLES:
        yield materialise(
            table, versions[table], build_intake_metadata(intake_result, context.results)
        )
    for form in sorted(context.catalogue.forms):
        yield build_suite_result(
            form, intake_result, context.catalogue, context.home.returned_folder
        )
