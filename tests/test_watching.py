"""A pack is read anew when it is edited, however it goes and comes back."""

import asyncio
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from small_packs import GOOD, write

from bot import watching
from bot.running import beside
from bot.watching import watch
from knowledge import Library

PATIENCE_S = 20  # only a failure waits so long


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(watching, "STEP_MS", 20)
    monkeypatch.setattr(watching, "SETTLED_MS", 50)
    monkeypatch.setattr(watching, "LOOK_AGAIN_S", 0.02)
    return written(tmp_path / "around" / "pack", "From ten to six.")


def written(folder: Path, answer: str) -> Path:
    """Write a pack into a folder, which is made where there is none."""
    folder.mkdir(parents=True, exist_ok=True)
    return write(folder, GOOD.replace("From ten to six.", answer))


def answers(library: Library, answer: str) -> Callable[[], bool]:
    return lambda: [entry.answer for entry in library.knowledge.pack.entries] == [{"en": answer}]


async def seen(what: Callable[[], bool], again: Callable[[], object] = lambda: None) -> None:
    """Wait until something is so, doing something again meanwhile, as nothing tells when watching has begun."""
    async with asyncio.timeout(PATIENCE_S):
        while not what():
            again()
            await asyncio.sleep(0.3)


async def test_an_edit_is_picked_up(folder: Path) -> None:
    library = Library(folder)
    async with beside(watch(library)):
        await seen(answers(library, "From nine."), lambda: written(folder, "From nine."))


async def test_a_pack_that_is_gone_with_its_folder_is_told_of_once_and_read_when_it_is_back(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    library = Library(folder)
    shutil.rmtree(folder.parent)
    async with beside(watch(library)):
        for answer in ("From nine.", "From eight."):
            caplog.clear()
            await seen(lambda: "cannot be watched" in caplog.text)
            await asyncio.sleep(10 * watching.LOOK_AGAIN_S)
            assert caplog.text.count("cannot be watched") == 1
            assert not answers(library, answer)()
            written(folder, answer)
            await seen(answers(library, answer))
            await seen(answers(library, "From noon."), lambda: written(folder, "From noon."))
            shutil.rmtree(folder.parent)
