"""Many objects made at once that are to stay: Python need not look for garbage among them over and over."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collecting() -> Iterator[None]:
    """Keep the garbage collector still meanwhile; it begins again, if it ran before, whatever happens.

    It looks at all objects each time that there are a quarter more of them, which of an index takes as long as a
    quarter of all else.
    """
    was_running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_running:
            gc.enable()
