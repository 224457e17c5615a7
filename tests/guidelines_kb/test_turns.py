"""A library whose folder several processes share: no change is lost, and each has what the others changed."""

import multiprocessing
import threading
from pathlib import Path

import pytest

from guidelines_kb import Library
from tests.guidelines_kb.conftest import HashingEmbedder

SENTENCE = "Greet every customer by name and number {}.\n"


def opened(folder: Path) -> Library:
    return Library.open(folder, HashingEmbedder(), cache=folder.parent)


def put(library: Library, name: str, number: int = 1) -> None:
    library.add(name, SENTENCE.format(number).encode(), media_type="text/plain", language="en")


def names(library: Library) -> list[str]:
    return [info.document for info in library.documents()]


def test_a_change_keeps_what_others_have_changed(tmp_path: Path) -> None:
    """Two libraries on one folder, each of which knew nothing of the other's documents."""
    one, other = opened(tmp_path / "kb"), opened(tmp_path / "kb")
    put(one, "a")
    put(other, "b")
    assert names(one) == ["a"]
    one.catch_up()
    assert names(one) == names(other) == names(opened(tmp_path / "kb")) == ["a", "b"]
    assert other.remove("a")
    one.catch_up()
    assert names(one) == ["b"]
    assert {match.snippet.document for match in one.search("customer by name", floor=False)} == {"b"}
    assert one.version == other.version


def test_what_is_beside_is_not_in_use_until_it_is_taken(tmp_path: Path) -> None:
    """Searches find the old whole or the new whole."""
    served, edited = opened(tmp_path / "kb"), opened(tmp_path / "kb")
    put(edited, "a")
    beside = served.beside()
    assert (names(beside), names(served)) == (["a"], [])
    served.become(beside)
    assert names(served) == ["a"]
    put(served, "b")
    assert names(opened(tmp_path / "kb")) == ["a", "b"]


def test_searches_never_see_a_part(tmp_path: Path) -> None:
    """While versions of two documents are taken over together, both are always of the same version."""
    served, edited = opened(tmp_path / "kb"), opened(tmp_path / "kb")
    for name in ("a", "b"):
        put(edited, name, 0)
    served.become(served.beside())
    mixed, done = list[set[str]](), threading.Event()

    def search() -> None:
        while not done.is_set():
            found = served.search("greet every customer by name and number", k=5, floor=False)
            texts = {match.snippet.text for match in found}
            if len(texts) != 1:
                mixed.append(texts)

    searching = threading.Thread(target=search)
    searching.start()
    for number in range(1, 20):
        for name in ("a", "b"):
            put(edited, name, number)
        served.become(served.beside())
    done.set()
    searching.join()
    assert mixed == []


def _add_many(folder: Path, prefix: str) -> None:
    library = opened(folder)
    for number in range(8):
        put(library, f"{prefix}{number}", number)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_processes_take_turns(tmp_path: Path) -> None:
    """Three processes add eight documents each: all twenty-four are there, and can be read."""
    spawned = multiprocessing.get_context("spawn")
    opened(tmp_path / "kb")
    adding = [spawned.Process(target=_add_many, args=(tmp_path / "kb", prefix)) for prefix in "abc"]
    for process in adding:
        process.start()
    for process in adding:
        process.join(120)
        assert process.exitcode == 0
    assert names(opened(tmp_path / "kb")) == [f"{prefix}{number}" for prefix in "abc" for number in range(8)]
