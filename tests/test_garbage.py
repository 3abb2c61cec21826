"""While very many objects are made nobody looks for garbage, and afterwards it is as it was."""

import gc

import pytest

from knowledge.garbage import without_collecting


def test_garbage_is_not_looked_for_meanwhile_and_is_again_afterwards() -> None:
    with without_collecting():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_is_looked_for_again_after_an_error() -> None:
    with pytest.raises(RuntimeError), without_collecting():
        raise RuntimeError
    assert gc.isenabled()


def test_of_two_at_a_time_the_last_one_lets_it_run_again() -> None:
    first, second = without_collecting(), without_collecting()
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    assert not gc.isenabled()
    second.__exit__(None, None, None)
    assert gc.isenabled()
