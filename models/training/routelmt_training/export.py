"""Writes a checkpoint as a Hugging Face model folder with an int8 ONNX graph.

The graph is written node by node instead of traced: activations are quantised per row, so that a
result does not depend on what else is in the batch; the embedding is stored once for input and
output; and logits, hidden state and log sum exp are computed for the last position only.

Weights have 7 bits: on processors without VNNI, ONNX Runtime adds two products of 8-bit numbers in
16 bits, which full 8-bit weights would overflow.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from .batches import prompt_text
from .model import Config
from .tokenizer import BOS, EOS, LANGUAGES, PAD

LARGEST_WEIGHT = 64
ACTIVATION_ZERO = 128
CONTRIB = "com.microsoft"


class Graph:
    """Collects nodes and initializers; every method returns the name of its output."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.initializers: list[onnx.TensorProto] = []
        self._names = 0
        self.one = self.constant(np.float32(1))
        self.tiny = self.constant(np.float32(1e-6))
        self.level = self.constant(np.float32(1 / 127))
        self.zero = self.constant(np.uint8(ACTIVATION_ZERO))

    def constant(self, value: np.ndarray, name: str | None = None) -> str:
        name = name or self._name("const")
        self.initializers.append(numpy_helper.from_array(value, name))
        return name

    def ints(self, *values: int) -> str:
        return self.constant(np.array(values, dtype=np.int64))

    def node(self, kind: str, *inputs: str, outputs: int = 1, domain: str = "", name: str | None = None, **attributes):
        names = [name] if name else [self._name(kind.lower()) for _ in range(outputs)]
        self.nodes.append(helper.make_node(kind, list(inputs), names, domain=domain, **attributes))
        return names[0] if len(names) == 1 else names

    def rows(self, x: str) -> tuple[str, str]:
        """Activations (rows, width) as uint8 around 128, and the scale of each row (rows, 1)."""
        largest = self.node("ReduceMax", self.node("Abs", x), self.ints(-1), keepdims=1)
        scale = self.node("Mul", self.node("Max", largest, self.tiny), self.level)
        flat = self.node("Squeeze", scale, self.ints(1))
        zero = self.node("Expand", self.zero, self.node("Shape", flat))
        return self.node("QuantizeLinear", x, flat, zero, axis=0), scale

    def linear(self, x: tuple[str, str], levels: str, scales: str) -> str:
        """x · W for quantised rows, int8 levels (in, out) and a scale per output."""
        rows, scale = x
        product = self.node("MatMulIntegerToFloat", rows, levels, self.one, scales, self.zero, domain=CONTRIB)
        return self.node("Mul", product, scale)

    def weights(self, weight: np.ndarray, name: str) -> tuple[str, str]:
        """Levels and scales of a weight (out, in), as `linear` takes them."""
        levels, scales = quantise(weight)
        return self.constant(np.ascontiguousarray(levels.T), f"{name}.levels"), self.constant(scales, f"{name}.scales")

    def norm(self, x: str, weight: np.ndarray, eps: float, name: str | None = None) -> str:
        return self.node(
            "SimplifiedLayerNormalization", x, self.constant(weight), axis=-1, epsilon=eps, stash_type=1, name=name
        )

    def _name(self, stem: str) -> str:
        self._names += 1
        return f"{stem}_{self._names}"


def quantise(weight: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Symmetric levels of a weight (out, in), int8 within ±64, and a scale per output."""
    scales = np.abs(weight).max(axis=1) / LARGEST_WEIGHT
    scales[scales == 0] = 1
    levels = np.clip(np.round(weight / scales[:, None]), -LARGEST_WEIGHT, LARGEST_WEIGHT)
    return levels.astype(np.int8), scales.astype(np.float32)


def build(config: Config, weights: dict[str, np.ndarray]) -> onnx.ModelProto:
    """The decoder with KV cache: the inputs and outputs of a Hugging Face text-generation export."""
    g = Graph()
    heads, kv, width = config.num_attention_heads, config.num_key_value_heads, config.head_dim
    eps = config.rms_norm_eps

    steps = np.arange(0, width, 2, dtype=np.float32)
    angle = np.arange(config.max_position_embeddings, dtype=np.float32)[:, None] * config.rope_theta ** (-steps / width)
    cos, sin = g.constant(np.cos(angle)), g.constant(np.sin(angle))

    levels, scales = quantise(weights["model.embed_tokens.weight"])
    table, table_scales = g.constant(levels, "embed.levels"), g.constant(scales, "embed.scales")
    ids = g.node("Reshape", "input_ids", g.ints(-1))
    picked = g.node("Cast", g.node("Gather", table, ids, axis=0), to=TensorProto.FLOAT)
    picked_scales = g.node("Unsqueeze", g.node("Gather", table_scales, ids, axis=0), g.ints(1))
    residual = g.node("Mul", picked, picked_scales)

    # Between attentions everything is (batch · time, width): one row, one scale.
    batch_time = g.node("Shape", "input_ids")
    bias = _attention_bias(g)
    x = g.norm(residual, weights["model.layers.0.input_layernorm.weight"], eps)
    for index in range(config.num_hidden_layers):
        name = f"model.layers.{index}"
        attention = f"{name}.self_attn"
        joined = np.concatenate([weights[f"{attention}.{kind}_proj.weight"] for kind in "qkv"])
        qkv = g.linear(g.rows(x), *g.weights(joined, f"{attention}.qkv"))
        parts = g.node("Split", qkv, g.ints(heads * width, kv * width, kv * width), outputs=3, axis=1)

        def head(kind: str, part: str, count: int, attention: str = attention) -> str:
            shape = g.node("Concat", batch_time, g.ints(count, width), axis=0)
            split = g.node("Reshape", part, shape)
            if kind != "v":
                split = g.norm(split, weights[f"{attention}.{kind}_norm.weight"], eps)
            split = g.node("Transpose", split, perm=[0, 2, 1, 3])
            if kind == "v":
                return split
            return g.node("RotaryEmbedding", split, "position_ids", cos, sin, domain=CONTRIB)

        q, k, v = head("q", parts[0], heads), head("k", parts[1], kv), head("v", parts[2], kv)
        k = g.node("Concat", f"past_key_values.{index}.key", k, axis=2, name=f"present.{index}.key")
        v = g.node("Concat", f"past_key_values.{index}.value", v, axis=2, name=f"present.{index}.value")
        # Queries that share a key head stand side by side, so that keys need no repetition.
        q = g.node("Reshape", q, g.ints(0, kv, -1, width))
        scores = g.node("FusedMatMul", q, k, domain=CONTRIB, transB=1, alpha=width**-0.5)
        grouped = g.node("Concat", g.ints(0, 0, heads // kv, -1), g.node("Shape", bias, start=4), axis=0)
        biased = g.node("Add", g.node("Reshape", scores, grouped), bias)
        looks = g.node("Reshape", g.node("Softmax", biased, axis=-1), g.node("Shape", scores))
        mixed = g.node("Reshape", g.node("MatMul", looks, v), g.ints(0, heads, -1, width))
        mixed = g.node("Reshape", g.node("Transpose", mixed, perm=[0, 2, 1, 3]), g.ints(-1, heads * width))
        mixed = g.linear(g.rows(mixed), *g.weights(weights[f"{attention}.o_proj.weight"], f"{attention}.o"))
        x, residual = _add_norm(g, mixed, residual, weights[f"{name}.post_attention_layernorm.weight"], eps)

        joined = np.concatenate([weights[f"{name}.mlp.{kind}_proj.weight"] for kind in ("gate", "up")])
        both = g.linear(g.rows(x), *g.weights(joined, f"{name}.gate_up"))
        gate, up = g.node("Split", both, outputs=2, axis=1, num_outputs=2)
        gated = g.node("Mul", g.node("Mul", gate, g.node("Sigmoid", gate)), up)
        x = g.linear(g.rows(gated), *g.weights(weights[f"{name}.mlp.down_proj.weight"], f"{name}.down"))
        if index + 1 < config.num_hidden_layers:
            following = weights[f"model.layers.{index + 1}.input_layernorm.weight"]
            x, residual = _add_norm(g, x, residual, following, eps)
    x = g.node("Reshape", g.node("Add", x, residual), g.node("Concat", batch_time, g.ints(-1), axis=0))
    x = g.node("Slice", x, g.ints(-1), g.ints(2**31), g.ints(1))
    hidden = g.norm(x, weights["model.norm.weight"], eps, name="last_hidden_state")
    last = g.rows(g.node("Reshape", hidden, g.ints(-1, config.hidden_size)))
    logits = g.linear(last, g.node("Transpose", table, perm=[1, 0]), table_scales)
    logits = g.node("Unsqueeze", logits, g.ints(1), name="logits")
    # A sum of 16,384 exponentials per row and step is the engine's largest cost outside the graph.
    highest = g.node("ReduceMax", logits, g.ints(-1), keepdims=1)
    total = g.node("ReduceSum", g.node("Exp", g.node("Sub", logits, highest)), g.ints(-1), keepdims=1)
    g.node("Add", g.node("Log", total), highest, name="log_sum_exp")
    return _finish(g, config)


def _attention_bias(g: Graph) -> str:
    """0 where a position may look, −10000 elsewhere; (batch, 1, 1, time, past + time)."""
    total = g.node("Shape", "attention_mask", start=1)
    time = g.node("Shape", "input_ids", start=1)
    scalar = g.constant(np.array([], dtype=np.int64))
    zero, one = g.constant(np.int64(0)), g.constant(np.int64(1))
    total_scalar, time_scalar = g.node("Reshape", total, scalar), g.node("Reshape", time, scalar)
    columns = g.node("Range", zero, total_scalar, one)
    rows = g.node("Range", g.node("Sub", total_scalar, time_scalar), total_scalar, one)
    causal = g.node("LessOrEqual", columns, g.node("Unsqueeze", rows, g.ints(1)))
    real = g.node("Unsqueeze", g.node("Cast", "attention_mask", to=TensorProto.BOOL), g.ints(1, 2, 3))
    allowed = g.node("And", real, causal)
    return g.node("Where", allowed, g.constant(np.float32(0)), g.constant(np.float32(-10000)))


def _add_norm(g: Graph, x: str, residual: str, weight: np.ndarray, eps: float) -> tuple[str, str]:
    """Norm of the sum, and the sum."""
    normed, total = g._name("norm"), g._name("sum")
    scale = g.constant(weight)
    g.nodes.append(
        helper.make_node(
            "SkipSimplifiedLayerNormalization", [x, residual, scale], [normed, "", "", total], domain=CONTRIB, epsilon=eps
        )
    )
    return normed, total


def _finish(g: Graph, config: Config) -> onnx.ModelProto:
    value = helper.make_tensor_value_info
    kv, width = config.num_key_value_heads, config.head_dim
    inputs = [
        value("input_ids", TensorProto.INT64, ["batch", "time"]),
        value("attention_mask", TensorProto.INT64, ["batch", "total"]),
        value("position_ids", TensorProto.INT64, ["batch", "time"]),
    ]
    outputs = [
        value("logits", TensorProto.FLOAT, ["batch", 1, config.vocab_size]),
        value("last_hidden_state", TensorProto.FLOAT, ["batch", 1, config.hidden_size]),
        value("log_sum_exp", TensorProto.FLOAT, ["batch", 1, 1]),
    ]
    for index in range(config.num_hidden_layers):
        for kind in ("key", "value"):
            inputs.append(value(f"past_key_values.{index}.{kind}", TensorProto.FLOAT, ["batch", kv, "past", width]))
            outputs.append(value(f"present.{index}.{kind}", TensorProto.FLOAT, ["batch", kv, "total", width]))
    graph = helper.make_graph(g.nodes, "translator", inputs, outputs, g.initializers)
    opsets = [helper.make_opsetid("", 21), helper.make_opsetid(CONTRIB, 1)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=10, producer_name="routelmt")


def write_folder(checkpoint: Path, tokenizer: Path, folder: Path, average: bool) -> None:
    """Writes config, tokenizer and graph; `average` takes the averaged weights."""
    state = torch.load(checkpoint, weights_only=False, map_location="cpu")
    config = Config(**state["config"])
    named = state["average" if average else "model"]
    weights = {name: value.float().numpy() for name, value in named.items()}
    (folder / "onnx").mkdir(parents=True, exist_ok=True)
    for name in ("tokenizer.json", "tokenizer_config.json"):
        if (tokenizer / name).resolve() != (folder / name).resolve():
            shutil.copyfile(tokenizer / name, folder / name)
    ids = {token["content"]: token["id"] for token in json.loads((folder / "tokenizer.json").read_text())["added_tokens"]}
    special = {"bos_token_id": ids[BOS], "eos_token_id": ids[EOS], "pad_token_id": ids[PAD]}
    hf = {
        "architectures": ["Qwen3ForCausalLM"],
        "model_type": "qwen3",
        **config.as_dict(),
        **special,
        "attention_bias": False,
        "hidden_act": "silu",
        "tie_word_embeddings": True,
        "use_cache": True,
        "torch_dtype": "float32",
        "transformers.js_config": {"dtype": "q8"},
    }
    (folder / "config.json").write_text(json.dumps(hf, indent=2) + "\n")
    (folder / "generation_config.json").write_text(json.dumps({**special, "do_sample": False, "max_length": 512}, indent=2) + "\n")
    model = build(config, weights)
    onnx.save(model, str(folder / "onnx" / "model_quantized.onnx"))
    write_routing(folder)


def write_routing(folder: Path) -> None:
    """Writes `routing.json` with a probe that predicts nothing, where there is none: labels and fit need one."""
    path = folder / "routing.json"
    if path.exists():
        return
    head: dict[str, object] = {"hidden": [], "features": {}, "bias": 0}
    flat = {"x": [0], "y": [0], "low": [0], "high": [0]}
    gain = {"head": head, "calibration": flat, "quantiles": [0, 0]}
    routing = {
        "template": prompt_text("{source}", "{target}"),
        "hypothesisPrefix": " ",
        "directions": [{"source": "en", "target": language} for language in LANGUAGES],
        "probe": {
            "metric": "none",
            "largeModel": "none",
            "confidence": head,
            "quality": head,
            "gain": gain,
            "refined": gain,
        },
    }
    path.write_text(json.dumps(routing) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--last", action="store_true", help="the last weights instead of their running average")
    arguments = parser.parse_args()
    write_folder(arguments.checkpoint, arguments.tokenizer, arguments.out, average=not arguments.last)
    size = sum(path.stat().st_size for path in arguments.out.rglob("*") if path.is_file())
    print(f"{arguments.out}: {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
