"""What a reader does on a page under tools/, step by step, for the tests in a browser."""

from __future__ import annotations

import base64
import io
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.support.axe_check import pleases_axe
from tests.support.fill import fill, row
from tests.support.kit import example_kit
from tests.support.samples import inside, run, write_errors, write_samples
from tests.support.site import Served

PATIENCE = 60_000
"""Milliseconds for the engine to start, and for one job."""


def arrive(page: Page, server: Served, name: str, *, ready: bool = True) -> None:
    """Open a tool and wait until its script, and if wanted its engine, has started."""
    page.goto(server.url(f"tools/{name}/"))
    expect(page.locator(f"[data-module='tools/{name}']")).to_have_attribute("data-started", "")
    if ready:
        page.locator("[data-engine-box][data-state=ready]").wait_for(timeout=PATIENCE)


def choose(page: Page, name: str, *files: Path) -> None:
    """Choose files in the place of a name."""
    page.locator(f"#drop-{name}").set_input_files(files)


def choose_early(page: Page, server: Served, name: str, **places: list[Path]) -> None:
    """Open a tool and choose files, each before its script has come; they are taken when it comes."""
    held: list[Route] = []
    address = f"**/tools/{name}.*.mjs"
    page.route(address, lambda route: held.append(route))
    with page.expect_request(address):
        page.goto(server.url(f"tools/{name}/"), wait_until="commit")
    for place, files in places.items():
        choose(page, place, *files)
    held[0].continue_()
    page.unroute(address)
    for place, files in places.items():
        for file in files:
            expect(page.locator(f"[data-drop={place}] [data-chosen]")).to_contain_text(file.name)


def looks_good(page: Page, axe: str) -> None:
    """Axe finds nothing in the tool in the state it is in; the page around it is the same in every state."""
    pleases_axe(page, axe, ".tg-tool")


def said(page: Page) -> Locator:
    """Where a tool says what it does."""
    return page.locator(".tg-said")


def done(page: Page) -> None:
    """Wait until the results are there."""
    expect(said(page)).to_contain_text("Done", timeout=PATIENCE)


def saved(page: Page, button: str) -> tuple[str, bytes]:
    """Press a button that saves a file: its name and its bytes."""
    with page.expect_download(timeout=PATIENCE) as download:
        page.get_by_role("button", name=button).click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


STUCK = """
addEventListener("message", ({ data }) => {
  if (data.args?.name === "stuck.xlsx") for (;;);
  if (data.args?.name === "error.xlsx") throw new RangeError("made for a test");
});
"""
"""Put in front of the worker: it hangs or crashes on files of certain names."""


ODD = """
globalThis.oddHabit = (args) => ({ "stuck.xlsx": "hangs", "error.xlsx": "crashes" })[args?.name];
"""
"""The same for what stands in for the worker."""


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files of the example firm: workbooks, crosswalk, an export, what Clio handed back, a listing, a broken file."""
    folder = tmp_path_factory.mktemp("samples")
    write_samples(folder)
    with inside(folder):
        run(
            "transition-kit export billie.xlsx billie-corrected.xlsx --repeats both --firm firm.toml --crosswalk crosswalk.xlsx --out import"
        )
        run(
            "transition-kit export billie.xlsx --firm firm.toml --crosswalk crosswalk.xlsx --out alone"
        )
        write_errors(folder)
    (folder / "broken.xlsx").write_bytes(b"PK\x03\x04 nothing")
    for name in ("stuck", "error"):
        (folder / f"{name}.xlsx").write_bytes((folder / "billie.xlsx").read_bytes())
    return folder


def month_first(page: Page) -> None:
    """Say how Clio writes dates, where no firm's file does."""
    page.get_by_label("month/day/year", exact=True).check()


def names_in(data: bytes) -> set[str]:
    """The names in a zip."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return set(archive.namelist())


def part_of(data: bytes, name: str) -> bytes:
    """One file of a zip."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


def listed(page: Page) -> list[str]:
    """The names in the list of chosen files."""
    return page.locator("[data-drop=files] .tg-chosen-list strong").all_text_contents()


CHOOSE = """
([place, files]) => {
  const transfer = new DataTransfer();
  for (const [name, text] of files) {
    transfer.items.add(new File([Uint8Array.from(atob(text), (each) => each.charCodeAt(0))], name));
  }
  const input = document.querySelector(`#drop-${place}`);
  input.files = transfer.files;
  input.dispatchEvent(new Event("change"));
}
"""
"""Chooses files of any names, also of the same one, as from two folders; their bytes as Base64."""


def as_text(data: bytes) -> str:
    """Bytes as CHOOSE takes them."""
    return base64.b64encode(data).decode()


def with_text_dates(folder: Path) -> Path:
    """A workbook with dates typed as text, each of which can mean two days."""
    cells = {
        **row("Time", 2, "03/02/2027", "2024-0101", "Drafting", "Draft second amendment", 1.5),
        **row("Time", 3, "04/02/2027", "2024-0117", "Telephone", "Call about the trustee", 0.5),
    }
    data = {file.name: file.data for file in example_kit()}["time-tracking-billie-sample.xlsx"]
    (folder / "dates.xlsx").write_bytes(fill(data, cells))
    return folder / "dates.xlsx"
