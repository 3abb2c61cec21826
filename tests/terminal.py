"""Pramana as whoever uses it sees it: a process, or, where there are many cases, its command line in this process."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from small_packs import brief_pack

from bot.cli import main
from bot.settings import Settings

PROJECT = Path(__file__).parents[1]
PATIENCE_S = 60.0  # for what takes a moment; only a failure waits so long
Argument = str | bytes | Path


def environment(**more: str) -> dict[str, str]:
    """Return an environment in which nothing of this machine is set, and the brief pack stands for the base pack."""
    ours = {"PYTHONPATH": str(PROJECT), "LC_ALL": "C.UTF-8", "PRAMANA_KNOWLEDGE": str(brief_pack())}
    return {"PATH": os.environ["PATH"], **ours, **more}


def command(*args: Argument) -> list[Argument]:
    """Return what runs Pramana in a process of its own."""
    return [sys.executable, "-m", "bot", *args]


@dataclass(frozen=True)
class Ended:
    """How a run of the command line ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What it printed, as JSON; NaN and the like are none."""
        return json.loads(self.out, parse_constant=pytest.fail)

    @property
    def said(self) -> str:
        """What it printed, in one line: where a line is broken depends on the width of the terminal."""
        return " ".join(self.out.split())

    @property
    def complaint(self) -> str:
        """The one line on stderr, where there must be one and nothing else."""
        assert self.err.count("\n") == 1, self.err
        assert self.err.startswith("pramana: ")
        assert not self.out
        return self.err.strip()


def pramana(*args: Argument, input: bytes = b"", env: dict[str, str] | None = None) -> Ended:  # noqa: A002
    """Run Pramana as a process in the current folder, to its end."""
    done = subprocess.run(
        command(*args), input=input, env=environment(**(env or {})), capture_output=True, timeout=60, check=False
    )
    return Ended(done.returncode, done.stdout.decode(), done.stderr.decode())


class Here:
    """Runs the command line in this process: as `pramana`, but without a second's start each time."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch, self._capsys = monkeypatch, capsys
        for name in Settings.model_fields:
            monkeypatch.delenv(name.upper(), raising=False)

    def __call__(self, *args: str | Path) -> Ended:
        """Run it with these arguments, to its end."""
        self._monkeypatch.setattr(sys, "argv", ["pramana", *map(str, args)])
        with pytest.raises(SystemExit) as ended:
            main()
        return Ended(int(ended.value.code or 0), *self._capsys.readouterr())


def eventually(seen: Callable[[], bool]) -> bool:
    """Tell whether something in another process comes true in time; there is no event to wait for."""
    deadline = time.monotonic() + PATIENCE_S
    while not seen():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True
