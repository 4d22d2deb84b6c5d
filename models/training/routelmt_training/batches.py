"""Tokenised pairs in memory, and length-bucketed batches of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from .corpus_file import read_pairs
from .tokenizer import BOS, EOS, LANGUAGES, MAX_PROTECTED_ITEMS, PLACEHOLDERS, SEP

MAX_TOKENS = 192
"""Longer pairs are left out: under 0.5 % of the rows."""

WEIGHTS = {
    "gcc-12": 0.35,
    "qgis": 0.4,
    "binutils": 0.35,
    "iso-codes": 0.3,
    "kstars": 0.5,
    "marble": 0.5,
    "xkb": 0.5,
    "descriptions": 0.35,
    "libreoffice-help": 0.6,
    "dictionary": 0.3,
}
"""Share of an application's rows that each pass sees; long dry catalogs and lists of names count less."""

LANGUAGE_WEIGHTS = {"de": 1.0, "fr": 0.85, "es": 0.45}
"""Share of a direction's rows that each pass sees: German has the fewest rows and is the hardest to
learn, Spanish the easiest (chrF++ 42.9 and 57.1 on the development part after training on all alike)."""

LANGUAGE_WEIGHTS = {"de": 1.0, "fr": 0.9, "es": 0.6}
"""Share of a direction's rows that each pass sees: German has the fewest rows and is the hardest to
learn, Spanish the easiest (chrF++ 42.9 and 57.1 of the first weights, trained on all alike)."""


class Dataset:
    """Pairs as one flat array of token ids: `<bos> <to-xx> source <sep> target <eos>`."""

    def __init__(self, ids: np.ndarray, starts: np.ndarray, sources: np.ndarray, weights: np.ndarray) -> None:
        self.ids = ids
        self.starts = starts
        self.sources = sources
        self.weights = weights

    def __len__(self) -> int:
        return len(self.sources)


def prompt_text(source: str, language: str) -> str:
    """The prompt of a masked source; `routing.json` carries the same template."""
    return f"{BOS}<to-{language}> {source}{SEP}"


def encode(tokenizer: Tokenizer, corpus: Path) -> Dataset:
    """Reads and tokenises every `*en-XX*.masked.tsv` of a folder."""
    flat: list[np.ndarray] = []
    sources: list[int] = []
    weights: list[float] = []
    for language in LANGUAGES:
        for path in sorted(corpus.glob(f"*en-{language}*.masked.tsv")):
            pairs = [p for p in read_pairs(path) if p.source.strip() and p.target.strip()]
            prompts = tokenizer.encode_batch([prompt_text(p.source.strip(), language) for p in pairs])
            targets = tokenizer.encode_batch([f" {p.target.strip()}{EOS}" for p in pairs])
            for pair, prompt, target in zip(pairs, prompts, targets, strict=True):
                if len(prompt.ids) + len(target.ids) > MAX_TOKENS:
                    continue
                flat.append(np.array(prompt.ids + target.ids, dtype=np.uint16))
                sources.append(len(prompt.ids))
                weights.append(WEIGHTS.get(pair.application.split("/")[0], 1.0) * LANGUAGE_WEIGHTS[language])
    starts = np.zeros(len(flat) + 1, dtype=np.int64)
    np.cumsum([len(row) for row in flat], out=starts[1:])
    return Dataset(np.concatenate(flat), starts, np.array(sources, np.int32), np.array(weights, np.float32))


def epoch(data: Dataset, tokens: int, seed: int, placeholder: int) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """One shuffled pass: batches `(ids, targets)` of about `tokens` tokens, padded to a multiple of 8.

    `placeholder` is the id of the first placeholder token. Three in ten pairs that hold
    placeholders get theirs renumbered, so that rare high numbers are learnt too.
    """
    random = np.random.default_rng(seed)
    chosen = np.flatnonzero(random.random(len(data)) < data.weights)
    lengths = data.starts[chosen + 1] - data.starts[chosen]
    order = chosen[np.argsort(lengths + random.random(len(chosen)), kind="stable")]
    groups: list[np.ndarray] = []
    at = 0
    while at < len(order):
        size = 1
        width = 8
        while at + size < len(order):
            length = data.starts[order[at + size] + 1] - data.starts[order[at + size]]
            width = -(-int(length) // 8) * 8
            if (size + 1) * width > tokens:
                break
            size += 1
        groups.append(order[at : at + size])
        at += size
    random.shuffle(groups)
    for group in groups:
        yield _collate(data, group, random, placeholder)


def _collate(
    data: Dataset, rows: np.ndarray, random: np.random.Generator, placeholder: int
) -> tuple[np.ndarray, np.ndarray]:
    width = -(-int((data.starts[rows + 1] - data.starts[rows]).max()) // 8) * 8
    ids = np.zeros((len(rows), width), dtype=np.int64)
    targets = np.full((len(rows), width), -100, dtype=np.int64)
    for line, row in enumerate(rows):
        tokens = data.ids[data.starts[row] : data.starts[row + 1]].astype(np.int64)
        held = tokens >= placeholder
        if held.any() and random.random() < 0.3:
            spare = MAX_PROTECTED_ITEMS - 1 - int(tokens[held].max() - placeholder)
            tokens[held] += random.integers(0, spare + 1)
        ids[line, : len(tokens)] = tokens
        first = data.sources[row]
        targets[line, first - 1 : len(tokens) - 1] = tokens[first:]
    return ids, targets


def first_placeholder(tokenizer: Tokenizer) -> int:
    """Id of the first placeholder token; the others follow it."""
    first = tokenizer.token_to_id(PLACEHOLDERS[0])
    assert tokenizer.token_to_id(PLACEHOLDERS[-1]) == first + len(PLACEHOLDERS) - 1
    return first
