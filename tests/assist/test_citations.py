"""What each moment quotes."""

from pathlib import Path

import pytest

from assist.citations import cite
from assist.core.conditions import Now, Standards
from assist.core.events import Channel
from assist.core.playbook import Playbook
from guidelines_kb import Library
from tests.assist.core.samples import moment
from tests.guidelines_kb.conftest import HashingEmbedder

HANDBOOK = """# Holds

Apologise after every hold and explain it.

# Mail

Answer every letter within five days.
"""
NOW = Now(("message",))
APOLOGISE = moment(
    "apologise",
    NOW,
    queries={"en": "Apologise after every hold and explain it."},
    queries_by_channel={Channel.LETTER: {"en": "Answer every letter within five days."}},
    channels=frozenset({Channel.CHAT, Channel.LETTER}),
)
MATCH = moment("match", NOW, cites_match=True)
PLAYBOOK = Playbook((APOLOGISE, MATCH), Standards({}), version="v1")


@pytest.fixture
def library(calibrations: Path) -> Library:
    """A handbook of two sentences."""
    library = Library.open(None, HashingEmbedder(), cache=calibrations)
    library.add("handbook", HANDBOOK.encode(), media_type="text/markdown", language="en")
    return library


def test_each_channel_quotes_its_own_sentence(library: Library) -> None:
    """The best sentence is quoted word for word, where it stands in the document."""
    cited = cite(PLAYBOOK, library)
    best = {key: found[0] for key, found in cited.citations.items()}
    assert {key: one.quote for key, one in best.items()} == {
        ("apologise", Channel.CHAT): "Apologise after every hold and explain it.",
        ("apologise", Channel.LETTER): "Answer every letter within five days.",
    }
    for one in best.values():
        assert library.text("handbook")[one.start : one.end] == one.quote


def test_a_version_names_playbook_and_guidelines(library: Library) -> None:
    """Another sentence in the library is another version, and nothing else of the playbook changes."""
    cited = cite(PLAYBOOK, library)
    assert cited.version == f"v1-{library.version}"
    assert (cited.moments, cited.standards) == (PLAYBOOK.moments, PLAYBOOK.standards)
    library.remove("handbook")
    later = cite(PLAYBOOK, library)
    assert later.version != cited.version
    assert later.citations == {("apologise", Channel.CHAT): (), ("apologise", Channel.LETTER): ()}
