"""Words that are right though no dictionary has them."""

from pathlib import Path

import pytest

from assist.errors import SetupError
from assist.spelling.known import Known, names_of, read_words, vocabulary


@pytest.mark.parametrize("word", ["Lars-Erik", "lars", "Erik", "Sundins", "Lars'", "Kim’s", "Fjordbys", "KIM"])
def test_names_are_known_in_parts_and_in_the_genitive(word: str) -> None:
    """As people and organisations are called in all five languages."""
    assert word in names_of("Lars-Erik Sundin", "Kim", "Fjordby Sparebank")


def test_other_words_are_not() -> None:
    """Not what merely begins so."""
    known = names_of("Kim Lind")
    assert [word for word in ("Kimsa", "Lindh", "im", "s") if word in known] == []
    assert "Kim" not in names_of("", "")


def test_documents_give_their_names_and_what_they_write_twice() -> None:
    """A slip that a guideline makes once does not pass for right."""
    known = vocabulary(["Köp Fjordkortet här. En flexipott är bra.", "Din flexipott växer.", "Säg välkomen."])
    assert "fjordkortet" in known
    assert "flexipott" in known
    assert "flexipotts" in known
    assert "välkomen" not in known


def test_a_list_of_words(tmp_path: Path) -> None:
    """A word a line, beginnings with a star, remarks; both together are known."""
    path = tmp_path / "words.txt"
    path.write_text("\ufeff# ours\nFlexipott\nfjord*\n*\n\n  Bytesbiljett # a ticket\n", encoding="utf-8")
    known = read_words(path) | Known(frozenset({"kim"}))
    assert all(word in known for word in ("flexipott", "Fjordkortet", "bytesbiljetts", "Kim"))
    assert "anything" not in known


def test_no_list_is_an_empty_one(tmp_path: Path) -> None:
    """And one that cannot be read is named."""
    assert read_words(tmp_path / "words.txt") == Known()
    (tmp_path / "latin.txt").write_bytes(b"r\xe4kning\n")
    with pytest.raises(SetupError, match=r"latin\.txt: the list of words cannot be read \(it is no UTF-8 text\)"):
        read_words(tmp_path / "latin.txt")
    with pytest.raises(SetupError, match="cannot be read"):
        read_words(tmp_path)
