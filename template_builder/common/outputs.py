"""One guard for what commands write: an output is never an input, never beside or inside one that it could harm."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from .errors import KitError

MADE_BY_A_BUILD = ("sw.js", "sitemap.xml", "search/search_index.json")
"""Beside 404.html, what a folder holds that is a built site: everything in it is published."""

_MOST_LINKS = 40


def check_outputs(outputs: Mapping[str, Path], inputs: Iterable[Path]) -> None:
    """Raise KitError when an output is, holds or lies in an input or another output, or lies in a built site.

    `outputs` are paths by the option they were given with. Paths are compared as the disk has them: through
    links, by hard links, in whatever case.
    """
    others = [(f"the input {path}", path) for path in inputs]
    for option, path in outputs.items():
        for what, other in others:
            verb = relation(path, other)
            if verb:
                raise KitError(
                    f"{option} {path} {verb} {what}. Nothing was written. Choose another {option}."
                )
        site = next((folder for folder in _line(path) if is_site(folder)), None)
        if site:
            raise KitError(
                f"{option} {path} is in the built site {site}, which is published. Nothing was written. "
                f"Choose another {option}."
            )
        others.append((f"{option} {path}", path))


def is_site(folder: Path) -> bool:
    """Whether a folder is a built site."""
    return (folder / "404.html").is_file() and any(
        (folder / name).is_file() for name in MADE_BY_A_BUILD
    )


def relation(output: Path, other: Path) -> str:
    """How an output would harm another path, as the verb of a sentence; empty when it would not."""
    if _same(output, other):
        return "is"
    if any(_same(output, folder) for folder in _line(other)):
        return "holds"
    if any(_same(folder, other) for folder in _line(output)):
        return "is in"
    return ""


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:  # one of them is not there
        return _resolved(one) == _resolved(other)


def _line(path: Path) -> Iterator[Path]:
    """The folders above a path, and above each link that it leads through."""
    end = _resolved(path)
    for _ in range(_MOST_LINKS):
        if path.name in ("", ".."):
            break
        folder = _resolved(path.parent)
        yield from (folder, *folder.parents)
        if not path.is_symlink():
            break
        path = folder / path.readlink()
    yield from (end, *end.parents)


def _resolved(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError) as error:  # links in a circle
        raise KitError(f"{path}: its links lead nowhere.") from error
