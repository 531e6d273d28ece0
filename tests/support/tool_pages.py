"""What a reader does on a page under tools/, step by step, for the tests in a browser."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Locator, Page, expect

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
