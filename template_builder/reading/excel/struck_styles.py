"""Finds the styles of an Excel workbook that strike their text through."""

from __future__ import annotations

from itertools import islice

from ..limits import MAX_STRUCK_STYLES
from .xml_events import walk


def struck_styles(name: str, xml: bytes) -> frozenset[int]:
    """The numbers of such styles, as cells name them.

    Raises UnreadableFile when the XML is malformed or beyond the limits of `walk`.
    """
    if b"strike" not in xml:
        return frozenset()
    styles = _Styles()
    walk(name, xml, styles.start, styles.end)
    numbers = (at for at, font in enumerate(styles.font_of_style) if font in styles.struck_fonts)
    return frozenset(islice(numbers, MAX_STRUCK_STYLES))


class _Styles:
    """Takes the events of a styles part: `struck_fonts` by their number, and the font of each style of cells."""

    def __init__(self) -> None:
        self.struck_fonts: set[str] = set()
        self.font_of_style: list[str] = []
        self.inside: list[str] = []
        self.fonts = 0

    def start(self, name: str, given: dict[str, str]) -> None:
        around = self.inside[-1] if self.inside else ""
        if (around, name) == ("fonts", "font"):
            self.fonts += 1
        elif name == "strike" and self.inside[-2:] == ["fonts", "font"]:
            if given.get("val", "1") not in ("0", "false"):
                self.struck_fonts.add(str(self.fonts - 1))
        elif (around, name) == ("cellXfs", "xf"):
            self.font_of_style.append(given.get("fontId", "0"))
        self.inside.append(name)

    def end(self, _: str) -> None:
        self.inside.pop()
