"""`make audit`: everything that a quiet machine is asked now and then; a table at the end, a line an audit.

python -m tests.audit                       all of them
python -m tests.audit lighthouse --page ""  one of them, and of the pages the home page
python -m tests.audit nu --site site        on a site that is built
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.site import ROOT, build

from . import lighthouse, nu, spelling, suites
from .row import Row, table

SITES = {"lighthouse", "nu"}
"""Audits that look at a built site."""


def main() -> int:
    """Run the audits named, or all; 1 where one of them found a fault."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", metavar="AUDIT", help=", ".join(AUDITS))
    parser.add_argument("--site", type=Path, help="a built site (default: one is built)")
    parser.add_argument("--page", action="append", default=[], help="for Lighthouse (repeatable)")
    parser.add_argument("--minutes", default="5", help="how long files are changed at random")
    parser.add_argument("--seed", help="to repeat a run of those files")
    options = parser.parse_args()
    if unknown := set(options.names) - {*AUDITS}:
        parser.error(f"unknown: {', '.join(sorted(unknown))}. There are {', '.join(AUDITS)}")
    names = options.names or [*AUDITS]
    rows = []
    with site_of(options, SITES & {*names}) as site:
        for name in names:
            print(f"\n{name}", flush=True)
            try:
                rows.append(AUDITS[name](options, site))
            except SystemExit as error:
                rows.append(Row(name, "did not run", 1, str(error).partition("\n")[0]))
    print(f"\n{table(rows)}")
    return 1 if any(row.found for row in rows) else 0


@contextmanager
def site_of(options: argparse.Namespace, needed: set[str]) -> Iterator[Path]:
    """The site of --site, or one that is built if an audit needs it."""
    with tempfile.TemporaryDirectory(prefix="audit-") as name:
        site: Path = options.site or Path(name) / "www"
        if needed and not options.site:
            build(site)
        yield site


def fuzz(options: argparse.Namespace) -> Row:
    """Files changed at random, for some minutes."""
    command = [sys.executable, "-m", "tests.support.fuzz", "--minutes", options.minutes]
    command += ["--seed", options.seed] if options.seed else []
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    print(done.stdout, end="")
    first, _, rest = done.stdout.partition("\n")
    tally = rest.rstrip().rpartition("\n")[2].removeprefix("fuzz: ")
    cases = sum(int(count) for count in re.findall(r"(\d+) (?:answered|refused|failed)", tally))
    problems = re.search(r"(\d+) problems", tally)
    seed = first.removeprefix("fuzz: ")
    return Row("Fuzz", f"{cases:,} files", int(problems[1]) if problems else 1, f"{seed}; {tally}")


AUDITS: dict[str, Callable[[argparse.Namespace, Path], Row]] = {
    "lighthouse": lambda options, site: lighthouse.audit(site, options.page),
    "nu": lambda _, site: nu.audit(site),
    "axe": lambda *_: suites.audit("axe"),
    "links": lambda *_: suites.audit("Links and anchors"),
    "spelling": lambda *_: spelling.audit(),
    "fuzz": lambda options, _: fuzz(options),
    "servers": lambda *_: suites.audit("Servers"),
    "engines": lambda *_: suites.audit("Engines"),
}


if __name__ == "__main__":
    sys.exit(main())
