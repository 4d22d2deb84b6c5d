"""Trains the translator; checkpoints every ten minutes and resumes.

The learning rate warms up, stays, and decays linearly to zero when asked (`--decay-from`, a
checkpoint of the constant phase, and `--decay-minutes`): so weights for shipping can be made at
any time, and the constant phase goes on afterwards. Matrices train with Muon, embeddings and norms with AdamW.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from pathlib import Path

import torch
from tokenizers import Tokenizer

from .batches import encode, epoch, first_placeholder
from .model import Config, Translator

CHECKPOINT_SECONDS = 600
LOG_STEPS = 50
MOST_STEP_SECONDS = 10.0
"""A step that takes longer was compiling or paused, and does not count towards the decay."""


def optimisers(model: Translator, rate: float, muon_rate: float, muon: bool) -> list[torch.optim.Optimizer]:
    """Muon for the matrices of the layers, AdamW for the rest (or for all)."""
    matrices = [p for n, p in model.named_parameters() if p.dim() == 2 and "embed" not in n]
    rest = [p for n, p in model.named_parameters() if p.dim() != 2 or "embed" in n]
    adam = {"lr": rate, "betas": (0.9, 0.98), "fused": True}
    if not muon:
        return [torch.optim.AdamW(matrices + rest, weight_decay=0.05, **adam)]
    return [
        torch.optim.Muon(matrices, lr=muon_rate, weight_decay=0.02, adjust_lr_fn="match_rms_adamw", ns_steps=4),
        torch.optim.AdamW(rest, weight_decay=0.01, **adam),
    ]


def save_checkpoint(path: Path, state: dict) -> None:
    """Writes next to the old file and renames, so that a killed run leaves a whole checkpoint."""
    temporary = path.with_suffix(".tmp")
    torch.save(state, temporary)
    os.replace(temporary, path)


def factor(step: int, warmup: int, decayed: float) -> float:
    """Warm-up, then constant, then linear decay (`decayed` from 0 to 1): the factor on the base rate."""
    return min(1.0, (step + 1) / warmup) * max(0.0, 1 - decayed)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--tokenizer", type=Path, required=True, help="model folder with tokenizer.json")
    parser.add_argument("--out", type=Path, required=True, help="checkpoint file; resumed when it exists")
    parser.add_argument("--decay-from", type=Path, help="start from this checkpoint and decay")
    parser.add_argument("--decay-minutes", type=float, default=0, help="length of the decay")
    parser.add_argument("--minutes", type=float, default=1e9, help="stop after this long")
    parser.add_argument("--tokens", type=int, default=4096, help="tokens a step, padding included")
    parser.add_argument("--rate", type=float, default=3e-3)
    parser.add_argument("--muon-rate", type=float, default=4e-3)
    parser.add_argument("--optimiser", choices=("muon", "adamw"), default="muon")
    parser.add_argument("--dropout", type=float, default=0.0)
    parser.add_argument("--smoothing", type=float, default=0.05)
    parser.add_argument("--warmup", type=int, default=150)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--layers", type=int, default=Config.num_hidden_layers)
    parser.add_argument("--no-compile", action="store_true")
    a = parser.parse_args()

    torch.set_num_threads(a.threads)
    torch.manual_seed(20261124)
    tokenizer = Tokenizer.from_file(str(a.tokenizer / "tokenizer.json"))
    data = encode(tokenizer, a.corpus)
    placeholder = first_placeholder(tokenizer)
    print(f"{len(data)} pairs, {len(data.ids)} tokens", flush=True)

    model = Translator(Config(vocab_size=tokenizer.get_vocab_size(), num_hidden_layers=a.layers))
    average = {name: value.detach().clone() for name, value in model.state_dict().items()}
    steps = optimisers(model, a.rate, a.muon_rate, a.optimiser == "muon")
    base = [[group["lr"] for group in step.param_groups] for step in steps]
    at = {"step": 0, "tokens": 0, "wall": 0.0, "epoch": 0, "batch": 0, "pairs": len(data)}

    resume = a.out if a.out.exists() else a.decay_from
    if resume is not None and resume.exists():
        state = torch.load(resume, weights_only=False)
        model.load_state_dict(state["model"])
        average = state["average"]
        for optimiser, saved in zip(steps, state["optimisers"], strict=True):
            optimiser.load_state_dict(saved)
        at = state["at"]
        if at.get("pairs") != len(data):
            # Another corpus: its batches are others, so begin a new pass.
            at.update(pairs=len(data), epoch=at["epoch"] + 1, batch=0)
        print(f"resumed {resume.name} at {at}", flush=True)

    def state() -> dict:
        return {
            "model": model.state_dict(),
            "average": average,
            "optimisers": [optimiser.state_dict() for optimiser in steps],
            "at": at,
            "config": model.config.as_dict(),
            "arguments": {key: str(value) for key, value in vars(a).items()},
        }

    loss_of = model.loss if a.no_compile else torch.compile(model.loss, dynamic=True)
    model.train()
    began = saved_at = logged_at = time.time()
    wall_before, logged_tokens, losses = at["wall"], at["tokens"], []
    decay_seconds, step_began, number_of_steps = at.get("decay_seconds", 0.0), began, 0
    ended = False
    while not ended:
        for number, (ids, targets) in enumerate(epoch(data, a.tokens, at["epoch"], placeholder)):
            if number < at["batch"]:
                continue
            if a.decay_minutes and number_of_steps > 0:
                # By the clock, not by steps: the weights must be ready when the session ends.
                decay_seconds += min(time.time() - step_began, MOST_STEP_SECONDS)
            step_began = time.time()
            number_of_steps += 1
            decayed = decay_seconds / (a.decay_minutes * 60) if a.decay_minutes else 0.0
            scale = factor(at["step"], a.warmup, decayed)
            for optimiser, rates in zip(steps, base, strict=True):
                for group, rate in zip(optimiser.param_groups, rates, strict=True):
                    group["lr"] = rate * scale
            with torch.autocast("cpu", torch.bfloat16):
                loss = loss_of(torch.from_numpy(ids), torch.from_numpy(targets), a.dropout, a.smoothing)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            for optimiser in steps:
                optimiser.step()
                optimiser.zero_grad(set_to_none=True)
            at["step"] += 1
            at["batch"] = number + 1
            at["tokens"] += int((ids != 0).sum())
            losses.append(loss.item())
            if at["step"] % 10 == 0:
                keep = min(0.99, at["step"] / (at["step"] + 50))
                with torch.no_grad():
                    for name, value in model.state_dict().items():
                        average[name].lerp_(value, 1 - keep)
            now = time.time()
            if at["step"] % LOG_STEPS == 0:
                rate = (at["tokens"] - logged_tokens) / (now - logged_at)
                at["wall"] = wall_before + now - began
                line = {**at, "loss": round(sum(losses) / len(losses), 4), "rate": round(rate), "scale": round(scale, 3)}
                print(json.dumps(line), flush=True)
                logged_at, logged_tokens, losses = now, at["tokens"], []
            ended = now - began > a.minutes * 60 or decayed >= 1
            if ended or now - saved_at > CHECKPOINT_SECONDS:
                at.update(wall=wall_before + now - began, decay_seconds=decay_seconds)
                save_checkpoint(a.out, state())
                saved_at = now
            if ended:
                break
        else:
            at["epoch"] += 1
            at["batch"] = 0


if __name__ == "__main__":
    main()
