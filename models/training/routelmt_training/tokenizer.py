"""Trains the translator's tokenizer: byte-level BPE with placeholders and directions as tokens.

The pre-tokenizer pattern names its white space explicitly: `\\s` differs between the regular
expression engines of Python's and JavaScript's tokenizers (U+0085, U+FEFF), and the ids of both
must be equal.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers

from .corpus_file import read_pairs

LANGUAGES = ("de", "fr", "es")
SPACE = r"\t\n\r \u00a0\u2009\u202f"
PATTERN = rf" ?[\p{{L}}\p{{M}}]+|\p{{N}}| ?[^{SPACE}\p{{L}}\p{{M}}\p{{N}}]+|[{SPACE}]+(?![^{SPACE}])|[{SPACE}]+"
"""Words with their blank, single digits, runs of punctuation, white space."""

FIRST_RESERVED = 0xE000
MAX_PROTECTED_ITEMS = 64
PLACEHOLDERS = [chr(FIRST_RESERVED + index) for index in range(MAX_PROTECTED_ITEMS)]
"""Stand-ins for protected items, as in src/core/protect/syntaxes.ts."""

PAD, BOS, EOS, SEP = "<pad>", "<bos>", "<eos>", "<sep>"
SPECIAL = [PAD, BOS, EOS, SEP] + [f"<to-{language}>" for language in LANGUAGES]
SPARE = [f"<spare-{index}>" for index in range(9)]
"""Room for further directions without renumbering the vocabulary."""


def texts(corpus: Path) -> Iterator[str]:
    """Every distinct English source once, every target once, without placeholders."""
    blank = {ord(placeholder): " " for placeholder in PLACEHOLDERS}
    sources: set[str] = set()
    for language in LANGUAGES:
        targets: set[str] = set()
        for pair in read_pairs(corpus / f"en-{language}.masked.tsv"):
            sources.add(pair.source)
            targets.add(pair.target)
        yield from (" " + text.translate(blank).strip() for text in targets)
    yield from (" " + text.translate(blank).strip() for text in sources)


def train_tokenizer(corpus: Path, size: int) -> Tokenizer:
    """Trains on all masked training files of a folder; `size` is the whole vocabulary."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.normalizer = normalizers.NFC()
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(PATTERN), behavior="isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    tokenizer.decoder = decoders.ByteLevel()
    special = [AddedToken(token, special=True, normalized=False) for token in SPECIAL + SPARE]
    placeholders = [AddedToken(token, special=False, normalized=False) for token in PLACEHOLDERS]
    trainer = trainers.BpeTrainer(
        vocab_size=size - len(placeholders),
        special_tokens=special,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        min_frequency=3,
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts(corpus), trainer)
    tokenizer.add_tokens(placeholders)
    return tokenizer


def save(tokenizer: Tokenizer, folder: Path) -> None:
    """Writes tokenizer.json and tokenizer_config.json in the Hugging Face layout."""
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(folder / "tokenizer.json"))
    config = {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "pad_token": PAD,
        "bos_token": BOS,
        "eos_token": EOS,
        "sep_token": SEP,
        "padding_side": "left",
        "clean_up_tokenization_spaces": False,
        "model_max_length": 512,
    }
    (folder / "tokenizer_config.json").write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, help="folder with en-XX.masked.tsv")
    parser.add_argument("--out", type=Path, required=True, help="model folder")
    parser.add_argument("--size", type=int, default=16384, help="vocabulary size")
    arguments = parser.parse_args()
    tokenizer = train_tokenizer(arguments.corpus, arguments.size)
    save(tokenizer, arguments.out)
    print(f"{tokenizer.get_vocab_size()} tokens")


if __name__ == "__main__":
    main()
