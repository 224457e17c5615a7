"""`bistand draft` over the real encoder."""

import json
from pathlib import Path

import pytest

from tests.assist.commands.running import ran, refused

ASKED = "Hello, what does it cost to rent a tent, and do you open on Saturdays?\n\nAnn Lee\n"
TEXT = "Dear Mr Lee,\n\nOn Saturdays we open at nine. Is that so hard to find out?\n\nKind regards\nKim\n"


@pytest.fixture
def letter(tmp_path: Path) -> tuple[str, ...]:
    """A draft and what it replies to, as the command takes them."""
    (tmp_path / "draft.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "asked.txt").write_text(ASKED, encoding="utf-8")
    return ("draft", str(tmp_path / "draft.txt"), "--reply-to", str(tmp_path / "asked.txt"), "--agent", "Kim")


def test_findings_stand_below_their_words_and_questions_below_them(data: Path, letter: tuple[str, ...]) -> None:
    """Exit code 1 says that there is something to mend."""
    page = ran(*letter, "--data", str(data), code=1)
    assert "[Is that so hard] to find out?" in page
    assert "error: This may hurt the customer." in page
    assert "✓ do you open on Saturdays?\n    On Saturdays we open at nine." in page
    assert "✗ " in page
    assert "what does it cost to rent a tent" in page


def test_json_is_the_answer_of_rest(data: Path, letter: tuple[str, ...]) -> None:
    """With offsets into the draft; messages in the language that was asked for."""
    body = json.loads(ran(*letter, "--tell-in", "sv", "--json", "--data", str(data), code=1))
    assert body["language"] == "en"
    assert [one["answered"] for one in body["questions"]] == [False, True]
    told = {one["rule"]: one for one in body["findings"]}
    assert told["unanswered_question"]["message"].startswith("Kunden frågar")
    rude = told["rude"]
    assert TEXT[rude["start"] : rude["end"]] == "Is that so hard"


def test_a_good_letter_ends_well(data: Path, tmp_path: Path) -> None:
    """Exit code 0, and a line that says so."""
    path = tmp_path / "good.txt"
    path.write_text("Dear Ann,\n\nWe open at nine on Saturdays.\n\nKind regards\nKim\n", encoding="utf-8")
    assert "0 findings" in ran("draft", str(path), "--data", str(data), "--customer", "Ann Lee", "--agent", "Kim")


def test_what_cannot_be_read_is_said(data: Path, tmp_path: Path) -> None:
    """One sentence names the file."""
    assert "no.txt" in refused("draft", str(tmp_path / "no.txt"), "--data", str(data))
    (tmp_path / "latin.txt").write_bytes("Blåbär".encode("latin-1"))
    assert "latin.txt: this is not UTF-8 text" in refused("draft", str(tmp_path / "latin.txt"), "--data", str(data))
