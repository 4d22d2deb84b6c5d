"""Finds translation catalogs below a folder and reads them, whatever their format."""

from __future__ import annotations

import os
import re
import struct
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import polib

from .corpus_file import Pair
from .qm import Message, read_qm
from .qt_ts import read_ts
from .tokenizer import LANGUAGES

_SKIPPED_FOLDERS = {".git", "node_modules"}
_CATALOG_FOLDERS = {"po", "locale", "locales", "translations", "lang", "i18n", "languages"}
_LANGUAGE = re.compile(r"(?:(.+)[._-])?([a-z]{2})(?:[_-]([A-Z]{2}))?")
_COUNTRIES = {language: language.upper() for language in LANGUAGES}
"""The country whose variant is the language itself: `de_DE`, but neither `de_AT` nor `fr_CA`."""


class CatalogError(Exception):
    """A catalog could not be read; the message names the file and the reason."""


@dataclass(frozen=True, slots=True)
class Catalog:
    """A catalog file, the language it translates to, and its name."""

    path: Path
    language: str
    name: str


def _language(name: str) -> tuple[str, str] | None:
    """(catalog, language) of `app_de`, `app.de_DE` or `de`; nothing for other languages."""
    match = _LANGUAGE.fullmatch(name)
    if match and match[2] in LANGUAGES and match[3] in (None, _COUNTRIES[match[2]]):
        return match[1] or "", match[2]
    return None


def identify(path: Path) -> Catalog | None:
    """What a path says: `de/LC_MESSAGES/app.mo`, `app_de.qm`, `po/de.po`, `de/app.mo`."""
    if path.suffix not in _READERS:
        return None
    folder = path.parent.parent if path.parent.name == "LC_MESSAGES" else path.parent
    found = _language(folder.name)
    if found and not found[0]:
        own = _language(path.stem)
        return Catalog(path, found[1], own[0] if own and own[0] and own[1] == found[1] else path.stem)
    found = _language(path.stem)
    if found is None:
        return None
    project = folder.parent if folder.name in _CATALOG_FOLDERS else folder
    return Catalog(path, found[1], found[0] or project.name)


def find_catalogs(root: Path) -> Iterator[Catalog]:
    """Catalogs of our languages below a folder, in a stable order; links are not followed."""
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if name not in _SKIPPED_FOLDERS)
        for name in sorted(files):
            path = Path(folder, name)
            catalog = identify(path)
            if catalog is not None and not path.is_symlink():
                yield catalog


def read_catalog(catalog: Catalog, application: str) -> list[Pair]:
    """All translated strings of a catalog as they stand there, fuzzy and unfinished ones left out.

    Raises CatalogError.
    """
    where = f"{application}/{catalog.name}"
    try:
        entries = list(_READERS[catalog.path.suffix](catalog.path))
    except (OSError, ValueError, IndexError, struct.error, OverflowError) as error:
        raise CatalogError(f"{catalog.path.name} ({catalog.language}): {error}") from error
    return [Pair(where, context, source, target) for context, source, target in entries if source and target]


def _gettext(entries: Iterable[polib.POEntry | polib.MOEntry]) -> Iterator[tuple[str, str, str]]:
    for entry in entries:
        context = entry.msgctxt or ""
        if entry.msgid_plural:
            forms = [entry.msgstr_plural[number] for number in sorted(entry.msgstr_plural)]
            if forms and all(forms):
                yield context, entry.msgid, forms[0]
                # The last form is "other" in all our languages, however many they count.
                yield context, entry.msgid_plural, forms[-1]
        else:
            yield context, entry.msgid, entry.msgstr


def _po(path: Path) -> Iterator[tuple[str, str, str]]:
    # polib takes a string that is no file for the catalog's text.
    entries = polib.pofile(str(path.resolve(strict=True)))
    return _gettext(entry for entry in entries if not entry.obsolete and not entry.fuzzy)


def _mo(path: Path) -> Iterator[tuple[str, str, str]]:
    return _gettext(polib.mofile(str(path.resolve(strict=True))))


def _qt(read: Callable[[bytes], Iterator[Message] | list[Message]]) -> Callable[[Path], Iterator[tuple[str, str, str]]]:
    def entries(path: Path) -> Iterator[tuple[str, str, str]]:
        for message in read(path.read_bytes()):
            # A counting message has one English text: it goes with the "other" form, the last.
            if message.translations:
                yield message.context, message.source, message.translations[-1]

    return entries


_READERS: dict[str, Callable[[Path], Iterator[tuple[str, str, str]]]] = {
    ".mo": _mo,
    ".gmo": _mo,
    ".po": _po,
    ".qm": _qt(read_qm),
    ".ts": _qt(read_ts),
}
