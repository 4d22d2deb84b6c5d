"""The graph of the Hugging Face contract, `onnx/model_quantized.onnx`, with its weights in files beside it.

Inputs and outputs are those of a text-generation export with a cache, as transformers.js runs it; but only
with the logits of the last position. The engine's graph is made from this one and shares its files.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from onnx import ModelProto, TensorProto, helper, save

from .base import EMBEDDING
from .config import Config
from .onnx_graph import BOOL, CONTRIB, FLOAT, INT64, Graph
from .quantise import quantise
from .weights import HF_GRAPH

MASKED = np.float32(-10000)
MAX_FILE = 90_000_000
"""Bytes of a file with weights: Git hosts refuse files of 100 MB."""
_SMALLEST_OUTSIDE = 4096
_PAGE = 4096
"""Weights begin at these in a file, so that it can be mapped into memory."""


def write_graph(folder: Path, config: Config, weights: dict[str, np.ndarray]) -> int:
    """Quantises and writes the graph; returns how many files of weights are beside it."""
    model = build(config, weights)
    path = folder / HF_GRAPH
    path.parent.mkdir(parents=True, exist_ok=True)
    for old in path.parent.glob(f"{path.name}_data*"):
        old.unlink()
    count = move_outside(model, path)
    save(model, str(path))
    return count


def build(config: Config, weights: dict[str, np.ndarray]) -> ModelProto:
    """The decoder with a cache."""
    g = Graph()
    heads, groups, width = config.num_attention_heads, config.num_key_value_heads, config.head_dim
    epsilon = config.rms_norm_eps
    positions = np.arange(config.max_position_embeddings, dtype=np.float32)[:, None]
    steps = np.arange(0, width, 2, dtype=np.float32) / width

    def rotation(base: float, name: str) -> tuple[str, str]:
        angles = positions * np.float32(base) ** -steps
        return g.constant(np.cos(angles), f"rotation.{name}.cos"), g.constant(np.sin(angles), f"rotation.{name}.sin")

    local, distant = rotation(config.rope_local_base_freq, "local"), rotation(config.rope_theta, "distant")

    def norm(x: str, name: str) -> str:
        return g.norm(x, g.constant(weights[f"{name}.weight"], name), epsilon)

    def linear(x: str, names: list[str], name: str) -> str:
        levels, scales = quantise(np.concatenate([weights[f"{one}.weight"] for one in names]))
        rows, row_scale = g.rows(x, zeros)
        return multiply(
            rows, row_scale, g.constant(levels.T.copy(), f"{name}.levels"), g.constant(scales, f"{name}.scales")
        )

    def multiply(rows: str, row_scale: str, levels: str, scales: str) -> str:
        return g.node("Mul", g.product(rows, levels, scales), g.node("Unsqueeze", row_scale, g.ints(1)))

    levels, scales = quantise(weights[EMBEDDING])
    table, table_scales = g.constant(levels, "embed.levels"), g.constant(scales, "embed.scales")
    input_scales = g.constant(scales * np.float32(config.hidden_size**0.5), "embed.input_scales")
    # Between attentions everything is (batch · time, width): one row, one scale.
    ids = g.node("Reshape", "input_ids", g.ints(-1))
    zeros = g.zeros(g.node("Shape", ids))
    batch_time, bias = g.node("Shape", "input_ids"), _attention_bias(g)
    picked = g.node("Cast", g.node("Gather", table, ids, axis=0), to=FLOAT)
    residual = g.node("Mul", picked, g.node("Unsqueeze", g.node("Gather", input_scales, ids, axis=0), g.ints(1)))
    for layer in range(config.num_hidden_layers):
        name = f"model.layers.{layer}"
        attention = f"{name}.self_attn"
        rotations = distant if config.is_global(layer) else local
        x = norm(residual, f"{name}.input_layernorm")
        qkv = linear(x, [f"{attention}.{kind}_proj" for kind in "qkv"], f"{attention}.qkv")
        parts = g.node("Split", qkv, g.ints(heads * width, groups * width, groups * width), outputs=3, axis=1)

        def head(part: str, count: int, norm_name: str | None, rotations: tuple[str, str] = rotations) -> str:
            split = g.node("Reshape", part, g.node("Concat", batch_time, g.ints(count, width), axis=0))
            if norm_name is not None:
                split = norm(split, norm_name)
            split = g.node("Transpose", split, perm=[0, 2, 1, 3])
            if norm_name is None:
                return split
            return g.node("RotaryEmbedding", split, "position_ids", *rotations, domain=CONTRIB)

        q = head(parts[0], heads, f"{attention}.q_norm")
        k, v = head(parts[1], groups, f"{attention}.k_norm"), head(parts[2], groups, None)
        k = g.node("Concat", f"past_key_values.{layer}.key", k, axis=2, name=f"present.{layer}.key")
        v = g.node("Concat", f"past_key_values.{layer}.value", v, axis=2, name=f"present.{layer}.value")
        # Queries that share a key head are side by side, so that keys need no repetition.
        q = g.node("Reshape", q, g.ints(0, groups, -1, width))
        scores = g.node("FusedMatMul", q, k, domain=CONTRIB, transB=1, alpha=width**-0.5)
        grouped = g.node("Concat", g.ints(0, 0, heads // groups, -1), g.node("Shape", bias, start=4), axis=0)
        biased = g.node("Add", g.node("Reshape", scores, grouped), bias)
        looks = g.node("Reshape", g.node("Softmax", biased, axis=-1), g.node("Shape", scores))
        mixed = g.node("Reshape", g.node("MatMul", looks, v), g.ints(0, heads, -1, width))
        mixed = g.node("Reshape", g.node("Transpose", mixed, perm=[0, 2, 1, 3]), g.ints(-1, heads * width))
        mixed = linear(mixed, [f"{attention}.o_proj"], f"{attention}.o")
        residual = g.node("Add", residual, norm(mixed, f"{name}.post_attention_layernorm"))

        x = norm(residual, f"{name}.pre_feedforward_layernorm")
        both = linear(x, [f"{name}.mlp.gate_proj", f"{name}.mlp.up_proj"], f"{name}.gate_up")
        gate, up = g.node("Split", both, outputs=2, axis=1, num_outputs=2)
        gated = g.node("Mul", g.node("FastGelu", gate, domain=CONTRIB), up)
        x = linear(gated, [f"{name}.mlp.down_proj"], f"{name}.down")
        residual = g.node("Add", residual, norm(x, f"{name}.post_feedforward_layernorm"))
    last = g.node("Reshape", residual, g.node("Concat", batch_time, g.ints(-1), axis=0))
    last = g.node("Squeeze", g.node("Slice", last, g.ints(-1), g.ints(2**31), g.ints(1)), g.ints(1))
    rows, row_scale = g.rows(norm(last, "model.norm"), g.zeros(g.node("Shape", "input_ids", end=1)))
    logits = multiply(rows, row_scale, g.node("Transpose", table, perm=[1, 0]), table_scales)
    g.node("Unsqueeze", logits, g.ints(1), name="logits")
    return g.model(*_interface(config))


def _attention_bias(g: Graph) -> str:
    """0 where a position may look, −10000 elsewhere; (batch, 1, 1, time, past + time)."""
    scalar = g.constant(np.array([], dtype=np.int64))
    zero, one = g.constant(np.int64(0)), g.constant(np.int64(1))
    total = g.node("Reshape", g.node("Shape", "attention_mask", start=1), scalar)
    time = g.node("Reshape", g.node("Shape", "input_ids", start=1), scalar)
    columns = g.node("Range", zero, total, one)
    rows = g.node("Range", g.node("Sub", total, time), total, one)
    causal = g.node("LessOrEqual", columns, g.node("Unsqueeze", rows, g.ints(1)))
    real = g.node("Unsqueeze", g.node("Cast", "attention_mask", to=BOOL), g.ints(1, 2, 3))
    return g.node("Where", g.node("And", real, causal), g.constant(np.float32(0)), g.constant(MASKED))


def _interface(config: Config):
    value = helper.make_tensor_value_info
    inputs = [
        value("input_ids", INT64, ["batch", "time"]),
        value("attention_mask", INT64, ["batch", "total"]),
        value("position_ids", INT64, ["batch", "time"]),
    ]
    outputs = [value("logits", FLOAT, ["batch", 1, config.vocab_size])]
    for layer in range(config.num_hidden_layers):
        for kind in ("key", "value"):
            sizes = (config.num_key_value_heads, config.head_dim)
            inputs.append(value(f"past_key_values.{layer}.{kind}", FLOAT, ["batch", sizes[0], "past", sizes[1]]))
            outputs.append(value(f"present.{layer}.{kind}", FLOAT, ["batch", sizes[0], "total", sizes[1]]))
    return inputs, outputs


def move_outside(model: ModelProto, path: Path, largest: int = MAX_FILE) -> int:
    """Moves larger weights into files named as transformers.js expects them: `_data`, `_data_1`, …

    Returns how many files there are.
    """
    file, count, at = None, 0, 0
    try:
        for tensor in model.graph.initializer:
            raw = tensor.raw_data
            if len(raw) < _SMALLEST_OUTSIDE:
                continue
            at += -at % _PAGE
            if file is None or at + len(raw) > largest:
                if file is not None:
                    file.close()
                name = f"{path.name}_data{f'_{count}' if count else ''}"
                file, count, at = (path.parent / name).open("wb"), count + 1, 0
            file.seek(at)
            file.write(raw)
            _point(tensor, name, at, len(raw))
            at += len(raw)
    finally:
        if file is not None:
            file.close()
    return count


def _point(tensor: TensorProto, name: str, at: int, length: int) -> None:
    tensor.ClearField("raw_data")
    tensor.data_location = TensorProto.EXTERNAL
    for key, value in (("location", name), ("offset", at), ("length", length)):
        tensor.external_data.add(key=key, value=str(value))
