"""The binder as a printer gets it: A4 and Letter, read back from the PDF."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from template_builder.guide.model import Guide
from tests.support.paper import sheets, squeezed
from tests.support.site import Served

pytestmark = pytest.mark.browser

SIZES = {"A4": (210, 297), "Letter": (216, 279)}
"""Millimeters."""


@dataclass(frozen=True)
class Printed:
    """The text of each page without blanks, its foot apart, and the size of the paper in millimeters."""

    pages: list[str]
    feet: list[list[tuple[str, str]]]
    size: tuple[int, int]

    def where(self, heading: str) -> int:
        """The page that begins with a heading, from 0."""
        (found,) = [n for n, text in enumerate(self.pages) if text.startswith(squeezed(heading))]
        return found


def printed(page: Page, paper: str) -> Printed:
    """The binder on paper, read back."""
    pdf = page.pdf(format=paper)
    box = PdfReader(io.BytesIO(pdf)).pages[0].mediabox
    size = (round(float(box.width) * 25.4 / 72), round(float(box.height) * 25.4 / 72))
    texts = sheets(pdf)
    return Printed([FOOT.sub("", text) for text in texts], [FOOT.findall(t) for t in texts], size)


FOOT = re.compile(r"^(\d+)of(\d+)Firmtransitionguide")


SIZES = {"A4": (210, 297), "Letter": (216, 279)}
"""Millimeters."""


@pytest.mark.parametrize(
    ("paper", "of", "region"),
    [("A4", "firm_server", "US"), ("Letter", "server", "")],
    ids=["A4, with the dates of a firm", "Letter, with lines to write on"],
)
def test_the_binder_on_paper(
    plain: Page, request: pytest.FixtureRequest, guide: Guide, paper: str, of: str, region: str
) -> None:  # fmt: skip
    """Printed without scripts."""
    plain.goto(request.getfixturevalue(of).url("print/"))
    binder = printed(plain, paper)
    assert binder.size == SIZES[paper]
    assert 35 <= len(binder.pages) <= 70

    cover = binder.pages[0]
    assert cover.startswith(squeezed("Your move to Clio Manage: the binder"))
    assert squeezed("Facts read Sun 22 Nov 2026 to Wed 25 Nov 2026") in cover
    for said in ("Firm Invented & Partners", "Export session Thu 14 Jan 2027"):
        assert (squeezed(said) in cover) == (of == "firm_server")
    count = str(len(binder.pages))
    assert binder.feet == [
        [],
        *([(str(number), count)] for number in range(2, len(binder.pages) + 1)),
    ]

    # Each part and each sheet begins a page.
    parts = ["Contents", "Timeline", "Role sheets Coordinator", "Checklists Before", "How-tos"]
    parts.append("Sources")
    places = [binder.where(heading) for heading in parts]
    assert places == sorted(places)
    for heading in ("Billing: what", "Timekeeper: what", "IT: what", "During processing Done"):
        assert binder.where(heading)

    # Every item once, whole, under a repeated header.
    checklists = binder.pages[binder.where("Checklists") : binder.where("How-tos")]
    for text in checklists:
        assert squeezed("Done Item Due Role Initials Date") in text
    together = "".join(checklists)
    items = {item.id: squeezed(item.text) for item in guide.for_region(region).items.values()}
    printed_as_often = {id_: together.count(text) for id_, text in items.items()}
    assert printed_as_often == {
        id_: sum(text in other for other in items.values()) for id_, text in items.items()
    }

    # Nothing that makes no sense on paper.
    everything = "".join(binder.pages)
    for gone in ("Was this page helpful?", "This page is made for paper", "Skip to content"):
        assert squeezed(gone) not in everything


STYLES = """
() => {
  const style = (selector) => getComputedStyle(document.querySelector(selector));
  const rows = [...document.querySelectorAll(".tg-ticks tbody tr")];
  const stops = [...document.querySelectorAll(".tg-ticks strong")];
  return {
    rows: [...new Set(rows.map((row) => getComputedStyle(row).breakInside))],
    frame: [style(".tg-box > span").borderTopStyle, style(".tg-box > span").borderTopColor],
    stop: getComputedStyle(stops.find((each) => each.textContent.includes("Point of no return."))).color,
  };
}
"""


def test_no_item_splits_and_a_black_and_white_printer_loses_nothing(
    plain: Page, server: Served
) -> None:
    """Boxes have frames, points of no return have words; no row is told apart by color."""
    plain.emulate_media(media="print")
    plain.goto(server.url("print/"))
    found = plain.evaluate(STYLES)
    assert found["rows"] == ["avoid"]
    assert found["frame"] == ["solid", "rgb(0, 0, 0)"]
    assert found["stop"] in ("rgb(0, 0, 0)", "rgb(51, 51, 51)")
