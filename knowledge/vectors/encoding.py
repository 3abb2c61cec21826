"""texts -> sentence embeddings: what means alike lies close. The one door to the encoder's runtime and tokeniser."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Tokenizer

from knowledge.problems import EncoderError, PackError
from knowledge.words.stemming import script_of
from knowledge.yaml_files import read_yaml

Matrix = npt.NDArray[np.float32]

SHIPPED_ENCODER = Path(__file__).parents[1] / "encoder"
ANY_SCRIPT = "any"
LATIN = "LATIN"
INPUTS, OUTPUT = ("input_ids", "attention_mask"), "embedding"  # of the model
MANIFEST, MODEL, TOKENIZER = "encoder.yaml", "model.onnx", "tokenizer.json"
SENSE: Mapping[str, Callable[[Any], bool]] = {
    "dimensions": lambda value: isinstance(value, int),
    "most_tokens": lambda value: isinstance(value, int),
    "scripts": lambda value: value == ANY_SCRIPT or isinstance(value, list),
    "taught": lambda value: isinstance(value, list),  # which may be left out
}
WORD_BEGINS = ("", "▁", "Ġ")  # as vocabularies mark it: WordPiece not at all, SentencePiece, byte-level BPE
BATCH = 8  # texts of like length encoded together; more of them take longer each, as the shorter ones are padded


class Encoder:
    """A sentence encoder read from a folder: model.onnx, tokenizer.json, and encoder.yaml which describes them."""

    def __init__(self, folder: Path) -> None:
        """Read the description; the model is loaded when it is first needed. Raises EncoderError if any is missing."""
        self.folder = folder
        missing = [name for name in (MANIFEST, MODEL, TOKENIZER) if not (folder / name).is_file()]
        if missing:
            raise EncoderError(f"{folder} holds no {' and no '.join(missing)}", "give the folder of an encoder")
        self._described = _description(folder / MANIFEST)

    @property
    def name(self) -> str:
        """The encoder's name and version, by which its weights know it again."""
        return f"{self._described['name']} {self._described['version']}"

    @cached_property
    def checksum(self) -> str:
        """A digest of all that its embeddings depend on, by which they know it again."""
        digest = blake2b(str(self._described["most_tokens"]).encode())
        for name in (MODEL, TOKENIZER):
            digest.update((self.folder / name).read_bytes())
        return digest.hexdigest()

    @property
    def dimensions(self) -> int:
        """How many numbers an embedding has."""
        return int(self._described["dimensions"])

    def reads(self, text: str) -> bool:
        """Tell whether at least half of the text's letters are of a script that the encoder has learnt."""
        return _is_in(self._described["scripts"], text)

    def was_taught(self, text: str) -> bool:
        """Tell whether it reads the text, or was taught words of its script: as English ones, and less surely."""
        scripts, taught = self._described["scripts"], self._described.get("taught", [])
        return _is_in(scripts if scripts == ANY_SCRIPT else [*scripts, *taught], text)

    def load(self) -> None:
        """Load the model now, not with the first question. Raises EncoderError where it cannot be loaded."""
        self._session, self._tokenizer  # noqa: B018 -- both are loaded when they are first looked at

    def knows(self, word: str) -> bool:
        """Tell whether the encoder knows a word as such; others it reads in pieces, which misspelt ones mislead."""
        return any(self._tokenizer.token_to_id(f"{begins}{word}") is not None for begins in WORD_BEGINS)

    def batches(self, texts: Sequence[str]) -> Iterator[tuple[list[int], Matrix]]:
        """Yield the embeddings (unit rows) of the texts in batches, each with the places of its texts."""
        whole = [text.encode(errors="replace").decode() for text in texts]  # half a sign is no text to the tokeniser
        tokens = [one.ids for one in self._tokenizer.encode_batch(whole)]
        by_length = sorted(range(len(texts)), key=lambda at: len(tokens[at]))
        places = [by_length[start : start + BATCH] for start in range(0, len(texts), BATCH)]
        batches = [[tokens[at] for at in batch] for batch in places]
        yield from zip(places, self._encode_all(batches), strict=True)

    def _encode_all(self, batches: Sequence[Sequence[Sequence[int]]]) -> Iterator[Matrix]:
        """Encode batches on all cores, in their order; one alone is not worth a thread."""
        if len(batches) <= 1:
            yield from map(self._encode, batches)
            return
        self.load()  # once, and not by each thread
        with ThreadPoolExecutor(os.cpu_count() or 1) as threads:
            yield from threads.map(self._encode, batches)

    def _encode(self, batch: Sequence[Sequence[int]]) -> Matrix:
        longest = max(map(len, batch))
        tokens = np.array([[*one, *[0] * (longest - len(one))] for one in batch], np.int64)
        mask = np.array([[1] * len(one) + [0] * (longest - len(one)) for one in batch], np.int64)
        (found,) = self._session.run([OUTPUT], dict(zip(INPUTS, (tokens, mask), strict=True)))
        if found.shape[1] != self.dimensions:
            what = (
                f"{self.folder / MANIFEST} speaks of {self.dimensions} dimensions, and the model has {found.shape[1]}"
            )
            raise EncoderError(what, "say how many it has")
        return np.asarray(found, np.float32)

    @cached_property
    def _session(self) -> Any:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # a question is too short to be shared out, and the other core has work
        try:
            session = onnxruntime.InferenceSession(str(self.folder / MODEL), options)
        except Exception as error:  # the runtime's errors share no base but this
            raise EncoderError(f"{self.folder / MODEL} cannot be loaded: {error}", "build it anew") from error
        inputs, outputs = ({one.name for one in some} for some in (session.get_inputs(), session.get_outputs()))
        if inputs != {*INPUTS} or OUTPUT not in outputs:
            what = f"{self.folder / MODEL} takes {', '.join(sorted(inputs))} and gives {', '.join(sorted(outputs))}"
            raise EncoderError(what, f"export it with {' and '.join(INPUTS)} -> {OUTPUT}, a row of length one a text")
        return session

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        path = self.folder / TOKENIZER
        try:
            tokenizer = Tokenizer.from_file(str(path))
        except Exception as error:  # the library's errors share no base but this
            raise EncoderError(f"{path} cannot be loaded: {error}", "take the one that belongs to the model") from error
        tokenizer.no_padding()
        tokenizer.enable_truncation(int(self._described["most_tokens"]))
        return tokenizer


def _is_in(scripts: Sequence[str], text: str) -> bool:
    """Tell whether at least half of a text's letters, and any of them, are of these scripts."""
    if scripts == ANY_SCRIPT:
        return True
    if text.isascii():  # as most texts are, and no letter of theirs need be looked at
        return LATIN in scripts and any(map(str.isalpha, text))
    known = [script_of(sign) in scripts for sign in text if sign.isalpha()]
    return bool(known) and sum(known) * 2 >= len(known)


def _description(path: Path) -> Mapping[str, Any]:
    try:
        described = read_yaml(path).data
    except PackError as error:
        raise EncoderError(str(error), "write it as the shipped encoder's is") from error
    wanted = ("name", "version", "dimensions", "most_tokens", "scripts")
    missing = [key for key in wanted if not isinstance(described, dict) or key not in described]
    if missing:
        raise EncoderError(f"{path} does not say {', '.join(missing)}", "write it as the shipped encoder's is")
    wrong = [key for key, makes_sense in SENSE.items() if key in described and not makes_sense(described[key])]
    if wrong:
        raise EncoderError(f"{path} has nonsense under {', '.join(wrong)}", "write it as the shipped encoder's is")
    return dict(described)
