"""`make release`: what a firm can use without make, Node.js and a clone, in dist/.

A zip of the generic site (copy its files to a server), the configurations for servers, and a wheel with
`transition-kit site`, which builds a firm's own site. `wheels/` holds what the wheel needs on the kind of machine
that made the release, and for Windows, so that it can be installed for years.
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from template_builder.common.errors import KitError
from template_builder.common.folders import write_folder
from template_builder.common.stamp import stamp_of
from template_builder.excel.package import zipped

from .build import build_site
from .engine import engine_of
from .hosting.kit import KIT
from .page.parts import VERSION
from .source import source_files

DIST = Path("dist")
MARK = "README.txt"
"""The file by which a release is known."""
PURE = ("rcssmin", "rjsmin")
"""The index has no wheel of these for Windows. Without a compiler they are built in Python alone, for any machine."""
WINDOWS = ("--platform", "win_amd64", "--python-version", "3.13", "--implementation", "cp")
README = """Firm transition guide, version {version}

{site}
    The guide as it is. Unpack it, and copy its files to a web server; {hosting} has configurations.
    Tools, Make our workbooks makes a workbook for each person from lists, in the browser.
    For a sub-path of a host let the wheel build it, with the last line below and without --firm.
{wheel}
    For a site with your firm's name, dates and files. With Python 3.11 or newer, also on Windows:
        python -m venv kit
        kit/bin/python -m pip install --no-index --find-links wheels "{wheel}[site]"
        kit/bin/transition-kit firm --people people.xlsx --matters matters.xlsx --out our-firm.toml
        kit/bin/transition-kit site --firm our-firm.toml --out guide --address https://intranet.example/clio-move/
    The third line makes our-firm.toml from your lists and shows what to add. The last writes guide/site/ for the
    server, with guide/site/hosting/ for its configuration, and guide/handout/ with a folder for each person: it never
    goes on a server. When a date changes, change it in our-firm.toml, raise revision by one, run the last line again,
    and put the new guide/site/ in the place of the old one. The page Host this guide says the rest.
    On Windows, in PowerShell (a parser of it has read these lines; they were not tried there):
        py -m venv kit
        kit\\Scripts\\python -m pip install "{wheel}[site]"
        kit\\Scripts\\transition-kit firm --people people.xlsx --matters matters.xlsx --out our-firm.toml
        kit\\Scripts\\transition-kit site --firm our-firm.toml --out guide --address https://intranet.example/clio-move/
wheels/
    What the wheel needs, for {machines}:
    with "--no-index --find-links wheels" pip fetches nothing. Elsewhere leave that out.
SHA256SUMS
    The hash of each file here.
"""


def main() -> int:
    """Write dist/; the exit code."""
    try:
        root = Path.cwd()
        files = release_files(root)
        write_folder(DIST, files, mark=MARK, replace=True, tell=_tell)
    except KitError as error:
        _tell(str(error))
        return 2
    wheels = [name for name in files if name.startswith("wheels/")]
    for name in files:
        if name not in wheels:
            _tell(f"{len(files[name]):>11,}  {DIST / name}")
    _tell(f"{sum(len(files[name]) for name in wheels):>11,}  {DIST}/wheels/, {len(wheels)} files")
    _tell(f"{DIST / MARK} says how to install it.")
    return 0


def release_files(root: Path) -> dict[str, bytes]:
    """The files of a release by their name in dist/. Raises KitError where one cannot be made."""
    stamp = stamp_of(os.environ.get("SOURCE_DATE_EPOCH", ""))
    name = f"transition-guide-{VERSION}"
    with tempfile.TemporaryDirectory(dir=root, prefix=".transition-kit-") as folder:
        room = Path(folder)
        if build_site(root, root / "firm.toml", room / "site", Path("a folder for the release")):
            raise KitError("There is no release: the site was not built.")
        site = {
            path.relative_to(room / "site").as_posix(): path.read_bytes()
            for path in sorted((room / "site").rglob("*"))
            if path.is_file()
        }
        wheel = make_wheel(root, room)
        machines = _download_wheels(room / "wheels", root / "requirements" / "site.txt")
        wheels = {f"wheels/{path.name}": path.read_bytes() for path in (room / "wheels").iterdir()}
        packed = {f"{name}-site.zip": zipped(site, stamp), f"{name}-hosting.zip": site[KIT]}
        zips = list(packed)
        readme = README.format(
            version=VERSION, site=zips[0], hosting=zips[1], wheel=wheel.name, machines=machines
        )
        return {
            MARK: readme.encode(),
            **packed,
            wheel.name: wheel.read_bytes(),
            **dict(sorted(wheels.items())),
        }


def make_wheel(root: Path, room: Path) -> Path:
    """The wheel with all that a site is made from, built in `room`."""
    engine = engine_of(root)
    if engine is None:
        raise KitError(
            "There is no release without the engine of the tools: install Node.js first."
        )
    stage = room / "stage"
    for package in ("macros", "template_builder"):
        kept = shutil.ignore_patterns("__pycache__", "*.pyc", "theme")
        shutil.copytree(root / package, stage / package, ignore=kept)
    for file in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(root / file, stage / file)
    stamp = stamp_of(os.environ.get("SOURCE_DATE_EPOCH", ""))
    (stage / "macros" / "source.zip").write_bytes(zipped(source_files(root, engine), stamp))
    options = ("--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", str(room))
    _pip("wheel", *options, str(stage))
    return next(room.glob("*.whl"))


def _download_wheels(folder: Path, lock: Path) -> str:
    """Fetch what the site needs, from the lock with its hashes; for which machines, in words."""
    options = ("--require-hashes", "--no-deps", "--only-binary=:all:", "--dest", str(folder))
    _pip("download", "--requirement", str(lock), *options)
    here = f"{platform.system()} on {platform.machine()} with Python {platform.python_version()}"
    try:
        with tempfile.TemporaryDirectory() as room:
            pure, others = _split(lock, Path(room))
            _build_pure(pure, folder)
            _pip("download", "--requirement", str(others), *options, *WINDOWS)
    except KitError as error:
        _tell(f"wheels/ is not complete for Windows. {error}")
        return here
    return f"{here}, and for Windows with Python 3.13"


def _split(lock: Path, room: Path) -> tuple[Path, Path]:
    """The requirements of a lock that are built in Python alone, and the others, as files."""
    found: dict[bool, list[str]] = {True: [], False: []}
    for requirement in re.split(r"^(?=[a-z])", lock.read_text(encoding="utf-8"), flags=re.M):
        found[requirement.partition("=")[0] in PURE].append(requirement)
    files = (room / "pure.txt", room / "others.txt")
    for file, is_pure in zip(files, (True, False), strict=True):
        file.write_text("".join(found[is_pure]), encoding="utf-8")
    return files


def _build_pure(lock: Path, folder: Path) -> None:
    """Build wheels without a compiler; of those that have parts in C, the same in Python."""
    options = ("--require-hashes", "--no-deps", "--no-build-isolation", "--no-cache-dir")
    own = ("--no-binary", ",".join(PURE), "--wheel-dir", str(folder))
    stamp = int(stamp_of(os.environ.get("SOURCE_DATE_EPOCH", "")).timestamp())
    environment = {**os.environ, "CC": "false", "SOURCE_DATE_EPOCH": str(stamp)}
    _pip("wheel", "--requirement", str(lock), *options, *own, environment=environment)


def _pip(*arguments: str, environment: Mapping[str, str] | None = None) -> None:
    command = [sys.executable, "-m", "pip", *arguments, "--quiet", "--disable-pip-version-check"]
    done = subprocess.run(  # noqa: S603
        command, capture_output=True, text=True, check=False, env=environment
    )
    if done.returncode:
        errors = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
        said = re.sub(r"\w+://\S+", "...", "\n".join(errors) or done.stderr.strip())
        raise KitError(f"pip {arguments[0]} failed.\n{said}")


def _tell(text: str) -> None:
    print(text, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
