"""The rules of the house: three packages in one direction, one door per tool, small functions, quiet imports."""

import ast
import inspect
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from statistics import quantiles

import pytest
from telegram import Bot, CallbackQuery, Chat, File, Message, User

import knowledge

ROOT = Path(knowledge.__file__).parents[1]
PACKAGES = ("bot", "handlers", "knowledge")
WRITTEN = sorted(path.relative_to(ROOT).as_posix() for name in PACKAGES for path in (ROOT / name).rglob("*.py"))
MODULES = [module for module in WRITTEN if "/migrations/versions/" not in module]  # Alembic runs them; nothing imports

FACES = ("knowledge", "knowledge.curating", "knowledge.exchange", "knowledge.storage")

# The rooms of knowledge, and on which others each stands; what lies beside them is the journey itself and its values.
STANDS_ON: dict[str, set[str]] = {
    "words": set(),
    "questions": {"words"},
    "vectors": {"words"},
    "matching": {"words", "vectors"},
    "packs": {"matching"},
    "measuring": {"vectors", "matching", "packs"},
    "storage": {"vectors"},
    "curating": {"words", "questions", "vectors", "matching", "packs"},
    "exchange": {"words", "packs", "curating"},
}

DOORS = {
    "rapidfuzz": {"knowledge/words/spelling.py"},
    "yaml": {"knowledge/yaml_files.py"},
    "Stemmer": {"knowledge/words/stemming.py"},
    "onnxruntime": {"knowledge/vectors/encoding.py"},
    "tokenizers": {"knowledge/vectors/encoding.py"},
    "threadpoolctl": {"knowledge/vectors/likeness.py"},
    "sqlite3": {"knowledge/storage/backups.py", "knowledge/vectors/vector_store.py"},  # copies a file; keeps vectors
    "alembic": {"knowledge/storage/migrating.py"},
    "matplotlib": {"bot/plotting.py"},
    "pydantic_settings": {"bot/settings.py"},
    "rich": {"bot/showing.py", "bot/chatting.py"},  # the second only names the type of what it is handed
    "html": {"handlers/markup.py", "bot/showing.py", "knowledge/exchange/html_text.py"},  # one writes it, two read it
    "babel": {"handlers/catalogues.py"},
    "gettext": {"handlers/catalogues.py"},
    "httpx": {"bot/limiting.py"},  # what broke, which python-telegram-bot does not tell
    "watchfiles": {"bot/watching.py"},
    "prompt_toolkit": {"bot/chatting.py"},
}


@cache
def tree(module: str) -> ast.Module:
    return ast.parse((ROOT / module).read_text(encoding="utf-8"), module)


def imports(module: str) -> Iterator[str]:
    """Yield the dotted name of every module that this one imports, wherever in it."""
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")


def behind_the_faces(code: ast.Module) -> Iterator[str]:
    """Yield the dotted name of everything that is imported from knowledge, but not given out by a public face."""
    for node in ast.walk(code):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names if _is_of_knowledge(one.name) and one.name not in FACES)
        elif isinstance(node, ast.ImportFrom) and node.module and _is_of_knowledge(node.module):
            given_out = import_module(node.module).__all__ if node.module in FACES else ()
            yield from (f"{node.module}.{one.name}" for one in node.names if one.name not in given_out)


def _is_of_knowledge(name: str) -> bool:
    return name.partition(".")[0] == "knowledge"


def importers(tool: str) -> set[str]:
    """Return the modules that import this package or a part of it."""
    return {module for module in MODULES if any(name.partition(".")[0] == tool for name in imports(module))}


def modules_of(package: str) -> list[str]:
    return [module for module in MODULES if module.startswith(f"{package}/")]


def test_the_modules_of_all_three_packages_are_looked_at() -> None:
    assert all(len(modules_of(package)) > 5 for package in PACKAGES)


def test_knowledge_imports_nothing_of_ours_and_never_telegram() -> None:
    assert not set(modules_of("knowledge")) & (importers("bot") | importers("handlers") | importers("telegram"))


def rooms_behind(room: str) -> set[str]:
    """Return the rooms of knowledge that the modules of one import."""
    names = (name for module in modules_of(f"knowledge/{room}") for name in imports(module))
    return {name.split(".")[1] for name in names if _is_of_knowledge(name) and "." in name} & STANDS_ON.keys()


def test_every_room_of_knowledge_has_its_place() -> None:
    rooms = {module.split("/")[1] for module in modules_of("knowledge") if module.count("/") > 1}
    assert rooms == STANDS_ON.keys()


@pytest.mark.parametrize("room", STANDS_ON)
def test_a_room_of_knowledge_stands_only_on_those_before_it(room: str) -> None:
    before = list(STANDS_ON)[: list(STANDS_ON).index(room)]
    assert STANDS_ON[room] <= set(before)
    assert rooms_behind(room) - {room} == STANDS_ON[room]


def test_handlers_never_import_bot() -> None:
    assert not set(modules_of("handlers")) & importers("bot")


def test_handlers_import_knowledge_only_by_its_public_face() -> None:
    assert not {(module, name) for module in modules_of("handlers") for name in behind_the_faces(tree(module))}


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("from knowledge import consult", []),
        ("from knowledge.storage import Draft", []),
        ("import knowledge", []),
        ("import knowledge.deciding", ["knowledge.deciding"]),
        ("from knowledge.deciding import decide", ["knowledge.deciding.decide"]),
        ("from knowledge import consult, deciding", ["knowledge.deciding"]),
        ("from knowledge.storage import drafts as kept", ["knowledge.storage.drafts"]),
        ("from knowledge.storage import *", ["knowledge.storage.*"]),
    ],
)
def test_what_is_imported_past_a_face_is_found_in_every_spelling(line: str, found: list[str]) -> None:
    assert list(behind_the_faces(ast.parse(line))) == found


def test_no_import_is_relative() -> None:
    assert not [(module, name) for module in MODULES for name in imports(module) if name.startswith(".")]


def test_the_public_faces_of_knowledge_are_whole() -> None:
    for face in map(import_module, FACES):
        assert face.__all__ == sorted(face.__all__)
        assert all(hasattr(face, name) for name in face.__all__)


@pytest.mark.parametrize(("tool", "doors"), DOORS.items(), ids=DOORS)
def test_every_tool_has_one_door(tool: str, doors: set[str]) -> None:
    assert importers(tool) == doors


def test_only_the_storage_speaks_to_the_database() -> None:
    assert all(module.startswith("knowledge/storage/") for module in importers("sqlalchemy") | importers("psycopg"))


def test_only_the_settings_read_the_environment() -> None:
    readers = {
        module
        for module in MODULES
        for node in ast.walk(tree(module))
        if (isinstance(node, ast.Attribute) and node.attr in ("environ", "getenv"))
        or (isinstance(node, ast.alias) and node.name in ("environ", "getenv"))
    }
    assert readers <= {"bot/settings.py"}


def bot_api_calls() -> Iterator[tuple[str, str]]:
    """Yield each module that calls the Bot API, with the name of what it calls."""
    of_telegram = (Bot, File, Message, CallbackQuery, Chat, User)
    calls = {name for kind in of_telegram for name, _ in inspect.getmembers(kind, inspect.iscoroutinefunction)}
    calls -= {"initialize", "shutdown", "close"}  # open and close the wire, or a database; no calls of the Bot API
    for module in MODULES:
        for node in ast.walk(tree(module)):
            awaited = node.value if isinstance(node, ast.Await) else None
            called = awaited.func if isinstance(awaited, ast.Call) else None
            if isinstance(called, ast.Attribute) and called.attr in calls:
                yield module, called.attr


def test_one_module_lets_the_bot_api_do_something_and_another_asks_it() -> None:
    assert {module for module, _ in bot_api_calls()} == {"handlers/sending.py", "handlers/inquiring.py"}
    asked = {name for module, name in bot_api_calls() if module == "handlers/inquiring.py"}
    assert {name.partition("_")[0] for name in asked} == {"get", "download"}


def test_only_deciding_compares_a_confidence() -> None:
    comparers = {
        module
        for module in MODULES
        for node in ast.walk(tree(module))
        if isinstance(node, ast.Compare)
        for side in (node.left, *node.comparators)
        if isinstance(side, ast.Attribute) and side.attr == "confidence"
    }
    assert comparers == {"knowledge/deciding.py"}


@pytest.mark.parametrize("module", MODULES)
def test_every_module_says_what_it_is(module: str) -> None:
    assert ast.get_docstring(tree(module))


def lines_of_body(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return how many lines a function's body takes, its docstring aside."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def test_functions_are_small_up_to_the_longest() -> None:
    sizes = {
        f"{module}: {node.name}": lines_of_body(node)
        for module in MODULES
        for node in ast.walk(tree(module))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    longest = max(sizes, key=sizes.__getitem__)
    assert sizes[longest] <= 32, longest
    assert quantiles(sizes.values(), n=10)[-1] <= 14


def test_files_are_short_but_for_a_few() -> None:
    sizes = [len((ROOT / module).read_text(encoding="utf-8").splitlines()) for module in MODULES]
    assert quantiles(sizes, n=10)[-1] <= 150


IMPORT_ALL = """
import importlib, sys, threading

def report(event, args):
    writes = event == "open" and isinstance(args[1], str) and set(args[1]) & set("wax+")
    if writes or event in ("socket.connect", "sqlite3.connect", "subprocess.Popen"):
        print(event, args)

sys.addaudithook(report)
for name in sys.argv[1:]:
    importlib.import_module(name)
print(*(thread.name for thread in threading.enumerate()))
"""


def test_importing_a_module_does_nothing_that_can_be_seen() -> None:
    # `python -m bot` runs __main__, and doing so is all that it is for.
    names = [module.removesuffix(".py").replace("/", ".") for module in MODULES if "__main__" not in module]
    quiet = {"PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-c", IMPORT_ALL, *names]
    done = subprocess.run(command, cwd=ROOT, env=quiet, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr, done.returncode) == ("MainThread\n", "", 0)
