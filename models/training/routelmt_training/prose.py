"""Aligns running text: white space folded, long paragraphs cut into sentences when both sides agree."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .clean import MAX_WORDS

_SENTENCE_END = re.compile(r"(?<=[.!?:])[\"”»)]?\s+(?=[\"“„«(]?[A-ZÄÖÜÉÈÊÀÇÁÍÓÚÑ¿¡])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|z\.\s?B|d\.\s?h|bzw|usw|ggf|evtl|ca|Nr|p\. ?ex|p\. ?ej|cf|Dr|St|Mr|[A-Za-z])\.)$"
)
MIN_SENTENCES_RATIO, MAX_SENTENCES_RATIO = 0.5, 2.0
"""Character ratios between which cut sentences are taken to belong together."""


def fold(text: str) -> str:
    """One line, single blanks."""
    return " ".join(text.split())


def sentences(text: str) -> list[str]:
    """Sentences of a folded paragraph; abbreviations do not end one."""
    parts: list[str] = []
    at = 0
    for match in _SENTENCE_END.finditer(text):
        if _ABBREVIATION.search(text[at : match.start()]):
            continue
        parts.append(text[at : match.end()].strip())
        at = match.end()
    parts.append(text[at:].strip())
    return [part for part in parts if part]


def segments(source: str, target: str) -> Iterator[tuple[str, str]]:
    """Pairs of a paragraph: itself when short, else its sentences when both sides have as many."""
    source, target = fold(source), fold(target)
    if not source or not target:
        return
    if max(len(source.split()), len(target.split())) <= MAX_WORDS:
        yield source, target
        return
    left, right = sentences(source), sentences(target)
    if len(left) != len(right):
        return
    ratios = [len(t) / len(s) for s, t in zip(left, right, strict=True)]
    if all(MIN_SENTENCES_RATIO <= ratio <= MAX_SENTENCES_RATIO for ratio in ratios):
        yield from zip(left, right, strict=True)
