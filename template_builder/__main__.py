"""The command line: `transition-kit`, the same as `python -m template_builder`.

Exit codes: 0 clean, 1 findings, 2 failed. Messages go to standard error; a reader's mistake never causes a
traceback.
"""

from __future__ import annotations

import argparse
import gc
import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import NoReturn

from .common.collector import no_search_for_cycles
from .common.errors import HINT, WITH_TRACEBACK, KitError, own_error
from .common.outputs import check_outputs
from .common.visible import visible

COMMANDS = (
    "build",
    "site",
    "check",
    "crosswalk",
    "firm",
    "export",
    "retry",
    "reassign",
    "history",
    "balances",
    "review",
)
"""The commands, each declared by the module of its name: only the one that is asked for is imported."""

CANNOT = 2
OUTPUTS = ("out", "report", "corrected")
"""The options that name what a command writes."""
MOST_NAMED = 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    _prepare_streams()
    given = sys.argv[1:] if arguments is None else arguments
    with no_search_for_cycles():
        options = parser(next(iter(given), "")).parse_args(given)
    if arguments is None:  # in a process of its own, what was loaded stays until its end
        gc.freeze()
    try:
        try:
            _check_outputs(options)
            return int(options.run(options))
        finally:
            _finish_output()
    except KitError as error:
        _tell(str(error))
    except OSError as error:
        _tell(f"{error.filename or 'standard output'}: {error.strerror or error}")
    except KeyboardInterrupt:
        _tell("Stopped. No file is incomplete.")
    except Exception as error:
        if os.environ.get(WITH_TRACEBACK):
            import traceback  # takes as long to load as reading a small workbook

            traceback.print_exc()
        _tell(f"{own_error(error, _command_line(options))} {HINT}")
    return CANNOT


def _tell(text: str) -> None:
    print(visible(text), file=sys.stderr)


def _prepare_streams() -> None:
    """Make printing safe where streams are closed, or cannot write every letter."""
    sys.stdout = sys.stdout or Path(os.devnull).open("w")  # noqa: SIM115
    sys.stderr = sys.stderr or Path(os.devnull).open("w")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _finish_output() -> None:
    """Pass on what was printed. Where that fails, Python must not try again at its end, and print a traceback."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise


def _command_line(options: argparse.Namespace) -> str:
    """The command with the first of its files, to name in a report."""
    inputs = _paths(options)[1]
    more = f" and {len(inputs) - MOST_NAMED} more" if len(inputs) > MOST_NAMED else ""
    return f"{options.command} of {', '.join(map(str, inputs[:MOST_NAMED]))}{more}"


def _check_outputs(options: argparse.Namespace) -> None:
    """Refuse outputs that would harm an input."""
    check_outputs(*_paths(options))


def _paths(options: argparse.Namespace) -> tuple[dict[str, Path], list[Path]]:
    """The outputs by option, and the inputs: every path that is not an output counts as one."""
    outputs: dict[str, Path] = {}
    inputs: list[Path] = []
    for name, value in vars(options).items():
        paths = [
            path
            for path in (value if isinstance(value, list) else [value])
            if isinstance(path, Path)
        ]
        if name in OUTPUTS:
            outputs |= {f"--{name}": path for path in paths}
        else:
            inputs += paths
    return outputs, inputs


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        super().error(visible(message))


def parser(command: str = "") -> argparse.ArgumentParser:
    """The commands and their options; of one command only, where `command` names one."""
    top = _Parser(
        prog="transition-kit",
        description="Workbooks and checks for a law firm's move to Clio Manage. Nothing leaves this machine.",
    )
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    for name in [command] if command in COMMANDS else COMMANDS:
        import_module(f".commands.{name}", __package__).declare(commands)
    return top


if __name__ == "__main__":
    sys.exit(main())
