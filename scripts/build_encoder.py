"""all-MiniLM-L6-v2, its adapter and the words it was taught -> model.onnx and tokenizer.json, the same bytes each time.

    python scripts/build_encoder.py FOLDER [--published]

`make encoder` runs it with the libraries of encoder-requirements.txt and compares the files with knowledge/encoder.
With `--published` adapter and words are left out, for `make bench` to compare with.
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import helper, numpy_helper
from published import WORDS, Array, published_weights, tokenizer, tuned_weights
from safetensors import safe_open

CHANGES = (
    "sentence-transformers/all-MiniLM-L6-v2, Apache-2.0, changed for Pramana: {tuned}"
    "mean pooling and unit length are part of the graph, weights are rounded to 8 bits."
)
TUNED = CHANGES.format(tuned="tuned to tell apart what questions want, taught words of Hindi and Russian, ")
UNTUNED = CHANGES.format(tuned="")
TAUGHT = Path(__file__).with_name("tuning") / "words.safetensors"  # what teach_words.py wrote
LAYERS, HEADS, SIZE = 6, 12, 384  # as config.json says
EPSILON = 1e-12  # likewise
OPSET, IR_VERSION = 17, 8  # the oldest that have LayerNormalization
RUNTIME_S_OWN = "com.microsoft"  # where onnxruntime keeps the operators that are no part of the standard
BLOCK = 64  # weights that share a scale: 32 take a quarter longer, with 128 the farthest text is twice as far off
INT8_PRODUCTS = 4  # accuracy_level of MatMulNBits; without it a question takes six times as long


def main() -> None:
    """Build both files in the folder that the command line names."""
    if len(sys.argv) < 2 or sys.argv[2:] not in ([], ["--published"]):
        raise SystemExit(__doc__)
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    words: list[str] = []
    if sys.argv[2:]:
        model = encoder(published_weights(), UNTUNED)
    else:
        weights = tuned_weights()
        words, vectors = taught()
        model = encoder(weights | {WORDS: np.concatenate([weights[WORDS], vectors])}, TUNED)
    (target / "model.onnx").write_bytes(model.SerializeToString(deterministic=True))
    (target / "tokenizer.json").write_text(tokenizer(words), encoding="utf-8")


def taught() -> tuple[list[str], Array]:
    """Return the words that the encoder was taught, in their order, and the vector of each."""
    with safe_open(TAUGHT, "numpy") as file:
        return file.metadata()["words"].split("\n"), file.get_tensor("vectors").astype(np.float32)


def encoder(weights: dict[str, Array], changes: str) -> onnx.ModelProto:
    """Return (token ids, mask), both texts x tokens -> texts x 384: the mean of a text's tokens, at length one."""
    graph = Graph(weights)
    states = embedded(graph)
    mask = graph.add("Cast", ["attention_mask"], to=onnx.TensorProto.INT32)
    for number in range(LAYERS):
        states = layer(graph, f"encoder.layer.{number}", states, mask)
    graph.add("LpNormalization", [summed(graph, states)], "embedding", axis=-1, p=2)
    return graph.model(changes)


class Graph:
    """What is computed, a step after the other; each step is known by the name of what comes out of it."""

    def __init__(self, published: dict[str, Array]) -> None:
        self.published = published
        self._nodes: list[onnx.NodeProto] = []
        self._weights: dict[str, Array] = {}

    def add(self, operator: str, inputs: Sequence[str], output: str = "", *, own: bool = False, **how: Any) -> str:
        """Add a step with one outcome and return its name; `own` operators are the runtime's."""
        output = output or f"{operator}_{len(self._nodes)}"
        domain = RUNTIME_S_OWN if own else ""
        self._nodes.append(helper.make_node(operator, inputs, [output], domain=domain, **how))
        return output

    def split(self, name: str) -> list[str]:
        """Add a step that cuts the last axis into three and return the names of the thirds."""
        thirds = [f"{name}_{number}" for number in range(3)]
        self._nodes.append(helper.make_node("Split", [name], thirds, axis=-1))
        return thirds

    def weight(self, name: str, array: Array) -> str:
        """Keep a weight and return its name."""
        self._weights[name] = np.ascontiguousarray(array)
        return name

    def model(self, changes: str) -> onnx.ModelProto:
        """Return all that was added as a model that says what was changed in it."""
        names = ("input_ids", "attention_mask")
        inputs = [helper.make_tensor_value_info(name, onnx.TensorProto.INT64, ["texts", "tokens"]) for name in names]
        outputs = [helper.make_tensor_value_info("embedding", onnx.TensorProto.FLOAT, ["texts", SIZE])]
        weights = [numpy_helper.from_array(array, name) for name, array in self._weights.items()]
        graph = helper.make_graph(self._nodes, "sentence encoder", inputs, outputs, weights)
        domains = [helper.make_opsetid("", OPSET), helper.make_opsetid(RUNTIME_S_OWN, 1)]
        made = helper.make_model(graph, opset_imports=domains, ir_version=IR_VERSION, doc_string=changes)
        onnx.checker.check_model(made)
        return made


def embedded(graph: Graph) -> str:
    """Add up what each token is and where it stands; of both kinds of text that there could be, all are the first."""
    levels, scales = rounded(graph.published[WORDS])
    level = graph.add("Gather", [graph.weight("words_levels", levels.astype(np.int8)), "input_ids"])
    scale = graph.add("Gather", [graph.weight("words_scales", scales), "input_ids"])
    words = graph.add("Mul", [graph.add("Cast", [level], to=onnx.TensorProto.FLOAT), scale])
    kind = graph.published["embeddings.token_type_embeddings.weight"][0]
    places = graph.weight("places", graph.published["embeddings.position_embeddings.weight"] + kind)
    first = graph.weight("first", np.zeros(1, np.int64))
    tokens = graph.add("Shape", ["input_ids"], start=1, end=2)
    both = graph.add("Add", [words, graph.add("Slice", [places, first, tokens])])
    return normalised(graph, both, "embeddings.LayerNorm")


def layer(graph: Graph, name: str, states: str, mask: str) -> str:
    """Add what one layer of the transformer makes of the states of the tokens."""
    parts = [f"{name}.attention.self.{part}" for part in ("query", "key", "value")]
    asked = graph.split(product(graph, states, parts))
    attended = graph.add("MultiHeadAttention", [*asked, bias(graph, parts), mask], own=True, num_heads=HEADS)
    seen = product(graph, attended, [f"{name}.attention.output.dense"], biased=True)
    states = normalised(graph, graph.add("Add", [seen, states]), f"{name}.attention.output.LayerNorm")
    inner = [f"{name}.intermediate.dense"]
    thought = graph.add("BiasGelu", [product(graph, states, inner), bias(graph, inner)], own=True)
    outcome = product(graph, thought, [f"{name}.output.dense"], biased=True)
    return normalised(graph, graph.add("Add", [outcome, states]), f"{name}.output.LayerNorm")


def summed(graph: Graph, states: str) -> str:
    """Add up the states of a text's tokens: at length one, their sum is their mean."""
    kept = graph.add("Cast", ["attention_mask"], to=onnx.TensorProto.FLOAT)
    tokens = graph.weight("tokens", np.ones(1, np.int64))
    total = graph.add("MatMul", [graph.add("Unsqueeze", [kept, tokens]), states])
    return graph.add("Squeeze", [total, tokens])


def product(graph: Graph, states: str, parts: Sequence[str], *, biased: bool = False) -> str:
    """Multiply by these matrices side by side, 8 bits a weight.

    Each block of a token is rounded by itself, so a text's vector does not depend on its batch.
    """
    matrix = np.concatenate([graph.published[f"{part}.weight"] for part in parts])
    outputs, inputs = matrix.shape
    levels, scales = rounded(matrix.reshape(outputs, inputs // BLOCK, BLOCK))
    whole = (levels + 128).astype(np.uint8)  # 128 is what MatMulNBits takes for zero
    given = [states, graph.weight(f"{parts[0]}.levels", whole), graph.weight(f"{parts[0]}.scales", scales[..., 0])]
    given += ["", "", bias(graph, parts)] if biased else []
    how = {"K": inputs, "N": outputs, "bits": 8, "block_size": BLOCK, "accuracy_level": INT8_PRODUCTS}
    return graph.add("MatMulNBits", given, own=True, **how)


def bias(graph: Graph, parts: Sequence[str]) -> str:
    """Return the biases of these parts as one weight."""
    return graph.weight(f"{parts[0]}.bias", np.concatenate([graph.published[f"{part}.bias"] for part in parts]))


def normalised(graph: Graph, states: str, name: str) -> str:
    """Add the normalisation of this name."""
    weights = [graph.weight(f"{name}.{part}", graph.published[f"{name}.{part}"]) for part in ("weight", "bias")]
    return graph.add("LayerNormalization", [states, *weights], axis=-1, epsilon=EPSILON)


def rounded(values: Array) -> tuple[Array, Array]:
    """Return whole numbers from -127 to 127, and the scale of each run of them along the last axis."""
    scales = np.abs(values).max(axis=-1, keepdims=True) / np.float32(127)
    return np.rint(values / scales), scales


if __name__ == "__main__":
    main()
