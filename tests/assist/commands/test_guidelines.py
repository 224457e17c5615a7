"""`bistand guidelines` over the real encoder."""

import json
from pathlib import Path

from tests.assist.commands.running import ran, refused, result_of


def test_guidelines_can_be_added_listed_and_found(data: Path, tmp_path: Path) -> None:
    """A document added from the command line is listed, and its sentence found."""
    path = tmp_path / "gifts.txt"
    path.write_text("Wrap every gift in paper before you send it.\n", encoding="utf-8")
    added = json.loads(ran("guidelines", "add", str(path), "--data", str(data), "--json"))
    assert [info["document"] for info in added["documents"]] == ["gifts"]
    listed = json.loads(ran("guidelines", "list", "--data", str(data), "--json"))
    assert "gifts" in [info["document"] for info in listed["documents"]]
    found = json.loads(ran("guidelines", "search", "how do I wrap a gift in paper?", "--data", str(data), "--json"))
    assert found["matches"][0]["quote"] == "Wrap every gift in paper before you send it."


def test_a_document_that_cannot_be_read_is_named_and_the_others_are_added(data: Path, tmp_path: Path) -> None:
    """One refused file is named, with exit code 1; the rest is in."""
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    (tmp_path / "keys.txt").write_text("Hand the keys over in person, never by post.\n", encoding="utf-8")
    code, out, err = result_of("guidelines", "add", "empty.txt", "keys.txt", "--data", str(data))
    assert code == 1
    assert "empty.txt" in err
    assert "keys: en, 1 sentences" in out


def test_coverage_says_which_sentences_are_quoted(data: Path) -> None:
    """The sentence about holds is quoted by the moment about holds."""
    found = json.loads(ran("guidelines", "coverage", "--data", str(data), "--json"))
    moments = {each["quote"]: each["moments"] for each in found["cited"]}
    assert (
        "apologise_for_hold" in moments["Apologise to the customer after every hold and explain why it took so long."]
    )


def test_no_server_where_one_is_named(data: Path, tmp_path: Path) -> None:
    """Adding to a server that is not there is one sentence."""
    (tmp_path / "a.txt").write_text("Be kind to every customer.\n", encoding="utf-8")
    words = ("guidelines", "add", "a.txt", "--server", "http://127.0.0.1:9", "--data", str(data))
    assert "http://127.0.0.1:9: no server answers" in refused(*words)
