"""Which modules are shipped to the browser, read from imports alone."""

from __future__ import annotations

import ast

import pytest

from macros.engine.packing.modules import CUT, Source, imported, is_cut, needed


def source(text: str, *, package: bool = False) -> Source:
    return Source(ast.parse(text), package)


def lookup(**texts: str):
    modules = {
        name.replace("__", "."): source(text, package=name.endswith("pkg"))
        for name, text in texts.items()
    }
    return modules.get


@pytest.mark.parametrize(
    ("name", "package", "text", "expected"),
    [
        ("a", False, "import b, c.d", ["b", "c.d"]),
        ("a", False, "from b import c", ["b", "b.c"]),
        ("a.b", False, "from . import c", ["a", "a.c"]),
        ("a.b", False, "from .c import d", ["a.c", "a.c.d"]),
        ("a.b", True, "from . import c", ["a.b", "a.b.c"]),
        ("a.b.c", False, "from ..d import e", ["a.d", "a.d.e"]),
        ("a", False, "def f():\n    import late", ["late"]),
        ("a", False, "try:\n    import one\nexcept ImportError:\n    import two", ["one", "two"]),
    ],
)
def test_every_import_counts_however_late(name, package, text, expected):
    assert list(imported(name, source(text, package=package))) == expected


def test_what_is_imported_is_followed_through_the_library():
    library = lookup(one="import two", two="import three", three="", four="")
    assert needed(library, lookup(mine="import one"), ["mine"], []) == {
        "mine",
        "one",
        "two",
        "three",
    }


def test_the_search_stops_at_cut_modules_of_the_library():
    library = lookup(one="import pydoc", pydoc="import two", two="")
    assert needed(library, lookup(mine="import one"), ["mine"], []) == {"mine", "one"}


def test_what_our_own_modules_import_is_never_cut():
    library = lookup(pydoc="")
    assert needed(library, lookup(mine="import pydoc"), ["mine"], []) == {"mine", "pydoc"}


def test_what_is_loaded_at_the_start_is_kept_even_if_cut():
    library = lookup(pydoc="")
    assert needed(library, lookup(), [], ["pydoc"]) == {"pydoc"}


def test_a_package_comes_with_its_modules_and_a_cut_one_goes_with_them():
    assert is_cut("http.client")
    assert not is_cut("httpx")
    assert "json" not in CUT
