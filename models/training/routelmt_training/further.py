"""Writes the further training sources, beside the catalogs: prose and words of the same world.

usage: python -m routelmt_training.further --corpus DIR --out DIR
writes `<source>.en-XX.tsv`; mask them with mask-corpus.ts like the catalogs. DIR is what
`routelmt_training.corpus` wrote: its pairs choose among dictionary entries, its held-out sources
are left out.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from .applications import ROUTER_ROLES, UNSEEN
from .clean import Cleaner
from .corpus_file import Pair, read_pairs, write_pairs
from .descriptions import read_descriptions
from .dictionaries import read_dictionary
from .help_pages import read_help
from .normalise import HELD_OUT, read_forbidden
from .packages import Archive
from .tokenizer import LANGUAGES

SOURCES = ("descriptions", "libreoffice-help", "dictionary")
_HELD_OUT_NAME = re.compile(
    rf"\b(?:lib)?(?:{'|'.join(ROUTER_ROLES)})(?!ary)|{'|'.join(UNSEEN)}|\b(?:xul|web)-?ext", re.IGNORECASE
)
"""The router applications, which are for the router, and the unseen ones with their extensions."""


def without_held_out_applications(pairs: Iterable[Pair]) -> Iterator[Pair]:
    """Drops every text of a held-out application's package, and every text that names one."""
    for pair in pairs:
        if not any(_HELD_OUT_NAME.search(text) for text in (pair.application, pair.source, pair.target)):
            yield pair


def read_source(source: str, language: str, archive: Archive, catalogs: Path) -> Iterator[Pair]:
    """Raw pairs of one further source."""
    match source:
        case "descriptions":
            return read_descriptions(archive, language)
        case "libreoffice-help":
            return read_help(archive, language)
        case "dictionary":
            return read_dictionary(archive, language, read_pairs(catalogs / f"en-{language}.train.tsv.gz"))
    raise ValueError(source)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, help="folder with en-XX.train.tsv.gz, held-out.txt")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--held-out", type=Path, nargs="*", default=[], help="more files whose sources to leave out")
    parser.add_argument("--sources", nargs="+", choices=SOURCES, default=SOURCES)
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    archive = Archive(arguments.out / "archive")
    forbidden = read_forbidden([arguments.corpus / HELD_OUT, *arguments.held_out])
    print(f"{len(forbidden)} held-out sources")
    for source in arguments.sources:
        for language in LANGUAGES:
            cleaner = Cleaner(language, forbidden)
            raw = read_source(source, language, archive, arguments.corpus)
            path = arguments.out / f"{source}.en-{language}.tsv"
            write_pairs(path, cleaner.clean(without_held_out_applications(raw)))
            print(f"{path.name}: {dict(cleaner.counts)}", flush=True)


if __name__ == "__main__":
    main()
