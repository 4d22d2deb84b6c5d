"""Writes small catalogs of every format, byte by byte where no library writes them."""

from __future__ import annotations

import struct
from pathlib import Path

import polib

QM_MAGIC = bytes.fromhex("3cb86418caef9c95cd211cbf60a1bddd")


def po_file(entries: list[polib.POEntry]) -> polib.POFile:
    """A UTF-8 catalog with a header."""
    catalog = polib.POFile()
    catalog.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Plural-Forms": "nplurals=2; plural=(n != 1);"}
    catalog.extend(entries)
    return catalog


def write_mo(path: Path, translations: dict[str, str]) -> None:
    """A `.mo` of plain strings."""
    path.parent.mkdir(parents=True, exist_ok=True)
    entries = [polib.POEntry(msgid=source, msgstr=target) for source, target in translations.items()]
    po_file(entries).save_as_mofile(str(path))


def qm_text(tag: int, text: bytes) -> bytes:
    """A tagged text of a message."""
    return bytes([tag]) + struct.pack(">I", len(text)) + text


def qm_message(context: str, source: str, translations: list[str]) -> bytes:
    """A message as lrelease writes it: translations, comment, source, context, end."""
    body = b"".join(qm_text(3, translation.encode("utf-16-be")) for translation in translations)
    return body + qm_text(8, b"") + qm_text(6, source.encode()) + qm_text(7, context.encode()) + b"\x01"


def qm_section(tag: int, body: bytes) -> bytes:
    """A section."""
    return bytes([tag]) + struct.pack(">I", len(body)) + body


def qm_file(messages: list[bytes]) -> bytes:
    """A `.qm` with a language, an index (ignored by the reader) and the messages."""
    return QM_MAGIC + qm_section(0xA7, b"de") + qm_section(0x42, bytes(8)) + qm_section(0x69, b"".join(messages))
