"""The hooks into MkDocs: generated files go in, every page leaves with its scripts named and its security policy."""

from __future__ import annotations

import gc
import logging
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

from mkdocs.exceptions import Abort
from mkdocs.structure.files import File, Files

import macros
from macros.binder import pages as binder
from macros.content import Content
from macros.engine import Engine
from macros.guide.guide_json import guide_json
from macros.guide.notes import Notes
from macros.guide.systems import system_pages
from macros.guide.systems_json import systems_json
from macros.hosting.kit import hosting_files
from macros.kept import Kept
from macros.page import expanded, sitemap
from macros.page.assets import shrink
from macros.page.csp import TemplateScripts, UnknownScript, with_policy
from macros.page.live import is_taken, with_renewed_policy
from macros.page.modules import ModuleProblem, address_modules, with_modules
from macros.page.offline import write_worker
from macros.page.prefetch import without_prefetch
from macros.page.raw_html import ids_in
from macros.page.terms import reword
from macros.plan.plan_json import plan_json
from macros.rendering import Links, compiled_in, keep_compiled
from template_builder.plan.regions import load_regions
from template_builder.plan.terms import own_terms

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext
    from mkdocs_macros.plugin import MacrosPlugin


TEMPLATES = Path(macros.__file__).parent / "templates"
"""Of the package: this file itself may have been unpacked elsewhere, beside the pages."""
_serving = False
_listening = False
"""Whether the server has its port: later builds come from itself."""


def on_startup(command: Literal["build", "gh-deploy", "serve"], **_: object) -> None:
    """Remember whether this is `mkdocs serve`. What the plugin of the macros says of itself is for its authors."""
    global _serving
    _serving = command == "serve"
    if not _serving:
        gc.disable()  # a build is over before its cycles of objects would fill the memory
    logging.getLogger("mkdocs.plugins.mkdocs_macros.util").setLevel(logging.WARNING)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read the scripts of the templates. While serving, nothing is kept for offline use: one wants to see what one just wrote."""
    if _serving and not _listening:
        _take_port(*config.dev_addr)
    config.extra["offline"] = bool(config.extra["offline"]) and not _serving
    keep_compiled(_compiled(config))
    plugin = cast("MacrosPlugin", config.plugins["macros"])
    expanded.keep_compiled(plugin, _compiled(config))
    config.extra["scripts"] = TemplateScripts([TEMPLATES, *map(Path, config.theme.dirs)])
    return config


def _take_port(host: str, port: int) -> None:
    """Say before the build that the server cannot be started, not after it."""
    global _listening
    if is_taken(host, port):
        raise Abort(
            f"Port {port} of {host} is taken by another program, or not allowed. "
            f"Choose another one, such as: make serve PORT={port + 1}"
        )
    _listening = True


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Keep the theme's templates compiled from one build to the next."""
    env.bytecode_cache = compiled_in(_compiled(config), "theme-%s") or env.bytecode_cache
    return env


def _compiled(config: MkDocsConfig) -> Path:
    return Path(config.docs_dir).parent / ".engine" / "templates"


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the downloads, the engine and the data of the pages as if they stood in docs/; shrink what pages load."""
    shrink(files, config.docs_dir)
    try:
        config.extra["modules"] = address_modules(files, config.docs_dir)
    except ModuleProblem as error:
        raise Abort(f"The site was not built.\n{error}") from None
    content: Content = config.extra["content"]
    generated = {f"downloads/{download.name}": download.data for download in content.downloads}
    engine: Engine | None = config.extra["engine"]
    generated |= engine.files if engine else {}
    kept: Kept = config.extra["kept"]
    site_url = config.site_url or ""
    generated |= kept.of(
        "hosting", (site_url, str(content.stamp)), lambda: hosting_files(site_url, content.stamp)
    )
    generated["assets/guide/guide.json"] = guide_json(content.guide, content.firm)
    generated["assets/guide/systems.json"] = systems_json(content.guide)
    generated["assets/plan/plan.json"] = plan_json(
        content.guide, content.words, load_regions(), content.firm
    )
    generated |= system_pages(content.guide)
    for path, data in generated.items():
        files.append(File.generated(config, path, content=data))
    return files


def on_page_content(html: str, page: Page, config: MkDocsConfig, **_: object) -> str:
    """Write it in the words of the region; gather what each block cites into one mark, the sources into notes."""
    page.present_anchor_ids = ids_in(html)
    link = Links.of_page(page.url, Path(config.docs_dir))
    content: Content = config.extra["content"]
    html = reword(page, html, own_terms(content.firm.for_everyone.region))
    kept: Kept = config.extra["kept"]
    notes: Notes = config.extra["notes"]
    given = (config.extra["made_from"], page.url, html)
    name = f"notes-{page.file.src_uri}"
    html, config.extra["notes_of"][page.url] = kept.of(name, given, lambda: notes.of(html, link))
    return html


def on_page_context(
    context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation
) -> TemplateContext:
    """Now that every page is rendered, the binder takes in the how-tos; notes follow, which no search has to read."""
    if page.file.src_uri == binder.PAGE:
        pages = {each.file.src_uri: each for each in nav.pages}
        guide = config.extra["content"].guide
        page.content = binder.filled(page.content or "", guide, pages, config.nav)
    page.content = f"{page.content}{config.extra['notes_of'].pop(page.url)}"
    return context


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Name the scripts of a page in its head, and give it its policy."""
    return _guarded(output, page.file.src_uri, config)


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """Give the 404 page, which is a template to MkDocs, the same; take the day out of the sitemap."""
    if template_name == sitemap.NAME:
        return sitemap.without_day(output_content)
    if not template_name.endswith(".html"):
        return output_content
    return _guarded(output_content, template_name, config)


def _guarded(html: str, name: str, config: MkDocsConfig) -> str:
    try:
        page = with_modules(without_prefetch(html), config.extra["modules"])
        return with_policy(page, config.extra["scripts"])
    except (ModuleProblem, UnknownScript) as error:
        raise Abort(f"The site was not built.\n{name}: {error}") from None


def on_post_build(config: MkDocsConfig) -> None:
    """Once every file is there, list them for offline use."""
    sitemap.pack_again(Path(config.site_dir))
    write_worker(Path(config.site_dir), keep=config.extra["offline"])
    config.extra["kept"].finish()


def on_shutdown(**_: object) -> None:
    """Whoever had the site built goes on with the search for cycles."""
    gc.enable()


def on_serve(server: LiveReloadServer, **_: object) -> LiveReloadServer:
    """While serving, let the policy know the script that reloads the page."""
    app = server.get_app()
    if app:
        server.set_app(with_renewed_policy(app))
    return server
