"""Quantised weights of a model folder: tensors by name, as the graphs use them."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import onnx

HF_GRAPH = Path("onnx") / "model_quantized.onnx"
LAYER_NORMS = ("input_norm", "q_norm", "k_norm", "post_attention_norm", "pre_mlp_norm", "post_mlp_norm")


@dataclass(frozen=True)
class Config:
    """What the graphs need of `config.json` and the tokenizer."""

    vocab_size: int
    hidden_size: int
    intermediate_size: int
    num_hidden_layers: int
    num_attention_heads: int
    head_dim: int
    rms_norm_eps: float
    rope_theta: float
    rope_local_base_freq: float
    sliding_window_pattern: int
    max_position_embeddings: int
    eos_token_id: int
    item_token_ids: tuple[int, ...]
    vocabulary_parts: tuple[tuple[int, ...], tuple[int, ...]]

    def rope_base(self, layer: int) -> float:
        """Base of the rotation in a layer; every `sliding_window_pattern`-th sees the whole text."""
        whole = (layer + 1) % self.sliding_window_pattern == 0
        return self.rope_theta if whole else self.rope_local_base_freq

    @property
    def rope_bases(self) -> tuple[float, ...]:
        """The bases that occur."""
        return tuple(dict.fromkeys(self.rope_base(layer) for layer in range(self.num_hidden_layers)))


class Weights:
    """Tensors by name: `embed.levels`, `embed.scales`, `embed.input_scales`, `norm`, and for each layer `N.qkv.levels`
    (in, out), `N.qkv.scales`, likewise `o`, `gate_up`, `down`, and the norms of :data:`LAYER_NORMS`."""

    def __init__(self, tensors: dict[str, onnx.TensorProto], rotations: dict[float, tuple[onnx.TensorProto, onnx.TensorProto]]) -> None:
        self._tensors = tensors
        self._rotations = rotations

    def __getitem__(self, name: str) -> onnx.TensorProto:
        return self._tensors[name]

    def rotation(self, base: float) -> tuple[onnx.TensorProto, onnx.TensorProto]:
        """Cosines and sines (positions, head size / 2)."""
        return self._rotations[base]


def read_config(folder: Path) -> Config:
    """Reads the configuration of a model folder."""
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    tokenizer = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))
    added = {token["id"]: token["content"] for token in tokenizer["added_tokens"]}
    found = {
        "item_token_ids": tuple(id for id, content in added.items() if "\ue000" <= content <= "\ue03f"),
        "vocabulary_parts": _vocabulary_parts(tokenizer["model"]["vocab"], added),
    }
    return Config(**{name: config[name] for name in Config.__dataclass_fields__ if name not in found}, **found)


def _vocabulary_parts(vocabulary: dict[str, int], added: dict[int, str]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Token ids that a text in the Latin script needs, and the rest: other scripts, their punctuation, and bytes.

    The engine tells them apart in the same way (`token-traits.ts`; its tests compare the two).
    """
    others = {id for token, id in vocabulary.items() if id not in added and _has_other_script(token)}
    ids = sorted({*vocabulary.values(), *added})
    return tuple(id for id in ids if id not in others), tuple(id for id in ids if id in others)


def _has_other_script(token: str) -> bool:
    if re.fullmatch(r"<0x[\dA-F]{2}>", token):
        return True
    return any(_is_of_other_script(character) for character in token)


def _is_of_other_script(character: str) -> bool:
    if "\u3000" <= character <= "\u303f" or "\uff00" <= character <= "\uffef" or character == "\u30fc":
        return True
    if not unicodedata.category(character).startswith("L"):
        return False
    name = unicodedata.name(character, "")
    return not name.startswith(("LATIN", "MICRO SIGN", "MASCULINE ORDINAL", "FEMININE ORDINAL", "MODIFIER LETTER"))


def read_weights(folder: Path, config: Config) -> Weights:
    """Finds the tensors of a folder's Hugging Face graph; data in files beside it stays there."""
    graph = onnx.load(str(folder / HF_GRAPH), load_external_data=False).graph
    by_name = {tensor.name: tensor for tensor in graph.initializer}
    tensors = {
        name.replace("model.layers.", "").replace(".self_attn.", "."): tensor
        for name, tensor in by_name.items()
        if name.startswith(("model.layers.", "embed."))
    }
    # Norms have no names of their own in older exports: they come in the order of the layers.
    norms = [by_name[node.input[1]] for node in graph.node if node.op_type == "SimplifiedLayerNormalization"]
    wanted = [f"{layer}.{norm}" for layer in range(config.num_hidden_layers) for norm in LAYER_NORMS] + ["norm"]
    tensors |= dict(zip(wanted, norms, strict=True))
    turns = [node for node in graph.node if node.op_type == "RotaryEmbedding"]
    rotations = {
        config.rope_base(layer): (by_name[turn.input[2]], by_name[turn.input[3]])
        for layer, turn in enumerate(turns[::2])
    }
    return Weights(tensors, rotations)
