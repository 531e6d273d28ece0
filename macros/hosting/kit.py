"""The configurations: nginx, Apache, IIS, Caddy, a container."""

from __future__ import annotations

import datetime as dt
import re
from urllib.parse import unquote, urlsplit

from template_builder.common.stamp import EARLIEST

from ..rendering import render_text

FOLDER = "hosting"
WEB_CONFIG = "web.config"
"""IIS reads it in the root of the site, and shows it to nobody."""
KIT = f"{FOLDER}/hosting-kit.zip"

TYPES = {
    "html": "text/html",
    "mjs": "text/javascript",
    "js": "text/javascript",
    "css": "text/css",
    "json": "application/json",
    "map": "application/json",
    "webmanifest": "application/manifest+json",
    "svg": "image/svg+xml",
    "png": "image/png",
    "xml": "application/xml",
    "gz": "application/gzip",
    "ics": "text/calendar",
    "txt": "text/plain",
    "conf": "text/plain",
    "wasm": "application/wasm",
    "bin": "application/octet-stream",
    "zip": "application/zip",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""The media type of every ending in the site. What has none, such as SHA256SUMS, is plain text."""

PACKED = ("png", "gz", "bin", "zip", "xlsx")
"""Endings whose files do not get smaller."""

HEADERS = {
    "Content-Security-Policy": "frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
ASK_ALWAYS = "no-cache"
KEEP = "public, max-age=31536000, immutable"
"""For files whose address changes with their content: the engine, and names with a hash."""
HASHED = r"\.[0-9a-f]{8}(\.min)?\.(mjs|js|css)$"

FILES = ("nginx.conf", "apache.conf", "Caddyfile", "Dockerfile")


def hosting_files(site_url: str, stamp: dt.datetime = EARLIEST) -> dict[str, bytes]:
    """The files by their path in the site: each configuration, `web.config` for IIS, and a zip of them all.

    `site_url` is where the site will be; its path, `/` where it is not known, is the one that is served.
    """
    from template_builder.excel.package import (
        zipped,
    )  # brings openpyxl, which a build may do without

    texts = {name: configuration(name, site_url).encode() for name in (*FILES, WEB_CONFIG)}
    return {
        **{f"{FOLDER}/{name}": texts[name] for name in FILES},
        WEB_CONFIG: texts[WEB_CONFIG],
        KIT: zipped(texts, stamp),
    }


def configuration(name: str, site_url: str) -> str:
    """One configuration, as text."""
    address = urlsplit(site_url)
    base = unquote(address.path).rstrip("/") + "/"
    return render_text(
        f"hosting/{name}",
        base=base,
        base_pattern=re.escape(base),
        host=address.hostname or "guide.example",
        types=TYPES,
        headers=HEADERS,
        shrinkable=list(dict.fromkeys(v for k, v in TYPES.items() if k not in PACKED)),
        ask_always=ASK_ALWAYS,
        keep=KEEP,
        hashed=HASHED,
    )
