"""What the packing leaves out of modules: they run the same."""

from __future__ import annotations

import ast
import marshal

import pytest

from macros.engine.packing import _compiled

SOURCE = '''"""Text."""
from typing import NamedTuple


class Row(NamedTuple):
    """Text."""

    number: int


def double(row: Row, /, *rest: int, times: int = 2, **more: object) -> int:
    """Text."""

    def inner() -> int:
        return row.number * times + sum(rest)

    if times < 0:
        raise ValueError("negative")
    return inner()
'''


def packed(name: str) -> dict[str, object]:
    """The names of the module as the browser would have them."""
    own: dict[str, object] = {"__name__": "packed"}
    exec(marshal.loads(_compiled(name, ast.parse(SOURCE))[16:]), own)
    return own


@pytest.mark.parametrize("name", ["template_builder/own.py", "library.py"])
def test_a_packed_module_runs_the_same(name):
    own = packed(name)
    assert own["double"](own["Row"](21)) == 42
    assert own["double"](own["Row"](3), 4, times=5) == 19
    assert own["Row"].__annotations__["number"] in (int, "int")


@pytest.mark.parametrize(("name", "line"), [("template_builder/own.py", 18), ("library.py", 11)])
def test_an_error_names_its_own_line_in_ours_and_the_first_of_the_function_in_others(name, line):
    own = packed(name)
    with pytest.raises(ValueError, match="negative") as raised:
        own["double"](own["Row"](1), times=-1)
    assert raised.traceback[-1].lineno + 1 == line
