"""The tests' model with random weights."""

from __future__ import annotations

import json
from pathlib import Path

import onnx
import onnxruntime
from tokenizers import Tokenizer

from routelmt_training.tiny_model import write_tiny_model

ROOT = Path(__file__).parents[3]
FIXTURE = ROOT / "test" / "fixtures" / "tiny-model"
BUNDLED = ROOT / "models" / json.loads((ROOT / "models" / "bundled.json").read_text())["model"]


def test_the_fixture_is_what_the_script_makes_of_the_bundled_model(tmp_path: Path) -> None:
    write_tiny_model(BUNDLED, tmp_path)
    names = sorted(str(path.relative_to(FIXTURE)) for path in FIXTURE.rglob("*") if path.is_file())
    assert names == sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file())
    for name in names:
        if name.endswith(".json"):
            assert (tmp_path / name).read_text() == (FIXTURE / name).read_text(), name
        else:
            assert onnx.load(tmp_path / name).graph == onnx.load(FIXTURE / name).graph, name


def test_it_is_small_and_loads() -> None:
    assert sum(path.stat().st_size for path in FIXTURE.rglob("*") if path.is_file()) < 400_000
    onnxruntime.InferenceSession(str(FIXTURE / "onnx" / "engine.onnx"))


def test_its_tokenizer_reads_any_text_and_knows_the_same_control_tokens() -> None:
    tiny, bundled = (Tokenizer.from_file(str(folder / "tokenizer.json")) for folder in (FIXTURE, BUNDLED))
    for text in ("Größe 日本 🚀 {x}", "a\tb\n", "\ue000 of \ue03f"):
        assert tiny.decode(tiny.encode(text).ids) == text
    controls = "<bos><to-pt-BR><formal> Save<sep>"
    assert tiny.encode(controls).tokens[:3] == bundled.encode(controls).tokens[:3]
