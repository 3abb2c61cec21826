"""The README's examples, made by the running program: `make transcripts` writes them anew."""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

README = Path(__file__).parents[1] / "README.md"
EXAMPLE = re.compile(r"(?<=```console\n)\$ (?P<command>.*)\n(?P<output>(?:.*\n)*?)(?=```)")


def renewed(text: str) -> str:
    """Return the text with the output of every example as the program prints it now."""
    with tempfile.TemporaryDirectory() as folder:
        _run("pramana init my-facts", folder)
        return EXAMPLE.sub(lambda example: f"$ {example['command']}\n{_run(example['command'], folder)}", text)


def _run(command: str, folder: str) -> str:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {"PATH": path, "COLUMNS": "80", "LANG": "C.UTF-8"}
    done = subprocess.run(
        ["bash", "-c", command], cwd=folder, env=environment, capture_output=True, text=True, timeout=60, check=True
    )
    return done.stdout.rstrip() + "\n"


if __name__ == "__main__":
    README.write_text(renewed(README.read_text(encoding="utf-8")), encoding="utf-8")
