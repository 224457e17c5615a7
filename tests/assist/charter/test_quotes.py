"""The guideline sentence behind a standard, from the sample handbook and its own encoder's stand-in."""

from pathlib import Path

import pytest

from assist.charter.quotes import quotes_for
from assist.core.conditions import Now, Standards
from assist.core.events import Channel
from assist.core.playbook import Moment, Playbook
from assist.core.prompts import Priority
from guidelines_kb import Library
from tests.guidelines_kb.conftest import HashingEmbedder

ENGLISH, SWEDISH = "Nobody waits longer than a minute.", "Ingen ska behöva vänta mer än en minut."
MAILS = "Answer every mail within one working day."


@pytest.fixture
def library(calibrations: Path) -> Library:
    library = Library.open(None, HashingEmbedder(), cache=calibrations)
    library.add("handbook-en", f"{ENGLISH}\n\n{MAILS}\n".encode(), media_type="text/plain", language="en")
    library.add("handbook-sv", f"{SWEDISH}\n".encode(), media_type="text/plain", language="sv")
    return library


def moment(name: str, **given: object) -> Moment:
    return Moment(name, Priority.NORMAL, Now(("message",)), {}, {}, {"en": ENGLISH, "sv": SWEDISH}, **given)  # type: ignore[arg-type]


def test_the_readers_language_comes_first_and_is_word_for_word(library: Library) -> None:
    playbook = Playbook((moment("check_back_during_hold"),), Standards({}))
    hold = ["hold_limit_s"]
    assert quotes_for(hold, playbook, library, "sv")["hold_limit_s"]["quote"] == SWEDISH
    assert quotes_for(hold, playbook, library, "en")["hold_limit_s"]["quote"] == ENGLISH
    assert quotes_for(hold, playbook, library, "pt")["hold_limit_s"]["quote"] in {ENGLISH, SWEDISH}


def test_a_channel_with_queries_of_its_own_quotes_its_own_sentence(library: Library) -> None:
    own = {Channel.EMAIL: {"en": MAILS}}
    playbook = Playbook((moment("return_message", queries_by_channel=own),), Standards({}))
    assert quotes_for(["reply_s.email"], playbook, library, "en")["reply_s.email"]["quote"] == MAILS


def test_a_standard_without_its_moment_quotes_nothing(library: Library) -> None:
    assert quotes_for(["hold_limit_s"], Playbook((), Standards({})), library, "en") == {}


def test_a_standard_may_ask_for_something_else_than_its_moment(library: Library) -> None:
    """The moment of a promise asks how to call back; the charter promises that it is done."""
    library.add("promises", b"Always keep the promise to get back.\n", media_type="text/plain", language="en")
    playbook = Playbook((moment("keep_promise"),), Standards({}))
    quoted = quotes_for(["keep_promise"], playbook, library, "en")["keep_promise"]
    assert quoted["quote"] == "Always keep the promise to get back."
