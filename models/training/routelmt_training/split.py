"""From catalogs as they stand to training pairs and router pairs: cleaned, split by application."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from .accelerators import strip_accelerators
from .applications import ROUTER_ROLES, is_thinned_out, is_unseen, router_application
from .clean import COPY_WORDS, MAX_WORDS
from .corpus_file import Pair
from .normalise import normalise

_CREDITS = re.compile(
    r"translators?[-_ ]credits|(?:names?|emails?) of (?:the )?translators|^your (?:names|emails)$", re.I
)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffd]")
_INLINE_CONTEXT = {
    "freeciv": re.compile(r"\?([^:?]{1,40}):"),
    "wesnoth": re.compile(r"([a-z]\w*(?:[ +]\w+)*)\^"),
    "gnupg": re.compile(r"\|([a-z][a-z-]+)\|"),
}
"""Context in front of the source itself, by application: `?plural:Goths`, `race^Elf`, `|label|Cancel`."""
_LETTER = re.compile(r"[^\W\d_]")
_SCRIPTED = "|/|"
"""KDE's scripted translations: the plain text stands before this mark."""


def _without_inline_context(pair: Pair) -> Pair:
    pattern = _INLINE_CONTEXT.get(pair.application.split("/")[0])
    match = pattern.match(pair.source) if pattern else None
    if match is None or match.end() == len(pair.source):
        return pair
    # Some translators copy the context: then it goes there too.
    target = pair.target.removeprefix(match[0])
    return Pair(pair.application, pair.context or match[1], pair.source[match.end() :], target)


def tidy(pair: Pair) -> Pair | str:
    """A pair fit for a corpus, or the reason why it is not."""
    if _CREDITS.search(pair.context) or _CREDITS.search(pair.source):
        return "credits"
    pair = _without_inline_context(pair)
    source, target = strip_accelerators(pair.source.strip(), pair.target.split(_SCRIPTED, 1)[0].strip())
    if not _LETTER.search(normalise(source)) or not target:
        return "empty"
    if _CONTROL.search(source) or _CONTROL.search(target):
        return "control characters"
    words = len(source.split())
    if max(words, len(target.split())) > MAX_WORDS:
        return "long"
    if source == target and words > COPY_WORDS:
        return "copied"
    if is_thinned_out(pair.application, source, target):
        return "name"
    return Pair(pair.application, pair.context, source, target)


@dataclass(slots=True)
class Split:
    """The pairs of one direction: for training, and for the router by part."""

    train: list[Pair] = field(default_factory=list)
    router: dict[str, list[Pair]] = field(default_factory=lambda: {"train": [], "dev": [], "test": []})
    held_out: set[str] = field(default_factory=set)
    dropped: Counter[str] = field(default_factory=Counter)


def split_direction(pairs: Iterable[Pair]) -> Split:
    """Cleans, deduplicates and splits by application.

    `held_out` collects the normalised sources of all router applications, unfit ones included. The
    training part still holds them: they must be removed for all directions together, see
    `remove_held_out`.
    """
    split = Split()
    by_part: dict[str, list[Pair]] = {"": [], **{part: [] for part in split.router}}
    for raw in pairs:
        if is_unseen(raw.application):
            split.dropped["unseen application"] += 1
            continue
        router = router_application(raw.application)
        if router:
            split.held_out.add(normalise(raw.source))
        pair = tidy(raw)
        if isinstance(pair, str):
            split.dropped[pair] += 1
            continue
        if router is None:
            by_part[""].append(pair)
            continue
        split.held_out.add(normalise(pair.source))
        # A router application's catalog in another application's package is for neither.
        part = ROUTER_ROLES[router] if pair.application.startswith(router) else None
        if part is None:
            split.dropped["router application"] += 1
        else:
            by_part[part].append(pair)
    split.train = _unique(by_part[""], set(), split.dropped)
    # No pair of one part comes back in a later one.
    seen: set[tuple[str, str]] = set()
    split.router = {part: _unique(by_part[part], seen, split.dropped) for part in split.router}
    split.held_out.discard("")
    return split


def _unique(pairs: list[Pair], seen: set[tuple[str, str]], dropped: Counter[str]) -> list[Pair]:
    """The first of all equal (source, target); `seen` is added to."""
    unique: list[Pair] = []
    for pair in pairs:
        if (pair.source, pair.target) in seen:
            dropped["repeated"] += 1
        else:
            seen.add((pair.source, pair.target))
            unique.append(pair)
    return unique


def remove_held_out(split: Split, held_out: set[str]) -> None:
    """Drops every training pair whose normalised source is held out."""
    kept = [pair for pair in split.train if normalise(pair.source) not in held_out]
    split.dropped["held out"] += len(split.train) - len(kept)
    split.train = kept
