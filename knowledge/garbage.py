"""Many objects made at once that are to stay: Python need not look for garbage among them over and over."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_COUNTING = Lock()
_builders = 0  # that make many objects now, in whatever thread


@contextmanager
def without_collecting() -> Iterator[None]:
    """Keep the garbage collector of the whole process still until the last of those who ask for it is done.

    It looks at all objects each time that there are a quarter more of them, which takes as long as a quarter of reading
    a pack. It must have been running before.
    """
    global _builders  # noqa: PLW0603 - the collector is one for the process, and so is the count
    with _COUNTING:
        _builders += 1
        gc.disable()
    try:
        yield
    finally:
        with _COUNTING:
            _builders -= 1
            if not _builders:
                gc.enable()
