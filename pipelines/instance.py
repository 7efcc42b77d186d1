"""Dagster's home under ours: its folder and its settings file.

Knows nothing of assets or runs; imports no Dagster, so that a command may call it at once.
"""

import os
from pathlib import Path

SETTINGS = """\
telemetry:
  enabled: false
event_log_storage:
  module: pipelines.event_log
  class: KeptEventLog
  config:
    dagster_home:
      env: DAGSTER_HOME
concurrency:
  runs:
    max_concurrent_runs: 1  # DuckDB has one writing process
"""
"""Telemetry off, one run at a time, an event log that keeps its connections."""


def prepare_instance(folder: Path) -> None:
    """Point Dagster at `folder`, and write its settings there unless they already say the same.

    The file is replaced whole: one that a full disk had emptied would switch telemetry on.

    Raises:
        OSError: the folder or the file cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    settings = folder / "dagster.yaml"
    if not settings.exists() or settings.read_text(encoding="utf-8") != SETTINGS:
        draft = settings.with_name(".dagster.yaml.new")
        draft.write_text(SETTINGS, encoding="utf-8")
        draft.replace(settings)
    os.environ["DAGSTER_HOME"] = str(folder)
