"""Package descriptions: the archive's Translation files, joined by the digest of the English text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from .corpus_file import Pair
from .packages import Archive
from .prose import segments

_BULLET = re.compile(r"^\s*(?:[*+•·o-]|\d{1,2}[.)])\s+")
_BROKEN_AT_HYPHEN = re.compile(r"(?<=\w)-\n(?!(?:und|oder|bzw|and|or|et|ou|y|o)\b)(?=\w)")
"""A line end inside a compound (`read-⏎only`), not the hyphen of `Ein- und Ausgabe`."""


def _stanzas(path: Path, language: str) -> Iterator[tuple[str, str, str]]:
    """(package, digest, description) of a Translation file."""
    package = digest = ""
    lines: list[str] = []
    marker = f"Description-{language}: "
    with path.open(encoding="utf-8") as file:
        for line in file:
            if line.startswith("Package: "):
                package, lines = line[9:].strip(), []
            elif line.startswith("Description-md5: "):
                digest = line[17:].strip()
            elif line.startswith(marker):
                lines = [line[len(marker) :].rstrip("\n")]
            elif line.startswith(" ") and lines:
                lines.append(line[1:].rstrip("\n"))
            elif not line.strip() and lines:
                yield package, digest, "\n".join(lines)
                lines = []
    if lines:
        yield package, digest, "\n".join(lines)


def blocks(description: str) -> list[list[str]]:
    """Paragraphs of a description's long part, each as its blocks: prose, or one block per list item.

    Lines that are indented without being an item continue the item before them; other indented
    lines are verbatim text and make a block of their own.
    """
    paragraphs: list[list[str]] = [[]]
    for line in description.split("\n")[1:]:
        paragraph = paragraphs[-1]
        if line.strip() in (".", ""):
            if paragraph:
                paragraphs.append([])
        elif _BULLET.match(line):
            paragraph.append(_BULLET.sub("", line))
        elif paragraph and (not line.startswith(" ") or len(paragraph) > 1):
            paragraph[-1] += "\n" + line.strip()
        else:
            paragraph.append(line.strip())
    return [paragraph for paragraph in paragraphs if paragraph]


def align(english: str, translated: str) -> Iterator[tuple[str, str]]:
    """Short description, and the long one paragraph by paragraph when the structures agree."""
    yield english.split("\n", 1)[0], translated.split("\n", 1)[0]
    left, right = blocks(english), blocks(translated)
    if len(left) != len(right):
        return
    for source, target in zip(left, right, strict=True):
        if len(source) == len(target):
            for one, other in zip(source, target, strict=True):
                if one != other:
                    yield from segments(_BROKEN_AT_HYPHEN.sub("-", one), _BROKEN_AT_HYPHEN.sub("-", other))


def read_descriptions(archive: Archive, language: str) -> Iterator[Pair]:
    """Pairs of all translated descriptions of the archive."""
    archive.update()
    english: dict[str, str] = {}
    for path in sorted(archive.lists.glob("*_Translation-en")):
        english.update((digest, text) for _, digest, text in _stanzas(path, "en"))
    done: set[str] = set()
    for path in sorted(archive.lists.glob(f"*_Translation-{language}")):
        for package, digest, text in _stanzas(path, language):
            if digest in english and digest not in done:
                done.add(digest)
                for source, target in align(english[digest], text):
                    yield Pair(f"descriptions/{package}", "", source, target)
