"""Writes what Python's tokenizer makes of the recorded segments, for the engine's identity test.

One line per text (source, reference and large translation of every recorded row, in order): the
first 12 hex digits of the SHA-256 of its token ids, joined by blanks.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Iterator
from pathlib import Path

from tokenizers import Tokenizer

from .corpus_file import read_rows, unescape


def recorded_texts(folder: Path) -> Iterator[str]:
    """Source, reference and large translation of every row, files in order of their names."""
    for path in sorted(folder.glob("en-??.tsv")):
        rows = read_rows(path)
        header = next(rows)
        columns = [header.index(name) for name in ("source", "reference", "large")]
        for row in rows:
            yield from (unescape(row[column]) for column in columns)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--segments", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    tokenizer = Tokenizer.from_file(str(arguments.model / "tokenizer.json"))
    lines = []
    for text in recorded_texts(arguments.segments):
        ids = " ".join(map(str, tokenizer.encode(text, add_special_tokens=False).ids))
        lines.append(hashlib.sha256(ids.encode()).hexdigest()[:12])
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    arguments.out.write_text("\n".join(lines) + "\n", encoding="ascii")
    print(f"{len(lines)} texts")


if __name__ == "__main__":
    main()
