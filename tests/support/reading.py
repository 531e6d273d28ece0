"""What a reader reads of a finished page: its words with every fold open, without what is hidden or opens in a box of its own."""

from __future__ import annotations

from html.parser import HTMLParser

VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
    ]
)
SILENT = frozenset(["script", "style", "svg", "template"])
UNSEEN = frozenset(["tg-hidden", "tg-notes", "headerlink"])
"""Classes of text for those who listen, of notes that a mark opens, and of signs that are no words."""


class Reading(HTMLParser):
    """The text between <article> and </article>, as far as it can be seen."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self._open: list[tuple[str, bool]] = []
        self.texts: list[str] = []
        self.feed(html)
        self.close()

    @property
    def words(self) -> list[str]:
        return " ".join(self.texts).split()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            return
        given = dict(attrs)
        classes = set((given.get("class") or "").split())
        unseen = tag in SILENT or bool({"hidden", "popover"} & given.keys() or classes & UNSEEN)
        self._open.append((tag, unseen))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if any(tag == "article" for tag, _ in self._open) and not any(u for _, u in self._open):
            self.texts.append(data)
