"""Pages that one test after another gets, as good as new.

The first address that a fresh browser profile opens costs half as much again: a process is started, and no style sheet or script
has been read before.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Dialog, Error, Page

Note = Callable[[str], None]
Prepare = Callable[[dict[str, Any], Note], BrowserContext]
"""Opens a profile with options, which notes what must not happen."""

FORGET = "() => { try { localStorage.clear(); sessionStorage.clear(); } catch { /* a page without storage */ } }"
LASTING = ("add_init_script", "expose_function", "expose_binding")
CLOCK = ("install", "set_fixed_time", "set_system_time", "pause_at")
"""What a page or its profile cannot take back, and its clock neither."""


class StandingPage:
    """One page in a profile of its own."""

    def __init__(self, prepare: Prepare, options: dict[str, Any], *, clocked: bool) -> None:
        self.note: Note = lambda _: None
        self.context = prepare(options, lambda text: self.note(text))
        self.page = self.context.new_page()
        self.is_as_new = True
        self._size = self.page.viewport_size
        self._origins: set[str] = set()
        self.page.on("framenavigated", lambda frame: self._origins.add(_origin(frame.url)))
        lasting: list[tuple[object, tuple[str, ...]]] = [
            (self.context, LASTING),
            (self.page, LASTING),
            (self.context.clock, () if clocked else CLOCK),
        ]
        for each, names in lasting:
            for name in names:
                setattr(each, name, self._noticed(getattr(each, name)))

    def _noticed(self, change: Callable[..., Any]) -> Callable[..., Any]:
        def noticed(*args: Any, **options: Any) -> Any:
            self.is_as_new = False
            return change(*args, **options)

        return noticed

    def renew(self) -> None:
        """Take back what a test has done."""
        for other in self.context.pages:
            if other != self.page:
                other.close()
        if not self.is_as_new:
            return
        self.page.unroute_all(behavior="ignoreErrors")
        self.context.unroute_all(behavior="ignoreErrors")
        self.page.evaluate(FORGET)
        self.page.on("dialog", _leave)
        self.page.goto("about:blank")
        self.page.remove_listener("dialog", _leave)
        self.page.emulate_media(media="null", color_scheme="null")
        if self._size and self.page.viewport_size != self._size:
            self.page.set_viewport_size(self._size)
        self.context.clear_permissions()
        self.context.set_offline(False)
        session = self.context.new_cdp_session(self.page)
        for origin in self._origins:
            session.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
        session.detach()  # with a session open, a page forgets between two addresses that it is for paper
        self._origins.clear()


def _leave(dialog: Dialog) -> None:
    """Leave a page that asks whether one wants to."""
    dialog.accept()


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


class Standing:
    """Those of one process, by their options."""

    def __init__(self, prepare: Prepare) -> None:
        self._prepare = prepare
        self._free: dict[str, StandingPage] = {}
        self._lent: list[tuple[str, StandingPage]] = []

    def lend(self, note: Note, options: dict[str, Any], *, clocked: bool) -> Page:
        """A page with nothing stored; of a `clocked` one, whoever gets it sets the clock."""
        key = f"{clocked} {sorted(options.items())}"
        found = self._free.pop(key, None) or StandingPage(self._prepare, options, clocked=clocked)
        found.note = note
        self._lent.append((key, found))
        return found.page

    def take_back(self) -> None:
        """Renew what was lent and close what cannot be renewed."""
        while self._lent:
            key, each = self._lent.pop()
            try:
                each.renew()
            except Error:  # such as a page that a test has closed
                each.is_as_new = False
            if each.is_as_new and key not in self._free:
                self._free[key] = each
            else:
                each.context.close()

    def close(self) -> None:
        """Close all."""
        for each in self._free.values():
            each.context.close()
