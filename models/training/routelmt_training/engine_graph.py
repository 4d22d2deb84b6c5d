"""The graph that the product's engine runs, `onnx/engine.onnx`.

It differs from the Hugging Face contract in the data that a step moves. Keys and values of earlier positions are
inputs, but never outputs: the engine owns the cache, and gets the new positions' alone. It is of 16-bit numbers: half the
memory to keep, and to read in every step. Of the logits only the likeliest
tokens go out, those of the protected items and the end, and the entropy where a prompt was read. Weights are those of
`onnx/model_quantized.onnx`, in the same files.

inputs (B rows, T new positions, C cached positions)
    tokens          int32 (B, T), right-padded
    last            int32 (B), index of the last real one of the T positions
    past            int32 (B), how many of the C cached positions are real
    all_scripts     bool (1), whether tokens of other scripts than the Latin one may come next
    past.N.key      float16 (B, C, head size), of layer N; past.N.value likewise; C is at least 1
outputs
    hidden          float (B, hidden size), final-norm state of the last real position
    top_tokens      int32 (B, 16), likeliest tokens, likeliest first
    top             float (B, 16), their log-probabilities
    item            float (B, items + 1), log-probabilities of the protected items' tokens and of the end
    entropy         float (B), of the next token's distribution in nats; 0 where T is 1
    log_probability float (B, tokens), of all tokens, asked for when none of the likeliest will do
    vocabulary      int32 (tokens), which tokens these are; the padding token comes several times
    fresh           float16 (2 · layers · B, T, head size), keys and values of the new positions: key 0, value 0, key 1, …
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from onnx import ModelProto, helper

from .next_token import TOP, distribution
from .onnx_graph import BOOL, CONTRIB, FLOAT, FLOAT16, INT32, INT64, Graph
from .weights import Config, Weights

MASKED = np.float32(-10000)


def engine_graph(config: Config, weights: Weights) -> ModelProto:
    """The engine's graph of a model."""
    g = Graph()
    heads, width, hidden = config.num_attention_heads, config.head_dim, config.hidden_size
    epsilon = config.rms_norm_eps
    rotations = {base: tuple(g.initializer(table) for table in weights.rotation(base)) for base in config.rope_bases}
    new, ends = _Positions.all_new(g, heads), _Positions.ends(g)
    by_query = g.node("Concat", new.batch, g.ints(-1, width), axis=0)
    split = g.node("Concat", g.node("Shape", "past.0.key", start=1, end=2), new.count, axis=0)

    def weight(name: str) -> str:
        return g.initializer(weights[name])

    def column(row_scale: str) -> str:
        return g.node("Unsqueeze", row_scale, g.ints(1))

    table = weight("embed.levels")
    ids = g.node("Reshape", "tokens", g.ints(-1))
    scales = column(g.node("Gather", weight("embed.input_scales"), ids, axis=0))
    residual = g.node("Mul", g.node("Cast", g.node("Gather", table, ids, axis=0), to=FLOAT), scales)
    x = g.norm(residual, weight("0.input_norm"), epsilon)
    fresh: list[str] = []
    for layer in range(config.num_hidden_layers):
        cos, sin = rotations[config.rope_base(layer)]

        def rotated(part: str, norm: str, at: _Positions, count: int, cos: str = cos, sin: str = sin) -> str:
            normed = g.norm(g.node("Reshape", part, g.ints(-1, width)), norm, epsilon)
            flat = g.node("Reshape", normed, at.shape)
            turned = {"domain": CONTRIB, "num_heads": count, "rotary_embedding_dim": 0}
            return g.node("Reshape", g.node("RotaryEmbedding", flat, at.positions, cos, sin, **turned), by_query)

        parts = g.ints(heads * width, width, width)
        q_levels, k_levels, v_levels = g.node("Split", weight(f"{layer}.qkv.levels"), parts, outputs=3, axis=1)
        q_scales, k_scales, v_scales = g.node("Split", weight(f"{layer}.qkv.scales"), parts, outputs=3, axis=0)
        rows, row_scale = g.rows(x, new.zeros)
        k = g.node("Mul", g.product(rows, k_levels, k_scales), column(row_scale))
        k = rotated(k, weight(f"{layer}.k_norm"), new, 1)
        v = g.node("Reshape", g.node("Mul", g.product(rows, v_levels, v_scales), column(row_scale)), by_query)
        fresh += [k, v]
        # Only the last position of the last layer is needed.
        at = new
        if layer + 1 == config.num_hidden_layers:
            at = ends
            residual = g.node("Gather", residual, at.rows, axis=0)
            rows, row_scale = (g.node("Gather", one, at.rows, axis=0) for one in (rows, row_scale))
        q = g.node("Mul", g.product(rows, q_levels, q_scales), column(row_scale))
        q = rotated(q, weight(f"{layer}.q_norm"), at, heads)

        # Queries of all heads are beside each other: they share keys and values.
        past_k, past_v = (g.node("Cast", f"past.{layer}.{kind}", to=FLOAT) for kind in ("key", "value"))
        scale = {"domain": CONTRIB, "transB": 1, "alpha": width**-0.5}
        scores = [g.node("FusedMatMul", q, keys, **scale) for keys in (past_k, k)]
        looks = g.node("Softmax", g.node("Add", g.node("Concat", *scores, axis=2), at.bias), axis=-1)
        past_looks, fresh_looks = g.node("Split", looks, split, outputs=2, axis=2)
        mixed = g.node("Add", g.node("MatMul", past_looks, past_v), g.node("MatMul", fresh_looks, v))
        rows, row_scale = g.rows(g.node("Reshape", mixed, g.ints(-1, heads * width)), at.zeros)
        mixed = g.node("Mul", g.product(rows, weight(f"{layer}.o.levels"), weight(f"{layer}.o.scales")), column(row_scale))
        mixed = g.norm(mixed, weight(f"{layer}.post_attention_norm"), epsilon)
        x, residual = g.add_norm(mixed, residual, weight(f"{layer}.pre_mlp_norm"), epsilon)

        gate_levels, up_levels = g.node("Split", weight(f"{layer}.gate_up.levels"), outputs=2, axis=1, num_outputs=2)
        gate_scales, up_scales = g.node("Split", weight(f"{layer}.gate_up.scales"), outputs=2, axis=0, num_outputs=2)
        rows, row_scale = g.rows(x, at.zeros)
        gate = g.node("Mul", g.product(rows, gate_levels, gate_scales), column(row_scale))
        # A factor of a row does not change the levels of the next quantisation: that of `up` is left for the product after.
        gated = g.node("Mul", g.node("FastGelu", gate, domain=CONTRIB), g.product(rows, up_levels, up_scales))
        rows, gated_scale = g.rows(gated, at.zeros)
        row_scale = column(g.node("Mul", row_scale, gated_scale))
        x = g.node("Mul", g.product(rows, weight(f"{layer}.down.levels"), weight(f"{layer}.down.scales")), row_scale)
        x = g.norm(x, weight(f"{layer}.post_mlp_norm"), epsilon)
        if layer + 1 < config.num_hidden_layers:
            x, residual = g.add_norm(x, residual, weight(f"{layer + 1}.input_norm"), epsilon)
    g.node("Cast", g.node("Concat", *fresh, axis=0), to=FLOAT16, name="fresh")
    g.norm(g.node("Add", x, residual), weight("norm"), epsilon, name="hidden")
    distribution(g, config, table, weight("embed.scales"), ends.zeros)
    return g.model(*_interface(config))


@dataclass(frozen=True)
class _Positions:
    """The new positions to compute, all of them or the last real one of each sequence."""

    batch: str
    """B, one number."""
    count: str
    """Positions of each sequence, one number."""
    positions: str
    """int64 (B, positions), in the text."""
    rows: str
    """int32 (B), the rows of the last real positions among all B · T."""
    zeros: str
    """uint8 (B · positions), zero points."""
    shape: str
    """(B, positions, −1), three numbers."""
    bias: str
    """0 where a query may look, −10000 elsewhere; (B, queries, C + T) or what broadcasts to it."""

    @staticmethod
    def all_new(g: Graph, heads: int) -> _Positions:
        """All new positions; queries of one position's heads follow each other."""
        batch, count = g.node("Shape", "tokens", end=1), g.node("Shape", "tokens", start=1)
        fresh = _range(g, count)
        positions = g.node("Add", g.node("Unsqueeze", "past", g.ints(1)), fresh)
        queries = g.node("Expand", g.node("Unsqueeze", fresh, g.ints(1, 2)), g.ints(1, heads, 1))
        causal = g.node("LessOrEqual", fresh, g.node("Reshape", queries, g.ints(1, -1, 1)))
        return _Positions._of(g, batch, count, positions, "", causal)

    @staticmethod
    def ends(g: Graph) -> _Positions:
        """The last real position of each sequence."""
        batch = g.node("Shape", "tokens", end=1)
        time = g.node("Cast", g.node("Shape", "tokens", start=1), to=INT32)
        positions = g.node("Unsqueeze", g.node("Add", "past", "last"), g.ints(1))
        rows = g.node("Add", g.node("Mul", _range(g, batch), time), "last")
        causal = g.node("LessOrEqual", _range(g, g.node("Shape", "tokens", start=1)), g.node("Unsqueeze", "last", g.ints(1, 2)))
        return _Positions._of(g, batch, g.ints(1), positions, rows, causal)

    @staticmethod
    def _of(g: Graph, batch: str, count: str, positions: str, rows: str, causal: str) -> _Positions:
        zeros = g.zeros(g.node("Mul", batch, count))
        shape = g.node("Concat", batch, count, g.ints(-1), axis=0)
        cached = _range(g, g.node("Shape", "past.0.key", start=1, end=2))
        real = g.node("Less", cached, g.node("Unsqueeze", "past", g.ints(1, 2)))
        queries = g.node("Shape", causal, start=1, end=2)
        both = [
            g.node("Expand", allowed, g.node("Concat", batch, queries, g.ints(1), axis=0)) for allowed in (real, causal)
        ]
        bias = g.node("Where", g.node("Concat", *both, axis=2), g.constant(np.float32(0)), g.constant(MASKED))
        return _Positions(batch, count, g.node("Cast", positions, to=INT64), rows, zeros, shape, bias)


def _range(g: Graph, count: str) -> str:
    """The int32 numbers 0, 1, … up to a count."""
    end = g.node("Cast", g.node("Squeeze", count, g.ints(0)), to=INT32)
    return g.node("Range", g.constant(np.int32(0)), end, g.constant(np.int32(1)))


def _interface(config: Config):
    value = helper.make_tensor_value_info
    inputs = [value("tokens", INT32, ["B", "T"]), value("last", INT32, ["B"]), value("past", INT32, ["B"]), value("all_scripts", BOOL, [1])]
    for layer in range(config.num_hidden_layers):
        inputs += [value(f"past.{layer}.{kind}", FLOAT16, ["B", "C", config.head_dim]) for kind in ("key", "value")]
    outputs = [
        value("hidden", FLOAT, ["B", config.hidden_size]),
        value("top_tokens", INT32, ["B", TOP]),
        value("top", FLOAT, ["B", TOP]),
        value("item", FLOAT, ["B", len(config.item_token_ids) + 1]),
        value("entropy", FLOAT, ["B"]),
        value("log_probability", FLOAT, ["B", "tokens"]),
        value("vocabulary", INT32, ["tokens"]),
        value("fresh", FLOAT16, ["2 · layers · B", "T", config.head_dim]),
    ]
    return inputs, outputs
