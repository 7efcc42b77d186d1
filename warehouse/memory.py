"""The garbage collector: paused for objects that live to the end of the process, else at rest.

Python's own memory only; knows nothing of the objects. May import no house module.
"""

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager

_NEW_OBJECTS = 250_000
# Extensions need an orderly tear-down at exit, and the collector skips frozen objects.
atexit.register(gc.unfreeze)


@contextmanager
def pause_garbage_collection() -> Iterator[None]:
    """Stop the garbage collector inside the block, and freeze all living objects at the end.

    For imports, and for rows read by the million, that live to the end of a run. The collector
    never scans a frozen object again. A frozen object is still freed with the last reference;
    only frozen reference cycles stay.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_enabled:
            gc.enable()


def collect_garbage_rarely() -> None:
    """Let the garbage collector look after 250,000 new objects, not after 700, from now on.

    For the process of one run: reports and rows by the ten thousand hold no reference cycles.
    """
    gc.set_threshold(_NEW_OBJECTS)
