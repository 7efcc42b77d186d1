"""When the garbage collector has nothing to find: what it looks through is what lives on.

Python's own memory only; knows nothing of what is kept in it.
"""

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager

# What a process leaves is taken apart in order, which extensions insist on.
atexit.register(gc.unfreeze)


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep the collector from looking through what is made inside, then and afterwards.

    For what is imported, or read by the million, and lives to the end of a run. All that lives at
    the end of it is set aside, whoever made it: it goes when nobody holds it any more, and only
    what holds itself in a circle stays.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_enabled:
            gc.enable()
