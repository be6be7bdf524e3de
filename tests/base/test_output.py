"""A folder holds what is wanted and is told by its size."""

from __future__ import annotations

from pathlib import Path

from casebook.base.output import measured, sync


def test_a_new_folder_is_filled_and_measured(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    assert sync(folder, iter([("x.js", b"12"), ("c/d/y.js", b"345")])) == 2
    assert (folder / "c" / "d" / "y.js").read_bytes() == b"345"
    assert measured(folder) == (2, 5)


def test_nothing_wanted_leaves_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    assert sync(folder, ()) == 0
    assert measured(folder) == (0, 0)
