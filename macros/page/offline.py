"""The service worker of a finished site: which files a browser keeps for when there is no network.

The worker itself is macros/page/worker/keep.js; docs/decisions/0012 says how it decides.
"""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path
from urllib.parse import quote

WORKER = Path(__file__).parent / "worker"
NAME = "sw.js"
"""At the root of the site, as a worker serves the folder it lives in and what is below."""

LATER = ("engine/",)
"""Large, and needed on few pages: kept once asked for."""

NEVER = ("downloads/", "hosting/", "web.config", "assets/javascripts/lunr/", "sitemap.xml", NAME)
"""Workbooks, and what no page asks for; IIS shows its web.config to nobody."""


def worker(site: Path) -> str:
    """The script for the files of a site; the same files give the same script."""
    lists: dict[str, dict[str, str]] = {"FILES": {}, "LATER": {}}
    for file in sorted(path for path in site.rglob("*") if path.is_file()):
        path = file.relative_to(site).as_posix()
        if not path.startswith(NEVER) and file.suffix != ".map":
            name = "LATER" if path.startswith(LATER) else "FILES"
            lists[name][quote(address(path))] = integrity(file.read_bytes())
    written = [f"const {name} = {json.dumps(of, indent=0)};" for name, of in lists.items()]
    return "\n".join([*written, "", (WORKER / "keep.js").read_text(encoding="utf-8")])


def forgetting_worker() -> str:
    """The script that takes back what an earlier one kept."""
    return (WORKER / "forget.js").read_text(encoding="utf-8")


def write_worker(site: Path, *, keep: bool) -> None:
    """Put the worker into a finished site, or the one that takes everything back."""
    script = worker(site) if keep else forgetting_worker()
    (site / NAME).write_text(script, encoding="utf-8")


def address(path: str) -> str:
    """The address by which pages name a file: a folder instead of its `index.html`."""
    folder, _, name = path.rpartition("/")
    if name != "index.html":
        return path
    return f"{folder}/" if folder else ""


def integrity(data: bytes) -> str:
    """The hash by which a browser checks what it fetched."""
    return f"sha256-{base64.b64encode(hashlib.sha256(data).digest()).decode('ascii')}"
