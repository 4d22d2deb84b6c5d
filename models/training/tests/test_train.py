"""Training: the schedule, taking a run up again, and what is written."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from routelmt_training.config import Config
from routelmt_training.dataset import Dataset, Packed
from routelmt_training.model import Translator, load_model
from routelmt_training.tokens import build
from routelmt_training.train import Plan, Progress, Run, best_precision, loss_on, optimiser_for

CONFIG = Config(
    vocab_size=400,
    hidden_size=32,
    num_hidden_layers=2,
    num_attention_heads=2,
    num_key_value_heads=1,
    head_dim=16,
    intermediate_size=64,
    sliding_window=256,
    sliding_window_pattern=2,
)
CPU = torch.device("cpu")


@pytest.fixture
def data() -> Dataset:
    """Pairs whose targets repeat their prompts: easy to learn."""
    random = np.random.default_rng(3)
    rows = [np.tile(random.integers(40, 60, size), 2) for size in random.integers(4, 9, 300)]
    lengths = np.array([len(row) for row in rows], np.int32)
    zeros = np.zeros(len(rows), np.uint8)
    packed = Packed(np.concatenate(rows).astype(np.uint16), lengths, lengths // 2, zeros, zeros + 1, zeros)
    return Dataset(packed, build(["a"], []))


@pytest.fixture
def start(tmp_path: Path) -> Path:
    torch.manual_seed(0)
    model = Translator(CONFIG)
    path = tmp_path / "initial.pt"
    torch.save({"config": CONFIG.as_dict(), "model": model.state_dict()}, path)
    return path


def test_the_rate_warms_up_and_falls_to_zero() -> None:
    plan = Plan(minutes=10, steps=100, warmup=10)
    factors = [plan.factor(Progress(step=step)) for step in range(101)]
    assert factors[0] == pytest.approx(0.1)
    assert factors[9] == pytest.approx(0.91)
    assert factors[50] == pytest.approx(0.5)
    assert factors[100] == 0
    assert plan.factor(Progress(step=20, seconds=300)) == pytest.approx(0.5)
    assert plan.done(Progress(seconds=600)) == 1
    assert Plan(minutes=10).done(Progress(step=10**6)) == 0


def test_norms_do_not_decay() -> None:
    matrices, vectors = optimiser_for(Translator(CONFIG), 1e-3).param_groups
    assert (matrices["weight_decay"], vectors["weight_decay"]) == (0.01, 0.0)
    assert {parameter.dim() for parameter in vectors["params"]} == {1}


def test_the_loss_falls_and_what_is_written_can_be_read(tmp_path: Path, start: Path, data: Dataset) -> None:
    out, lines = tmp_path / "run.pt", []
    run = Run(start, out, data, Plan(minutes=5, steps=40, tokens=512, rate=1e-2, warmup=5), CPU)
    before = loss_on(run.model, data, torch.float32)
    run.train(lines.append, dev=data)
    assert run.progress.step == 40
    assert [line for line in lines if "dev loss" in line]
    written = load_model(out)
    after = loss_on(written, data, torch.float32)
    assert after[0] < before[0] - 1.5
    assert after[1] > before[1]
    for name, value in run.model.state_dict().items():
        torch.testing.assert_close(written.state_dict()[name], value, atol=0, rtol=0)


def test_a_run_that_was_stopped_goes_on_as_if_it_had_not_been(
    tmp_path: Path, start: Path, data: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = Plan(minutes=50, steps=30, tokens=512, rate=1e-3, warmup=5)
    whole = Run(start, tmp_path / "whole.pt", data, plan, CPU)
    whole.train(lambda line: None)

    class Stopped(Exception):
        pass

    first = Run(start, tmp_path / "parts.pt", data, plan, CPU)
    step = first.step

    def step_then_stop(batch: object) -> torch.Tensor:
        if first.progress.step == 17:
            raise Stopped
        return step(batch)

    # A checkpoint after each step; the run dies in the eighteenth.
    monkeypatch.setattr("routelmt_training.train.CHECKPOINT_SECONDS", -1)
    monkeypatch.setattr(first, "step", step_then_stop)
    with pytest.raises(Stopped):
        first.train(lambda line: None)
    second = Run(start, tmp_path / "parts.pt", data, plan, CPU)
    assert second.progress.step == 17
    assert second.progress.epoch > 0
    second.train(lambda line: None)
    assert second.progress.tokens == whole.progress.tokens
    for name, value in whole.model.state_dict().items():
        torch.testing.assert_close(second.model.state_dict()[name], value, atol=1e-6, rtol=1e-5)


def test_the_time_ends_a_run(tmp_path: Path, start: Path, data: Dataset) -> None:
    run = Run(start, tmp_path / "run.pt", data, Plan(minutes=0.01, tokens=512), CPU)
    run.train(lambda line: None)
    assert run.progress.step > 0
    assert run.progress.seconds >= 0.6


def test_a_loss_that_is_no_number_ends_a_run(tmp_path: Path, start: Path, data: Dataset) -> None:
    run = Run(start, tmp_path / "run.pt", data, Plan(minutes=1, steps=1, tokens=512), CPU)
    with torch.no_grad():
        run.model.model.norm.weight.fill_(float("nan"))
    with pytest.raises(FloatingPointError, match="lower --rate"):
        run.train(lambda line: None)


def test_precision_is_one_that_the_processor_has() -> None:
    assert best_precision(CPU) in (torch.float32, torch.bfloat16)
