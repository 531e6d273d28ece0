"""Our scripts as a page loads them: each under an address with the hash of its content, all of them at once.

The hash covers what a script imports as well, so a page never meets a script of another version: it is missing then, and
the page says so. The head of each page names every module that the page starts with, so that a browser asks for all of
them as soon as it has read the head; with low priority, as the styles that the first paint waits for come before.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping

from mkdocs.structure.files import Files

from template_builder.common.errors import KitError

FOLDER = "assets/"
STARTER = "init"
"""The module that starts all others; the theme's scripts name it."""

NAMED = re.compile(
    r'(?P<before>\bfrom\s*|\bimport\s*\(?\s*|\bURL\(\s*)"(?P<way>\.\.?/[\w./-]+)\.mjs"'
)
STATIC = re.compile(r"from\s*|import\s*")
STARTED = re.compile(r'data-module="([\w/-]+)"')
SCRIPT = re.compile(r'src="(?P<root>[^"]*)assets/init\.mjs"')


class ModuleProblem(KitError):
    """A script or a page names a script that is not there, or scripts import each other in a circle."""


class Modules:
    """The scripts below assets/ by name, such as `guide/checklist`."""

    def __init__(self, sources: Mapping[str, str]) -> None:
        """Raises ModuleProblem for an import of what is not there and for a circle."""
        self._sources = sources
        self._hashed: dict[str, str] = {}
        self._imported: dict[str, list[str]] = {}
        self.contents: dict[str, str] = {}
        """What is served: the source, with the addresses of other modules as they are served."""
        for name in sources:
            self._hash(name, ())

    def address(self, name: str) -> str:
        """Where a module is served, below assets/: `guide/checklist.1a2b3c4d.mjs`."""
        if name not in self._hashed:
            raise ModuleProblem(f"there is no script {FOLDER}{name}.mjs")
        return f"{name}.{self._hashed[name]}.mjs"

    def start(self, *names: str) -> tuple[str, ...]:
        """These modules and everything that they import statically, each once, a module before what it imports."""
        found: dict[str, None] = {}
        waiting = list(names)
        while waiting:
            name = waiting.pop(0)
            if name not in found:
                self.address(name)
                found[name] = None
                waiting += self._imports(name)
        return tuple(found)

    def _imports(self, name: str) -> list[str]:
        """What a module imports statically; its text is searched once, for all pages that start it."""
        if name not in self._imported:
            self._imported[name] = [
                _joined(name, match["way"])
                for match in NAMED.finditer(self._sources[name])
                if STATIC.fullmatch(match["before"])
            ]
        return self._imported[name]

    def _hash(self, name: str, importers: tuple[str, ...]) -> None:
        if name in importers:
            raise ModuleProblem(
                f"scripts import each other in a circle: {' > '.join((*importers, name))}"
            )
        if name in self._hashed:
            return

        def with_hash(match: re.Match[str]) -> str:
            target = _joined(name, match["way"])
            if target not in self._sources:
                raise ModuleProblem(
                    f"{FOLDER}{name}.mjs names {match['way']}.mjs, which is not there"
                )
            self._hash(target, (*importers, name))
            return f'{match["before"]}"{match["way"]}.{self._hashed[target]}.mjs"'

        content = NAMED.sub(with_hash, self._sources[name])
        self.contents[name] = content
        self._hashed[name] = hashlib.sha256(content.encode("utf-8")).hexdigest()[:8]


def _joined(name: str, way: str) -> str:
    """The module to which a relative address in a module leads."""
    parts = name.split("/")[:-1]
    for part in way.split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


def address_modules(files: Files, docs: str) -> Modules:
    """Have the scripts of `docs`, the folder docs/, served under addresses with the hashes of their contents."""
    ours = {
        file.src_uri.removeprefix(FOLDER).removesuffix(".mjs"): file
        for file in files
        if file.src_dir == docs
        and file.src_uri.startswith(FOLDER)
        and file.src_uri.endswith(".mjs")
    }
    modules = Modules({name: file.content_string for name, file in ours.items()})
    for name, file in ours.items():
        file.content_string = modules.contents[name]
        file.dest_uri = f"{FOLDER}{modules.address(name)}"
    return modules


def with_modules(html: str, modules: Modules) -> str:
    """The page with the addresses of what it starts, in its head, before anything in it can ask for them.

    Raises ModuleProblem for a page that starts what is not there.
    """
    script = SCRIPT.search(html)
    if not script:
        raise ModuleProblem(f"the page does not load {FOLDER}{STARTER}.mjs")
    root = f"{script['root']}{FOLDER}"
    html = SCRIPT.sub(f'src="{root}{modules.address(STARTER)}"', html)
    links = (
        f'<link rel="modulepreload" fetchpriority="low" href="{root}{modules.address(name)}" data-name="{name}">'
        for name in modules.start(STARTER, *STARTED.findall(html))
    )
    return html.replace("</head>", f"{''.join(links)}</head>", 1)
