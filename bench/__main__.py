"""`python -m bench`: everything on one core, then the command."""

import os
from importlib import import_module

THREADS = (
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
    "NUMEXPR_NUM_THREADS",
    "RAYON_NUM_THREADS",
)


def main() -> None:
    """Run the command with every library held to one thread."""
    os.environ.update(dict.fromkeys(THREADS, "1"))
    import_module("bench.command").bench(prog_name="python -m bench")  # numpy reads these once, as it is imported


if __name__ == "__main__":
    main()
