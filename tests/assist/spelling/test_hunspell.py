"""A Hunspell dictionary through the C interface, with real dictionaries and with small ones made here."""

import threading
from pathlib import Path
from time import sleep

import pytest

from assist.errors import SetupError
from assist.spelling.dictionaries import find, folders
from assist.spelling.hunspell import LONGEST, Dictionary
from tests.assist.spelling.installed import need


def made(folder: Path, *words: str, encoding: str = "UTF-8") -> Dictionary:
    """A dictionary of a few words."""
    affixes, listed = folder / "small.aff", folder / "small.dic"
    encoder = "latin-1" if encoding.startswith("ISO") else "utf-8"
    affixes.write_text(f"SET {encoding}\nTRY abcdefghijklmnopqrstuvwxyzåäö\n", encoding=encoder)
    listed.write_text("\n".join((str(len(words)), *words)) + "\n", encoding=encoder)
    return Dictionary(affixes, listed)


@pytest.mark.parametrize("encoding", ["UTF-8", "ISO8859-1"])
def test_words_are_known_in_either_encoding(tmp_path: Path, encoding: str) -> None:
    """What the file holds, with a capital at the front or in capitals, and nothing else."""
    dictionary = made(tmp_path, "räkning", "faktura", encoding=encoding)
    assert [dictionary.knows(word) for word in ("räkning", "Räkning", "FAKTURA")] == [True] * 3
    assert [dictionary.knows(word) for word in ("rakning", "räknin", "")] == [False] * 3
    assert dictionary.suggest("rekning") == ("räkning",)


def test_what_no_dictionary_can_hold_is_unknown(tmp_path: Path) -> None:
    """Signs outside the encoding, a zero byte, half a surrogate pair, a line of letters: no, and no error."""
    dictionary = made(tmp_path, "faktura", encoding="ISO8859-1")
    for word in ("фактура", "faktura\0", "fakt\ud800ura", "f" * (LONGEST + 1), "f" * 100_000):
        assert not dictionary.knows(word)
        assert dictionary.suggest(word) == ()


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """The library itself would take it for an empty dictionary and call every word wrong."""
    (tmp_path / "sv.aff").write_text("SET UTF-8\n", encoding="ascii")
    with pytest.raises(SetupError, match=r"sv\.dic: this dictionary cannot be read"):
        Dictionary(tmp_path / "sv.aff", tmp_path / "sv.dic")


def test_threads_share_a_dictionary() -> None:
    """Four threads look up and ask at once, and each gets what one alone gets."""
    need("sv")
    files = find("sv", folders())[0]
    dictionary = Dictionary(files.affixes, files.words)
    words = ["räkningarnas", "betalningspåminnelse", "rekning", "adressändringarna", "icke-rökare", "osv."] * 50
    slips = ["bekräftlse", "fakturanumer"]
    alone = [dictionary.knows(word) for word in words], [dictionary.suggest(word) for word in slips]
    seen: list[tuple[list[bool], list[tuple[str, ...]]]] = []

    def ask() -> None:
        meant = [dictionary.suggest(word) for word in slips]
        seen.append(([dictionary.knows(word) for word in words], meant))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [alone] * 4


def test_others_run_while_a_suggestion_is_sought() -> None:
    """A slow search lets Python go on: the event loop must not wait for a dictionary."""
    need("pt")
    files = find("pt", folders())[0]
    dictionary = Dictionary(files.affixes, files.words)
    words = [f"xq{letter}zwkkjd" for letter in "abcdefghij"]
    thread = threading.Thread(target=lambda: [dictionary.suggest(word) for word in words])
    thread.start()
    turns = 0
    while thread.is_alive():
        sleep(0.001)
        turns += 1
    thread.join()
    assert turns > 3 * len(words)
