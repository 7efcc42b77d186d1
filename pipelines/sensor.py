"""The inbox sensor: a file landed, so the nightly job runs now.

Looks at names, times and sizes only; what is complete and what it holds is the run's to tell.
"""

import hashlib

import dagster as dg

from assets.raw.inbox import listing
from warehouse.home import BusyError, Home

INTERVAL_SECONDS = 30


def inbox_sensor(job: dg.JobDefinition, home: Home) -> dg.SensorDefinition:
    """A sensor on the home's inbox, running by default."""

    @dg.sensor(
        name="inbox",
        job=job,
        minimum_interval_seconds=INTERVAL_SECONDS,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="Có tệp mới trong hộp nhận thì chạy ngay",
    )
    def inbox(_: dg.SensorEvaluationContext) -> dg.RunRequest | dg.SkipReason:
        return look(home)

    return inbox


def look(home: Home) -> dg.RunRequest | dg.SkipReason:
    """A run for what lies in the inbox now; the same files ask for one run only."""
    files = listing(home.inbox) if home.inbox.is_dir() else {}
    if not files:
        return dg.SkipReason("hộp nhận trống / the inbox is empty")
    try:
        with home.locked(patience=0):
            pass
    except BusyError:
        return dg.SkipReason("một lượt khác đang chạy / a run is under way")
    seen = sorted((path.name, state) for path, state in files.items())
    return dg.RunRequest(run_key=hashlib.sha256(repr(seen).encode()).hexdigest())
