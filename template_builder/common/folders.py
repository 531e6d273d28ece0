"""Writes a folder of files so that it appears complete or not at all, and never over somebody's work.

SHA256SUMS in the folder lists the files of the run that wrote it. A later run replaces the folder only while each
file in it is on that list and unchanged.
"""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Callable, Collection, Mapping
from itertools import count
from pathlib import Path

from .beside import beside, sync_folder, write_synced
from .errors import KitError

SUMS = "SHA256SUMS"

LITTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
"""What systems leave in folders that somebody looked into."""

_LINE = re.compile(r"([0-9a-f]{64})  (.+)")
_MOST_NAMED = 5

Tell = Callable[[str], object]


def write_folder(
    folder: Path,
    files: Mapping[str, bytes],
    *,
    mark: str,
    replace: bool,
    tell: Tell,
    option: str = "--out",
) -> None:
    """Write files (names may hold one folder) beside the target and move the whole into place.

    `mark` is the file by which a folder of this command is known. Raises KitError when the folder is there already
    and may not be replaced, or holds anything that its last run did not write. `tell` takes what the reader should
    know of earlier results; `option` named the folder.
    """
    target = folder.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    with beside(target, folder) as room:
        recover(target, tell, lambda old: mark in (sums_of(old) or {}))
        _check(target, folder, mark, replace, option)
        new = room / "new"
        _fill(new, {**files, SUMS: sums_text(files)})
        move_into_place(new, target, tell, lambda old: not changed_in(old))


def sums_text(files: Mapping[str, bytes]) -> bytes:
    """The list of files with their SHA-256 as `sha256sum` reads it."""
    lines = (
        f"{hashlib.sha256(data).hexdigest()}  {name}\n"
        for name, data in files.items()
        if name != SUMS
    )
    return "".join(lines).encode()


Sums = Mapping[str, Collection[str]]
"""By the name of a file, the SHA-256 that it may have."""


def sums_of(folder: Path, sums: str = SUMS) -> Sums | None:
    """What the last run wrote into a folder, by its list; None where there is no list of ours."""
    path = folder / sums
    if not path.is_file() or path.is_symlink():
        return None
    text = path.read_bytes().decode("utf-8", "replace")
    found: dict[str, set[str]] = {}
    for line in text.splitlines():
        match = _LINE.fullmatch(line)
        if not match:
            return None
        found.setdefault(match[2], set()).add(match[1])
    return found


def changed_in(folder: Path, sums: Sums | None = None) -> list[str]:
    """Names of everything in a folder that its last run did not write, or that was changed since, in order.

    `sums` are those of the last run where they are not kept in the folder itself.
    """
    kept = sums_of(folder) or {} if sums is None else sums
    expected = {*kept, *(() if sums is not None else (SUMS,))}
    folders = {parent.as_posix() for name in kept for parent in Path(name).parents}
    changed = []
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink() or not (path.is_dir() or path.is_file()):
            changed.append(name)
        elif path.is_dir():
            if name not in folders:
                changed.append(f"{name}/")
        elif name in kept:
            if hashlib.sha256(path.read_bytes()).hexdigest() not in kept[name]:
                changed.append(name)
        elif name not in expected and path.name not in LITTER:
            changed.append(name)
    return changed


def refuse_changed(shown: Path, changed: list[str]) -> None:
    """Raise KitError that names files which would be lost, if there are any."""
    if changed:
        named = ", ".join(changed[:_MOST_NAMED])
        more = len(changed) - _MOST_NAMED
        raise KitError(
            f"{shown} holds what this command did not write, or what was changed since: "
            f"{named}{f' and {more} more' if more > 0 else ''}. Nothing was written. "
            "Move these files elsewhere first, or choose another folder."
        )


def _check(folder: Path, shown: Path, mark: str, replace: bool, option: str) -> None:
    if not folder.exists():
        return
    if not folder.is_dir():
        raise KitError(f"{shown} is a file, not a folder. Choose another {option}.")
    if not replace:
        raise KitError(f"{shown} is there already. Choose another {option}, or add --replace.")
    if any(path.name not in LITTER for path in folder.iterdir()):
        if mark not in (sums_of(folder) or {}):
            raise KitError(
                f"{shown} was not written by this command, so it is not replaced. "
                f"Choose another {option}, or move it elsewhere first."
            )
        refuse_changed(shown, changed_in(folder))


def _fill(folder: Path, files: Mapping[str, bytes]) -> None:
    folder.mkdir()
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        write_synced(path, data)


# --- The swap ---


def recover(target: Path, tell: Tell, ours: Callable[[Path], bool]) -> None:
    """Put back the result that a killed run had moved aside, or say where one is left."""
    before = [path for path in _aside(target) if path.is_dir() and ours(path)]
    if before and not os.path.lexists(target):
        before[-1].replace(target)
        tell(
            f"{target.name}: an earlier run was stopped while it replaced this folder. "
            "The result before it is back in place."
        )
    elif before:
        names = ", ".join(path.name for path in before)
        tell(
            f"Earlier results are kept beside {target.name}: {names}. Delete what you do not need."
        )


def move_into_place(new: Path, target: Path, tell: Tell, unchanged: Callable[[Path], bool]) -> None:
    """Put a finished folder where an older one may be; at each moment one of them is whole, and can be found.

    The older one ends beside `new`, in its private folder; it stays, and is named, if somebody changed it meanwhile.
    """
    if not target.exists():
        new.replace(target)
        sync_folder(target.parent)
        return
    old = new.with_name("old")
    if _exchange(new, target):
        new.replace(old)
    else:
        before = free_name(target)
        try:
            target.replace(before)
            new.replace(target)
        except BaseException:
            if before.exists() and not os.path.lexists(target):
                _put_back(before, target)
            raise
        before.replace(old)
    sync_folder(target.parent)
    if not unchanged(old):
        kept = free_name(target)
        old.replace(kept)
        tell(f"Something in {target.name} was changed while it was replaced. It is kept in {kept}.")


def _put_back(before: Path, target: Path) -> None:
    try:
        before.replace(target)
    except OSError as error:
        raise KitError(
            f"{target.name} could not be replaced ({error.strerror}). The earlier result is in {before}."
        ) from error


def _aside(target: Path) -> list[Path]:
    """Older results beside a target, the latest last."""
    name = re.compile(re.escape(target.name) + r"\.before-([1-9][0-9]{0,5})")
    found = [(name.fullmatch(path.name), path) for path in target.parent.iterdir()]
    numbered = sorted((int(match[1]), path) for match, path in found if match)
    return [path for _, path in numbered]


def free_name(target: Path) -> Path:
    """A name beside a target for what was there before it."""
    names = (target.with_name(f"{target.name}.before-{number}") for number in count(1))
    return next(path for path in names if not os.path.lexists(path))


_HERE, _EXCHANGE = -100, 2
"""AT_FDCWD and RENAME_EXCHANGE of Linux."""


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one step, where the system and the disk can; says whether they did."""
    if sys.platform != "linux":
        return False
    import ctypes

    try:
        rename = ctypes.CDLL(None).renameat2
    except (OSError, AttributeError):
        return False
    paths = (_HERE, os.fsencode(one), _HERE, os.fsencode(other))
    return bool(rename(*paths, _EXCHANGE) == 0)
