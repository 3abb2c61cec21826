"""A problem is one line, which names the place, the entry, what is wrong and the remedy."""

from pathlib import Path

from knowledge import PackError, Problem, Severity
from knowledge.problems import Place

PLACE = Place(Path("town/pack.yaml"), 7)


def test_a_problem_names_its_place_entry_and_remedy() -> None:
    problem = Problem(PLACE, "the answer is long", "shorten it", "pool")
    assert str(problem) == "town/pack.yaml:7: error: pool: the answer is long; shorten it"


def test_a_problem_of_no_entry_names_none() -> None:
    problem = Problem(PLACE, "the file is odd", "mend it", severity=Severity.WARNING)
    assert str(problem) == "town/pack.yaml:7: warning: the file is odd; mend it"


def test_a_problem_is_one_line_whatever_it_quotes() -> None:
    assert str(Problem(PLACE, "it says 'ten\n\nto six'", "mend\tit")).count("\n") == 0


def test_an_error_tells_all_its_problems_a_line_each() -> None:
    problems = (Problem(PLACE, "one", "mend it"), Problem(Place(Path("b.yaml")), "two", "mend it"))
    error = PackError(problems)
    assert error.problems == problems
    assert str(error).splitlines() == [str(problem) for problem in problems]
