"""Everything in a folder is listed: files to read, and what is left out with the reason."""

from __future__ import annotations

import os

import pytest

from template_builder.common.walking import walk


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "in"
    (made / "b" / "c").mkdir(parents=True)
    (made / "empty").mkdir()
    for name in ("z.txt", "a.txt", "b/m.txt", "b/c/.hidden"):
        (made / name).write_text(name, encoding="utf-8")
    (tmp_path / "outside.txt").write_text("secret", encoding="utf-8")
    return made


def names(folder):
    return [(found.name, found.left_out) for found in walk(folder)]


def test_files_of_all_folders_are_listed_by_name_with_slashes(folder):
    assert names(folder) == [("a.txt", ""), ("b/c/.hidden", ""), ("b/m.txt", ""), ("z.txt", "")]
    assert [found.path.read_text() for found in walk(folder)] == [name for name, _ in names(folder)]


@pytest.mark.parametrize("target", ["../outside.txt", "..", "a.txt", "b", "nowhere", "link"])
def test_no_link_is_followed_wherever_it_leads(folder, target):
    (folder / "link").symlink_to(target)
    links = [(name, why) for name, why in names(folder) if name.startswith("link")]
    assert links == [("link", "it is a link, and links are not followed")]


def test_what_is_no_file_is_named_and_never_opened(folder):
    os.mkfifo(folder / "pipe")
    assert ("pipe", "it is no file") in names(folder)


def test_a_folder_that_cannot_be_read_is_named(folder, monkeypatch):
    real = os.scandir

    def refusing(path):
        if os.fspath(path).endswith("c"):
            raise PermissionError(13, "Permission denied", os.fspath(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", refusing)
    assert names(folder) == [
        ("a.txt", ""),
        ("b/c", "it cannot be read: Permission denied"),
        ("b/m.txt", ""),
        ("z.txt", ""),
    ]
