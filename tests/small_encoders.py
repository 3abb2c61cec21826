"""Folders of encoders made in a test: the shipped one's files under another roof, some of them other, some missing."""

from pathlib import Path

from knowledge.vectors.encoding import SHIPPED_ENCODER

ENCODER_FILES = ("encoder.yaml", "model.onnx", "tokenizer.json")


def encoder_folder(folder: Path, *without: str, **other: str) -> Path:
    """Make a folder with the shipped encoder's files, linked, and return it.

    Files in `without` are left out; those named in `other` (their dot written as __) hold this text instead.
    """
    folder.mkdir(parents=True)
    written = {name.replace("__", "."): text for name, text in other.items()}
    for name in {*ENCODER_FILES, *written} - set(without):
        if name in written:
            (folder / name).write_text(written[name], encoding="utf-8")
        else:
            (folder / name).symlink_to(SHIPPED_ENCODER / name)
    return folder
