"""Runs drawn in Dagster's own storage: a status, and what its log says of a process.

No run runs here; what is made of them is the tests'.
"""

import json
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import dagster as dg
import pytest

from pipelines.instance import prepare_instance
from warehouse.processes import Process

THIS = Process.find_this()
ORIGIN = {
    "__class__": "ExternalPipelineOrigin",
    "external_repository_origin": {
        "__class__": "ExternalRepositoryOrigin",
        "repository_location_origin": {
            "__class__": "RegisteredRepositoryLocationOrigin",
            "location_name": "chiso",
        },
        "repository_name": "__repository__",
    },
    "pipeline_name": "nightly",
}
"""Where a queued run comes from, as Dagster writes it: no other run needs to know."""


@contextmanager
def opened(folder: Path) -> Iterator[dg.DagsterInstance]:
    """Open Dagster on a folder of its own."""
    with pytest.MonkeyPatch.context() as surroundings:
        surroundings.setenv("DAGSTER_HOME", "elsewhere")  # so that it is put back
        prepare_instance(folder)
        with dg.DagsterInstance.get() as instance:
            yield instance


def dead_process() -> Process:
    """Return a process that has ended."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        pass
    return replace(THIS, pid=process.pid)


@dg.job
def nightly() -> None:
    """Return the name of the drawn runs."""


def draw(
    instance: dg.DagsterInstance,
    status: str,
    spoke: Process | None = None,
    *,
    at: float | None = None,
    tags: Mapping[str, str] | None = None,
) -> str:
    """Draw a run: its status, which process the log names for it, and when it does."""
    origin = dg.deserialize_value(json.dumps(ORIGIN)) if status == "QUEUED" else None
    run = instance.create_run_for_job(
        nightly, status=dg.DagsterRunStatus[status], tags=tags, remote_job_origin=origin
    )
    if spoke:
        word = type(instance.report_engine_event("drawn", run).engine_event_data)
        metadata = {"pid": dg.MetadataValue.text(str(spoke.pid))}
        event = dg.DagsterEvent("ENGINE_EVENT", run.job_name, event_specific_data=word(metadata))
        instance.report_dagster_event(event, run.run_id, timestamp=at or time.time())
    return run.run_id


def state(instance: dg.DagsterInstance, run_id: str) -> tuple[str, bool]:
    """Return the status of a run, and whether the run is marked as interrupted."""
    run = instance.get_run_by_id(run_id)
    return run.status.name, "chiso/interrupted" in run.tags
