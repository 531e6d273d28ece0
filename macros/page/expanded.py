"""The Markdown of pages after their macros, and pages compiled as templates, kept from one build to the next."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ..engine import Engine
from ..kept import Kept
from ..rendering import compiled_in
from .parts import VERSION

if TYPE_CHECKING:
    from types import CodeType

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs_macros.plugin import MacrosPlugin

FRONT_MATTER = "---\n"


def made_from(config: MkDocsConfig, firm_file: Path, epoch: str, engine: Engine | None) -> bytes:
    """A digest of what macros read beside our own code and specs: the firm, settings, titles of pages, the engine."""
    given = [
        firm_file.read_bytes(),
        epoch.encode(),
        VERSION.encode(),
        repr((config.site_url, config.extra["offline"], config.nav)).encode(),
        repr((engine.address, engine.licenses) if engine else None).encode(),
    ]
    docs = Path(config.docs_dir)
    for page in sorted(docs.rglob("*.md")):
        text = page.read_text(encoding="utf-8")
        head = text.split(FRONT_MATTER, 2)[1] if text.startswith(FRONT_MATTER) else ""
        given.append(f"{page.relative_to(docs).as_posix()}\n{head}".encode())
    digest = hashlib.sha256()
    for each in given:
        digest.update(b"%d\n" % len(each) + each)
    return digest.digest()


def keep_expanded(plugin: MacrosPlugin, kept: Kept, common: bytes) -> None:
    """Let the plugin expand only the pages whose text, or what macros make of it, has changed."""
    expand: Callable[[str, bool], str] = partial(type(plugin).render, plugin)

    def render(markdown: str, force_rendering: bool = False) -> str:
        page = plugin.page
        name = f"page-{page.file.src_uri}"
        given = (common, page.url, repr(page.meta), markdown)
        return kept.of(name, given, lambda: expand(markdown, force_rendering))

    plugin.render = render  # type: ignore[method-assign]


def keep_compiled(plugin: MacrosPlugin, folder: Path) -> None:
    """Let the plugin compile only the pages whose text has changed: Jinja by itself keeps templates of files alone."""
    env = plugin.env
    compile_ = env.compile
    cache = compiled_in(folder, "page-%s")
    if cache is None:
        return

    def compiled(source: str) -> CodeType:
        bucket = cache.get_bucket(env, plugin.page.file.src_uri, None, source)
        if bucket.code is None:
            bucket.code = compile_(source)
            cache.set_bucket(bucket)
        return bucket.code

    env.compile = compiled  # type: ignore[assignment,method-assign]
