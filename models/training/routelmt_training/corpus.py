"""Cleans what `read-clones.ts` read, removes the texts used for measuring, and counts what applications share.

usage: python -m routelmt_training.corpus --list LIST --pairs DIR --recorded DIR... --out DIR
reads en-XX.tsv (application, context, source, target) of a folder and writes en-XX.tsv of another:
repeats, and the same four columns of the first application that has the pair. Held out are

- applications that the list says so of, and those that the product is measured with (`applications.py`);
- sources of four words or more that one of these or a recorded segment has, placeholders and case apart.
"""

from __future__ import annotations

import argparse
import math
import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from .applications import Repository, is_held_out, is_thinned_out, read_repositories
from .clean import clean
from .corpus_file import Pair, escape, read_pairs
from .languages import LANGUAGES
from .normalise import normalise
from .recorded import recorded_sources

HELD_OUT_WORDS = 4
"""Every program has shorter sources; results are reported separately for those that training has and has not seen."""
MAX_OF_ONE = 40_000
"""Maximum number of pairs of one application in one direction; larger ones are sampled."""
MAX_REPEATS = 6


def repeats_of(applications: int) -> int:
    """How often training sees a pair that n applications share: √n times, within limits."""
    return min(MAX_REPEATS, max(1, round(math.sqrt(applications))))


def held_out_key(source: str) -> str | None:
    """The key of a source that is long enough to be held out."""
    key = normalise(source)
    return key if len(key.split()) >= HELD_OUT_WORDS else None


def held_out_keys(sources: Iterable[str]) -> set[str]:
    """The keys of those sources that are long enough."""
    return {key for source in sources if (key := held_out_key(source)) is not None}


def by_application(pairs: Iterable[Pair]) -> dict[str, list[Pair]]:
    """Pairs of each application; the files usually group them, but need not."""
    found: dict[str, list[Pair]] = {}
    for pair in pairs:
        found.setdefault(pair.application, []).append(pair)
    return found


class Corpus:
    """The training pairs of one direction, each with how many applications have it."""

    def __init__(self, language: str, held_out: set[str]) -> None:
        self.language = language
        self.dropped: Counter[str] = Counter()
        self._held_out = held_out
        self._first: dict[tuple[str, str], Pair] = {}
        self._applications: Counter[tuple[str, str]] = Counter()

    def add(self, pairs: list[Pair]) -> None:
        """Adds one application's pairs: the fit ones, each once."""
        pairs = list(pairs)
        random.Random(7).shuffle(pairs)
        own: set[tuple[str, str]] = set()
        for raw in pairs:
            pair = self._judge(raw, len(own))
            if isinstance(pair, str):
                self.dropped[pair] += 1
                continue
            key = (pair.source, pair.target)
            if key not in own:
                own.add(key)
                self._first.setdefault(key, pair)
        self._applications.update(own)

    def _judge(self, raw: Pair, count: int) -> Pair | str:
        if count >= MAX_OF_ONE:
            return "too many"
        pair = clean(raw, self.language)
        if isinstance(pair, str):
            return pair
        if held_out_key(pair.source) in self._held_out:
            return "held out"
        return "tool" if is_thinned_out(pair.application, pair.source) else pair

    @property
    def words(self) -> int:
        """English words of all pairs, each once."""
        return sum(len(source.split()) for source, _ in self._first)

    def rows(self) -> Iterator[tuple[int, Pair]]:
        """Repeats and pair."""
        for key, pair in self._first.items():
            yield repeats_of(self._applications[key]), pair

    def __len__(self) -> int:
        return len(self._first)


def write_corpus(path: Path, rows: Iterable[tuple[int, Pair]]) -> None:
    """Writes repeats, application, context, source, target."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for repeats, pair in rows:
            columns = (str(repeats), pair.application, pair.context, pair.source, pair.target)
            file.write("\t".join(map(escape, columns)) + "\n")


def build(
    pairs: Path, out: Path, repositories: list[Repository], recorded: Iterable[Path], say: Callable[[str], None]
) -> None:
    """Writes the corpus of every direction with pairs in a folder."""
    listed = {one.name for one in repositories if one.is_held_out}
    files = [(language, path) for language in LANGUAGES if (path := pairs / f"en-{language}.tsv").exists()]

    def kept_out(application: str) -> bool:
        return application in listed or is_held_out(application)

    held_out = held_out_keys(recorded_sources(recorded))
    for _, path in files:
        # What one language has of an application is held out of all.
        held_out |= held_out_keys(pair.source for pair in read_pairs(path) if kept_out(pair.application))
    say(f"{len(held_out)} sources held out")
    out.mkdir(parents=True, exist_ok=True)
    for language, path in files:
        corpus = Corpus(language, held_out)
        applications = by_application(pair for pair in read_pairs(path) if not kept_out(pair.application))
        for application in sorted(applications):
            corpus.add(applications[application])
        write_corpus(out / f"en-{language}.tsv", corpus.rows())
        say(f"en-{language}  {len(corpus)} pairs  {corpus.words} English words  dropped: {dict(corpus.dropped)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--list", type=Path, required=True, help="the list of repositories")
    parser.add_argument("--pairs", type=Path, required=True, help="folder that read-clones.ts wrote")
    parser.add_argument("--recorded", type=Path, nargs="+", required=True, help="folders of recorded segments")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    try:
        repositories = read_repositories(arguments.list)
    except (OSError, ValueError) as error:
        parser.error(str(error))
    build(arguments.pairs, arguments.out, repositories, arguments.recorded, lambda line: print(line, flush=True))


if __name__ == "__main__":
    main()
