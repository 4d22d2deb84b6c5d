"""The graph that the product's engine runs, `onnx/engine.onnx`.

It differs from the Hugging Face contract in what a step has to move. Keys and values of earlier positions come in and
never go out again: the engine owns the cache, and gets the new positions' alone. It is of 16-bit numbers: half the
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

import numpy as np
from onnx import ModelProto, helper

from .onnx_graph import BOOL, CONTRIB, FLOAT, FLOAT16, INT32, INT64, Graph
from .weights import Config, Weights

TOP = 16
# The vocabulary is looked through in blocks of this size: the likeliest tokens are in the blocks with the highest maxima.
BLOCK = 64
MASKED = np.float32(-10000)


def engine_graph(config: Config, weights: Weights) -> ModelProto:
    """The engine's graph of a model."""
    g = Graph()
    heads, width, hidden = config.num_attention_heads, config.head_dim, config.hidden_size
    epsilon = config.rms_norm_eps
    rotations = {base: tuple(g.initializer(table) for table in weights.rotation(base)) for base in config.rope_bases}
    shape = g.node("Shape", "tokens")
    batch, time = g.node("Slice", shape, g.ints(0), g.ints(1)), g.node("Slice", shape, g.ints(1), g.ints(2))
    positions, bias = _positions(g), _attention_bias(g, heads, batch, time)
    cached = g.node("Shape", "past.0.key", start=1, end=2)
    split = g.node("Concat", cached, time, axis=0)
    zeros, by_sequence = g.zeros(g.node("Mul", batch, time)), g.zeros(batch)
    by_query = g.node("Concat", batch, g.ints(-1, width), axis=0)
    by_position = g.node("Concat", batch, time, g.ints(-1), axis=0)

    table = g.initializer(weights["embed.levels"])
    ids = g.node("Reshape", "tokens", g.ints(-1))
    scales = g.node("Unsqueeze", g.node("Gather", g.initializer(weights["embed.input_scales"]), ids, axis=0), g.ints(1))
    residual = g.node("Mul", g.node("Cast", g.node("Gather", table, ids, axis=0), to=FLOAT), scales)

    def weight(name: str) -> str:
        return g.initializer(weights[name])

    def column(row_scale: str) -> str:
        return g.node("Unsqueeze", row_scale, g.ints(1))

    def cached_values(layer: int, kind: str) -> str:
        return g.node("Cast", f"past.{layer}.{kind}", to=FLOAT)

    x = g.norm(residual, weight("0.input_norm"), epsilon)
    fresh: list[str] = []
    for layer in range(config.num_hidden_layers):
        cos, sin = rotations[config.rope_base(layer)]

        def rotated(part: str, norm: str, count: int, cos: str = cos, sin: str = sin) -> str:
            normed = g.norm(g.node("Reshape", part, g.ints(-1, width)), norm, epsilon)
            flat = g.node("Reshape", normed, by_position)
            return g.node("RotaryEmbedding", flat, positions, cos, sin, domain=CONTRIB, num_heads=count, rotary_embedding_dim=0)

        rows, row_scale = g.rows(x, zeros)
        levels = g.node("Split", weight(f"{layer}.qkv.levels"), g.ints(heads * width, width, width), outputs=3, axis=1)
        level_scales = g.node("Split", weight(f"{layer}.qkv.scales"), g.ints(heads * width, width, width), outputs=3, axis=0)
        q, k, v = (g.product(rows, *pair) for pair in zip(levels, level_scales, strict=True))
        q, k = g.node("Mul", q, column(row_scale)), g.node("Mul", k, column(row_scale))
        q = g.node("Reshape", rotated(q, weight(f"{layer}.q_norm"), heads), by_query)
        k = g.node("Reshape", rotated(k, weight(f"{layer}.k_norm"), 1), by_query)
        v = g.node("Reshape", g.node("Mul", v, column(row_scale)), by_query)
        fresh += [k, v]

        # Queries of all heads stand beside each other: they share keys and values.
        scale = {"domain": CONTRIB, "transB": 1, "alpha": width**-0.5}
        scores = [g.node("FusedMatMul", q, keys, **scale) for keys in (cached_values(layer, "key"), k)]
        looks = g.node("Softmax", g.node("Add", g.node("Concat", *scores, axis=2), bias), axis=-1)
        past_looks, fresh_looks = g.node("Split", looks, split, outputs=2, axis=2)
        mixed = g.node("Add", g.node("MatMul", past_looks, cached_values(layer, "value")), g.node("MatMul", fresh_looks, v))
        mixed = g.node("Reshape", mixed, g.ints(-1, heads * width))
        rows, row_scale = g.rows(mixed, zeros)
        mixed = g.node("Mul", g.product(rows, weight(f"{layer}.o.levels"), weight(f"{layer}.o.scales")), column(row_scale))
        mixed = g.norm(mixed, weight(f"{layer}.post_attention_norm"), epsilon)
        x, residual = g.add_norm(mixed, residual, weight(f"{layer}.pre_mlp_norm"), epsilon)

        rows, row_scale = g.rows(x, zeros)
        levels = g.node("Split", weight(f"{layer}.gate_up.levels"), outputs=2, axis=1, num_outputs=2)
        level_scales = g.node("Split", weight(f"{layer}.gate_up.scales"), outputs=2, axis=0, num_outputs=2)
        gate, up = (g.product(rows, *pair) for pair in zip(levels, level_scales, strict=True))
        # A factor of a row does not change the levels of the next quantisation: that of `up` is left for the product after.
        gated = g.node("Mul", g.node("FastGelu", g.node("Mul", gate, column(row_scale)), domain=CONTRIB), up)
        rows, gated_scale = g.rows(gated, zeros)
        row_scale = g.node("Mul", row_scale, gated_scale)
        x = g.node("Mul", g.product(rows, weight(f"{layer}.down.levels"), weight(f"{layer}.down.scales")), column(row_scale))
        x = g.norm(x, weight(f"{layer}.post_mlp_norm"), epsilon)
        if layer + 1 < config.num_hidden_layers:
            x, residual = g.add_norm(x, residual, weight(f"{layer + 1}.input_norm"), epsilon)
    g.node("Cast", g.node("Concat", *fresh, axis=0), to=FLOAT16, name="fresh")

    last = _last_positions(g, batch, time)
    x, residual = g.node("Gather", x, last, axis=0), g.node("Gather", residual, last, axis=0)
    g.norm(g.node("Add", x, residual), weight("norm"), epsilon, name="hidden")
    _distribution(g, config, table, weight("embed.scales"), by_sequence)
    return g.model(*_interface(config))


def _positions(g: Graph) -> str:
    """Position of every new token, int64 (B, T)."""
    count = g.node("Range", g.constant(np.int32(0)), _scalar(g, g.node("Shape", "tokens", start=1)), g.constant(np.int32(1)))
    return g.node("Cast", g.node("Add", g.node("Unsqueeze", "past", g.ints(1)), count), to=INT64)


def _scalar(g: Graph, one: str) -> str:
    return g.node("Cast", g.node("Squeeze", one, g.ints(0)), to=INT32)


def _attention_bias(g: Graph, heads: int, batch: str, time: str) -> str:
    """0 where a query may look, −10000 elsewhere; (B, T · heads, C + T)."""
    zero, one = g.constant(np.int32(0)), g.constant(np.int32(1))
    columns = g.node("Range", zero, _scalar(g, g.node("Shape", "past.0.key", start=1, end=2)), one)
    real = g.node("Less", columns, g.node("Unsqueeze", "past", g.ints(1, 2)))
    fresh = g.node("Range", zero, _scalar(g, time), one)
    queries = g.node("Unsqueeze", fresh, g.ints(1, 2))
    causal = g.node("LessOrEqual", fresh, g.node("Expand", queries, g.ints(1, heads, 1)))
    causal = g.node("Unsqueeze", g.node("Reshape", causal, g.node("Concat", g.ints(-1), time, axis=0)), g.ints(0))
    all_queries = g.node("Shape", causal, start=1, end=2)
    real = g.node("Expand", real, g.node("Concat", g.ints(1), all_queries, g.ints(1), axis=0))
    causal = g.node("Expand", causal, g.node("Concat", batch, g.ints(1, 1), axis=0))
    allowed = g.node("Concat", real, causal, axis=2)
    return g.node("Where", allowed, g.constant(np.float32(0)), g.constant(MASKED))


def _last_positions(g: Graph, batch: str, time: str) -> str:
    """Row of the last real position of each sequence among all B · T."""
    starts = g.node("Range", g.constant(np.int32(0)), _scalar(g, batch), g.constant(np.int32(1)))
    return g.node("Add", g.node("Mul", starts, g.node("Cast", time, to=INT32)), "last")


def _distribution(g: Graph, config: Config, table: str, scales: str, zeros: str) -> None:
    """What goes out of the next token's distribution.

    The vocabulary is divided: most target languages need the tokens of the Latin script alone, and the rest is left out
    where it is not asked for.
    """
    rows, row_scale = g.rows("hidden", zeros)
    row_scale = g.node("Unsqueeze", row_scale, g.ints(1))
    parts = [_padded(ids) for ids in config.vocabulary_parts]
    most = _logits(g, rows, row_scale, table, scales, parts[0])
    # The softmax is in the branches, for what leaves a branch unchanged would be copied.
    rest, none = Graph("rest."), Graph("none.")
    both = rest.node("Concat", most, _logits(rest, rows, row_scale, table, scales, parts[1]), axis=1)
    branches = {
        name: branch.branch(branch.node("LogSoftmax", logits, axis=-1), FLOAT, ["B", "tokens"])
        for name, branch, logits in (("then_branch", rest, both), ("else_branch", none, most))
    }
    g.node("If", g.node("Squeeze", "all_scripts", g.ints(0)), name="log_probability", **branches)
    everything = g.constant(np.concatenate(parts).astype(np.int32))
    g.node("Slice", everything, g.ints(0), g.node("Shape", "log_probability", start=1, end=2), name="vocabulary")

    blocks = g.node("Reshape", "log_probability", g.ints(0, -1, BLOCK))
    highest = g.node("ReduceMax", blocks, g.ints(2), keepdims=0)
    _, best = g.node("TopK", highest, g.ints(TOP), outputs=2, axis=-1)
    inside = g.node("Unsqueeze", best, g.ints(2))
    chosen = g.node("GatherElements", blocks, g.node("Expand", inside, g.ints(1, 1, BLOCK)), axis=1)
    values, places = g.node("TopK", g.node("Reshape", chosen, g.ints(0, TOP * BLOCK)), g.ints(TOP), outputs=2, axis=-1)
    g.node("Identity", values, name="top")
    offsets = g.constant(np.arange(BLOCK, dtype=np.int64))
    numbers = g.node("Add", g.node("Mul", inside, g.ints(BLOCK)), offsets)
    numbers = g.node("GatherElements", g.node("Reshape", numbers, g.ints(0, TOP * BLOCK)), places, axis=1)
    g.node("Gather", everything, numbers, axis=0, name="top_tokens")
    place_of = {token: place for place, token in enumerate(parts[0])}
    wanted = [place_of[token] for token in (*config.item_token_ids, config.eos_token_id)]
    g.node("Gather", "log_probability", g.ints(*wanted), axis=1, name="item")
    _entropy(g)


def _padded(ids: tuple[int, ...]) -> list[int]:
    """Token ids, filled up with the padding token to whole blocks, of which there must be enough."""
    blocks = max(TOP, -(-len(ids) // BLOCK))
    return [*ids, *[0] * (blocks * BLOCK - len(ids))]


def _logits(g: Graph, rows: str, row_scale: str, table: str, scales: str, ids: list[int]) -> str:
    """Logits of some tokens."""
    chosen = g.constant(np.array(ids, dtype=np.int32))
    levels = g.node("Transpose", g.node("Gather", table, chosen, axis=0), perm=[1, 0])
    return g.node("Mul", g.product(rows, levels, g.node("Gather", scales, chosen, axis=0)), row_scale)


def _entropy(g: Graph) -> None:
    """Entropy of the distribution where a prompt was read: it is asked for nowhere else, and costs three passes."""
    prompts = Graph("prompts.")
    surprise = prompts.node("Mul", prompts.node("Exp", "log_probability"), "log_probability")
    prompts.node("Neg", prompts.node("ReduceSum", surprise, prompts.ints(-1), keepdims=0), name="prompts.entropy")
    steps = Graph("steps.")
    steps.node("Expand", steps.constant(np.zeros(1, np.float32)), steps.node("Shape", "last"), name="steps.entropy")
    several = g.node("Greater", _scalar(g, g.node("Shape", "tokens", start=1)), g.constant(np.int32(1)))
    branches = {
        "then_branch": prompts.branch("prompts.entropy", FLOAT, ["B"]),
        "else_branch": steps.branch("steps.entropy", FLOAT, ["B"]),
    }
    g.node("If", several, name="entropy", **branches)


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
