"""Finds the cells of an Excel sheet that somebody commented on. What a comment says is never read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..archive import Archive
from ..marks import COMMENTS_BY_US, Marks, column_number
from .relations import relations_of, relations_part

_KINDS = ("comments", "threadedComment")
_AUTHOR = re.compile(rb"<(?:\w+:)?author(?=[\s/>])(?:[^<>]*/>|[^<>]*>([^<]*))")
_COMMENT = re.compile(rb"<(?:\w+:)?(?:threadedC|c)omment(?=\s)([^<>]*)>")
_PLACE = re.compile(rb"\bref\s*=\s*[\"']([A-Z]{1,3})([1-9][0-9]{0,6})(?::[A-Z0-9]+)?[\"']")
_AUTHOR_NUMBER = re.compile(rb"\bauthorId\s*=\s*[\"']([0-9]{1,6})[\"']")


class Comments:
    """The comments of a workbook; a part that many sheets name is read once."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._places: dict[str, list[tuple[int, int]]] = {}

    def note(self, sheet: str, marks: Marks) -> None:
        """Note the cells with a comment on the sheet at a path; those that we wrote into a marked copy are none.

        Raises UnreadableFile when a part that the sheet names is damaged.
        """
        links = relations_part(sheet)
        # Most sheets have no comments, and many of those with relations have thousands of links.
        if links not in self._archive or b"omment" not in self._archive.read_xml(links):
            return
        for kind, part in relations_of(self._archive, sheet).values():
            if kind in _KINDS and part in self._archive:
                if part not in self._places:
                    self._places[part] = list(commented_places(self._archive.read_xml(part)))
                for row, column in self._places[part]:
                    marks.comment(row, column)


def commented_places(xml: bytes) -> Iterator[tuple[int, int]]:
    """Row and column of each comment of a part, counted from 0, but for ours."""
    ours = COMMENTS_BY_US.encode()
    authors = [author == ours for author in _AUTHOR.findall(xml)]
    for comment in _COMMENT.finditer(xml):
        place, number = _PLACE.search(comment[1]), _AUTHOR_NUMBER.search(comment[1])
        by_us = number is not None and int(number[1]) < len(authors) and authors[int(number[1])]
        if place and not by_us:
            yield int(place[2]) - 1, column_number(place[1].decode())
