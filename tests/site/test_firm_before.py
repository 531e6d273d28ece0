"""A build with a firm's file that holds less than the one before says so, and keeps the earlier file."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros import handing_out
from macros.firm_before import less_than_before
from macros.handing_out import hand_out
from template_builder.firm.firm_file import parse_firm
from tests.support.kit import ROOT, TEST_FIRM, guide

PLANNERS = TEST_FIRM.partition("[categories]")[0] + '[[people]]\nname = "Billie Sample"\n'
"""As the planner once wrote it: dates and names, and nothing else."""


@pytest.mark.parametrize(
    ("now", "less"),
    [
        (TEST_FIRM, ()),
        (TEST_FIRM + '[[people]]\nname = "Casey Specimen"\n', ()),
        (TEST_FIRM.replace("rate = 320.00\n", ""), ("usual rates: 1 then, none now",)),
        (TEST_FIRM + '[new_staff]\nask = "The desk"\n', ()),
        (
            PLANNERS,
            (
                "people: 2 then, 1 now",
                "usual rates: 1 then, none now",
                "matters: 2 then, none now",
                "display numbers: 1 then, none now",
                "activity categories: 2 then, none now",
                "expense categories: 1 then, none now",
            ),
        ),
    ],
)
def test_what_there_is_less_of(now: str, less: tuple[str, ...]) -> None:
    firm = parse_firm(now, "firm.toml", guide())
    assert less_than_before(TEST_FIRM.encode(), firm, guide()) == less
    assert less_than_before(b"", firm, guide()) == less_than_before(b"[firm", firm, guide()) == ()


def test_words_for_new_staff_that_are_gone_are_counted() -> None:
    before = (
        TEST_FIRM
        + '\n[new_staff]\nask = "The desk"\nindex = "The safe"\npublish_matter_numbers = "numbers"\n'
    )
    now = parse_firm(TEST_FIRM + '\n[new_staff]\nask = "The desk"\n', "firm.toml", guide())
    assert less_than_before(before.encode(), now, guide()) == (
        "words for new staff: 2 then, 1 now",
    )


def test_the_build_says_what_everybody_sees_of_the_matters_and_what_stays_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "our-firm.toml"
    monkeypatch.setattr(handing_out, "handout", lambda *_: {handing_out.MARK: b""})

    def said(words: str) -> str:
        file.write_text(f"{TEST_FIRM}\n[new_staff]\n{words}", encoding="utf-8")
        return "\n".join(hand_out(file, tmp_path / "handout", {}, lambda _: None))

    asked = said('ask = "The desk"')
    assert "publish_matter_numbers" not in asked
    assert "Not on the site" not in asked
    numbers = said('publish_matter_numbers = "numbers"\nask = "Billie Sample, desk 3"')
    assert (
        "Whoever opens the site sees the numbers of 2 matters: publish_matter_numbers." in numbers
    )
    assert "Not on the site, because it names a person: ask of [new_staff]." in numbers
    clients = said('publish_matter_numbers = "clients"')
    assert "sees the numbers of 2 matters and their clients" in clients


def test_nothing_is_handed_out_of_the_example_and_both_doors_to_ones_own_are_named(
    tmp_path: Path,
) -> None:
    (line,) = hand_out(ROOT / "firm.toml", tmp_path / "handout", {}, lambda _: None)
    assert "make build FIRM=" in line
    assert "transition-kit site --firm" in line
    assert not (tmp_path / "handout").exists()


def test_the_earlier_file_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, folder = tmp_path / "our-firm.toml", tmp_path / "handout"

    def only_its_file(*given: object) -> dict[str, object]:
        return {handing_out.MARK: b"", "_billing/firm.toml": given[3]}

    monkeypatch.setattr(handing_out, "handout", only_its_file)

    def built(text: str) -> str:
        file.write_text(text, encoding="utf-8")
        return "\n".join(hand_out(file, folder, {}, lambda _: None))

    first = built(TEST_FIRM)
    assert "Less than" not in first
    assert "Since the build before" not in first
    changes = folder / "_billing/changes.txt"
    assert not changes.exists()
    assert f"Since the build before, as {changes} says too:\n- New: Casey Specimen." in built(
        TEST_FIRM + '[[people]]\nname = "Casey Specimen"\n'
    )
    # Who builds again has not lost it.
    built(TEST_FIRM)
    kept = changes.read_text(encoding="utf-8").splitlines()
    assert [line[:24] for line in kept[1:]] == [
        "- New: Casey Specimen. H",
        "- No longer in the firm'",
    ]
    assert f"The file it was built with is {folder}/_billing/firm-before.toml." in built(PLANNERS)
    assert (folder / "_billing/firm-before.toml").read_text(encoding="utf-8") == TEST_FIRM
    # Without people and matters there is nothing to hand out: the folder stays as it was.
    bare = PLANNERS.partition("[[people]]")[0]
    assert f"The file it was built with is {folder}/_billing/firm.toml." in built(bare)
    assert (folder / "_billing/firm.toml").read_text(encoding="utf-8") == PLANNERS
