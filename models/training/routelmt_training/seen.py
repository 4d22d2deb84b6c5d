"""Determines for every recorded segment whether training had its source, to report results separately.

usage: python -m routelmt_training.seen --corpus DIR --segments DIR... --out FILE
Sources are compared in lower case, without placeholders, accelerators and surrounding punctuation; those of four
words or more are held out, so that only shorter ones can have been seen.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from .corpus_file import read_pairs
from .languages import LANGUAGES
from .normalise import normalise
from .recorded import recorded_files, recorded_rows


def seen_rows(corpus: Path, folders: list[Path]) -> Iterator[tuple[str, bool]]:
    """Id of every recorded segment, and whether the corpus of its direction has the source."""
    for language in LANGUAGES:
        path = corpus / f"en-{language}.tsv"
        known = {normalise(pair.source) for pair in read_pairs(path)} if path.exists() else set()
        for folder in folders:
            for file in recorded_files(folder, language):
                for row in recorded_rows(file):
                    yield row["id"], normalise(row["source"]) in known


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, help="folder that `corpus` wrote")
    parser.add_argument("--segments", type=Path, nargs="+", required=True, help="folders of recorded segments")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    rows = list(seen_rows(arguments.corpus, arguments.segments))
    lines = ["id\tseen", *(f"{name}\t{'yes' if is_seen else 'no'}" for name, is_seen in rows)]
    arguments.out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{arguments.out}: {sum(is_seen for _, is_seen in rows)} of {len(rows)} sources seen")


if __name__ == "__main__":
    main()
