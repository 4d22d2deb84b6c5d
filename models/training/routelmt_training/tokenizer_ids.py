"""Writes what Python's tokenizer makes of texts, for the engine's identity test.

usage: python -m routelmt_training.tokenizer_ids --model DIR --segments DIR --out DIR
A line for each text, with the first 12 hex digits of the SHA-256 of its token ids, joined by blanks:
`tokenizer-ids.txt` for source, reference and large translation of every recorded row, in order, and
`tokenizer-random.tsv` for random texts in many scripts, which stand escaped before it.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import unicodedata
from pathlib import Path

from tokenizers import Tokenizer

from .corpus_file import escape
from .recorded import recorded_texts
from .tokens import PLACEHOLDERS, SPECIAL, load

_SCRIPTS = (
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
    "äöüßéèêçñáíóúàìòãõąćęłńśźżœÆØåÉÜ",
    "абвгдежзийклмнопрстуфхцчшщъыьэюяЁЙ",
    "あいうえおかきくけこアイウエオカキクケコ設定保存ファイルを開くー、。",
    "设置保存文件打开网络错误请重试，。：；（）",
    "αβγδεζηθ אבגדה ابتثج हिन्दी ไทย 한국어 ქართული",
    "😀🚀👩‍💻🇩🇪©™→…—–“”„«»‹›•\u00a0\u202f\u200b\ufeff\u0085\u2028",
    "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~ ",
    "▁ \t\n\r",
)
_WORDS = ("Save", " the", " file", "Speichern", " Öffnen", "Ouvrir", "設定", "设置", "Настройки", "%s", "{x}", "</b>")
_COMBINING = "\u0301\u0308\u0327\u3099"
"""Marks that NFC joins with what comes before them, where there is such a letter."""


def random_text(random_: random.Random) -> str:
    """A text of words, letters of several scripts, white space, special tokens, placeholders and odd characters."""
    parts: list[str] = []
    for _ in range(random_.randint(0, 14)):
        kind = random_.random()
        if kind < 0.4:
            script = random_.choice(_SCRIPTS)
            parts.append("".join(random_.choice(script) for _ in range(random_.randint(1, 8))))
        elif kind < 0.65:
            parts.append(random_.choice(_WORDS))
        elif kind < 0.75:
            parts.append(" " * random_.randint(1, 5))
        elif kind < 0.82:
            parts.append(random_.choice(SPECIAL))
        elif kind < 0.9:
            parts.append(random_.choice(PLACEHOLDERS))
        elif kind < 0.95:
            parts.append(random_.choice(_COMBINING))
        else:
            parts.append(_any_character(random_))
    return "".join(parts)


def _any_character(random_: random.Random) -> str:
    """A character that is assigned: versions of Unicode may differ on those that are not."""
    while True:
        character = chr(random_.randrange(0x110000))
        if unicodedata.category(character) not in ("Cn", "Cs"):
            return character


def random_texts(count: int, seed: int) -> list[str]:
    """Some random texts, always the same for a seed."""
    random_ = random.Random(seed)
    return [random_text(random_) for _ in range(count)]


def digest(tokenizer: Tokenizer, text: str) -> str:
    """A hash of 12 hex digits of a text's ids."""
    ids = " ".join(map(str, tokenizer.encode(text, add_special_tokens=False).ids))
    return hashlib.sha256(ids.encode()).hexdigest()[:12]


def write_lines(path: Path, lines: list[str]) -> None:
    """Writes lines that may hold any character but a line feed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{line}\n" for line in lines)
    print(f"{path}: {len(lines)} texts")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True, help="model folder")
    parser.add_argument("--segments", type=Path, required=True, help="folder of recorded segments")
    parser.add_argument("--out", type=Path, required=True, help="folder of the fixtures")
    parser.add_argument("--randoms", type=int, default=2000, help="random texts; default: 2000")
    arguments = parser.parse_args()
    tokenizer = load(arguments.model)
    texts = recorded_texts(arguments.segments)
    write_lines(arguments.out / "tokenizer-ids.txt", [digest(tokenizer, text) for text in texts])
    randoms = [f"{escape(text)}\t{digest(tokenizer, text)}" for text in random_texts(arguments.randoms, seed=1)]
    write_lines(arguments.out / "tokenizer-random.tsv", randoms)


if __name__ == "__main__":
    main()
