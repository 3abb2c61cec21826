"""Questions on other subjects, to stand beside a few entries as something else that may be meant."""

from functools import cache
from pathlib import Path

from knowledge.yaml_files import read_yaml

ELSEWHERE = Path(__file__).with_name("elsewhere.yaml")


@cache
def questions_elsewhere() -> tuple[str, ...]:
    """Return the questions of all languages."""
    by_language = read_yaml(ELSEWHERE).data
    return tuple(str(question) for questions in by_language.values() for question in questions)
