"""Lighthouse on every page of a site behind nginx with our configuration, as on a slow phone."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.support.site import ROOT, page_urls
from tests.support.web_servers import web_server

from .row import Row

HERE = Path(__file__).parent
CATEGORIES = ("Performance", "Accessibility", "Best practices", "SEO")
FULL = 100
MOST_PAINT = 1800
"""Milliseconds until a slow phone shows something."""
END = 60
"""Seconds in which Lighthouse ends once it has said everything."""


class Result(NamedTuple):
    """One page: scores by category, ms until it shows something, how much moves, bytes, what cost points."""

    page: str
    scores: list[int]
    paint: int
    shift: float
    bytes: int
    lost: list[str]

    @property
    def is_full(self) -> bool:
        return set(self.scores) == {FULL} and self.paint <= MOST_PAINT


def audit(site: Path, pages: list[str]) -> Row:
    """Audit the pages given, or all; prints a line a page."""
    print("".join(f"{name[:4]:>5}" for name in CATEGORIES) + "   first paint  shift     bytes")
    results = []
    with (
        tempfile.TemporaryDirectory(prefix="audit-") as name,
        web_server("nginx", site, Path(name), "http://127.0.0.1/") as port,
    ):
        for result in run(f"http://127.0.0.1:{port}", pages or page_urls()):
            results.append(result)
            print(line(result), flush=True)
    short = sum(not result.is_full for result in results)
    lowest = [min(result.scores[at] for result in results) for at in range(len(CATEGORIES))]
    slowest = max(results, key=lambda result: result.paint)
    return Row(
        "Lighthouse",
        f"{len(results)} pages",
        short,
        f"lowest {' / '.join(map(str, lowest))}; first paint at most {slowest.paint:,} ms (/{slowest.page}), "
        f"aim {MOST_PAINT:,}",
    )


def run(origin: str, pages: list[str]) -> Iterator[Result]:
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
    """A page in the list."""
    scores = "".join(f"{score:>5}" for score in result.scores)
    lost = f"  {', '.join(result.lost)}" if result.lost else ""
    return f"{scores}{result.paint:>11,} ms{result.shift:>7.3f}{result.bytes:>10,}  /{result.page}{lost}"
