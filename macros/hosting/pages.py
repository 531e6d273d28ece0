"""The configurations on the page: each in a fold, with a link to its file."""

from __future__ import annotations

from textwrap import indent

from ..rendering import Links
from .kit import FOLDER, KIT, WEB_CONFIG, configuration

SERVERS = {
    "nginx.conf": ("nginx", "tried with every file of the site, in the tests"),
    "apache.conf": ("Apache 2.4", "tried with every file of the site, in the tests"),
    WEB_CONFIG: (
        "IIS",
        "not tried in IIS; its elements and attributes were compared with a published copy of its schema",
    ),
    "Caddyfile": ("Caddy 2", "tried with every file of the site, in the tests"),
    "Dockerfile": ("A container", "not tried; it uses the configuration for nginx"),
}


def hosting_kit(site_url: str, link: Links) -> str:
    """A fold a server, as Markdown."""
    folds = [_fold(name, site_url, link) for name in SERVERS]
    return "\n".join([f'All of them: <a href="{link(KIT)}">hosting-kit.zip</a>.', "", *folds])


def _fold(name: str, site_url: str, link: Links) -> str:
    title, tried = SERVERS[name]
    if name == WEB_CONFIG:
        where = f"`{name}` in the root of the site"
    else:
        where = f'<a href="{link(f"{FOLDER}/{name}")}">{name}</a>'
    body = f"{where}, {tried}.\n\n```\n{configuration(name, site_url).strip()}\n```\n"
    return f'??? note "{title}"\n\n{indent(body, "    ")}'
