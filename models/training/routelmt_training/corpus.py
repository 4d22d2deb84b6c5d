"""Builds the corpus: catalogs of named Debian packages and local folders, split by application.

usage: python -m routelmt_training.corpus --out DIR [--folder LOCAL]...
writes en-XX.train.tsv.gz, en-XX.router.tsv.gz (behind a first column train, dev or test) and
held-out.txt (the normalised sources that no training pair may have). Each package is kept as
packages/NAME.tsv.gz as it was read: a package that is there is not fetched again.
"""

from __future__ import annotations

import argparse
import gzip
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from .applications import is_unseen
from .catalogs import CatalogError, find_catalogs, read_catalog
from .corpus_file import Pair, escape, read_rows, unescape, write_pairs
from .normalise import HELD_OUT, read_forbidden
from .packages import Archive, PackageError
from .split import Split, remove_held_out, split_direction
from .tokenizer import LANGUAGES

PACKAGES = Path(__file__).parent.parent / "packages.txt"
Directed = tuple[str, Pair]
"""A target language and a pair."""


def read_package_list(path: Path) -> list[tuple[str, str]]:
    """(package, application) of each line; `#` starts a comment.

    Raises ValueError for a line of another shape and for applications that must stay unseen.
    """
    packages: list[tuple[str, str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        words = line.split("#", 1)[0].split()
        if not words:
            continue
        if len(words) != 2:
            raise ValueError(f"{path.name}: expected `package application`, found {line!r}")
        if any(is_unseen(word) for word in words):
            raise ValueError(f"{path.name}: {words[0]} is kept for independent evaluation")
        packages.append((words[0], words[1]))
    return packages


def read_folder(folder: Path, application: str) -> Iterator[Directed]:
    """Pairs of all catalogs below a folder; unreadable catalogs are reported and left out."""
    for catalog in find_catalogs(folder):
        try:
            pairs = read_catalog(catalog, application)
        except CatalogError as error:
            print(f"  left out: {error}", file=sys.stderr)
            continue
        yield from ((catalog.language, pair) for pair in pairs)


def write_directed(path: Path, rows: Iterable[Directed]) -> int:
    """Writes language, application, context, source, target; the file appears whole or not at all."""
    temporary = path.with_suffix(".tmp")
    count = 0
    with gzip.open(temporary, "wt", encoding="utf-8", newline="\n") as file:
        for language, pair in rows:
            columns = (language, pair.application, pair.context, pair.source, pair.target)
            file.write("\t".join(escape(column) for column in columns) + "\n")
            count += 1
    os.replace(temporary, path)
    return count


def read_directed(path: Path) -> Iterator[Directed]:
    """Reads what `write_directed` wrote."""
    for row in read_rows(path):
        language, *columns = (unescape(column) for column in row)
        yield language, Pair(*columns)


def read_packages(packages: list[tuple[str, str]], archive: Archive, out: Path) -> list[Path]:
    """Reads every package that was not read before; returns the files of all that could be read."""
    folder = out / "packages"
    folder.mkdir(parents=True, exist_ok=True)
    files: list[Path] = []
    for package, application in packages:
        path = folder / f"{package}.tsv.gz"
        if not path.exists():
            with tempfile.TemporaryDirectory(dir=out) as unpacked:
                try:
                    archive.unpack(package, Path(unpacked))
                except PackageError as error:
                    print(f"  left out: {error}", file=sys.stderr)
                    continue
                count = write_directed(path, read_folder(Path(unpacked), application))
            archive.discard(package)
            print(f"{package}: {count} pairs", flush=True)
        files.append(path)
    return files


def build(sources: list[Iterable[Directed]], extra_held_out: set[str]) -> tuple[dict[str, Split], set[str]]:
    """Splits all directions; a source held out in one direction is held out in all.

    Returns the splits by target language and the normalised held-out sources.
    """
    by_language: dict[str, list[Pair]] = {language: [] for language in LANGUAGES}
    for source in sources:
        for language, pair in source:
            by_language[language].append(pair)
    splits = {language: split_direction(pairs) for language, pairs in by_language.items()}
    held_out = extra_held_out.union(*(split.held_out for split in splits.values()))
    for split in splits.values():
        remove_held_out(split, held_out)
    return splits, held_out


def write_split(out: Path, language: str, split: Split) -> None:
    """Writes the two files of a direction."""
    write_pairs(out / f"en-{language}.train.tsv.gz", split.train)
    with gzip.open(out / f"en-{language}.router.tsv.gz", "wt", encoding="utf-8", newline="\n") as file:
        for part, pairs in split.router.items():
            for pair in pairs:
                columns = (part, pair.application, pair.context, pair.source, pair.target)
                file.write("\t".join(escape(column) for column in columns) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--folder", type=Path, action="append", default=[], help="local folder with catalogs")
    parser.add_argument("--packages", type=Path, default=PACKAGES, help="list of packages; default: packages.txt")
    parser.add_argument("--held-out", type=Path, nargs="*", default=[], help="more files whose sources to leave out")
    arguments = parser.parse_args()
    try:
        packages = read_package_list(arguments.packages)
    except (OSError, ValueError) as error:
        parser.error(str(error))
    files = read_packages(packages, Archive(arguments.out / "archive"), arguments.out)
    sources: list[Iterable[Directed]] = [read_directed(path) for path in files]
    sources += [read_folder(folder, folder.resolve().name.lower()) for folder in arguments.folder]
    splits, held_out = build(sources, read_forbidden(arguments.held_out))
    (arguments.out / HELD_OUT).write_text("".join(f"{source}\n" for source in sorted(held_out)), encoding="utf-8")
    print("direction  train pairs  English words  router train/dev/test")
    for language, split in splits.items():
        write_split(arguments.out, language, split)
        words = sum(len(pair.source.split()) for pair in split.train)
        router = "/".join(str(len(pairs)) for pairs in split.router.values())
        print(f"en-{language}  {len(split.train)}  {words}  {router}  dropped: {dict(split.dropped)}")


if __name__ == "__main__":
    main()
