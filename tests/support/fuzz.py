"""Mutation fuzz of everything that reads a reader's file: `python -m tests.support.fuzz --minutes 5` (`make audit`).

Real files and hostile ones are changed at random and handed to every question of the browser's door, which asks what
the commands ask. A file is answered, or refused in words: anything else is a problem and is printed with what repeats it.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import re
import sys
import time
import traceback
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from template_builder.browser import Api
from template_builder.common.errors import KitError
from tests.support.corpus import corpus, crosswalk
from tests.support.fill import fill
from tests.support.hostile import SMALL
from tests.support.kit import TEST_FIRM, real_kit

SLOW = 5.0
"""Seconds of the processor in which any file is answered or refused."""

LARGEST_SEED = 300_000
"""Bytes of a file that is still changed; larger ones take all the time."""

NUMBERS = (b"0", b"-1", b"1e999", b"99999999999999999999", b"65536", b"1048577", b"NaN", b"")
WORDS = (
    b"\x00",
    b"\xff\xfe",
    b"\xe2\x80\xae",
    b"<",
    b"&",
    b'"',
    b"=1+1",
    b"]]>",
    b"\r",
    b"\xed\xa0\x80",
)


class Case(NamedTuple):
    """One file made from another: which question it goes to, and its name and bytes."""

    question: str
    name: str
    data: bytes


@dataclass
class Tally:
    """What came of the cases: how many were answered or refused, and every problem in words."""

    outcomes: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)
    slowest: float = 0.0

    def __str__(self) -> str:
        counts = ", ".join(f"{count} {name}" for name, count in sorted(self.outcomes.items()))
        return f"{counts}; slowest {self.slowest:.1f} s; {len(self.problems)} problems"


MONEY_LOG = {
    "Money log!C2": "Trust",
    "Money log!D2": "Main",
    "Money log!E2": "101",
    "Money log!J2": 5,
}


@cache
def seeds() -> dict[str, bytes]:
    """The files that are changed, by name: what people hand in, what attackers would, a firm's file."""
    files = {**corpus(), "firm.toml": TEST_FIRM.encode(), "cross.csv": crosswalk_csv()}
    files["review.xlsx"] = fill(real_kit()["review.xlsx"], MONEY_LOG)
    files["trust.csv"] = b"Matter Number,Client,Balance\r\n0101,Client,5.00\r\nTotal,,5.00\r\n"
    files |= {f"hostile {name}": make() for name, (make, _) in SMALL.items()}
    return {name: data for name, data in files.items() if len(data) <= LARGEST_SEED}


def crosswalk_csv() -> bytes:
    return b"Old number,Client,Description,Clio display number\r\n0101,Fictional Orchard Ltd,,00012-A\r\n"


# Changing


def flipped(data: bytes, dice: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(dice.randint(1, 8)):
        changed[dice.randrange(len(changed))] = dice.randrange(256)
    return bytes(changed)


def cut(data: bytes, dice: random.Random) -> bytes:
    return data[: dice.randrange(len(data))]


def without_a_part(data: bytes, dice: random.Random) -> bytes:
    start = dice.randrange(len(data))
    return data[:start] + data[start + dice.randint(1, 64) :]


def with_a_part_twice(data: bytes, dice: random.Random) -> bytes:
    start = dice.randrange(len(data))
    part = data[start : start + dice.randint(1, 200)]
    return data[:start] + part * dice.randint(2, 5) + data[start:]


def with_a_word(data: bytes, dice: random.Random) -> bytes:
    start = dice.randrange(len(data) + 1)
    return data[:start] + dice.choice(WORDS) + data[start:]


def with_another_number(data: bytes, dice: random.Random) -> bytes:
    found = list(re.finditer(rb"\d+", data))
    if not found:
        return with_a_word(data, dice)
    number = dice.choice(found)
    return data[: number.start()] + dice.choice(NUMBERS) + data[number.end() :]


def with_an_element_gone_or_twice(data: bytes, dice: random.Random) -> bytes:
    found = list(re.finditer(rb"<(\w[\w:]*)[^<>]*?(?:/>|>[^<]*</\1>)", data))
    if not found:
        return without_a_part(data, dice)
    element = dice.choice(found)
    again = element[0] * dice.choice((0, 2, 50))
    return data[: element.start()] + again + data[element.end() :]


PLAIN = (flipped, cut, without_a_part, with_a_part_twice, with_a_word, with_another_number)
INSIDE = (*PLAIN, with_an_element_gone_or_twice, with_an_element_gone_or_twice)


def inside_the_zip(data: bytes, dice: random.Random) -> bytes:
    """One member of an archive changed, the others as they were: what a parser behind the archive then meets."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, OSError, ValueError, RuntimeError):
        return flipped(data, dice)
    filled = sorted(name for name, content in members.items() if content)
    if filled:
        name = dice.choice(filled)
        members[name] = dice.choice(INSIDE)(members[name], dice)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in members.items():
            archive.writestr(zipfile.ZipInfo(member), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def changed(data: bytes, dice: random.Random) -> bytes:
    """A file after one to three changes."""
    for _ in range(dice.randint(1, 3)):
        if data[:2] == b"PK" and dice.random() < 0.8:
            data = inside_the_zip(data, dice)
        elif data:
            data = dice.choice(PLAIN)(data, dice)
    return data


# Asking


def ask(door: Api, name: str, **arguments: object) -> None:
    """A question to the service of a feature; a refusal is raised as the others are."""
    answer = json.loads(door.ask(name, arguments)[0])
    if "refused" in answer:
        raise KitError(answer["refused"])


def check(door: Api, name: str, data: bytes) -> None:
    door.begin(crosswalk=[("crosswalk.xlsx", crosswalk())], today="2027-02-01")
    door.add(name, data)
    door.finish()
    door.report()


def marked_copy(door: Api, name: str, data: bytes) -> None:
    check(door, name, data)
    for share_safe in (False, True):
        door.marked_copy(0, share_safe)


def export(door: Api, name: str, data: bytes) -> None:
    check(door, name, data)
    door.export()


def read_crosswalk(door: Api, name: str, data: bytes) -> None:
    door.begin(crosswalk=[(name, data)])


def retry(door: Api, name: str, data: bytes) -> None:
    given = {"errors": (name, data), "exported": ("activities.csv", corpus()["activities.csv"])}
    ask(door, "retry", **given)


def retry_exported(door: Api, name: str, data: bytes) -> None:
    given = {"errors": ("errors.csv", corpus()["activities.csv"])}
    ask(door, "retry", **given, exported=(name, data), receipt=(name, data))


def reassign(door: Api, name: str, data: bytes) -> None:
    ask(door, "reassign", listing=(name, data), crosswalk=[("crosswalk.xlsx", crosswalk())])


def balances(door: Api, name: str, data: bytes) -> None:
    kind = "trust" if len(data) % 2 else "receivables"
    clio = ("clio.csv", b"Client,Matter,Balance\r\nClient,00012-Fictional Orchard,1.00\r\n")
    ask(
        door, "balances", kind=kind, old=(name, data), new=clio, crosswalk=[("c.xlsx", crosswalk())]
    )


def money_log(door: Api, name: str, data: bytes) -> None:
    listing = b"Matter Number,Client,Balance\r\n101,Client,%d.00\r\n"
    lists = {"old": ("old.csv", listing % 1), "new": ("clio.csv", listing % 2)}
    known = [("c.xlsx", crosswalk())]
    ask(door, "balances", kind="trust", **lists, crosswalk=known, money_log=(name, data))


def lists(door: Api, name: str, data: bytes) -> None:
    ask(door, "firm", people=(name, data), matters=(name, data))


def firm(door: Api, name: str, data: bytes) -> None:
    door.kit(firm=(name, data))


QUESTIONS: dict[str, Callable[[Api, str, bytes], None]] = {
    each.__name__: each
    for each in (
        *(check, check, check, marked_copy, export, read_crosswalk),
        *(retry, retry_exported, reassign, balances, money_log, lists, firm),
    )
}


def case(seed: int, number: int) -> Case:
    """The same case for the same two numbers, on every machine."""
    dice = random.Random(f"{seed}:{number}")
    question = dice.choice(sorted(QUESTIONS))
    files = seeds()
    name = "firm.toml" if question == "firm" else dice.choice(sorted(files))
    return Case(question, name, changed(files[name], dice))


def run(seed: int, numbers: Iterator[int] | range, until: float = float("inf")) -> Tally:
    """Put cases to the door, one after the other, until a moment of the monotonic clock."""
    tally = Tally()
    for number in numbers:
        if time.monotonic() > until:
            break
        given = case(seed, number)
        start = time.process_time()
        try:
            QUESTIONS[given.question](Api(), given.name, given.data)
            outcome = "answered"
        except KitError:
            outcome = "refused"
        except Exception:  # the very thing that is looked for
            outcome = "failed"
            last = traceback.format_exc(limit=-3)
            tally.problems.append(
                f"--seed {seed} --only {number}: {given.question} of {given.name}\n{last}"
            )
        took = time.process_time() - start
        tally.slowest = max(tally.slowest, took)
        if took > SLOW:
            tally.problems.append(
                f"--seed {seed} --only {number}: {given.question} took {took:.1f} s"
            )
        tally.outcomes[outcome] += 1
    return tally


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--only", type=int, help="one case, by its number")
    options = parser.parse_args()
    print(f"fuzz: seed {options.seed}", flush=True)
    if options.only is not None:
        tally = run(options.seed, range(options.only, options.only + 1))
    else:
        until = time.monotonic() + 60 * options.minutes
        tally = run(options.seed, iter(range(10**9)), until)
    print(*tally.problems, f"fuzz: {tally}", sep="\n")
    return 1 if tally.problems else 0


if __name__ == "__main__":
    sys.exit(main())
