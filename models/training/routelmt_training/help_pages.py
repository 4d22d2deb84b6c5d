"""LibreOffice's help: the same page and paragraph ids in every language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from .corpus_file import Pair
from .packages import Archive
from .prose import fold, segments

_BLOCKS = {"p", "h1", "h2", "h3", "h4", "h5", "h6"}
_SKIPPED_CLASSES = {"code", "codeintable", "smathcode", "image", "imageintable", "related"}
_FORMULA = re.compile(r"(?:^|\s)=[A-Z][A-Z0-9._]*\(|^\W*=")
"""Examples of spreadsheet formulas: their function names are translated too."""
_PAGES = Path("usr/share/libreoffice/help")


class _Paragraphs(HTMLParser):
    """Collects the text of the elements that carry a paragraph id.

    A paragraph with hidden parts (another text for each operating system or application) is left
    out: read as one text it says several things at once.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: dict[str, str] = {}
        self._id: str | None = None
        self._parts: list[str] = []
        self._whole = True

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        values = dict(attributes)
        if tag in _BLOCKS:
            identity = values.get("id") or ""
            skipped = _SKIPPED_CLASSES.intersection((values.get("class") or "").split())
            self._id = identity if identity.startswith(("par_", "hd_")) and not skipped else None
            self._parts, self._whole = [], True
        elif "hidden" in values:
            self._whole = False
        elif tag in ("br", "img"):
            self._parts.append(" ")

    def handle_data(self, data: str) -> None:
        if self._id is not None:
            self._parts.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS and self._id is not None:
            if self._whole and self._id not in self.texts:
                self.texts[self._id] = fold("".join(self._parts))
            self._id = None


def paragraphs(page: str) -> dict[str, str]:
    """Text of every paragraph of a help page, by its id."""
    parser = _Paragraphs()
    parser.feed(page)
    parser.close()
    return parser.texts


def read_help(archive: Archive, language: str) -> Iterator[Pair]:
    """Pairs of all help pages."""
    english = archive.unpacked("libreoffice-help-en-us") / _PAGES / "en-US" / "text"
    translation = archive.unpacked(f"libreoffice-help-{language}") / _PAGES / language / "text"
    done: set[tuple[str, str]] = set()
    for path in sorted(english.rglob("*.html")):
        page = path.relative_to(english)
        other = translation / page
        if not other.exists():
            continue
        translated = paragraphs(other.read_text(encoding="utf-8"))
        for identity, source in paragraphs(path.read_text(encoding="utf-8")).items():
            target = translated.get(identity, "")
            # Pages embed each other: the same paragraph comes back under the same id. An equal one is
            # not translated, or code.
            if target and target != source and (identity, source) not in done:
                done.add((identity, source))
                for pair in segments(source, target) if not _FORMULA.search(source) else ():
                    yield Pair(f"libreoffice-help/{page.with_suffix('')}", "", *pair)
