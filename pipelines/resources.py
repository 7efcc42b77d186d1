"""The resource of a run: the run context that every step receives.

Holds the lock of the home during the run. The steps are elsewhere; `pipelines.build` hands in
everything that was loaded or started before the run.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import dagster as dg

from assets.publication import discard_draft
from assets.raw.reading_pool import ReadingPool
from assets.run_context import RunContext
from assets.run_results import RunResults
from pipelines.interruptions import stop_closed_run
from pipelines.last_night import check_clock
from pipelines.settings import Settings
from warehouse.catalogue import Catalogue
from warehouse.home import Home
from warehouse.home_identity import prepare_home
from warehouse.rights import list_shut_paths, mend_rights, restrict_process


class RunContextResource(dg.ConfigurableResource[RunContext]):
    """Nơi làm việc, danh mục và thời điểm của một lượt chạy / home, catalogue and time of a run.

    Has no configuration: settings come from CHISO_* variables, and a reason to publish fewer files
    comes from the command line, so that no launch in the user interface can change either.
    """

    settings: dg.ResourceDependency[Settings]
    catalogue: dg.ResourceDependency[Catalogue]
    pool: dg.ResourceDependency[ReadingPool]
    progress: dg.ResourceDependency[Callable[[int, int], None]]
    accept_fewer: dg.ResourceDependency[str]
    results: dg.ResourceDependency[RunResults]

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Iterator[RunContext]:
        """Lock and prepare the home for one run; the time of the run is now.

        The draft of a killed run is discarded first: an idle run would put it in force. The draft
        that this run leaves behind is discarded before the lock is released.
        """
        home = Home(self.settings.home.absolute())
        run, instance = context.run, context.instance
        assert run is not None, "outside of a run there is no context"
        assert instance is not None, run.run_id
        with home.hold_lock(run_id=run.run_id):
            stop_closed_run(instance, run.run_id)
            restrict_process()
            check_clock(home)
            prepare_home(home)
            discard_draft(home)
            _mend_rights(home, self.settings.inbox_group, self.results)
            run_context = RunContext(
                home,
                self.catalogue,
                self.settings.choose_run_at(self.catalogue),
                self.catalogue.programme.lang,
                self.progress,
                self.pool,
                accept_fewer=self.accept_fewer,
                is_day_set=self.settings.as_of is not None,
                results=self.results,
                retention=self.settings.retention,
            )
            try:
                yield run_context
            finally:
                discard_draft(home)


def _mend_rights(home: Home, inbox_group: str, results: RunResults) -> None:
    """Close the open paths of the home; note them, and the paths not opened."""
    open_paths = mend_rights(home, inbox_group)
    names = {path: _name_path(path.path, home) for path in open_paths}
    results.closed_paths = tuple(name for path, name in names.items() if path.is_mended)
    results.open_paths = tuple(name for path, name in names.items() if not path.is_mended)
    results.shut_paths = tuple(
        _name_path(path, home) for path in list_shut_paths(home, inbox_group)
    )


def _name_path(path: Path, home: Home) -> str:
    """Return a path within the home; the home itself has no shorter name."""
    return str(path) if path == home.root else path.relative_to(home.root).as_posix()
