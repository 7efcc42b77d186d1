"""The one job of Dagster: every asset, each night and whenever a file lands.

What the steps do is `assets.definitions`; when the job runs is `build` and `sensors`.
"""

import dagster as dg

from pipelines.alerts.run_history import JOB_NAME

NIGHTLY_JOB = dg.define_asset_job(
    JOB_NAME,
    selection=dg.AssetSelection.all(),
    # Each step would print some ten lines of DEBUG; Dagster's pages show every event.
    config={"loggers": {"console": {"config": {"log_level": "WARNING"}}}},
)
"""A constant and no parameter: Dagster does not export the class of this value."""
