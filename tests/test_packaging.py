"""The wheel: all that the bot needs where it is installed is in it."""

import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]
PACKAGES = ("bot", "handlers", "knowledge")
NEEDED_BESIDE_CODE = (
    *(f"{name}/py.typed" for name in PACKAGES),
    "knowledge/*/*.yaml",
    "knowledge/base/*.yaml",
    "knowledge/starter/*",
    "knowledge/schema/*.json",
    "handlers/locales/*/LC_MESSAGES/*.po",
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[zipfile.ZipFile]:
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"  # a copy, since a build leaves its own files in the folder
    for name in PACKAGES:
        shutil.copytree(PROJECT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copyfile(PROJECT / name, source / name)
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(source)]
    done = subprocess.run(build, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (found,) = folder.glob("*.whl")
    with zipfile.ZipFile(found) as opened:
        yield opened


@pytest.mark.parametrize("pattern", NEEDED_BESIDE_CODE)
def test_what_the_code_reads_is_in_the_wheel(wheel: zipfile.ZipFile, pattern: str) -> None:
    needed = {file.relative_to(PROJECT).as_posix() for file in PROJECT.glob(pattern) if file.is_file()}
    assert needed
    assert needed <= set(wheel.namelist())


def test_every_module_is_in_the_wheel_and_no_test(wheel: zipfile.ZipFile) -> None:
    modules = {file.relative_to(PROJECT).as_posix() for name in PACKAGES for file in (PROJECT / name).rglob("*.py")}
    assert modules <= set(wheel.namelist())
    tops = {name.partition("/")[0] for name in wheel.namelist() if ".dist-info/" not in name}
    assert tops == set(PACKAGES)


def test_the_wheel_brings_the_command(wheel: zipfile.ZipFile) -> None:
    (entry_points,) = (name for name in wheel.namelist() if name.endswith("entry_points.txt"))
    assert "pramana = bot.cli:main" in wheel.read(entry_points).decode()


def test_the_wheel_answers_by_itself(wheel: zipfile.ZipFile, tmp_path: Path) -> None:
    wheel.extractall(tmp_path / "installed")
    ask = [sys.executable, "-m", "bot", "ask", "Когда подпишут трудовое соглашение?", "--json"]
    env = {"PYTHONPATH": str(tmp_path / "installed"), "LC_ALL": "C.UTF-8"}
    done = subprocess.run(ask, cwd=tmp_path, env=env, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert '"decision": "answer"' in done.stdout
    assert "По состоянию на" in done.stdout or "2 декабря 2025" in done.stdout  # the catalogue is read as well
