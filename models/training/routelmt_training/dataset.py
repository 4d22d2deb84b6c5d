"""Tokenised pairs: packed once, then batches of like length on the device that trains.

usage: python -m routelmt_training.dataset --corpus DIR --tokenizer DIR --out FILE.npz
packs en-XX.masked.tsv: `<bos><to-xx> source<sep> target<eos>`, how often each pair counts, and what form of
address its target shows.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from .address import Form, shown_form
from .corpus_file import Pair, read_rows, unescape
from .languages import LANGUAGES
from .model import IGNORED
from .tokens import EOS, FORMAL, HYPOTHESIS_PREFIX, INFORMAL, load, prompt_text, special_ids

MAX_TOKENS = 176
"""Longer pairs are left out."""
WIDTHS = (12, 16, 20, 24, 28, 32, 40, 48, 56, 64, 80, 96, 128, MAX_TOKENS)
"""Batches are padded to these."""
FORM_PLACE = 2
"""The token of the form of address comes after `<bos>` and `<to-xx>`."""
SAID, MISLED = 0.6, 0.12
"""Share of the pairs that show a form and have it said, and of those that do not and have one said at random."""
_BATCH = 20_000


@dataclass(frozen=True, slots=True)
class Packed:
    """Pairs as one flat array of token ids."""

    tokens: np.ndarray
    lengths: np.ndarray
    """Of prompt and target together."""
    prompts: np.ndarray
    """Of the prompt alone."""
    languages: np.ndarray
    repeats: np.ndarray
    shown: np.ndarray

    def __len__(self) -> int:
        return len(self.lengths)

    def save(self, path: Path) -> None:
        """Writes it as NumPy's npz."""
        with path.open("wb") as file:
            np.savez(file, **{name: getattr(self, name) for name in self.__slots__})

    @staticmethod
    def load(path: Path) -> Packed:
        """Reads a file written by `save`."""
        with np.load(path) as arrays:
            return Packed(**{name: arrays[name] for name in Packed.__slots__})


def read_masked(path: Path) -> Iterator[tuple[int, Pair]]:
    """Repeats and pair of a masked file's rows; pair files without repeats count once."""
    for row in read_rows(path):
        application, context, source, target = map(unescape, row[-4:])
        if source.strip() and target.strip():
            yield int(row[0]) if len(row) == 5 else 1, Pair(application, context, source.strip(), target.strip())


def pack(tokenizer: Tokenizer, corpus: Path) -> Packed:
    """Packs the masked files of a folder; pairs that are too long are skipped."""
    flat: list[np.ndarray] = []
    rows: list[tuple[int, int, int, int, int]] = []
    for number, language in enumerate(LANGUAGES):
        path = corpus / f"en-{language}.masked.tsv"
        found = list(read_masked(path)) if path.exists() else []
        for at in range(0, len(found), _BATCH):
            part = found[at : at + _BATCH]
            prompts = tokenizer.encode_batch([prompt_text(pair.source, language) for _, pair in part])
            targets = tokenizer.encode_batch([f"{HYPOTHESIS_PREFIX}{pair.target}{EOS}" for _, pair in part])
            for (repeats, pair), prompt, target in zip(part, prompts, targets, strict=True):
                length = len(prompt.ids) + len(target.ids)
                if length < MAX_TOKENS:
                    flat.append(np.array(prompt.ids + target.ids, np.uint32))
                    rows.append((length, len(prompt.ids), number, repeats, shown_form(pair.target, language)))
    if not rows:
        raise ValueError(f"{corpus} has no masked pairs: en-XX.masked.tsv")
    kind = np.uint16 if tokenizer.get_vocab_size() <= 1 << 16 else np.uint32
    lengths, prompts, languages, repeats, shown = np.array(rows).T
    return Packed(
        np.concatenate(flat).astype(kind),
        lengths.astype(np.int32),
        prompts.astype(np.int32),
        languages.astype(np.uint8),
        repeats.astype(np.uint8),
        shown.astype(np.uint8),
    )


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows of like length with the form of address that each says, and the width they are padded to."""

    rows: np.ndarray
    forms: np.ndarray
    width: int


class Dataset:
    """Packed pairs on a device."""

    def __init__(self, packed: Packed, tokenizer: Tokenizer, device: torch.device | str = "cpu") -> None:
        ids = special_ids(tokenizer)
        self.packed = packed
        starts = np.concatenate(([0], np.cumsum(packed.lengths, dtype=np.int64)[:-1]))
        self._tokens = torch.from_numpy(packed.tokens.astype(np.int32)).to(device)
        self._starts, self._lengths, self._prompts = (
            torch.from_numpy(values.astype(np.int64)).to(device) for values in (starts, packed.lengths, packed.prompts)
        )
        self._form_ids = torch.tensor([0, ids[FORMAL], ids[INFORMAL]], device=device)

    def epoch(self, tokens: int, seed: int) -> list[Batch]:
        """One pass in shuffled batches of about `tokens` tokens, including padding: always the same for a seed.

        The remaining rows of a width go with the next width, so that no small batch weighs as much as a full one.
        """
        random = np.random.default_rng(seed)
        order = np.repeat(np.arange(len(self.packed)), self.packed.repeats)
        random.shuffle(order)
        forms = draw_forms(self.packed.shown[order], random)
        places = np.searchsorted(WIDTHS, self.packed.lengths[order] + (forms > 0))
        batches: list[Batch] = []
        left = np.array([], np.int64)
        for place, width in enumerate(WIDTHS):
            inside = np.concatenate((left, np.flatnonzero(places == place)))
            size = max(1, tokens // width)
            full = len(inside) // size * size
            batches += [Batch(order[part], forms[part], width) for part in inside[:full].reshape(-1, size)]
            left = inside[full:]
        if len(left) > 0:
            batches.append(Batch(order[left], forms[left], WIDTHS[-1]))
        random.shuffle(batches)
        return batches

    def plain(self, rows: int, every: int = 1) -> Iterator[Batch]:
        """Every n-th pair once, without forms of address, shortest first: for measuring."""
        chosen = np.arange(0, len(self.packed), every)
        chosen = chosen[np.argsort(self.packed.lengths[chosen], kind="stable")]
        for at in range(0, len(chosen), rows):
            part = chosen[at : at + rows]
            yield Batch(part, np.zeros(len(part), np.int64), int(self.packed.lengths[part].max()))

    def lengths(self, batch: Batch) -> Tensor:
        """Real tokens of each row, without the form of address."""
        return self._lengths[torch.from_numpy(batch.rows)]

    def tensors(self, batch: Batch) -> tuple[Tensor, Tensor]:
        """Token ids (rows, width), padded at the end, and the targets; the prompt's are none."""
        device = self._tokens.device
        rows = torch.from_numpy(batch.rows).to(device)
        forms = torch.from_numpy(batch.forms).to(device)[:, None]
        said = (forms > 0).long()
        place = torch.arange(batch.width, device=device)[None]
        is_real = place < self._lengths[rows][:, None] + said
        # After the form of address everything is one place later.
        at = self._starts[rows][:, None] + place - said * (place > FORM_PLACE)
        ids = self._tokens[at.clamp(max=len(self._tokens) - 1)].long()
        ids = torch.where((said > 0) & (place == FORM_PLACE), self._form_ids[forms], ids)
        ids = torch.where(is_real, ids, 0)
        is_target = is_real & (place >= self._prompts[rows][:, None] + said)
        targets = torch.full_like(ids, IGNORED)
        targets[:, :-1] = torch.where(is_target[:, 1:], ids[:, 1:], IGNORED)
        return ids, targets


def draw_forms(shown: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """The form of each pair in a pass: 0 for none, otherwise one of `Form`."""
    chance, coin = random.random(len(shown)), random.integers(Form.FORMAL, Form.INFORMAL + 1, len(shown))
    misled = np.where((shown == Form.NONE) & (chance < MISLED), coin, 0)
    tells = (shown == Form.FORMAL) | (shown == Form.INFORMAL)
    return np.where(tells, np.where(chance < SAID, shown, 0), misled).astype(np.int64)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, help="folder with en-XX.masked.tsv")
    parser.add_argument("--tokenizer", type=Path, required=True, help="folder with tokenizer.json")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    packed = pack(load(arguments.tokenizer), arguments.corpus)
    packed.save(arguments.out)
    with_repeats = int((packed.lengths.astype(np.int64) * packed.repeats).sum())
    forms = {form.name.lower(): int((packed.shown == form).sum()) for form in Form}
    print(f"{len(packed)} pairs, {len(packed.tokens)} tokens, {with_repeats} with repeats; form of address: {forms}")


if __name__ == "__main__":
    main()
