"""A pause of the garbage collector for objects that live until the end of the process.

Python's own memory only; knows nothing of the objects. May import no house module.
"""

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager

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
