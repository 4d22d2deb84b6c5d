"""Reads Qt's compiled catalogs (`.qm`).

A file is a magic number and sections `tag, length, data`, all big-endian. The messages section is
a run of tagged fields; each message ends with an end tag. Layout: qtranslator.cpp of qtbase.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

_MAGIC = bytes.fromhex("3cb86418caef9c95cd211cbf60a1bddd")
_MESSAGES = 0x69
_NO_TEXT = 0xFFFFFFFF


class _Field(IntEnum):
    END = 1
    SOURCE_UTF16 = 2
    TRANSLATION = 3
    CONTEXT_UTF16 = 4
    HASH = 5
    SOURCE = 6
    CONTEXT = 7
    COMMENT = 8
    OBSOLETE = 9


class QmError(ValueError):
    """The bytes are no readable `.qm` catalog."""


@dataclass(slots=True)
class Message:
    """One message; `translations` holds more than one form when the message counts something."""

    context: str
    comment: str
    source: str
    translations: list[str]


def _sections(data: bytes) -> Iterator[tuple[int, bytes]]:
    if not data.startswith(_MAGIC):
        raise QmError("not a .qm file: wrong magic number")
    at = len(_MAGIC)
    while at < len(data):
        if at + 5 > len(data):
            raise QmError("cut off inside a section header")
        tag, length = struct.unpack_from(">BI", data, at)
        at += 5
        if at + length > len(data):
            raise QmError(f"section {tag:#x} is longer than the file")
        yield tag, data[at : at + length]
        at += length


def read_qm(data: bytes) -> Iterator[Message]:
    """Messages of a catalog that still have their English source text.

    Catalogs written with `lrelease -compress` or with ids may leave sources out: such messages are
    skipped. Raises QmError on anything that is not a whole `.qm` file.
    """
    for section, body in _sections(data):
        if section == _MESSAGES:
            yield from _messages(body)


def _messages(body: bytes) -> Iterator[Message]:
    message = Message("", "", "", [])
    at = 0
    while at < len(body):
        tag = body[at]
        at += 1
        if tag == _Field.END:
            if message.source:
                yield message
            message = Message("", "", "", [])
            continue
        if tag == _Field.OBSOLETE:
            continue
        if at + 4 > len(body):
            raise QmError("cut off inside a message")
        (length,) = struct.unpack_from(">I", body, at)
        at += 4
        if tag == _Field.HASH:
            continue
        if length == _NO_TEXT:
            length = 0
        if at + length > len(body):
            raise QmError("a text is longer than the messages section")
        raw = body[at : at + length]
        at += length
        try:
            _set(message, tag, raw)
        except UnicodeDecodeError as error:
            raise QmError(f"undecodable text: {error}") from error


def _set(message: Message, tag: int, raw: bytes) -> None:
    match tag:
        case _Field.TRANSLATION:
            message.translations.append(raw.decode("utf-16-be"))
        case _Field.SOURCE:
            message.source = raw.decode("utf-8")
        case _Field.SOURCE_UTF16:
            message.source = raw.decode("utf-16-be")
        case _Field.CONTEXT:
            message.context = raw.decode("utf-8")
        case _Field.CONTEXT_UTF16:
            message.context = raw.decode("utf-16-be")
        case _Field.COMMENT:
            message.comment = raw.decode("utf-8")
        case _:
            raise QmError(f"unknown field {tag}")
