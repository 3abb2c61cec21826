"""What the documents say is so."""

import os
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from transcripts import EXAMPLE, README, renewed

from bot.cli import cli

PROJECT = Path(__file__).parents[1]


def readme() -> str:
    return README.read_text(encoding="utf-8")


def test_the_examples_of_the_readme_are_what_the_program_prints() -> None:
    assert len(EXAMPLE.findall(readme())) >= 2
    assert renewed(readme()) == readme(), "renew them with `make transcripts`"


def test_every_command_of_the_program_is_in_the_readme_and_no_other() -> None:
    named = set(re.findall(r"pramana ([a-z]+)", re.sub(r"https?://\S+", "", readme())))
    assert named == set(cli.commands)


def test_every_make_target_that_the_documents_name_exists() -> None:
    documents = readme() + (PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    targets = set(re.findall(r"^(\w+):", (PROJECT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"`make (\w+)", documents)) <= targets


def test_the_table_of_libraries_is_that_of_the_project() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    table = readme().partition("| library | for |")[2].partition("\n\n")[0].lower()
    for requirement in project["dependencies"]:
        assert re.split(r"[\[><=]", requirement)[0].lower() in table


def test_every_library_of_the_project_is_imported() -> None:
    code = "".join(
        path.read_text(encoding="utf-8")
        for name in ("bot", "handlers", "knowledge")
        for path in (PROJECT / name).rglob("*.py")
    )
    imported = {"python-telegram-bot": "telegram", "pyyaml": "yaml", "pystemmer": "Stemmer"}
    imported |= {"tzdata": "zoneinfo"}  # which reads it
    by_address = {"aiosqlite", "psycopg"}  # drivers, which the URL of a database names
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for requirement in project["dependencies"]:
        name = re.split(r"[\[><=]", requirement)[0].lower()
        module = imported.get(name, name.replace("-", "_"))
        pattern = rf"\+{module}\b" if name in by_address else rf"^\s*(from|import) {module}\b"
        assert re.search(pattern, code, re.MULTILINE), name


def test_every_file_that_the_documents_link_to_exists() -> None:
    for document in ("README.md", "CONTRIBUTING.md"):
        text = (PROJECT / document).read_text(encoding="utf-8")
        for target in re.findall(r"\]\((?!https?:)([^)]+)\)", text):
            assert (PROJECT / target).exists(), target


def test_the_stations_of_the_journey_are_where_the_guide_says() -> None:
    guide = (PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    for path in re.findall(r"\b((?:bot|handlers|knowledge|tests)/[\w/]+\.\w+)", guide):
        assert (PROJECT / path).exists(), path


@pytest.mark.skipif((PROJECT / ".env").exists(), reason="your .env may hold a token, and this would start your bot")
def test_make_run_answers_the_lines_of_a_pipe_and_ends() -> None:
    environment = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/")}
    done = subprocess.run(
        ["make", "run"],
        cwd=PROJECT,
        input="consulates in which cities?\n",
        env=environment,
        capture_output=True,
        check=False,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert "one in Kazan and one in" in done.stdout


def test_the_changelog_tells_of_this_version() -> None:
    version = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert f"## {version}" in (PROJECT / "CHANGELOG.md").read_text(encoding="utf-8")
