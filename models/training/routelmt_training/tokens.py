"""The tokenizer: tokens with a meaning of their own, bytes, and pieces of the base's SentencePiece model.

The pre-tokenizer's pattern names no class of characters: those differ between the regular expressions
of Python's and JavaScript's tokenizers, and the ids of both must be equal.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers

from .languages import LANGUAGES

FIRST_RESERVED = 0xE000
MAX_PROTECTED_ITEMS = 64
PLACEHOLDERS = [chr(FIRST_RESERVED + index) for index in range(MAX_PROTECTED_ITEMS)]
"""Stand-ins for protected items, as in src/core/messages/syntaxes.ts."""

PAD, BOS, EOS, SEP, UNKNOWN = "<pad>", "<bos>", "<eos>", "<sep>", "<unk>"
FORMAL, INFORMAL = "<formal>", "<informal>"
SPARE = [f"<spare-{index}>" for index in range(15)]
"""Room for further directions without renumbering the vocabulary."""
SPECIAL = [PAD, BOS, EOS, SEP, *(f"<to-{tag}>" for tag in LANGUAGES), FORMAL, INFORMAL, *SPARE, UNKNOWN]
BYTES = [f"<0x{byte:02X}>" for byte in range(256)]

BLANK = "▁"
"""SentencePiece's blank."""

TEMPLATE = f"{BOS}<to-{{target}}>{{formality}} {{source}}{SEP}"
"""The prompt; `routing.json` carries it. `{formality}` is `<formal>`, `<informal>` or nothing."""
HYPOTHESIS_PREFIX = " "


def build(pieces: Iterable[str], merges: list[tuple[str, str]]) -> Tokenizer:
    """A tokenizer of the special tokens, all bytes, some pieces in their order, and the placeholders."""
    ids = {token: number for number, token in enumerate([*SPECIAL, *BYTES, *pieces])}
    tokenizer = Tokenizer(models.BPE(vocab=ids, merges=merges, byte_fallback=True, fuse_unk=True, unk_token=UNKNOWN))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFC(), normalizers.Replace(" ", BLANK)])
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex(f"{BLANK}?[^{BLANK}]+|{BLANK}+"), behavior="isolated")
    tokenizer.decoder = decoders.Sequence([decoders.Replace(BLANK, " "), decoders.ByteFallback(), decoders.Fuse()])
    tokenizer.add_special_tokens([AddedToken(token, special=True, normalized=False) for token in SPECIAL])
    tokenizer.add_tokens([AddedToken(token, special=False, normalized=False) for token in PLACEHOLDERS])
    return tokenizer


def load(folder: Path) -> Tokenizer:
    """The tokenizer of a model folder."""
    return Tokenizer.from_file(str(folder / "tokenizer.json"))


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


def prompt_text(source: str, language: str) -> str:
    """The prompt of a masked source, without a form of address."""
    return TEMPLATE.replace("{target}", language).replace("{formality}", "").replace("{source}", source)


def special_ids(tokenizer: Tokenizer) -> Mapping[str, int]:
    """Ids of the special tokens by their text."""
    return {token: tokenizer.token_to_id(token) for token in SPECIAL}
