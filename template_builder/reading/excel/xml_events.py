"""Walks through an XML part element by element, within limits and without ever growing it."""

from __future__ import annotations

from collections.abc import Callable
from xml.parsers import expat

from ..limits import MAX_DEPTH, MAX_ELEMENTS
from ..refusal import UnreadableFile

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]


def walk(part: str, xml: bytes, start: Start, end: End, text: Text | None = None) -> None:
    """Call back for each start tag, end tag and text; names of tags come without their prefix.

    Raises UnreadableFile when the XML of `part` is malformed, declares entities, or is too deep or too long.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    depth = count = 0
    local: dict[str, str] = {}

    def started(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, count
        depth += 1
        count += 1
        if depth > MAX_DEPTH:
            raise UnreadableFile("corrupt", f"Its part {part} is nested too deep.")
        if count > MAX_ELEMENTS:
            raise UnreadableFile("too-large", f"Its part {part} is too long.")
        tag = local.get(name)
        if tag is None:
            tag = local[name] = name.rpartition(":")[2]
        start(tag, attributes)

    def ended(name: str) -> None:
        nonlocal depth
        depth -= 1
        end(local[name])

    def declared(*_: object) -> None:
        raise UnreadableFile(
            "corrupt", f"Its part {part} has a document type, which no workbook has."
        )

    parser.StartElementHandler = started
    parser.EndElementHandler = ended
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = declared
    try:
        parser.Parse(xml, True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise UnreadableFile("corrupt", f"Its part {part} is damaged.") from error
