"""A Markdown extension: tables that turn into labeled blocks where the page is narrow.

They carry no explicit roles: the browsers that know the nested rules of guide.css, by which a table becomes blocks, keep
what a table means however it is shown. See docs/decisions.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor


class StackingTables(Treeprocessor):
    """Gives each table our class, and each cell the name of its column."""

    def run(self, root: Element) -> None:
        """Mark the tables that Markdown wrote; ours have a class already."""
        for table in root.iter("table"):
            if not table.get("class"):
                _mark(table)


def _mark(table: Element) -> None:
    table.set("class", "tg-table")
    for row in table.iter("tr"):
        for cell in row.findall("th"):
            if not len(cell) and not (cell.text or "").strip():
                cell.tag = "td"  # an empty corner heads nothing
    headers = ["".join(cell.itertext()).strip() for cell in table.findall("thead/tr/*")]
    for cell in table.iter("th"):
        cell.set("scope", "col")
    for row in table.findall("tbody/tr"):
        for cell, header in zip(row.findall("td"), headers, strict=False):
            if header:
                cell.set("data-label", header)


class TablesExtension(Extension):
    """Registered in mkdocs.yml as `macros.tables`."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's own name
        """Run after inline markup, so that headers are plain text by then."""
        md.treeprocessors.register(StackingTables(md), "tg-tables", 5)


def makeExtension(**options: object) -> TablesExtension:  # noqa: N802 - Markdown's own name
    """What Markdown looks for in a module named as an extension."""
    return TablesExtension(**options)
