"""Removes accelerator markers from interface strings: `&` (Qt, KDE), `_` (GTK), `~` (LibreOffice)."""

from __future__ import annotations

import re

_MARKERS = {
    "&": re.compile(r"(?<!&)&(?=\w)(?!#?\w{1,31};)"),
    "_": re.compile(r"_(?=[^\W_])"),
    "~": re.compile(r"~(?=[^\W\d_])"),
}
_ABBREVIATIONS = {"AT&T", "R&D", "Q&A", "P&L", "B&W", "S&P", "M&A"}
_LABEL_WORD = re.compile(r"[A-ZÀ-Þ][a-zß-ÿ]*_[a-zß-ÿ]+")
"""`E_xit`, `T_rash`: a capital and small letters; identifiers are small or capital throughout."""
_IN_BRACKETS = re.compile(r"\s?[(（][&_]\w[)）]")
"""`打开(&O)`: the form in languages with letters that are not on a key."""
_INSIDE_PLACEHOLDER = re.compile(r"%\w*$")


def _positions(text: str, marker: str) -> list[int]:
    return [match.start() for match in _MARKERS[marker].finditer(text)]


def _word(text: str, at: int, marker: str) -> str:
    """The word around a marker, including the marker."""
    start = re.search(rf"[\w{marker}]*$", text[:at])
    end = re.match(rf"[\w{marker}]*", text[at:])
    return (start[0] if start else "") + (end[0] if end else "")


def _is_accelerator(source: str, at: int, target: str, right: list[int], marker: str) -> bool:
    """Whether a marker in the source is really one, and not part of a name."""
    word = _word(source, at, marker)
    if word in _ABBREVIATIONS or _INSIDE_PLACEHOLDER.search(source[:at]):
        return False
    if marker != "_":
        return True
    if word.startswith("_"):
        return not source[:at].endswith(("<", "'", '"', "`", "‘", "“"))
    if _LABEL_WORD.fullmatch(word):
        return True
    return bool(right) and word.lower() != _word(target, right[0], marker).lower()


def strip_accelerators(source: str, target: str) -> tuple[str, str]:
    """Both texts without their accelerator marker, when they have one.

    A marker precedes a letter, once in the source and at most once in the target. An
    underscore in the middle of a word that both texts share belongs to an identifier and stays.
    """
    if any(_positions(source, marker) for marker in "&_"):
        target = _IN_BRACKETS.sub("", target)
    for marker in _MARKERS:
        left, right = _positions(source, marker), _positions(target, marker)
        if max(source.count(marker), target.count(marker)) > 1:
            continue
        accelerated = bool(left) and _is_accelerator(source, left[0], target, right, marker)
        if accelerated:
            source = source[: left[0]] + source[left[0] + 1 :]
        # If the source has none, the translation's marker is a leftover.
        if right and (accelerated or marker not in source):
            target = target[: right[0]] + target[right[0] + 1 :]
    return source, target
