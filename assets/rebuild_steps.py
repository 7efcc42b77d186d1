"""Runs the steps of a rebuild in parallel, each as soon as the tables that it reads are filled.

A step fills a table or checks a promise. Python code and most statements use one processor each.
"""

from collections.abc import Callable, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from graphlib import TopologicalSorter
from typing import Generic, TypeVar

from warehouse.store import Store

MAX_PARALLEL_STEPS = 3
"""Number of steps running in parallel: two at work, and one that may wait for another's result."""

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class RebuildStep(Generic[Result]):
    """One step: the tables read, and the work on a connection of its own.

    `is_check`: no other step waits for this one, and it lets the others go first.
    """

    input_tables: frozenset[str]
    run: Callable[[Store], Result]
    is_check: bool = False


def run_steps(store: Store, steps: Mapping[str, RebuildStep[Result]]) -> dict[str, Result]:
    """Run every step and return the results by the name of the step.

    The name of a step that fills a table is the table's; a table that no step fills exists already.
    An error of a step ends the run: the steps not yet begun never are.
    """
    order = TopologicalSorter(
        {name: step.input_tables & steps.keys() for name, step in steps.items()}
    )
    order.prepare()
    ready: list[str] = []
    running: dict[Future[Result], str] = {}
    results: dict[str, Result] = {}
    with ThreadPoolExecutor(MAX_PARALLEL_STEPS) as executor:
        while order.is_active():
            ready = sorted([*ready, *order.get_ready()], key=lambda name: steps[name].is_check)
            while ready and len(running) < MAX_PARALLEL_STEPS:
                name = ready.pop(0)
                running[executor.submit(_run_step, store, steps[name])] = name
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                name = running.pop(future)
                results[name] = future.result()
                order.done(name)
    return results


def _run_step(store: Store, step: RebuildStep[Result]) -> Result:
    with store.open_second_connection() as own_store:
        return step.run(own_store)
