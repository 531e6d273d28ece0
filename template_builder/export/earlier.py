"""What Clio has by the imports uploaded before: without the rows that it refused, with what was corrected in it by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from ..common.errors import KitError
from ..common.files import NamedBytes
from .both_right import BothRight
from .corrections import ID, Correction, corrected, corrections_from
from .doubts import MOST_NAMED, Doubt
from .earlier_files import Errors, Sorted, UploadedAgain, sort_files
from .given_twice import GivenTwice
from .refused_again import RefusedRow
from .refused_rows import Refused, refused_rows
from .uploaded import ACTIVITIES_FILE, ImportRow, NoteSaid, Source, Uploaded

KINDS = {Uploaded: "import", Errors: "errors", UploadedAgain: "again"}
UPLOADED_TWICE = (
    "If these rows were uploaded twice, because Clio refused them again, say that both are right."
)
OUT_AGAIN = "What Clio refused goes out again, and was not uploaded in between."


class Earlier(NamedTuple):
    """The rows and notes that were uploaded before, the files that say so, what is said of all of it, what is to look at, and
    of which files somebody can say that both are right; the rows that Clio refused, and those of retries."""

    rows: tuple[ImportRow, ...]
    notes: Counter[NoteSaid]
    files: tuple[Source, ...]
    said: tuple[str, ...]
    doubts: tuple[Doubt, ...]
    same: Mapping[BothRight, str]
    refused: tuple[RefusedRow, ...] = ()
    again: tuple[ImportRow, ...] = ()


def earlier_of(
    files: Iterable[NamedBytes], date_order: str, both_right: Collection[BothRight] = ()
) -> Earlier:
    """What was uploaded by the files of earlier imports, of Clio's errors, of retries and of corrections by hand.

    Of two files of errors that say the same, somebody may have said that both are right: that Clio refused the rows twice.

    Raises KitError for a file that is none of them, and where one that it takes to know is not given.
    """
    given = sort_files(files, date_order)
    imports, twice = _each_once(given.imports)
    if given.errors and not imports:
        raise KitError(
            f"{given.errors[0].name} has rows that Clio refused. Give the import that they are of as well: its folder or zip."
        )
    _require_those_before(imports, _sources(*given.imports, *given.errors, *given.again))
    asked = GivenTwice(both_right)
    again, again_said = _uploaded_again(given, imports, asked)
    rows = [row for one in imports for row in one.rows]
    rows += (row for one in again for row in one.rows)
    refused = refused_rows(given.errors, rows, asked)
    left = [row for place, row in enumerate(rows) if place not in refused.places]
    made = corrected(left, _done(given, imports))
    return Earlier(
        rows=made.rows,
        notes=sum((one.notes for one in imports), Counter[NoteSaid]()),
        files=_sources(*imports, *again, *refused.counted),
        said=(
            *(f"{one.name}: {_rows(len(one.rows))}. {one.remark}".strip() for one in imports),
            *twice,
            *again_said,
            *_refused_said(refused),
            *_made_said(made.made),
            *given.said,
        ),
        doubts=(*asked.doubts, *refused.unknown, *_unknown(made.unknown)),
        same={**{BothRight(file.name): OUT_AGAIN for file in refused.counted}, **asked.same},
        refused=tuple(RefusedRow(file, rows[at]) for at, file in refused.places.items()),
        again=tuple(row for one in again for row in one.rows),
    )


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count} rows"


def _each_once(imports: Sequence[Uploaded]) -> tuple[list[Uploaded], list[str]]:
    """The imports without the same one given again, of which something is said.

    Two that hold the same rows and have receipts of their own were both made: whether both were uploaded is not known.
    """
    kept: list[Uploaded] = []
    said = []
    with_receipts_first = sorted(imports, key=lambda one: not one.receipt.sha256)
    for one in with_receipts_first:
        same = (
            other
            for other in kept
            if other.sha256 == one.sha256 and one.receipt.sha256 in ("", other.receipt.sha256)
        )
        if other := next(same, None):
            said.append(f"{one.name} is the same as {other.name} and counts once.")
        else:
            kept.append(one)
    return [one for one in imports if one in kept], said


def _sources(*found: Uploaded | Errors | UploadedAgain) -> tuple[Source, ...]:
    return tuple(Source(one.name, KINDS[type(one)], one.sha256) for one in found)


def _require_those_before(imports: Sequence[Uploaded], given: Iterable[Source]) -> None:
    """Raises KitError where an import was built after files that are not given, or not as often.

    An import does not stand for one before it that has the same rows: what Clio refused may have gone out again alone.
    """
    there = Counter(source[1:] for source in given)
    missing: dict[tuple[str, ...], str] = {}
    for one in imports:
        (own,) = _sources(one)
        for source, count in Counter(each[1:] for each in one.receipt.after).items():
            if count > there[source] - (source == own[1:]):
                name = next(each.name for each in one.receipt.after if each[1:] == source)
                missing[source] = f"{one.name} was built after {name}, which is not given here."
    if missing:
        raise KitError(
            "\n".join(missing.values())
            + "\nGive everything that was given then: the rows of an import that is missing would go in twice. If one was never"
            f" uploaded after all, give only {ACTIVITIES_FILE} of the later one, without its receipt."
        )


def _uploaded_again(
    given: Sorted, imports: Sequence[Uploaded], asked: GivenTwice
) -> tuple[list[UploadedAgain], list[str]]:
    """The rows of retries. Raises KitError for those of which nobody can tell what they replace.

    A retry of all rows of a file has the same bytes as the file, so a part of an import is told by its name as well.
    """
    parts = {
        (name.rpartition("/")[2], sha256): one.name
        for one in imports
        for name, sha256 in one.receipt.outputs.items()
    }
    kept: list[UploadedAgain] = []
    said = []
    for one in given.again:
        same = next((other.name for other in kept if other.sha256 == one.sha256), "")
        if whole := parts.get((one.name.rpartition("/")[2], one.sha256)):
            said.append(f"{one.name} is a part of {whole} and counts once.")
        elif not given.errors:
            raise KitError(
                f"{one.name} has rows of an import, but is not called {ACTIVITIES_FILE}. If Retry made it,"
                " give the file of errors as well that Clio returned before: these rows take the place of those refused."
            )
        elif not same or asked.counts("again-twice", one.name, same, len(one.rows), UPLOADED_TWICE):
            kept.append(one)
            said.append(f"{one.name}: {_rows(len(one.rows))}, uploaded again.")
    return kept, said


def _refused_said(refused: Refused) -> Iterator[str]:
    for name, count in refused.by_file.items():
        was, does = ("was", "does") if count == 1 else ("were", "do")
        yield f"{name}: {_rows(count)} {was} refused by Clio and {does} not count as uploaded."


def _done(given: Sorted, imports: Sequence[Uploaded]) -> list[Correction]:
    """The corrections that are marked as done, each once. Raises KitError for one that no receipt given knows."""
    known: dict[str, Correction] = {}
    for one in imports:
        try:
            own = corrections_from(one.receipt.corrections, one.date_order, one.name)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise KitError(f"{one.name}: its receipt is not the receipt of an export.") from error
        known |= {each.id: each for each in own}
    for line in given.done:
        if line.id not in known:
            raise KitError(
                f"{line.place}: no receipt given knows the correction {line.id or '(blank)'} in the column {ID}. Give the folder or"
                " zip that the list came with as well, and leave that column as it is."
            )
    return [known[id_] for id_ in dict.fromkeys(line.id for line in given.done)]


def _made_said(made: Sequence[Correction]) -> Iterator[str]:
    if made:
        count = "1 correction was" if len(made) == 1 else f"{len(made)} corrections were"
        yield f"{count} made in Clio by hand, as marked in correct-in-clio.csv: {_named(made)}."


def _unknown(unknown: Sequence[Correction]) -> Iterator[Doubt]:
    if unknown:
        one = len(unknown) == 1
        yield Doubt(
            "correction-unknown",
            f"{'1 correction is' if one else f'{len(unknown)} corrections are'} marked as done of rows that Clio does not have by"
            f" the imports given: {_named(unknown)}.",
            "Look in Clio what is there, and take the mark off where nothing was corrected.",
            len(unknown),
        )


def _named(found: Sequence[Correction]) -> str:
    words = [each.words for each in found[:MOST_NAMED]]
    return "; ".join(
        chain(words, [f"and {len(found) - MOST_NAMED} more"] if len(found) > MOST_NAMED else ())
    )
