"""The hooks into MkDocs: generated files go in, every page leaves with its security policy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.structure.files import File, Files

from macros.content import Content
from macros.csp import with_policy
from macros.engine import Engine
from macros.live import with_renewed_policy
from template_builder.guide_json import guide_json

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the downloads, the engine of the tools and the data of the pages as if they stood in docs/."""
    content: Content = config.extra["content"]
    generated = {f"downloads/{download.name}": download.data for download in content.downloads}
    engine: Engine | None = config.extra["engine"]
    generated |= engine.files if engine else {}
    generated["assets/guide.json"] = guide_json(content.guide, content.firm)
    for path, data in generated.items():
        files.append(File.generated(config, path, content=data))
    return files


def on_post_page(output: str, **_: object) -> str:
    """Give a page its policy."""
    return with_policy(output)


def on_post_template(output_content: str, template_name: str, **_: object) -> str:
    """Give the 404 page, which is a template to MkDocs, its policy too."""
    return with_policy(output_content) if template_name.endswith(".html") else output_content


def on_serve(server: LiveReloadServer, **_: object) -> LiveReloadServer:
    """While serving, let the policy know the script that reloads the page."""
    app = server.get_app()
    if app:
        server.set_app(with_renewed_policy(app))
    return server
