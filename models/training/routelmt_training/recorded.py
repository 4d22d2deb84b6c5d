"""The recorded segments: tables with a header that names source, reference and large translation.

usage: python -m routelmt_training.recorded --segments DIR... --split dev --out DIR
writes one part of them as pair files `en-XX.tsv`, to be masked like the corpus.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path

from .corpus_file import Pair, read_rows, unescape, write_pairs
from .languages import LANGUAGES


def recorded_rows(path: Path) -> Iterator[dict[str, str]]:
    """Rows of a table by their columns, unescaped."""
    rows = read_rows(path)
    header = next(rows)
    for row in rows:
        yield dict(zip(header, map(unescape, row), strict=True))


def recorded_texts(folder: Path) -> Iterator[str]:
    """Source, reference and large translation of every row, files in order of their names."""
    for path in sorted(folder.glob("en-*.tsv")):
        for row in recorded_rows(path):
            yield from (row["source"], row["reference"], row["large"])


def recorded_sources(folders: Iterable[Path]) -> Iterator[str]:
    """All sources in some folders of tables."""
    for folder in folders:
        for path in sorted(folder.glob("*.tsv")):
            for row in recorded_rows(path):
                yield row["source"]


def recorded_files(folder: Path, language: str) -> list[Path]:
    """The tables of one direction: `en-de.tsv`, `en-de.web.tsv`."""
    return sorted({*folder.glob(f"en-{language}.tsv"), *folder.glob(f"en-{language}.*.tsv")})


def recorded_pairs(folder: Path, language: str, split: str) -> list[Pair]:
    """Sources with their references of one part, in one direction."""
    return [
        Pair(row["application"], row.get("context", ""), row["source"], row["reference"])
        for path in recorded_files(folder, language)
        for row in recorded_rows(path)
        if row["split"] == split
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--segments", type=Path, nargs="+", required=True, help="folders of tables")
    parser.add_argument("--split", default="dev", help="train, dev or test; default: dev")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        pairs = [pair for folder in arguments.segments for pair in recorded_pairs(folder, language, arguments.split)]
        if pairs:
            print(f"en-{language}: {write_pairs(arguments.out / f'en-{language}.tsv', pairs)} pairs")


if __name__ == "__main__":
    main()
