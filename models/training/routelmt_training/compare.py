"""Compares the exported 8-bit graph with the float32 weights it was made from, on packed pairs.

usage: python -m routelmt_training.compare --checkpoint FILE.pt --model DIR --data dev.npz
Teacher-forced loss and share of right next tokens of both, how often both choose the same first token and
write the same translation, and the translations' chrF++ against the targets.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
import onnxruntime
import torch
from sacrebleu import CHRF
from tokenizers import Tokenizer

from .dataset import Packed
from .model import Translator, load_model
from .tokens import EOS, load
from .weights import HF_GRAPH

ROWS = 32
"""Prompts of equal length in one pass."""
LENGTH_FACTOR, LENGTH_MARGIN = 2, 12
"""The maximum length of a translation, by the length of its prompt, as in the engine."""


class Reader(Protocol):
    """Reads sequences of equal length."""

    def read(self, ids: np.ndarray) -> np.ndarray:
        """Takes the next tokens (rows, any number); logits of the token after each or the last of them."""

    def keep(self, rows: np.ndarray) -> None:
        """Continues with some of the rows."""


class TorchReader:
    """float32: logits after every position."""

    def __init__(self, model: Translator) -> None:
        self._model = model
        self._caches = model.caches()

    @torch.no_grad()
    def read(self, ids: np.ndarray) -> np.ndarray:
        return self._model.logits(self._model.hidden(torch.from_numpy(ids), caches=self._caches)).numpy()

    def keep(self, rows: np.ndarray) -> None:
        for cache in self._caches:
            cache.keep(torch.from_numpy(rows))


class GraphReader:
    """The graph of the Hugging Face contract: logits after the last position."""

    def __init__(self, session: onnxruntime.InferenceSession) -> None:
        self._session = session
        self._outputs = [output.name for output in session.get_outputs()]
        self._cache: dict[str, np.ndarray] = {}

    def read(self, ids: np.ndarray) -> np.ndarray:
        rows, width = ids.shape
        if not self._cache:
            self._cache = {
                entry.name: np.zeros((rows, entry.shape[1], 0, entry.shape[3]), np.float32)
                for entry in self._session.get_inputs()
                if entry.name.startswith("past_key_values.")
            }
        past = next(iter(self._cache.values())).shape[2]
        feed = {
            "input_ids": ids,
            "attention_mask": np.ones((rows, past + width), np.int64),
            "position_ids": np.tile(np.arange(past, past + width), (rows, 1)),
            **self._cache,
        }
        logits, *cache = self._session.run(self._outputs, feed)
        names = (name.replace("present", "past_key_values") for name in self._outputs[1:])
        self._cache = dict(zip(names, cache, strict=True))
        return logits

    def keep(self, rows: np.ndarray) -> None:
        self._cache = {name: values[rows] for name, values in self._cache.items()}


@dataclass(frozen=True, slots=True)
class Read:
    """The results of one precision for some pairs."""

    losses: np.ndarray
    """Of each target token, in nats."""
    right: np.ndarray
    """Whether each target token was the likeliest."""
    first: np.ndarray
    """The likeliest first token of each pair."""
    texts: list[str]


def groups(packed: Packed, count: int) -> Iterator[tuple[np.ndarray, list[np.ndarray]]]:
    """Prompts (rows, length) and targets of some pairs, evenly chosen, prompts of equal length together."""
    starts = np.concatenate(([0], np.cumsum(packed.lengths, dtype=np.int64)))
    chosen = np.arange(0, len(packed), max(1, len(packed) // count))[:count]
    for length in np.unique(packed.prompts[chosen]):
        same = chosen[packed.prompts[chosen] == length]
        for at in range(0, len(same), ROWS):
            rows = [packed.tokens[starts[row] : starts[row + 1]].astype(np.int64) for row in same[at : at + ROWS]]
            yield np.stack([row[:length] for row in rows]), [row[length:] for row in rows]


def forced(reader: Reader, prompts: np.ndarray, targets: list[np.ndarray]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Loss and correctness of every target token, and the likeliest first tokens."""
    lengths = np.array([len(target) for target in targets])
    padded = np.stack([np.pad(target, (0, lengths.max() - len(target))) for target in targets])
    logits = [reader.read(prompts)[:, -1:]]
    if isinstance(reader, TorchReader):
        logits.append(reader.read(padded[:, :-1]))
    else:
        logits += [reader.read(padded[:, at : at + 1]) for at in range(lengths.max() - 1)]
    after = np.concatenate(logits, axis=1)
    highest = after.max(axis=2)
    total = highest + np.log(np.exp(after - highest[..., None]).sum(axis=2))
    losses = total - np.take_along_axis(after, padded[..., None], axis=2)[..., 0]
    likeliest = after.argmax(axis=2)
    is_real = np.arange(lengths.max()) < lengths[:, None]
    return losses[is_real], (likeliest == padded)[is_real], likeliest[:, 0]


def greedy(reader: Reader, prompts: np.ndarray, end: int) -> list[list[int]]:
    """The likeliest tokens in sequence, without the end."""
    written: list[list[int]] = [[] for _ in prompts]
    open_rows, ids = np.arange(len(prompts)), prompts
    for _ in range(LENGTH_FACTOR * prompts.shape[1] + LENGTH_MARGIN):
        chosen = reader.read(ids)[:, -1].argmax(axis=1)
        goes_on = np.flatnonzero(chosen != end)
        open_rows, ids = open_rows[goes_on], chosen[goes_on, None]
        if len(open_rows) == 0:
            break
        reader.keep(goes_on)
        for row, token in zip(open_rows, ids[:, 0], strict=True):
            written[row].append(int(token))
    return written


def read_all(new_reader, packed: Packed, count: int, tokenizer: Tokenizer) -> Read:
    """Reads some pairs with fresh readers."""
    end = tokenizer.token_to_id(EOS)
    losses, right, first, texts = [], [], [], []
    for prompts, targets in groups(packed, count):
        for found, part in zip((losses, right, first), forced(new_reader(), prompts, targets), strict=True):
            found.append(part)
        texts += tokenizer.decode_batch(greedy(new_reader(), prompts, end))
    return Read(np.concatenate(losses), np.concatenate(right), np.concatenate(first), [text.strip() for text in texts])


def report(exact: Read, rounded: Read, references: list[str]) -> list[str]:
    """Lines of the comparison."""
    metric = CHRF(word_order=2)

    def score(read: Read) -> float:
        pairs = zip(read.texts, references, strict=True)
        return float(np.mean([metric.sentence_score(text, [reference]).score for text, reference in pairs]))

    same_text = np.mean([a == b for a, b in zip(exact.texts, rounded.texts, strict=True)])

    def line(name: str, first: float, second: float, digits: int) -> str:
        return f"{name:42} {first:9.{digits}f} {second:9.{digits}f}"

    return [
        f"{f'{len(references)} pairs, {len(exact.losses)} target tokens':42}   float32      int8",
        line("teacher-forced loss, nats a token", exact.losses.mean(), rounded.losses.mean(), 4),
        line("right next tokens, %", 100 * exact.right.mean(), 100 * rounded.right.mean(), 2),
        line("chrF++ of greedy translations", score(exact), score(rounded), 2),
        f"same first token: {100 * np.mean(exact.first == rounded.first):.1f} %",
        f"same translation: {100 * same_text:.1f} %",
    ]


def compare(model: Translator, folder: Path, packed: Packed, count: int) -> tuple[Read, Read, list[str]]:
    """The results of float32 weights and of a folder's graph for some pairs, and the targets' texts."""
    tokenizer = load(folder)
    session = onnxruntime.InferenceSession(str(folder / HF_GRAPH))
    exact = read_all(lambda: TorchReader(model), packed, count, tokenizer)
    rounded = read_all(lambda: GraphReader(session), packed, count, tokenizer)
    targets = [target for _, part in groups(packed, count) for target in part]
    return exact, rounded, [text.strip() for text in tokenizer.decode_batch(targets)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True, help="model folder that was exported from it")
    parser.add_argument("--data", type=Path, required=True, help="packed pairs that training has not seen")
    parser.add_argument("--count", type=int, default=300)
    arguments = parser.parse_args()
    model = load_model(arguments.checkpoint).eval()
    print("\n".join(report(*compare(model, arguments.model, Packed.load(arguments.data), arguments.count))))


if __name__ == "__main__":
    main()
