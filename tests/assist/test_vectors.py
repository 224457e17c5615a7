"""Vectors that are kept in a file between runs."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from assist.vectors import KeptVectors
from guidelines_kb.embedders import Kind, Vectors


class Counting:
    """An embedder of two numbers, the text's length and kind, that counts what it encodes."""

    dimension = 2

    def __init__(self, name: str = "counting") -> None:
        self.name = name
        self.encoded: list[str] = []

    def encode(self, texts: Sequence[str], kind: Kind) -> Vectors:
        self.encoded += texts
        return np.array([[len(text), kind == "query"] for text in texts], dtype=np.float32)


def test_kept_queries_are_encoded_once_and_known_after_a_restart(tmp_path: Path) -> None:
    """A query that was kept is not encoded again, by this process or the next."""
    KeptVectors(Counting(), tmp_path / "v.npz").keep(["one", "three", "one"])
    again = Counting()
    rows = KeptVectors(again, tmp_path / "v.npz").encode(["three", "fourteen", "one"], "query")
    assert again.encoded == ["fourteen"]
    assert rows.tolist() == [[5, 1], [8, 1], [3, 1]]


def test_passages_are_not_taken_for_queries(tmp_path: Path) -> None:
    """The same text as a passage is encoded as one."""
    kept = KeptVectors(Counting(), tmp_path / "v.npz")
    kept.keep(["one"])
    assert kept.encode(["one"], "passage").tolist() == [[3, 0]]


def test_keeping_others_forgets_the_former(tmp_path: Path) -> None:
    """The file holds what was kept last and no more."""
    counting = Counting()
    kept = KeptVectors(counting, tmp_path / "v.npz")
    kept.keep(["one", "two"])
    kept.keep(["two"])
    kept.encode(["one"], "query")
    assert counting.encoded == ["one", "two", "one"]


def test_another_embedder_begins_anew(tmp_path: Path) -> None:
    """Vectors of one embedder are never given for another's."""
    KeptVectors(Counting("first"), tmp_path / "v.npz").keep(["one"])
    second = Counting("second")
    KeptVectors(second, tmp_path / "v.npz").encode(["one"], "query")
    assert second.encoded == ["one"]


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04 and no more", b"\x93NUMPY"])
def test_a_damaged_file_is_as_none(tmp_path: Path, damage: bytes) -> None:
    """A file that cannot be read costs time and nothing else."""
    (tmp_path / "v.npz").write_bytes(damage)
    kept = KeptVectors(Counting(), tmp_path / "v.npz")
    kept.keep(["one"])
    assert kept.encode(["one"], "query").tolist() == [[3, 1]]


def test_no_texts_give_no_rows(tmp_path: Path) -> None:
    """Nothing asked, nothing encoded, and the shape still fits."""
    kept = KeptVectors(Counting(), tmp_path / "v.npz")
    kept.keep([])
    assert kept.encode([], "query").shape == (0, 2)
    assert not (tmp_path / "v.npz").exists()
