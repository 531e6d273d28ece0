"""Which Python modules the browser needs: everything that an import statement leads to, however late it would run.

Of the standard library only those are shipped, and at a few named modules the search stops.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

CUT = frozenset(
    {
        # Nothing of it works in a browser: other processes, other hosts, terminals, C libraries.
        *("asyncio.proactor_events", "asyncio.windows_events", "asyncio.windows_utils"),
        *(
            "concurrent.futures.interpreter",
            "concurrent.futures.process",
            "ctypes",
            "ftplib",
            "http",
        ),
        *("multiprocessing", "platform", "pyodide._nodesock_transport", "_pyrepl", "socketserver"),
        *("ssl", "_ssl", "urllib.request", "urllib.robotparser", "webbrowser", "xmlrpc"),
        # For people at a prompt, for mail, for tests, for bytecode made elsewhere.
        *(
            "argparse",
            "code",
            "codeop",
            "doctest",
            "email",
            "getopt",
            "gettext",
            "importlib.metadata",
        ),
        *("ipaddress", "netrc", "pickle", "_compat_pickle", "plistlib", "py_compile", "pydoc"),
        *("pydoc_data", "quopri", "rlcompleter", "runpy", "sysconfig", "tarfile", "unittest"),
        # Only on the way to something that nobody here calls.
        *("fractions", "statistics", "xml.dom", "xml.sax"),
        # What C does for Python here.
        *("_py_abc", "_pydatetime", "_pydecimal", "_pyio"),
    }
)
"""Where the search through the standard library stops, unless Pyodide has the module loaded when it has started.
What our own package and the wheels import is never cut."""

BY_NAME = (
    "_strptime",
    "numbers",
    *("encodings.ascii", "encodings.cp1252", "encodings.latin_1", "encodings.utf_16"),
    *("encodings.utf_16_be", "encodings.utf_16_le", "encodings.utf_8_sig", "encodings.cp437"),
    "encodings.mac_roman",
)
"""Modules that no import statement names: the C part of Python, or a word such as `utf-16`, asks for them."""


class Source(NamedTuple):
    """A module as parsed, and whether it is the module of a package."""

    tree: ast.Module
    is_package: bool


Lookup = Callable[[str], Source | None]
"""Gives a module by its name, or None."""


def needed(library: Lookup, own: Lookup, roots: Iterable[str], loaded: Iterable[str]) -> set[str]:
    """Names of the modules to ship: `loaded`, the roots, and what any of them imports anywhere in its text."""
    found: set[str] = set()
    open_ = [(name, True) for name in (*roots, *loaded, *BY_NAME)]
    while open_:
        wanted, for_sure = open_.pop()
        for name in with_parents(wanted):
            if name in found or (is_cut(name) and not for_sure):
                continue
            source = own(name)
            is_own = source is not None
            source = source or library(name)
            if source is not None:
                found.add(name)
                open_ += [(other, is_own) for other in imported(name, source)]
    return found


def with_parents(name: str) -> Iterator[str]:
    """A module and the packages it stands in, the outermost first."""
    parts = name.split(".")
    return (".".join(parts[:count]) for count in range(1, len(parts) + 1))


def is_cut(name: str) -> bool:
    """Whether a module or a package around it is left out."""
    return any(part in CUT for part in with_parents(name))


def imported(name: str, source: Source) -> Iterator[str]:
    """Absolute names in the import statements of a module; of `from a import b` both `a` and `a.b`."""
    package = name.split(".") if source.is_package else name.split(".")[:-1]
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, node.module] if node.module else base)
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names)
