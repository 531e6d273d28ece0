"""`make build`: the site, for everybody, and the handout, for the persons named in it.

The site is built beside the old one, and takes its place when it is whole.

A failed or killed build leaves the old site as it was. `.<site>.SHA256SUMS` beside the site lists what the last build
wrote; a site in which anything was changed or added since is named and kept.
"""

from __future__ import annotations

import hashlib
import logging
import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

from mkdocs.__main__ import cli

from macros.handing_out import hand_out
from template_builder.common.beside import beside, write_synced
from template_builder.common.errors import WITH_TRACEBACK, KitError, own_error
from template_builder.common.folders import (
    LITTER,
    Sums,
    changed_in,
    free_name,
    move_into_place,
    recover,
    refuse_changed,
    sums_of,
)
from template_builder.common.outputs import is_site, relation

SITE = "site"
HANDOUT = "handout"
CANNOT = 2


def main() -> int:
    """Build the site of the firm in FIRM into site/ and what it hands out into handout/; the exit code."""
    try:
        return build(Path(), Path(os.environ.get("FIRM") or "firm.toml"), Path())
    except KitError as error:
        _tell(str(error))
    except OSError as error:
        _tell(f"{error.filename or 'file'}: {error.strerror or error}")
    except KeyboardInterrupt:
        _tell(f"Stopped; {SITE} is as it was.")
    return CANNOT


def build(project: Path, firm: Path, out: Path) -> int:
    """Build a firm's site and handout from a project's folder into two folders of `out`; the exit code.

    The environment says the rest: SITE_URL, OFFLINE, SOURCE_DATE_EPOCH. Raises KitError where one of the folders may
    not be replaced.
    """
    site, handout = out / SITE, out / HANDOUT
    for folder in (site, handout):
        verb = relation(folder, firm)
        if verb:
            raise KitError(f"{folder} {verb} the firm's file {firm}. Keep that file elsewhere.")
    code = build_site(project, firm, site)
    if not code:
        _tell(
            f"\n{site}/ is for everybody who may read the guide: put it on a web server. "
            f"{site}/hosting/ has the configuration for it."
        )
        for line in hand_out(firm, handout, os.environ, _tell):
            _tell(line)
    return code


def build_site(project: Path, firm: Path, site: Path, shown: Path | None = None) -> int:
    """Build a firm's site from a project's folder into `site`, which messages call `shown`; the exit code."""
    os.environ["FIRM"] = str(firm.resolve())
    return publish(site, lambda new: _mkdocs(project / "mkdocs.yml", new, shown or site), _tell)


def publish(site: Path, make: Callable[[Path], int], tell: Callable[[str], object]) -> int:
    """Let `make` fill a new folder and put it in the place of the site if it returns 0; its code.

    Raises KitError when the folder is no site, or when somebody changed or added a file in it.
    """
    target = site.resolve()
    _check(target, site)
    with beside(target, site) as room:
        recover(target, tell, is_site)
        new = room / "site"
        code = make(new)
        if code:
            tell(f"The build failed; {site} is as it was.")
            return code
        _check(target, site)
        made = _readable(new)
        known = _known(target)
        if target.exists() and known is None:
            kept = free_name(target)
            target.replace(kept)
            tell(
                f"No list of an earlier build is beside {site}; the site before is kept in {kept}."
            )
        # For the moment of the swap the list knows both sites.
        _write_list(target, room, made, known or {})
        move_into_place(new, target, tell, lambda old: not changed_in(old, known))
        _write_list(target, room, made, {})
    return 0


def _mkdocs(settings: Path, folder: Path, site: Path) -> int:
    """Let MkDocs build; its messages name the site, not the folder beside it."""

    def name_the_site(record: logging.LogRecord) -> bool:
        record.msg = str(record.msg).replace(str(folder), str(site))
        return True

    logging.getLogger("mkdocs.commands.build").addFilter(name_the_site)
    try:
        arguments = ["--strict", "--config-file", str(settings), "--site-dir", str(folder)]
        cli(["build", *arguments], prog_name="mkdocs")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(bool(end.code))
    except Exception as error:
        if os.environ.get(WITH_TRACEBACK):
            traceback.print_exc()
        _tell(own_error(error, "The build"))
        return CANNOT
    return 0


def _check(target: Path, shown: Path) -> None:
    if not target.exists():
        return
    if not target.is_dir():
        raise KitError(f"{shown} is a file, not a folder. Move it elsewhere.")
    known = _known(target)
    if known is not None:
        refuse_changed(shown, changed_in(target, known))
    elif not is_site(target) and any(path.name not in LITTER for path in target.iterdir()):
        raise KitError(f"{shown} is not a site that this command built. Move it elsewhere first.")


def _list_name(target: Path) -> str:
    return f".{target.name}.SHA256SUMS"


def _known(target: Path) -> Sums | None:
    return sums_of(target.parent, _list_name(target)) if target.exists() else None


def _write_list(target: Path, room: Path, made: dict[str, str], known: Sums) -> None:
    lines = {f"{sha256}  {name}\n" for name, sha256 in made.items()}
    lines |= {f"{sha256}  {name}\n" for name, own in known.items() for sha256 in own}
    write_synced(room / "list", "".join(sorted(lines)).encode())
    (room / "list").replace(target.with_name(_list_name(target)))


def _readable(folder: Path) -> dict[str, str]:
    """Let any web server read the folder, whatever the umask; the SHA-256 of its files by name."""
    found = {}
    folder.chmod(0o755)
    for path in folder.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)
        if path.is_file():
            data = path.read_bytes()
            found[path.relative_to(folder).as_posix()] = hashlib.sha256(data).hexdigest()
            with path.open("rb") as file:
                os.fsync(file.fileno())
    return found


def _tell(text: str) -> None:
    print(text, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
