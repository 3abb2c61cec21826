"""Times that were measured -> what half of them, and all but a hundredth, do not exceed."""

from collections.abc import Sequence
from statistics import quantiles


def p50_and_p99(times: Sequence[float]) -> tuple[float, float]:
    """Return both percentiles in the unit of the times, neither beyond the longest; 0 where nothing was timed."""
    several = times if len(times) > 1 else [*times, *times] or [0.0, 0.0]
    cuts = quantiles(several, n=100, method="inclusive")
    return cuts[49], cuts[98]
