"""The lower bound of a Dagster night: an empty op, in process, in a persistent instance.

Run as `python -m benchmarks.empty_job FOLDER`; the folder keeps the instance.
"""

import sys
from pathlib import Path

from pipelines.instance import prepare_instance


def run_empty_job(folder: Path) -> bool:
    """Run the empty job once and return whether the job succeeded."""
    prepare_instance(folder)
    import dagster as dg

    @dg.op
    def do_nothing() -> None:
        """Do nothing."""

    @dg.job
    def empty_job() -> None:
        """Run the empty op only."""
        do_nothing()

    with dg.DagsterInstance.get() as instance:
        run_config = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}
        return bool(empty_job.execute_in_process(instance=instance, run_config=run_config).success)


if __name__ == "__main__":
    sys.exit(0 if run_empty_job(Path(sys.argv[1])) else "the empty job failed")
