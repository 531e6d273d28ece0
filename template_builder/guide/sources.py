"""Where the statements of the guide come from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from ..common.declared import SourceIds, Text

GENERATIONS = {
    "current": "Clio's newest help articles",
    "2022-era": "Clio's help articles of about 2022",
    "older": "Clio's help articles of about 2014 to 2021, or equally old vendor pages",
    "official": "A regulator, court or statute",
    "vendor": "The maker of the previous system",
    "secondary": "Somebody explaining a rule that is not theirs",
    "third-party": "Neither Clio nor the maker of the previous system",
    "ours": "This guide's own advice",
}


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where a statement comes from and how far to trust it. Only `ours` may lack a URL on purpose.

    `described`: only the address was recorded, and the title is a description of ours.
    """

    id: str
    title: str
    publisher: str
    url: str = ""
    generation: Annotated[str, Text(choices=tuple(GENERATIONS))]
    period: str = ""
    partial: str = ""
    note: str = ""
    described: bool = False

    @property
    def cited(self) -> str:
        """As a line of print names it: publisher, title, generation."""
        return f"{self.publisher}: {self.title} ({self.generation})"

    def problems(self) -> Iterator[tuple[str, str]]:
        if self.url and not self.url.startswith(("https://", "http://")):
            yield "url", f"expected an address, found {self.url!r}"


@dataclass(frozen=True, kw_only=True)
class Claim:
    """A sentence with its sources."""

    text: str
    sources: SourceIds
