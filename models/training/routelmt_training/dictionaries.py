"""Words and short phrases: the Ding list for German, FreeDict for French and Spanish.

FreeDict's English-German dictionary is made from the Ding list, so it is not read as well.
"""

from __future__ import annotations

import gzip
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from .corpus_file import Pair
from .packages import Archive

_DICTIONARIES = {"de": "trans-de-en", "fr": "dict-freedict-eng-fra", "es": "dict-freedict-eng-spa"}
MAX_ENTRIES = 60_000
MAX_WORDS = 4
PHRASE_ROWS = 10
"""In how many rows of the corpus every word of a phrase must occur; a single word in one."""
ENOUGH_ROWS = 5
MIN_SHARE = 0.1
"""A phrase that stands in this many rows of the corpus needs a translation that this share of them has."""
_TAG = re.compile(r"\[([^\]]*)\]")
_UNWANTED_TAG = re.compile(
    r"(?:ugs|obs|coll|slang|vulg|pej|poet|veraltet|altertümlich|selten|humor|iron|dated|archaic|rare|"
    r"Ös|Schw|Süddt|Norddt|Ostdt|Dt|Sc|Ir|Austr|Am|formal|geh|zool|bot|ornith|med|anat|cook|textil|min|geol|chem|"
    r"ling|relig|mil|jur|agr|geogr|hist|sport|biochem|pharm|ichth|naut|aviat|auto)\b",
    re.IGNORECASE,
)
"""Registers and regions that no user interface speaks, and the fields farthest from software."""
_GRAMMAR = re.compile(r"\{[^{}]*\}|<[^<>]*>")
_SOMEBODY = r"(?:sth|sb|etw|jdn|jdm|jds|jd)\."
_OBJECT = re.compile(rf"^(?:{_SOMEBODY}/?)+ | (?:{_SOMEBODY}/?)+$")
"""`etw. einstellen`, `to adjust sth.`: an object at the German start or the English end."""
_DANGLING = re.compile(r" (?:for|from|to|on|of|with|in|at|into|by|about|against|upon|over|as)$")
_CLEAN = re.compile(r"^[^\W\d_]+(?:[ '’-][^\W\d_]+){0,7}$")


def _first(alternatives: str) -> str | None:
    """The first of several `;`-separated translations without annotations, if it is a plain phrase."""
    first = alternatives.split(";", 1)[0]
    if any(_UNWANTED_TAG.match(tag) for tag in _TAG.findall(first)):
        return None
    whole = " ".join(_GRAMMAR.sub("", _TAG.sub("", first)).split())
    text = _OBJECT.sub("", whole)
    if text != whole and _DANGLING.search(text):
        return None
    return text if _CLEAN.match(text) and len(text.split()) <= MAX_WORDS + 1 else None


def ding_entries(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """(English, German) of a Ding list, `German; … | … :: English; … | …` a line.

    Only parts that stand on both sides count; the `to` of English infinitives is dropped.
    """
    for line in lines:
        if line.startswith("#") or "::" not in line:
            continue
        german, _, english = line.partition("::")
        left, right = german.split("|"), english.split("|")
        if len(left) != len(right):
            continue
        for german_part, english_part in zip(left, right, strict=True):
            source, target = _first(english_part), _first(german_part)
            if source and target:
                yield source.removeprefix("to "), target


def freedict_entries(text: str) -> Iterator[tuple[str, str]]:
    """(English, translation) of a FreeDict text: a headword line, then numbered senses."""
    headword: str | None = None
    for line in text.split("\n"):
        head = re.fullmatch(r"(\S[^/]*?) /[^/]+/(?: <[^>]*>)?", line)
        if head:
            headword = head[1]
        elif headword and line.strip():
            sense = re.sub(r"^\d+\.\s*", "", line)
            target = re.sub(r"<[^<>]*>", "", sense.split(",", 1)[0].split(";", 1)[0]).strip()
            if _CLEAN.match(headword) and _CLEAN.match(target):
                yield headword, target


class Cooccurrence:
    """How well two phrases go together in a parallel corpus, for choosing among translations."""

    def __init__(self, pairs: Iterable[Pair]) -> None:
        self._sources: dict[str, set[int]] = defaultdict(set)
        self._targets: dict[str, set[int]] = defaultdict(set)
        for number, pair in enumerate(pairs):
            for word in _words(pair.source):
                self._sources[word].add(number)
            for word in _words(pair.target):
                self._targets[word].add(number)

    @staticmethod
    def _rows(index: dict[str, set[int]], phrase: str) -> set[int]:
        words = _words(phrase)
        if any(word not in index for word in words):
            return set()
        return set.intersection(*(index[word] for word in words))

    def known(self, source: str) -> int:
        """In how many pairs the rarest word of an English phrase occurs."""
        return min(len(self._sources.get(word, ())) for word in _words(source))

    def knows(self, target: str) -> bool:
        """Whether the corpus has every word of a translation."""
        return all(word in self._targets for word in _words(target))

    def choose(self, source: str, targets: Iterable[str]) -> str | None:
        """The translation that goes with the phrase best (Dice coefficient), if one is credible.

        Without evidence the first of many translations would be a guess: at most two may be offered.
        """
        rows = self._rows(self._sources, source)
        best, best_dice, best_share, offered = None, -1.0, 0.0, 0
        for target in targets:
            offered += 1
            others = self._rows(self._targets, target)
            both = len(rows & others)
            dice = 2 * both / (len(rows) + len(others)) if both else 0.0
            if dice > best_dice:
                best, best_dice, best_share = target, dice, both / len(rows) if rows else 0.0
        if len(rows) >= ENOUGH_ROWS:
            return best if best_share >= MIN_SHARE else None
        return best if best_dice > 0 or offered <= 2 else None


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text.lower())


def choose(entries: Iterable[tuple[str, str]], corpus: Cooccurrence, limit: int = MAX_ENTRIES) -> list[tuple[str, str]]:
    """One translation for each English phrase of known words, those of commoner words first."""
    candidates: dict[str, dict[str, None]] = defaultdict(dict)
    for source, target in entries:
        words = len(_words(source))
        if words <= MAX_WORDS and corpus.known(source) >= (1 if words == 1 else PHRASE_ROWS):
            candidates[source][target] = None
    chosen = [(source, corpus.choose(source, targets)) for source, targets in candidates.items()]
    credible = [(source, target) for source, target in chosen if target is not None]
    credible.sort(key=lambda entry: -corpus.known(entry[0]))
    return credible[:limit]


def read_dictionary(archive: Archive, language: str, corpus: Iterable[Pair]) -> Iterator[Pair]:
    """Chosen entries of the direction's dictionary; `corpus` are the catalogs' pairs."""
    package = _DICTIONARIES[language]
    folder = archive.unpacked(package)
    cooccurrence = Cooccurrence(corpus)
    if language == "de":
        with (folder / "usr/share/trans/de-en").open(encoding="utf-8") as lines:
            entries = list(ding_entries(lines))
    else:
        [path] = (folder / "usr/share/dictd").glob("*.dict.dz")
        entries = list(freedict_entries(gzip.decompress(path.read_bytes()).decode("utf-8")))
        # The Spanish one has lost blanks ("sobretodo"): such words are unknown.
        entries = [entry for entry in entries if cooccurrence.knows(entry[1])]
    for source, target in choose(entries, cooccurrence):
        yield Pair(f"dictionary/{package}", "", source, target)
