"""Decides which pairs of running text are fit for training; every rejection has a name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from .corpus_file import Pair
from .normalise import normalise

MAX_WORDS = 60
RATIO_FROM_CHARACTERS = 20
RATIO_RANGE = (0.4, 2.5)
COPY_WORDS = 3
"""A source of at most this many words may equal its target: names and technical terms do."""

_STOP_WORDS = {
    "en": "the and of to is for with this that are be it you by from which or an can when your not all if",
    "de": "der die das und ist für mit ein eine einen einer nicht werden wird von zu zum zur den dem des im "
    "auf sie oder als aus wenn kann sich bei dieses diese dieser",
    "fr": "le la les de des du et est pour avec un une dans que ce cette vous sur par au aux ou qui pas il "
    "en sont peut votre",
    "es": "el la los las de del y es para con un una en que este esta se su por al o como no si lo son puede más",
}
_STOP_SETS = {language: frozenset(words.split()) for language, words in _STOP_WORDS.items()}
_WORD = re.compile(r"[^\W\d_]+")
_JUNK = re.compile(r"</?trans>|[\ufffd\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|(?:Ã[\x80-\xbf])|&(?:amp|lt|gt|quot|nbsp);")


def looks_like(text: str, language: str, other: str) -> bool:
    """Whether a text is rather in `language` than in `other`, by its stop words.

    Cheap and lenient: short texts always pass, and a long one must hold a stop word at all.
    """
    words = [word.lower() for word in _WORD.findall(text)]
    own = sum(word in _STOP_SETS[language] for word in words)
    foreign = sum(word in _STOP_SETS[other] for word in words)
    if len(words) < 4:
        return True
    return own >= foreign and (own > 0 or len(words) < 12)


def rejection(source: str, target: str, language: str) -> str | None:
    """Why a pair is unfit, or nothing when it is fit. `language` is the target's."""
    if not _WORD.search(source) or not _WORD.search(target):
        return "empty"
    words = len(source.split())
    if words > MAX_WORDS or len(target.split()) > MAX_WORDS:
        return "long"
    if source == target and words > COPY_WORDS:
        return "copied"
    ratio = len(target) / len(source)
    if max(len(source), len(target)) > RATIO_FROM_CHARACTERS and not RATIO_RANGE[0] <= ratio <= RATIO_RANGE[1]:
        return "length"
    if _JUNK.search(source) or _JUNK.search(target):
        return "junk"
    letters = sum(character.isalpha() or character.isspace() for character in source)
    if letters * 2 < len(source):
        return "symbols"
    if not looks_like(source, "en", language) or not looks_like(target, language, "en"):
        return "language"
    return None


@dataclass(slots=True)
class Cleaner:
    """Filters pairs of one direction: unfit, held-out and repeated sources go, and are counted."""

    language: str
    forbidden: set[str]
    counts: Counter[str] = field(default_factory=Counter)

    def clean(self, pairs: Iterable[Pair]) -> Iterator[Pair]:
        """Fit pairs; the first translation of a source wins."""
        seen: set[str] = set()
        for pair in pairs:
            reason = rejection(pair.source, pair.target, self.language)
            if reason is None and normalise(pair.source) in self.forbidden:
                reason = "held out"
            if reason is None and pair.source in seen:
                reason = "repeated"
            if reason is not None:
                self.counts[reason] += 1
                continue
            seen.add(pair.source)
            self.counts["pairs"] += 1
            self.counts["English words"] += len(pair.source.split())
            yield pair
