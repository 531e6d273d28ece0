"""Jinja for our own markup: escaping on, inline code, dates, and links that fit the page they stand on."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from jinja2 import Environment, FileSystemBytecodeCache, PackageLoader, StrictUndefined
from markupsafe import Markup, escape
from mkdocs.utils import get_relative_url

from template_builder.common.days import day_label
from template_builder.guide.checklists import Due, Item
from template_builder.plan.dates import Plan


def inline(text: str) -> Markup:
    """Text of a spec as HTML: `backticks` become code, everything else is escaped."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        raise ValueError(f"a backtick is left open in: {text}")
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if number % 2 else escape(part)
        for number, part in enumerate(parts)
    )


def counted(due: Due, plan: Plan | None) -> str:
    """How a due date is counted, in words."""
    return plan.how_counted(due) if plan else due.label


def regions(item: Item) -> Markup:
    """The regions of an item as an attribute, for a script that leaves out those of others; nothing where it concerns all."""
    if not item.regions:
        return Markup()
    return Markup(' data-regions="{}"').format(" ".join(item.regions))


def regional(items: Iterable[Item]) -> Markup:
    """Of the items that a part of the page counts, those of some regions only, by their ids; as `regions` else."""
    found = {item.id: " ".join(item.regions) for item in items if item.regions}
    return Markup(' data-regional="{}"').format(json.dumps(found)) if found else Markup()


def markdown_heading(level: int, title: str, id_: str) -> str:
    """A heading for the page's table of contents; what Markdown would read as markup is escaped."""
    text = re.sub(r"([\\*_\[\]#{}])", r"\\\1", title)
    text = text.replace("&", "&amp;").replace("<", "&lt;")
    return f"{'#' * level} {text} {{#{id_}}}"


def markdown_text(text: str) -> str:
    """Text of a firm inside a paragraph of Markdown: every sign that means something there is written as a reference.

    What stands between two blanks of the reader's text comes out as it was typed, whatever it looks like.
    """
    return "".join(
        each if each.isalnum() or each == " " else f"&#{ord(each)};"
        for each in " ".join(text.split())
    )


class Links:
    """Hrefs for one page, from the way it has to the site's root: MkDocs does not rewrite raw HTML."""

    def __init__(self, base: str, docs: Path) -> None:
        self._base = base.rstrip("/")
        self._docs = docs
        self._seen: set[str] = set()

    @classmethod
    def of_page(cls, url: str, docs: Path) -> Links:
        """The links of a page with this address in the site, such as `how-to/set-the-cut-off/`."""
        return cls(get_relative_url(".", url), docs)

    def __call__(self, target: str) -> str:
        """The href of a page of docs/, such as `how-to/x.md#y`, or of a file, such as `downloads/x.xlsx`.

        Raises ValueError for a page that is not there.
        """
        path, _, anchor = target.partition("#")
        if path.endswith(".md"):
            self._file(path)
            path = page_path(path)
        return f"{self._base}/{path}" + (f"#{anchor}" if anchor else "")

    def title(self, target: str) -> str:
        """What a page calls itself in the `title:` of its front matter.

        Raises ValueError for a page that is not there or has no title.
        """
        path = target.partition("#")[0]
        found = re.search(
            r"^title:\s*(.+)$", self._file(path).read_text(encoding="utf-8"), re.MULTILINE
        )
        if not found:
            raise ValueError(f"{path} has no title in its front matter")
        return found[1].strip().strip("\"'")

    def _file(self, path: str) -> Path:
        file = self._docs / path
        if path not in self._seen:
            if not file.is_file():
                raise ValueError(f"{path}: there is no such page in {self._docs.name}/")
            self._seen.add(path)
        return file


def page_path(path: str) -> str:
    """Where a page of docs/ ends up in the site: `how-to/x.md` at `how-to/x/`."""
    stem = path.removesuffix(".md")
    folder, _, name = stem.rpartition("/")
    return f"{folder}/" if name == "index" and folder else "" if name == "index" else f"{stem}/"


def environment() -> Environment:
    """The environment of macros/templates; blank lines go, as they would end a block of raw HTML."""
    env = Environment(
        loader=PackageLoader("macros"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # a look at the disk for each of a thousand small templates takes its time
    )
    env.filters.update(
        inline=inline, day=day_label, counted=counted, regions=regions, regional=regional
    )
    return env


_ENVIRONMENT = environment()


def keep_compiled(folder: Path) -> None:
    """Keep our templates compiled in a folder from here on: that took longer than to fill them in."""
    # What a template compiles to depends on this module as well: its filters, how it treats blanks.
    own = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:8]
    cache = compiled_in(folder, f"ours-{own}-%s")
    if cache:
        _ENVIRONMENT.bytecode_cache = cache
        for old in folder.glob("ours-*"):
            if not old.name.startswith(f"ours-{own}-"):
                with suppress(OSError):  # another build may have removed it, or has it open
                    old.unlink()


def compiled_in(folder: Path, pattern: str) -> FileSystemBytecodeCache | None:
    """A store of compiled templates, each with the hash of its source; None where nothing can be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return FileSystemBytecodeCache(str(folder), pattern) if os.access(folder, os.W_OK) else None


def forget_templates() -> None:
    """Read the templates anew from here on: a new build may have changed ones."""
    if _ENVIRONMENT.cache is not None:
        _ENVIRONMENT.cache.clear()


def template_names(folder: str) -> list[str]:
    """The names of the templates in a folder of macros/templates, in alphabetical order."""
    names = _ENVIRONMENT.list_templates(filter_func=lambda name: name.startswith(f"{folder}/"))
    return [name.removeprefix(f"{folder}/").removesuffix(".html.jinja") for name in names]


def render(template: str, **values: object) -> str:
    """A template of macros/templates as one line of HTML."""
    html = _ENVIRONMENT.get_template(f"{template}.html.jinja").render(**values)
    return one_line(html)


def render_text(template: str, **values: object) -> str:
    """A template of macros/templates as plain text, in which nothing is escaped."""
    return _ENVIRONMENT.overlay(autoescape=False).get_template(f"{template}.jinja").render(**values)


def one_line(html: str) -> str:
    """The same HTML without line breaks, so that Markdown takes it for one raw block."""
    return re.sub(r"\s*\n\s*", " ", html).strip()
