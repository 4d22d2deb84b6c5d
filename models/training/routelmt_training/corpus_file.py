"""The tab-separated corpus files: one pair a row, `\\n`, `\\t` and `\\\\` escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

_UNESCAPED = {"\\n": "\n", "\\t": "\t", "\\\\": "\\"}
_ESCAPED = {"\n": "\\n", "\t": "\\t", "\\": "\\\\"}


@dataclass(frozen=True, slots=True)
class Pair:
    """One translated string: where it comes from, and both texts."""

    application: str
    context: str
    source: str
    target: str


def unescape(text: str) -> str:
    """Undoes the escapes of a column."""
    return re.sub(r"\\[nt\\]", lambda match: _UNESCAPED[match[0]], text)


def escape(text: str) -> str:
    """Escapes a text for a column."""
    return re.sub(r"[\n\t\\]", lambda match: _ESCAPED[match[0]], text)


def read_rows(path: Path) -> Iterator[list[str]]:
    """Rows of a file, columns still escaped."""
    with path.open(encoding="utf-8", newline="\n") as file:
        for line in file:
            yield line.rstrip("\n").split("\t")


def read_pairs(path: Path) -> Iterator[Pair]:
    """Pairs of a file whose last four columns are application, context, source, target."""
    for row in read_rows(path):
        application, context, source, target = (unescape(column) for column in row[-4:])
        yield Pair(application, context, source, target)


def write_pairs(path: Path, pairs: Iterable[Pair]) -> int:
    """Writes pairs to a file; returns how many."""
    count = 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for pair in pairs:
            columns = (pair.application, pair.context, pair.source, pair.target)
            file.write("\t".join(escape(column) for column in columns) + "\n")
            count += 1
    return count
