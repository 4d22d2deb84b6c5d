"""Writes sacreBLEU's sentence chrF++ of recorded translations, for the test of our own chrF++."""

from __future__ import annotations

import argparse
from pathlib import Path

from sacrebleu import CHRF

from .corpus_file import escape
from .recorded import recorded_texts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--segments", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--every", type=int, default=11, help="take every n-th segment")
    arguments = parser.parse_args()
    metric = CHRF(word_order=2)
    texts = list(recorded_texts(arguments.segments))
    lines = ["hypothesis\treference\tscore"]
    for at in range(0, len(texts), 3 * arguments.every):
        source, reference, large = texts[at : at + 3]
        for hypothesis in (large, source):
            score = metric.sentence_score(hypothesis, [reference]).score
            lines.append(f"{escape(hypothesis)}\t{escape(reference)}\t{score:.4f}")
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    arguments.out.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
