"""`make audit`: Lighthouse on every page of a built site, behind nginx with our configuration; a table at the end.

What is cheap (Nu, axe, links, both builders, servers) is part of `make test`; random files follow in `make audit`.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.support.site import ROOT, build, page_urls
from tests.support.web_servers import web_server

HERE = Path(__file__).parent
CATEGORIES = ("Performance", "Accessibility", "Best practices", "SEO")
FULL = 100
MOST_PAINT = 1800
"""Milliseconds until a slow phone shows something."""
END = 60
"""Seconds in which Lighthouse ends once it has said everything."""


class Result(NamedTuple):
    """One page: its scores by category, when it shows something (ms), what cost points."""

    page: str
    scores: list[int]
    paint: int
    lost: list[str]

    @property
    def is_full(self) -> bool:
        return set(self.scores) == {FULL} and self.paint <= MOST_PAINT


def main(pages: list[str]) -> int:
    """Audit the pages given, or all; 1 where one does not reach what it should."""
    with tempfile.TemporaryDirectory(prefix="audit-") as name:
        folder = Path(name)
        site = build(folder / "www")
        with web_server("nginx", site, folder, "http://127.0.0.1/") as port:
            results = []
            for result in lighthouse(f"http://127.0.0.1:{port}", pages or page_urls()):
                results.append(result)
                print(line(result), flush=True)
    short = [result for result in results if not result.is_full]
    print(f"\n{len(results) - len(short)} of {len(results)} pages reach {FULL} in all four, and")
    print(f"show something within {MOST_PAINT} ms on a slow phone.")
    return 1 if short else 0


def lighthouse(origin: str, pages: list[str]) -> Iterator[Result]:
    """What Lighthouse says of pages, one after the other. Raises SystemExit where it cannot run."""
    chromium = shutil.which("chromium")
    if not chromium or not (HERE / "node_modules" / "lighthouse").is_dir():
        raise SystemExit("Chromium and Lighthouse are needed: make audit installs them.")
    command = ["node", str(HERE / "lighthouse.mjs"), chromium, origin, *pages]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        for text in process.stdout:
            yield Result(**json.loads(text))
        if process.wait(timeout=END):
            raise SystemExit("Lighthouse stopped; what it said stands above.")


def line(result: Result) -> str:
    """A page in the table."""
    scores = "".join(f"{score:>5}" for score in result.scores)
    lost = f"  {', '.join(result.lost)}" if result.lost else ""
    return f"{scores}{result.paint:>7} ms  /{result.page}{lost}"


if __name__ == "__main__":
    print("".join(f"{name[:4]:>5}" for name in CATEGORIES) + "   first paint")
    sys.exit(main(sys.argv[1:]))
