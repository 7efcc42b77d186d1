"""The nightly job run in this process, with the same definitions Dagster schedules.

Returns what came of it; words for people are the command's.
"""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field

from assets.house import unwatched
from assets.raw.reading_pool import ReadingPool
from pipelines.instance import prepare_instance
from pipelines.readers import started
from pipelines.settings import Settings
from warehouse.fields import OUTCOMES
from warehouse.home import BusyError, Home
from warehouse.memory import uncollected


@dataclass(frozen=True, slots=True)
class Night:
    """How a run ended: whether it published, what it took in and sent back, and its faults.

    `strange` is how many things in the inbox are no regular files, `strange_names` the first;
    `fetched` counts what was met at the sources by outcome, `told` is what to say of them.
    `unset` are contacts that cannot be told, each with the variable that is not set.
    """

    succeeded: bool
    files: int = 0
    submissions: int = 0
    left: int = 0
    sent_back: int = 0
    unchanged: bool = False
    faults: tuple[str, ...] = ()
    strange: int = 0
    strange_names: tuple[str, ...] = ()
    fetched: dict[str, int] = field(default_factory=dict)
    told: tuple[str, ...] = ()
    notices_sent: int = 0
    notices_waiting: int = 0
    unset: tuple[tuple[str, str], ...] = ()


def run(settings: Settings, progress: Callable[[int, int], None] = unwatched) -> Night:
    """Run the nightly job once.

    Raises:
        BusyError: another run holds the home; nothing was touched.
    """
    home = Home(settings.home.absolute())
    with home.locked():
        home.prepare()
    prepare_instance(home.dagster)
    with uncollected():
        pool = started(settings)
    with closing(pool):
        return _run(settings, progress, pool)


def _run(settings: Settings, progress: Callable[[int, int], None], pool: ReadingPool) -> Night:
    with uncollected():
        import dagster as dg  # takes its time, which the readers use

        from pipelines.alerts.steps import tell_failure
        from pipelines.build import build_defs

        job = build_defs(settings, progress, pool).resolve_job_def("nightly")
    with dg.DagsterInstance.get() as instance:
        result = job.execute_in_process(
            instance=instance,
            raise_on_error=False,
            run_config={"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}},
        )
        if not result.success:
            tell_failure(settings, instance, result.run_id)
    return _night(result)


def _night(result: object) -> Night:
    faults = tuple(_faults(result))
    if any(BusyError.__name__ in fault for fault in faults):
        raise BusyError
    metadata = {
        ".".join(event.asset_key.path): event.step_materialization_data.materialization.metadata
        for event in result.get_asset_materialization_events()
    }
    raw, sent = metadata.get("raw.submissions", {}), metadata.get("published.returned", {})
    page, met = metadata.get("published.page", {}), metadata.get("raw.deliveries", {})
    notices = metadata.get("published.notices", {})
    return Night(
        succeeded=result.success,
        files=_number(raw, "files"),
        submissions=_number(raw, "submissions"),
        left=_number(raw, "files_left_in_inbox"),
        sent_back=_number(sent, "sent_back"),
        unchanged=bool(page and page["unchanged"].value),
        faults=faults,
        strange=_number(raw, "not_regular_files"),
        strange_names=tuple(raw["not_regular"].value) if "not_regular" in raw else (),
        fetched={outcome: _number(met, outcome) for outcome in OUTCOMES},
        told=tuple(met["told"].value) if met else (),
        notices_sent=_number(notices, "sent"),
        notices_waiting=_number(notices, "waiting"),
        unset=tuple((name, lacking) for name, lacking in notices["unset"].value) if notices else (),
    )


def _number(metadata: dict, name: str) -> int:
    return int(metadata[name].value) if name in metadata else 0


def _faults(result: object) -> list[str]:
    """The innermost error of every failed step, and of a run that could not start."""
    found = []
    for event in result.all_events:
        error = getattr(event.event_specific_data, "error", None)
        while error is not None and error.cause is not None:
            error = error.cause
        if error is not None:
            found.append(error.message.strip())
    return list(dict.fromkeys(found))
