"""A progress bar for long work in a terminal; silent elsewhere."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn


@contextmanager
def show_progress(console: Console, description: str) -> Iterator[Callable[[int, int], None]]:
    """Show a bar from the first step on; yield a function of the steps done and the total."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task(description, total=None, visible=False)

        def advance_bar(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total, visible=True)

        yield advance_bar
