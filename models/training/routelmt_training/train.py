"""Fine-tunes the translator on one processor or one GPU, for a given time.

usage: python -m routelmt_training.train --start initial.pt --data train.npz --tokenizer DIR --out FILE.pt --minutes M
The learning rate warms up and then falls linearly to zero at the end of the time (or of `--steps`). A
checkpoint is written every ten minutes; started again, the run goes on from it with the time that is left.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from torch.nn.functional import cross_entropy

from .config import Config
from .dataset import Batch, Dataset, Packed
from .model import Layer, Translator
from .tokens import load

CHECKPOINT_SECONDS = 600
DEV_SECONDS = 300
LOG_STEPS = 25
DEV_ROWS = 64


@dataclass(slots=True)
class Progress:
    """The progress of a run."""

    step: int = 0
    tokens: int = 0
    """Real ones, without padding."""
    seconds: float = 0.0
    epoch: int = 0
    batch: int = 0
    """Batches of this epoch that are done."""


@dataclass(frozen=True)
class Plan:
    """The plan of a run, which ends after its time or its steps."""

    minutes: float
    steps: int | None = None
    tokens: int = 32_768
    """Of a step, padding included."""
    rate: float = 4e-4
    warmup: int = 120
    smoothing: float = 0.05
    seed: int = 1

    def done(self, progress: Progress) -> float:
        """The share of the run that is over, 1 at its end."""
        by_steps = progress.step / self.steps if self.steps else 0.0
        return min(1.0, max(progress.seconds / (60 * self.minutes), by_steps))

    def factor(self, progress: Progress) -> float:
        """Factor on the rate: up over the first steps, and linearly down to the end."""
        return min(1.0, (progress.step + 1) / self.warmup) * (1 - self.done(progress))


def best_precision(device: torch.device) -> torch.dtype:
    """bfloat16 where the device multiplies it, else float32."""
    if device.type == "cuda":
        return torch.bfloat16 if torch.cuda.is_bf16_supported(including_emulation=False) else torch.float32
    able = torch.cpu.get_capabilities()
    return torch.bfloat16 if able.get("amx_bf16") or able.get("avx512_bf16") or able.get("bf16") else torch.float32


def optimiser_for(model: Translator, rate: float) -> torch.optim.AdamW:
    """AdamW; norms do not decay."""
    matrices = [parameter for parameter in model.parameters() if parameter.dim() == 2]
    vectors = [parameter for parameter in model.parameters() if parameter.dim() == 1]
    groups = [{"params": matrices, "weight_decay": 0.01}, {"params": vectors, "weight_decay": 0.0}]
    return torch.optim.AdamW(groups, lr=rate, betas=(0.9, 0.97), eps=1e-9, fused=True)


@torch.no_grad()
def loss_on(model: Translator, data: Dataset, precision: torch.dtype) -> tuple[float, float]:
    """Mean cross entropy of all targets in nats, and the share of tokens that are the likeliest."""
    loss = right = count = 0.0
    for batch in data.plain(DEV_ROWS):
        logits, wanted = model.target_logits(*data.tensors(batch), precision)
        loss += float(cross_entropy(logits, wanted, reduction="sum"))
        right += int((logits.argmax(-1) == wanted).sum())
        count += len(wanted)
    return loss / count, right / count


class Run:
    """A training run that can be interrupted and continued."""

    def __init__(self, start: Path, out: Path, data: Dataset, plan: Plan, device: torch.device) -> None:
        state = torch.load(out if out.exists() else start, weights_only=True, map_location="cpu")
        self.model = Translator(Config(**state["config"]))
        self.model.load_state_dict(state["model"])
        self.model.to(device)
        self.optimiser = optimiser_for(self.model, plan.rate)
        self.progress = Progress(**state.get("progress", {}))
        if "optimiser" in state:
            self.optimiser.load_state_dict(state["optimiser"])
        self._out, self._data, self._plan = out, data, plan
        self._precision = best_precision(device)

    @property
    def precision(self) -> torch.dtype:
        """Of the products."""
        return self._precision

    def step(self, batch: Batch) -> torch.Tensor:
        """One step; the loss before it."""
        for group in self.optimiser.param_groups:
            group["lr"] = self._plan.rate * self._plan.factor(self.progress)
        ids, targets = self._data.tensors(batch)
        loss = self.model(ids, targets, self._plan.smoothing, self._precision)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimiser.step()
        self.optimiser.zero_grad(set_to_none=True)
        return loss.detach()

    def train(self, say: Callable[[dict[str, object]], None], dev: Dataset | None = None) -> None:
        """Trains to the end of the plan, with checkpoints; reports as it goes.

        Raises FloatingPointError if the loss becomes NaN or infinite.
        """
        began, before = time.monotonic(), self.progress.seconds
        saved_at = dev_at = began
        losses: list[torch.Tensor] = []
        logged = (began, self.progress.tokens)
        while self._plan.done(self.progress) < 1:
            batches = self._data.epoch(self._plan.tokens, 1000 * self._plan.seed + self.progress.epoch)
            for batch in batches[self.progress.batch :]:
                losses.append(self.step(batch))
                now = time.monotonic()
                self.progress.step += 1
                self.progress.batch += 1
                self.progress.tokens += int(self._data.packed.lengths[batch.rows].sum())
                self.progress.seconds = before + now - began
                is_done = self._plan.done(self.progress) >= 1
                if is_done or len(losses) == LOG_STEPS:
                    loss = float(torch.stack(losses).mean())
                    if not math.isfinite(loss):
                        raise FloatingPointError(f"the loss is {loss} at step {self.progress.step}; lower --rate")
                    speed = (self.progress.tokens - logged[1]) / (now - logged[0])
                    say({**asdict(self.progress), "loss": round(loss, 4), "tokens a second": round(speed)})
                    losses, logged = [], (now, self.progress.tokens)
                if dev and (is_done or now - dev_at > DEV_SECONDS):
                    loss, right = loss_on(self.model, dev, self._precision)
                    say({"step": self.progress.step, "dev loss": round(loss, 4), "right tokens": round(right, 4)})
                    dev_at = time.monotonic()
                if is_done or now - saved_at > CHECKPOINT_SECONDS:
                    self.save()
                    saved_at = now
                if is_done:
                    return
            self.progress.epoch += 1
            self.progress.batch = 0

    def save(self) -> None:
        """Writes the checkpoint beside its place and renames it: a killed run leaves a whole one."""
        temporary = self._out.with_suffix(".tmp")
        state = {
            "config": self.model.config.as_dict(),
            "model": self.model.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "progress": asdict(self.progress),
        }
        torch.save(state, temporary)
        os.replace(temporary, self._out)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--start", type=Path, required=True, help="initial.pt, or another checkpoint's weights")
    parser.add_argument("--data", type=Path, required=True, help="packed pairs")
    parser.add_argument("--dev", type=Path, help="packed pairs to measure on")
    parser.add_argument("--tokenizer", type=Path, required=True, help="folder with tokenizer.json")
    parser.add_argument("--out", type=Path, required=True, help="checkpoint; taken up when it is there")
    parser.add_argument("--minutes", type=float, required=True, help="length of the whole run")
    parser.add_argument("--steps", type=int, help="end after so many steps, if that is earlier")
    parser.add_argument("--tokens", type=int, default=Plan.tokens, help="tokens a step; default: 32768")
    parser.add_argument("--rate", type=float, default=Plan.rate, help="highest learning rate; default: 4e-4")
    parser.add_argument("--warmup", type=int, default=Plan.warmup, help="steps of warm-up; default: 120")
    parser.add_argument("--seed", type=int, default=Plan.seed)
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--threads", type=int, default=torch.get_num_threads())
    parser.add_argument("--compile", action=argparse.BooleanOptionalAction, default=True)
    a = parser.parse_args()

    torch.set_num_threads(a.threads)
    device = torch.device(a.device)
    if a.compile:
        Layer.forward = torch.compile(Layer.forward, dynamic=True)
    tokenizer = load(a.tokenizer)
    data = Dataset(Packed.load(a.data), tokenizer, device)
    dev = Dataset(Packed.load(a.dev), tokenizer, device) if a.dev else None
    plan = Plan(a.minutes, a.steps, a.tokens, a.rate, a.warmup, seed=a.seed)
    run = Run(a.start, a.out, data, plan, device)

    def say(line: dict[str, object]) -> None:
        print(json.dumps(line), flush=True)

    say({"pairs": len(data.packed), "device": str(device), "precision": str(run.precision), **asdict(run.progress)})
    run.train(say, dev)


if __name__ == "__main__":
    main()
