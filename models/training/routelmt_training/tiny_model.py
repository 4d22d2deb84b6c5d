"""Makes a model folder with random weights for tests: everything of a real one but its size and its sense.

    cd models/training && python -m routelmt_training.tiny_model --like ../routelmt-ui --out ../../test/fixtures/tiny-model

The tokenizer is the given model's with its first merges alone; directions, prompt and the heads of the probe are the
given model's, too, the heads without the hidden state. The same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path

import numpy as np
import onnx
from onnx import numpy_helper

from .engine_graph import engine_graph
from .graph import ENGINE_GRAPH, save_with_shapes
from .weights import LAYER_NORMS, Config, Weights, read_config

SEED = 20
SHAPE = {
    "hidden_size": 32,
    "intermediate_size": 64,
    "num_hidden_layers": 2,
    "num_attention_heads": 2,
    "num_key_value_heads": 1,
    "head_dim": 16,
    "sliding_window_pattern": 2,
}
MERGES = 250
PLAIN = r"[A-Za-z0-9▁.,:;!?'()%{}$<>\\\\@#&-]"
"""Letters, punctuation and what placeholders are made of; without what paths, options and code are made of, which the
decoder leaves to the model's good sense."""
CHARACTERS = 24
"""How many single characters of each further script the vocabulary has."""
SCRIPTS = (r"[à-ÿœß]", r"[а-я]", r"[ぁ-ん]", r"[ァ-ン]", r"[一-龥]")
LEVELS = 64
EMBEDDING = 0.5
"""Standard deviation of embeddings: logits then differ by some nats."""
LAYER_WEIGHT = 16.0
"""Of the norms after the layers: what they add outweighs the token itself, which would only repeat itself."""
END = 2.0
"""The end is this much more extreme than other tokens, so that hypotheses end at various lengths."""


def cut_tokenizer(tokenizer: dict) -> dict:
    """The tokenizer with few tokens: control tokens, bytes, single characters, the first merges, placeholders."""
    model, added = tokenizer["model"], tokenizer["added_tokens"]
    names = {token["content"] for token in added}
    merges = [pair for pair in model["merges"] if "".join(pair) not in names][:MERGES]
    characters = [token for token in model["vocab"] if len(token) == 1 and token not in names]
    chosen = [token for token in characters if re.fullmatch(PLAIN, token)]
    chosen += [
        token for script in SCRIPTS for token in [one for one in characters if re.fullmatch(script, one)][:CHARACTERS]
    ]
    chosen += [part for pair in merges for part in (*pair, "".join(pair))]
    controls = [token["content"] for token in added if token["special"]]
    bytes_ = [f"<0x{byte:02X}>" for byte in range(256)]
    placeholders = [token["content"] for token in added if not token["special"]]
    # Placeholders come last, and as added tokens only.
    vocabulary = {token: id for id, token in enumerate(dict.fromkeys((*controls, *bytes_, *chosen)))}
    ids = vocabulary | {token: len(vocabulary) + index for index, token in enumerate(placeholders)}
    return tokenizer | {
        "added_tokens": [token | {"id": ids[token["content"]]} for token in added],
        "model": model | {"vocab": vocabulary, "merges": merges},
    }


def cut_config(config: dict, tokenizer: dict) -> dict:
    """The configuration with a small shape and the vocabulary of this tokenizer."""
    ids = {token["content"]: token["id"] for token in tokenizer["added_tokens"]}
    special = {"bos_token_id": ids["<bos>"], "eos_token_id": ids["<eos>"], "pad_token_id": ids["<pad>"]}
    return config | SHAPE | special | {"vocab_size": 1 + max(ids.values()), "query_pre_attn_scalar": SHAPE["head_dim"]}


def without_hidden(value):
    """Heads that read no hidden states, which have another size here."""
    if isinstance(value, list):
        return [without_hidden(one) for one in value]
    if not isinstance(value, dict):
        return value
    kept = {name: without_hidden(one) for name, one in value.items() if name != "hypothesis"}
    return kept | {"hidden": []} if "hidden" in kept else kept


def random_weights(config: Config, seed: int) -> Weights:
    """Weights from a normal distribution, scaled so that activations keep their size."""
    random = np.random.default_rng(seed)
    tensors: dict[str, onnx.TensorProto] = {}

    def add(name: str, values: np.ndarray) -> None:
        tensors[name] = numpy_helper.from_array(values, name)

    def levels(*shape: int) -> np.ndarray:
        return np.clip(np.round(random.standard_normal(shape) * LEVELS / 3), -LEVELS, LEVELS).astype(np.int8)

    def linear(name: str, inputs: int, outputs: int) -> None:
        add(f"{name}.levels", levels(inputs, outputs))
        add(f"{name}.scales", np.full(outputs, 3 / LEVELS / np.sqrt(inputs), np.float32))

    hidden, heads, width = config.hidden_size, config.num_attention_heads, config.head_dim
    scales = np.full(config.vocab_size, 3 * EMBEDDING / LEVELS, np.float32)
    scales[config.eos_token_id] *= END
    add("embed.levels", levels(config.vocab_size, hidden))
    add("embed.scales", scales)
    add("embed.input_scales", scales * np.float32(np.sqrt(hidden)))
    for layer in range(config.num_hidden_layers):
        linear(f"{layer}.qkv", hidden, (heads + 2) * width)
        linear(f"{layer}.o", heads * width, hidden)
        linear(f"{layer}.gate_up", hidden, 2 * config.intermediate_size)
        linear(f"{layer}.down", config.intermediate_size, hidden)
        for norm in LAYER_NORMS:
            size = width if norm in ("q_norm", "k_norm") else hidden
            weight = LAYER_WEIGHT if norm.startswith("post") else 1
            add(f"{layer}.{norm}", np.full(size, weight, np.float32))
    add("norm", np.ones(hidden, np.float32))
    return Weights(tensors, {base: _rotation(config, base) for base in config.rope_bases})


def _rotation(config: Config, base: float) -> tuple[onnx.TensorProto, onnx.TensorProto]:
    speeds = base ** (-np.arange(0, config.head_dim, 2) / config.head_dim)
    angles = (np.arange(2 * config.max_position_embeddings)[:, None] * speeds).astype(np.float32)
    cos, sin = (numpy_helper.from_array(turn(angles), f"{turn.__name__}.{base:g}") for turn in (np.cos, np.sin))
    return cos, sin


def write_tiny_model(like: Path, out: Path, seed: int = SEED) -> None:
    """Writes the folder."""

    def read(name: str) -> dict:
        return json.loads((like / name).read_text(encoding="utf-8"))

    def write(name: str, value: dict) -> None:
        (out / name).write_text(json.dumps(value, ensure_ascii=False) + "\n", encoding="utf-8")

    (out / ENGINE_GRAPH).parent.mkdir(parents=True, exist_ok=True)
    tokenizer = cut_tokenizer(read("tokenizer.json"))
    config = cut_config(read("config.json"), tokenizer)
    write("tokenizer.json", tokenizer)
    write("tokenizer_config.json", read("tokenizer_config.json"))
    write("config.json", config)
    write("generation_config.json", {name: config.get(name, value) for name, value in read("generation_config.json").items()})
    write("routing.json", without_hidden(read("routing.json")))
    checked = read_config(out)
    save_with_shapes(engine_graph(checked, random_weights(checked, seed)), checked, out)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--like", type=Path, required=True, help="the model folder that it is made like")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=SEED)
    arguments = parser.parse_args()
    write_tiny_model(arguments.like, arguments.out, arguments.seed)


if __name__ == "__main__":
    main()
