"""What `make build` hands out beside the site, and what it says at its end."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from macros.changed_since import CHANGES, changed_since, with_changes
from macros.firm_before import KEPT, bytes_of, less_than_before
from template_builder.common.folders import write_folder
from template_builder.common.stamp import stamp_of
from template_builder.firm.calendars import plan_calendars
from template_builder.firm.firm import Firm
from template_builder.firm.firm_file import parse_firm_file
from template_builder.firm.missing import missing_in
from template_builder.firm.warnings import warnings_of_firm
from template_builder.guide.loading import shipped_guide
from template_builder.plan.words import load_plan_words
from template_builder.workbooks.handout import BILLING, LETTER, MARK, handout
from template_builder.workbooks.loading import load_workbooks


def hand_out(
    firm_file: Path, folder: Path, environment: Mapping[str, str], tell: Callable[[str], object]
) -> Iterator[str]:
    """Write the files of the firm's people into `folder`; yields what was made for whom, what is missing, what is next.

    Nothing is written for the fictional firm, whose samples are in the site. Raises KitError where `folder` holds
    anything that the last build did not write.
    """
    guide = shipped_guide()
    data = firm_file.read_bytes()
    firm = parse_firm_file(data, firm_file.name, guide)
    if firm.fictional:
        yield (
            "It is that of the fictional example firm. Yours: make build FIRM=your-firm.toml, or "
            "transition-kit site --firm your-firm.toml."
        )
        return
    words = load_plan_words(guide.sources)
    before = bytes_of(folder / BILLING / "firm.toml")
    less = less_than_before(before, firm, guide)
    kept = f"{folder}/{BILLING}/firm.toml"
    changed = changed_since(before, firm, guide)
    if firm.people or firm.matters:
        stamp = stamp_of(environment.get("SOURCE_DATE_EPOCH", ""))
        calendars = plan_calendars(guide, words, firm, stamp)
        site = environment.get("SITE_URL", "")
        files = handout(guide, load_workbooks(), firm, data, stamp, calendars, site)
        if changes := with_changes(bytes_of(folder / CHANGES), changed):
            files[CHANGES] = changes
        if less:
            files[KEPT] = before
            kept = f"{folder}/{KEPT}"
        write_folder(folder, files, mark=MARK, replace=True, tell=tell)
        folder.chmod(0o700)
        yield (
            f"{folder}/ is not: it holds rates and clients. One folder for each of {len(firm.people)} people, "
            f"with a workbook and a letter; {BILLING}/ is for billing."
        )
    if less:
        yield f"Less than in the build before: {'; '.join(less)}. The file it was built with is {kept}."
    if changed:
        yield f"Since the build before, as {folder}/{CHANGES} says too:"
        yield from (f"- {line}" for line in changed)
    yield from _what_is_published(firm)
    yield from missing_in(firm)
    if firm.people and not firm.publish_names:
        yield "The site names nobody. With publish_names = true it says who has ticked and who is late."
    yield from _warnings([f"{w.message} {w.todo}" for w in warnings_of_firm(firm, guide, words)])
    if firm.people or firm.matters:
        yield f"Next: {folder}/{BILLING}/{LETTER} says how to hand the folders out."


def _what_is_published(firm: Firm) -> Iterator[str]:
    """What of the matters everybody sees, and which words for new staff stay out of the site."""
    if shown := firm.published_numbers:
        matters = "matter" if len(shown) == 1 else "matters"
        clients = " and their clients" if any(matter.client for matter in shown) else ""
        yield (
            f"Whoever opens the site sees the numbers of {len(shown)} {matters}{clients}: publish_matter_numbers."
        )
    published = dict(firm.published.new_staff.words())
    left_out = [key for key, text in firm.new_staff.words() if text and not published[key]]
    if left_out:
        yield (
            f"Not on the site, because it names a person: {', '.join(left_out)} of [new_staff]. "
            "With publish_names = true it is."
        )


def _warnings(warnings: list[str]) -> Iterator[str]:
    if warnings:
        yield f"The plan warns of {len(warnings)} {'point' if len(warnings) == 1 else 'points'}:"
        yield from (f"- {warning}" for warning in warnings)
