"""Percentiles are read off the times that were measured."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.measuring.timing import p50_and_p99


def test_half_are_no_longer_than_the_50th_and_all_but_a_hundredth_than_the_99th() -> None:
    assert p50_and_p99(range(101)) == (50, 99)


@pytest.mark.parametrize(("times", "both"), [([], (0, 0)), ([3.0], (3, 3)), ([1.0, 3.0], (2, 2.98))])
def test_few_times_have_percentiles_as_well(times: list[float], both: tuple[float, float]) -> None:
    assert p50_and_p99(times) == pytest.approx(both)


@given(st.lists(st.integers(0, 10_000), min_size=1))
def test_none_lies_beyond_what_was_measured(times: list[int]) -> None:
    p50, p99 = p50_and_p99(times)
    assert min(times) <= p50 <= p99 <= max(times)
