"""Writes the further training sources, beside the catalogs: prose and words of the same world.

usage: python -m routelmt_training.further --work DIR --out DIR --catalogs DIR --held-out FILE...
writes `<source>.en-XX.tsv`; mask them with mask-corpus.ts like the catalogs.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from .clean import Cleaner
from .corpus_file import Pair, read_pairs, write_pairs
from .descriptions import read_descriptions
from .dictionaries import read_dictionary
from .help_pages import read_help
from .normalise import read_forbidden
from .packages import Archive
from .tokenizer import LANGUAGES

SOURCES = ("descriptions", "libreoffice-help", "dictionary")
_HELD_OUT_NAME = re.compile(
    r"gnucash|kdenlive|okular|\bkate\b|audacity|freeciv|\bvlc|aptitude|wesnoth|\bevolution\b|"
    r"mozilla|firefox|thunderbird|icedove|iceweasel|seamonkey|\bxul-ext|\bwebext",
    re.IGNORECASE,
)
"""The router applications, and Mozilla's: the first are for the router, the second stay unseen."""


def without_held_out_applications(pairs: Iterable[Pair]) -> Iterator[Pair]:
    """Drops every text of a held-out application's package, and every text that names one."""
    for pair in pairs:
        if not any(_HELD_OUT_NAME.search(text) for text in (pair.application, pair.source, pair.target)):
            yield pair


def read_source(source: str, language: str, archive: Archive, work: Path, catalogs: Path) -> Iterator[Pair]:
    """Raw pairs of one further source."""
    match source:
        case "descriptions":
            return read_descriptions(archive, language)
        case "libreoffice-help":
            return read_help(archive, language, work)
        case "dictionary":
            [corpus] = catalogs.glob(f"en-{language}*train.tsv*")
            return read_dictionary(archive, language, work, read_pairs(corpus))
    raise ValueError(source)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True, help="package lists, downloads and unpacked files")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--catalogs", type=Path, required=True, help="folder with en-XX.train.tsv[.gz]")
    parser.add_argument("--held-out", type=Path, nargs="+", required=True, help="files whose sources to leave out")
    parser.add_argument("--sources", nargs="+", choices=SOURCES, default=SOURCES)
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    archive = Archive(arguments.work)
    forbidden = read_forbidden(arguments.held_out)
    print(f"{len(forbidden)} held-out sources")
    for source in arguments.sources:
        for language in LANGUAGES:
            cleaner = Cleaner(language, forbidden)
            raw = read_source(source, language, archive, arguments.work / "unpacked", arguments.catalogs)
            path = arguments.out / f"{source}.en-{language}.tsv"
            write_pairs(path, cleaner.clean(without_held_out_applications(raw)))
            print(f"{path.name}: {dict(cleaner.counts)}", flush=True)


if __name__ == "__main__":
    main()
