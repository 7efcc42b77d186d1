"""Runs the steps of a rebuild in parallel, each as soon as the tables that it reads are filled.

A step fills a table or checks a promise. Python code and most statements use one processor each, so
the table goes first on which the longest chain of tables rests: the end of a run is a chain.
"""

from collections.abc import Callable, Mapping, Set
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from graphlib import TopologicalSorter
from typing import Generic, TypeVar

from warehouse.store import Store

MAX_PARALLEL_STEPS = 2
"""Number of steps running in parallel; more of them slow the chain that ends a run."""

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
    inputs = {name: step.input_tables & steps.keys() for name, step in steps.items()}
    order = TopologicalSorter(inputs)
    order.prepare()
    chain_lengths = _measure_chains(steps, inputs)
    ready: list[str] = []
    running: dict[Future[Result], str] = {}
    results: dict[str, Result] = {}
    with ThreadPoolExecutor(MAX_PARALLEL_STEPS) as executor:
        while order.is_active():
            ready = sorted([*ready, *order.get_ready()], key=lambda name: -chain_lengths[name])
            while ready and len(running) < MAX_PARALLEL_STEPS:
                name = ready.pop(0)
                running[executor.submit(_run_step, store, steps[name])] = name
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                name = running.pop(future)
                results[name] = future.result()
                order.done(name)
    return results


def _measure_chains(
    steps: Mapping[str, RebuildStep[Result]], inputs: Mapping[str, Set[str]]
) -> dict[str, int]:
    """Return for each step how many tables follow one after another from it on; 0 for a check."""
    lengths = {name: 0 if step.is_check else 1 for name, step in steps.items()}
    for name in reversed(list(TopologicalSorter(inputs).static_order())):
        for table in inputs[name]:
            lengths[table] = max(lengths[table], lengths[name] + 1)
    return lengths


def _run_step(store: Store, step: RebuildStep[Result]) -> Result:
    with store.open_second_connection() as own_store:
        return step.run(own_store)
