"""Conversations and what must be prompted in them: the recogniser must not get worse at them unseen."""

import json
from pathlib import Path

import pytest

from assist.acts.definition import load_folder as load_acts
from assist.core.playbook import Playbook
from assist.playbook.loading import BUILT_IN, load_folder

FOLDER = Path(__file__).parent / "transcripts"
FILES = sorted(FOLDER.glob("*/*.json"))


@pytest.fixture(scope="module")
def playbook() -> Playbook:
    """The moments that ship."""
    return load_folder(BUILT_IN, load_acts().names)


def test_there_are_many_in_every_language() -> None:
    """At least sixty, and in each half all five languages."""
    assert len(FILES) >= 60
    for half in ("tuned", "unseen"):
        languages = {json.loads(path.read_text(encoding="utf-8"))["language"] for path in FILES if half in path.parts}
        assert languages == {"sv", "da", "nb", "pt", "en"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_is_expected_can_be_met(path: Path, playbook: Playbook) -> None:
    """Expectations name moments and events that there are, and nothing is both expected and forbidden."""
    transcript = json.loads(path.read_text(encoding="utf-8"))
    events = [event["id"] for event in transcript["events"]]
    assert len(set(events)) == len(events)
    expected = {item["moment"] for item in transcript["expect"]}
    assert expected | {*transcript["forbid"]} <= playbook.by_id.keys()
    assert not expected & {*transcript["forbid"]}
    named = {item[key] for item in transcript["expect"] for key in ("after", "by") if item[key]}
    assert named <= {*events}
