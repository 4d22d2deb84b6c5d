"""SmoothQuant keeps the function and lowers the spread; rounding stays within its levels."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from routelmt_training.config import Config
from routelmt_training.dataset import Dataset, Packed
from routelmt_training.model import Translator
from routelmt_training.quantise import quantise
from routelmt_training.smooth import channel_maxima, smooth
from routelmt_training.tokens import build

CONFIG = Config(
    vocab_size=400,
    hidden_size=32,
    num_hidden_layers=4,
    num_attention_heads=6,
    num_key_value_heads=2,
    head_dim=16,
    intermediate_size=48,
    sliding_window=64,
    sliding_window_pattern=2,
)


ROWS = 24


@pytest.fixture
def model() -> Translator:
    torch.manual_seed(1)
    made = Translator(CONFIG)
    with torch.no_grad():
        for name, parameter in made.named_parameters():
            if "norm" in name:
                # A few channels with large activations, as trained models have them.
                parameter.copy_(torch.rand_like(parameter) + 0.5)
                parameter[::11] *= 5
    return made.eval()


@pytest.fixture
def data() -> Dataset:
    random = np.random.default_rng(2)
    lengths = random.integers(6, 30, ROWS)
    tokens = random.integers(1, 350, lengths.sum()).astype(np.uint16)
    zeros = np.zeros(ROWS, np.uint8)
    packed = Packed(tokens, lengths.astype(np.int32), np.full(ROWS, 4, np.int32), zeros, zeros + 1, zeros)
    return Dataset(packed, build(["a"], []))


@torch.no_grad()
def test_the_function_stays_the_same_and_the_spread_goes(model: Translator, data: Dataset) -> None:
    ids = torch.randint(1, 350, (4, 30))
    before = model.hidden(ids)
    maxima = channel_maxima(model, data)
    assert len(maxima) == 4 * CONFIG.num_hidden_layers
    smooth(model, maxima)
    assert (model.hidden(ids) - before).abs().max() < 1e-3 * before.std()
    after = channel_maxima(model, data)

    def spread(found: dict[str, torch.Tensor], name: str) -> float:
        return float(found[name].max() / found[name].median())

    for name in ("model.layers.1.self_attn", "model.layers.1.mlp", "model.layers.2.mlp.down_proj"):
        assert spread(after, name) < 0.7 * spread(maxima, name), name


@torch.no_grad()
def test_padding_does_not_count(model: Translator, data: Dataset) -> None:
    whole = channel_maxima(model, data)
    alone: dict[str, torch.Tensor] = {}
    for row in range(len(data.packed)):
        for name, values in channel_maxima(model, Dataset(only(data.packed, row), build(["a"], []))).items():
            alone[name] = torch.maximum(alone[name], values) if name in alone else values
    for name, values in whole.items():
        torch.testing.assert_close(values, alone[name], atol=1e-4, rtol=1e-4)


def only(packed: Packed, row: int) -> Packed:
    """One pair by itself."""
    start, length = int(packed.lengths[:row].sum()), int(packed.lengths[row])
    columns = (packed.lengths, packed.prompts, packed.languages, packed.repeats, packed.shown)
    return Packed(packed.tokens[start : start + length], *(column[row : row + 1] for column in columns))


def test_levels_are_within_7_bits_and_near_the_weights() -> None:
    weight = np.random.default_rng(0).standard_normal((20, 50)).astype(np.float32)
    weight[3] = 0
    weight[4] *= 1000
    levels, scales = quantise(weight)
    assert levels.dtype == np.int8
    assert scales.dtype == np.float32
    assert np.abs(levels).max() == 64
    error = np.abs(levels * scales[:, None] - weight)
    assert (error <= 0.5 * scales[:, None] * 1.001).all()
    assert not levels[3].any()
