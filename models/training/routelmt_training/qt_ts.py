"""Reads Qt's source catalogs (`.ts`, XML), event by event."""

from __future__ import annotations

from xml.parsers import expat

from .qm import Message


class TsError(ValueError):
    """The bytes are no readable `.ts` catalog."""


class _Reader:
    """Collects finished messages while the parser walks the file."""

    def __init__(self) -> None:
        self.messages: list[Message] = []
        self._depth = 0
        self._context = ""
        self._message = Message("", "", "", [])
        self._finished = True
        self._text: list[str] | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if self._depth == 0 and tag != "TS":
            # TypeScript files end in .ts too, and other XML may.
            raise TsError(f"the root is <{tag}>, not <TS>")
        self._depth += 1
        match tag:
            case "message":
                self._message, self._finished = Message(self._context, "", "", []), True
            case "name" | "source" | "comment" | "numerusform":
                self._text = []
            case "translation":
                self._finished = attributes.get("type") is None
                self._text = []
            case "byte" if self._text is not None:
                # Characters that XML cannot hold, `<byte value="x1b"/>`.
                value = attributes.get("value", "")
                code = int(value[1:], 16) if value.startswith("x") else int(value or "32")
                self._text.append(chr(code))

    def end(self, tag: str) -> None:
        self._depth -= 1
        text = "".join(self._text) if self._text is not None else ""
        match tag:
            case "name":
                self._context = text
            case "source":
                self._message.source = text
            case "comment":
                self._message.comment = text
            case "numerusform":
                self._message.translations.append(text)
            case "translation" if not self._message.translations:
                self._message.translations.append(text)
            case "message" if self._finished and self._message.source:
                self.messages.append(self._message)
        if tag != "byte":
            self._text = None

    def characters(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)


def _refuse_entity(*_: object) -> None:
    raise TsError("entity declarations are refused")


def read_ts(data: bytes) -> list[Message]:
    """Finished messages (not `unfinished`, `vanished` or `obsolete`) of a catalog.

    Declared entities are refused: a catalog needs none, and they can blow up a parser or read
    files. Raises TsError on anything that is not a whole `.ts` catalog.
    """
    reader = _Reader()
    parser = expat.ParserCreate()
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.characters
    parser.EntityDeclHandler = _refuse_entity
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, OverflowError) as error:
        raise TsError(str(error)) from error
    return reader.messages
