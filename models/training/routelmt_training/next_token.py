"""The outputs of the engine's graph for the next token: see `engine_graph.py`."""

from __future__ import annotations

import numpy as np

from .weights import Config
from .onnx_graph import FLOAT, Graph

TOP = 16
# The vocabulary is searched in blocks of this size: the likeliest tokens are in the blocks with the highest maxima.
BLOCK = 64


def distribution(g: Graph, config: Config, table: str, scales: str, zeros: str) -> None:
    """The outputs of the next token's distribution.

    The vocabulary is divided: most target languages need only the tokens of the Latin script, and the
    rest is skipped unless requested.
    """
    rows, row_scale = g.rows("hidden", zeros)
    row_scale = g.node("Unsqueeze", row_scale, g.ints(1))
    parts = [_padded(ids) for ids in config.vocabulary_parts]
    most = _logits(g, rows, row_scale, table, scales, parts[0])
    # The softmax is in the branches, because a value that leaves a branch unchanged would be copied.
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
    """Entropy of the distribution after reading a prompt; computed only there, because it costs three passes."""
    prompts = Graph("prompts.")
    surprise = prompts.node("Mul", prompts.node("Exp", "log_probability"), "log_probability")
    prompts.node("Neg", prompts.node("ReduceSum", surprise, prompts.ints(-1), keepdims=0), name="prompts.entropy")
    steps = Graph("steps.")
    steps.node("Expand", steps.constant(np.zeros(1, np.float32)), steps.node("Shape", "last"), name="steps.entropy")
    several = g.node("Squeeze", g.node("Greater", g.node("Shape", "tokens", start=1), g.ints(1)), g.ints(0))
    branches = {
        "then_branch": prompts.branch("prompts.entropy", FLOAT, ["B"]),
        "else_branch": steps.branch("steps.entropy", FLOAT, ["B"]),
    }
    g.node("If", several, name="entropy", **branches)
