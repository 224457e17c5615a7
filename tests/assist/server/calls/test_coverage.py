"""What moments quote, on which channels, and what neither they nor the engine would ever say."""

from dataclasses import replace

from assist.acts.definition import load_folder as load_acts
from assist.core.events import Channel, Citation
from assist.playbook.loading import BUILT_IN, load_folder
from assist.server.calls.coverage import covered
from guidelines_kb.snippets import Snippet

PLAYBOOK = load_folder(BUILT_IN, load_acts().names)
QUOTED = Snippet("d", "D", "Hold", "en", "Apologise after every hold.", 0, 27)
LEFT_OUT = Snippet("d", "D", "Hold", "en", "Returns are free.", 28, 45)
CITATION = Citation("d", "D", "Hold", "en", QUOTED.text, 0, 27, 0.9)
CITED = {("apologise_for_hold", Channel.PHONE): (CITATION,), ("apologise_for_hold", Channel.CHAT): (CITATION,)}


def test_a_quoted_sentence_says_by_which_moment_on_which_channel() -> None:
    """And one that no moment quotes is told apart."""
    found = covered([QUOTED, LEFT_OUT], replace(PLAYBOOK, citations=CITED))
    assert [one["quoted_by"] for one in found["cited"]] == [
        [{"moment": "apologise_for_hold", "channels": ["chat", "phone"]}]
    ]
    assert [one["quote"] for one in found["uncited"]] == [LEFT_OUT.text]


def test_what_no_moment_quotes_can_come_with_a_moment_that_quotes_what_fits() -> None:
    """As the engine does; without such a moment it never comes."""
    playbook = replace(PLAYBOOK, citations=CITED)
    assert [one["moment"] for one in covered([], playbook)["uncited_come_with"]] == ["guideline_match"]
    without = replace(playbook, moments=tuple(moment for moment in playbook.moments if not moment.cites_match))
    assert covered([], without)["uncited_come_with"] == []


def test_moments_that_find_no_sentence_are_named_with_their_channels() -> None:
    """A moment may find one on one channel and none on another."""
    found = covered([QUOTED], replace(PLAYBOOK, citations=CITED))["without_guideline"]
    silent = {one["moment"]: one["channels"] for one in found}
    assert not {"chat", "phone"} & {*silent.get("apologise_for_hold", [])}
    assert "greet_by_name" in silent
    assert "guideline_match" not in silent
