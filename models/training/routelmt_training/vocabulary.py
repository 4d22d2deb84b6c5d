"""Cuts the base's vocabulary to what interface strings need.

usage: python -m routelmt_training.vocabulary --base DIR --corpus DIR --out DIR [--size N]
writes tokenizer.json, tokenizer_config.json and initial.pt: the base's weights with the embeddings
of the entries that stay.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice, pairwise
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from .base import EMBEDDING, FILE, Base, Piece
from .corpus_file import read_pairs
from .languages import LANGUAGES, NAMES
from .tokens import (
    BLANK,
    BOS,
    BYTES,
    EOS,
    FORMAL,
    INFORMAL,
    PAD,
    PLACEHOLDERS,
    SEP,
    SPARE,
    SPECIAL,
    UNKNOWN,
    build,
    save,
)

SIZE = 49_152
_BATCH = 50_000


def _range(first: str, last: str) -> str:
    return "".join(map(chr, range(ord(first), ord(last) + 1)))


ALPHABET = (
    _range("!", "~")
    + BLANK
    + "äöüÄÖÜßéèêëàâîïôûùçœæÉÈÊÀÂÎÔÛÙÇŒáíóúñÁÍÓÚÑìòÌÒãõÃÕąćęłńśźżĄĆĘŁŃŚŹŻ"
    + "¿¡«»„“”‚‘’‹›…–—·•°€£×→←↑↓✓©®™²³½\u00a0\u202f"
    + _range("А", "я")
    + "ёЁ"
    + _range("ぁ", "ゖ")
    + _range("ァ", "ヺ")
    + "、。・「」（）！？：；，％～ー"
)
"""Characters that stay however rare they are in the corpus."""

MEANT = {
    PAD: PAD,
    BOS: BOS,
    EOS: EOS,
    UNKNOWN: UNKNOWN,
    SEP: "▁=",
    FORMAL: "▁formal",
    INFORMAL: "▁informal",
    **{f"<to-{tag}>": f"{BLANK}{name}" for tag, name in zip(LANGUAGES, NAMES, strict=True)},
    **{token: "<unused0>" for token in SPARE},
}
"""The entry of the base that a token without a piece of its own starts from."""
PLACEHOLDER_LIKE = "▁{"


class Vocabulary:
    """The base's normal pieces with the merges that make them."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.ids = {piece.text: number for number, piece in enumerate(pieces) if piece.is_normal}
        self._scores = [piece.score for piece in pieces]
        self.merges = self._rank_merges()
        self._ranks = {merge: rank for rank, merge in enumerate(self.merges)}

    def _rank_merges(self) -> list[tuple[str, str]]:
        """Every split of every piece into two, the best score of the whole first."""
        found = []
        for text, number in self.ids.items():
            splits = [(text[:at], text[at:]) for at in range(1, len(text))]
            splits = [(left, right) for left, right in splits if left in self.ids and right in self.ids]
            splits.sort(key=lambda split: (self.ids[split[0]], self.ids[split[1]]))
            found += [(self._scores[number], len(left), len(right), left, right) for left, right in splits]
        found.sort(key=lambda merge: merge[:3], reverse=True)
        return [(left, right) for *_, left, right in found]

    def whole(self) -> Tokenizer:
        """The uncut tokenizer, for counting."""
        return build(self.ids, self.merges)

    def with_parts(self, text: str) -> set[str] | None:
        """A piece and all pieces on the way of its own merges; nothing when they do not lead to it."""
        parts = list(text)
        used = set(parts)
        while len(parts) > 1:
            rank, at = min((self._ranks.get(pair, len(self._ranks)), at) for at, pair in enumerate(pairwise(parts)))
            if rank == len(self._ranks):
                return None
            parts[at : at + 2] = [parts[at] + parts[at + 1]]
            used.add(parts[at])
        return {part for part in used if part in self.ids}

    def choose(self, by_frequency: Iterable[str], count: int) -> list[str]:
        """The alphabet and the most frequent pieces with their parts, at most `count`, in the base's order."""
        kept = {character for character in ALPHABET if character in self.ids}
        for text in by_frequency:
            if len(kept) >= count:
                break
            if text not in self.ids or text in kept or _is_private(text):
                continue
            parts = self.with_parts(text)
            if parts is not None and len(kept | parts) <= count:
                kept |= parts
        return sorted(kept, key=self.ids.__getitem__)

    def cut(self, kept: Sequence[str]) -> Tokenizer:
        """A tokenizer of some pieces."""
        inside = set(kept)
        merges = [
            (left, right)
            for left, right in self.merges
            if left in inside and right in inside and left + right in inside
        ]
        return build(kept, merges)


def _is_private(text: str) -> bool:
    return any("\ue000" <= character <= "\uf8ff" for character in text)


def corpus_texts(corpus: Path) -> Iterator[str]:
    """Every source and target of the masked files of a folder, with the blank that they begin with."""
    for language in LANGUAGES:
        path = corpus / f"en-{language}.masked.tsv"
        if path.exists():
            for pair in read_pairs(path):
                yield f" {pair.source.strip()}"
                yield f" {pair.target.strip()}"


def count_tokens(tokenizer: Tokenizer, texts: Iterable[str]) -> np.ndarray:
    """How often each token is in some texts, by id."""
    size = tokenizer.get_vocab_size()
    counts = np.zeros(size, np.int64)
    remaining = iter(texts)
    while batch := list(islice(remaining, _BATCH)):
        ids = [encoding.ids for encoding in tokenizer.encode_batch(batch)]
        counts += np.bincount(np.fromiter(chain.from_iterable(ids), np.int64), minlength=size)
    return counts


def initial_embeddings(base: Base, pieces: Sequence[Piece], tokenizer: Tokenizer) -> np.ndarray:
    """The base's rows of the tokens that stay; new tokens start from words, placeholders from a brace and noise."""
    ids = {piece.text: number for number, piece in enumerate(pieces)}
    tokens = [tokenizer.id_to_token(number) for number in range(tokenizer.get_vocab_size())]
    rows = base.embeddings(
        ids[PLACEHOLDER_LIKE if token in PLACEHOLDERS else MEANT.get(token, token)] for token in tokens
    )
    first = tokens.index(PLACEHOLDERS[0])
    noise = np.random.default_rng(0).standard_normal((len(PLACEHOLDERS), rows.shape[1])).astype(np.float32)
    rows[first:] = 0.5 * rows[first:] + 0.7 * rows[:first].std() * noise
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", type=Path, required=True, help="folder of the base")
    parser.add_argument("--corpus", type=Path, required=True, help="folder with en-XX.masked.tsv")
    parser.add_argument("--out", type=Path, required=True, help="folder for tokenizer and weights")
    parser.add_argument("--size", type=int, default=SIZE, help=f"entries of the vocabulary; default: {SIZE}")
    arguments = parser.parse_args()
    cut_base(Base(arguments.base / FILE), arguments.corpus, arguments.out, arguments.size)


def cut_base(base: Base, corpus: Path, out: Path, size: int) -> None:
    """Counts tokens, cuts the vocabulary, and writes tokenizer and weights."""
    pieces = base.pieces()
    vocabulary = Vocabulary(pieces)
    whole = vocabulary.whole()
    print(f"{len(vocabulary.ids)} normal pieces, {len(vocabulary.merges)} merges", flush=True)
    counts = count_tokens(whole, corpus_texts(corpus))
    order = np.argsort(-counts, kind="stable")[: np.count_nonzero(counts)]
    kept = vocabulary.choose(
        map(whole.id_to_token, order.tolist()), size - len(SPECIAL) - len(BYTES) - len(PLACEHOLDERS)
    )
    tokenizer = vocabulary.cut(kept)
    save(tokenizer, out)
    covered = counts[[whole.token_to_id(text) for text in kept]].sum() / max(1, counts.sum())
    print(f"{counts.sum()} tokens, {len(order)} distinct; {len(kept)} pieces kept: {100 * covered:.1f} % of them")
    weights = {name: torch.from_numpy(values) for name, values in base.weights().items()}
    weights[EMBEDDING] = torch.from_numpy(initial_embeddings(base, pieces, tokenizer))
    config = {**base.config.as_dict(), "vocab_size": tokenizer.get_vocab_size()}
    torch.save({"config": config, "model": weights}, out / "initial.pt")
    print(f"{sum(values.numel() for values in weights.values()) / 1e6:.1f} million weights: {out / 'initial.pt'}")


if __name__ == "__main__":
    main()
