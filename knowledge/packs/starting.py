"""A folder -> a small commented pack of one's own to begin with."""

import shutil
from pathlib import Path

STARTER = Path(__file__).parents[1] / "starter"
SCHEMA = Path(__file__).parents[1] / "schema" / "pack.schema.json"


def write_starter_pack(folder: Path) -> list[Path]:
    """Write the starter pack and its schema, and return the files. Raises FileExistsError rather than overwrite one."""
    wanted = {folder / file.name: file for file in (*sorted(STARTER.iterdir()), SCHEMA)}
    taken = [target for target in wanted if target.exists()]
    if taken:
        raise FileExistsError(f"{taken[0]} exists already; name another folder")
    folder.mkdir(parents=True, exist_ok=True)
    for target, file in wanted.items():
        shutil.copyfile(file, target)
    return list(wanted)
