"""The key under which two sources count as the same string, and the sources nobody may train on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from .corpus_file import read_rows, unescape

HELD_OUT = "held-out.txt"
"""File of a corpus folder: one normalised source a line."""

_PLACEHOLDER = re.compile(
    r"(?<!%)</?[A-Za-z][^<>\n]{0,200}>"  # markup, but not the quotes %<…%> of gcc
    r"|[$#%]?\{[^{}\n]{0,200}\}"  # {name}, ${name}, %{name}
    r"|\$[A-Za-z_]\w*|\$\([\w.-]+\)|\$\[[\w.-]+\]"
    r"|&(?:[A-Za-z][A-Za-z0-9]{1,31}|#\d{1,7});"  # entities
    r"|%(?:\(\w+\)|\d{1,2}\$)?[-+#0']*(?:\d+|\*)?(?:\.(?:\d+|\*))?(?:hh|h|ll|l|L|q|j|z|t)?[diouxXeEfFgGcsSpn@%]"
    r"|%L?\d{1,2}|%[A-Z][A-Z0-9_]+%?"
)
_ACCELERATOR = re.compile(r"[&_~]")
_SPACE = re.compile(r"\s+")
_SURROUNDING = re.compile(r"^[\W_]+|[\W_]+$")


def normalise(source: str) -> str:
    """Lower case, without placeholders, accelerators and surrounding punctuation, white space folded.

    Empty when nothing but punctuation and placeholders is left.
    """
    text = _PLACEHOLDER.sub(" ", source)
    text = _ACCELERATOR.sub("", text.lower())
    return _SURROUNDING.sub("", _SPACE.sub(" ", text))


def read_forbidden(files: Iterable[Path]) -> set[str]:
    """Normalised sources of held-out files.

    A file is a corpus's `held-out.txt`, or starts with a header that names a `source` column, or has
    the source in the last column but one, as the pair files have.
    """
    forbidden: set[str] = set()
    for path in files:
        if path.name == HELD_OUT:
            forbidden.update(path.read_text(encoding="utf-8").split("\n"))
            continue
        column: int | None = None
        for row in read_rows(path):
            if column is None:
                column = row.index("source") if "source" in row and "reference" in row else len(row) - 2
                if row[column] == "source":
                    continue
            forbidden.add(normalise(unescape(row[column])))
    forbidden.discard("")
    return forbidden
