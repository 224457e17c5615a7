"""The fair part of the comparison: how acts become a peer's moments, how thresholds are found, what is scored."""

import pytest

from assist.acts.definition import load_folder as load_acts
from assist.core.conversation import Conversation
from assist.core.events import Channel, Event, EventType, Participant, Role
from assist.playbook.loading import BUILT_IN, load_folder
from assist.wire.times import NUMBERED
from benchmarks.peers.corpus import corpus_of
from benchmarks.peers.mapping import Counters, Needs, known_of, needs, opens
from benchmarks.peers.scoring import added, scored
from benchmarks.peers.sessions import RouterSession, Shown
from benchmarks.peers.thresholds import best

CHAT = Conversation("c1", Channel.CHAT, Participant("Robin Lind"), Participant("Kim"))


class Phrases:
    """A router that knows its sentences by heart."""

    def __init__(self, **acts):
        self._acts = acts

    def scores(self, text):
        return {self._acts[text]: 0.9} if text in self._acts else {}


@pytest.fixture(scope="module")
def playbook():
    return load_folder(BUILT_IN, load_acts().names)


def moments(playbook, event, *acts):
    known = known_of(CHAT, event, dict.fromkeys(acts, 0.9))
    return {moment.id for moment in playbook.moments if opens(moment, known, playbook.shared)}


def said(role, text="words", at=10.0):
    return Event("e1", EventType.MESSAGE, at, role, text)


def test_moments_are_told_apart_by_what_they_need(playbook):
    found = {moment.id: needs(moment, playbook) for moment in playbook.moments}
    assert found["calm_and_apologise"] is found["paraphrase_to_confirm"] is found["thank_by_name"] is Needs.WORDS
    assert found["apologise_for_hold"] is found["greet_and_introduce"] is Needs.EVENT
    assert found["check_back_during_hold"] is found["answer_every_question"] is found["keep_promise"] is Needs.MEMORY


def test_an_act_opens_what_the_playbook_says(playbook):
    assert "calm_and_apologise" in moments(playbook, said(Role.CUSTOMER), "upset")
    assert {"ask_anything_else", "thank_by_name"} <= moments(playbook, said(Role.CUSTOMER), "goodbye")
    assert "ask_anything_else" not in moments(playbook, said(Role.CUSTOMER), "goodbye", "question")


def test_what_needs_a_past_does_not_open(playbook):
    assert "offer_escalation" not in moments(playbook, said(Role.CUSTOMER), "upset")
    assert "ask_preferred_solution" not in moments(playbook, said(Role.CUSTOMER), "confirms")


def test_an_exception_in_the_same_message_counts_and_one_in_the_past_does_not(playbook):
    assert "find_help_or_take_contact" in moments(playbook, said(Role.AGENT), "does_not_know")
    assert "find_help_or_take_contact" not in moments(playbook, said(Role.AGENT), "does_not_know", "seeks_help")
    assert "offer_escalation" in moments(playbook, said(Role.CUSTOMER), "requests_supervisor")
    assert "apologise_for_hold" in moments(playbook, Event("e1", EventType.HOLD_ENDED, 10.0))


def test_what_the_message_fulfils_itself_does_not_open(playbook):
    assert "seek_win_win" in moments(playbook, said(Role.AGENT), "refuses")
    assert "seek_win_win" not in moments(playbook, said(Role.AGENT), "refuses", "offers_alternative")


def test_a_moment_comes_no_more_often_than_the_playbook_allows(playbook):
    counters, greet, calm = Counters(), playbook.by_id["greet_and_introduce"], playbook.by_id["calm_and_apologise"]
    assert [counters.admit(greet, at) for at in (0.0, 1000.0)] == [True, False]
    assert [counters.admit(calm, at) for at in (0.0, 30.0, 90.0)] == [True, False, True]


def test_a_session_routes_words_by_who_says_them(playbook):
    routers = {Role.CUSTOMER: Phrases(rubbish="upset"), Role.AGENT: Phrases(rubbish="rude")}
    session = RouterSession(routers, 0.5, playbook, CHAT)
    session.take(said(Role.CUSTOMER, "rubbish", 1.0))
    session.take(said(Role.AGENT, "rubbish", 2.0))
    assert {"calm_and_apologise", "stay_courteous"} <= {shown.moment for shown in session.shown()}
    doubtful = RouterSession(routers, 0.95, playbook, CHAT)
    doubtful.take(said(Role.CUSTOMER, "rubbish", 1.0))
    assert "calm_and_apologise" not in {shown.moment for shown in doubtful.shown()}


def test_recall_asks_for_the_time_only_and_as_asked_for_the_words_too():
    scenario = {
        "events": [{"id": "e1", "at": 5}],
        "expect": [
            {"moment": "a", "after": "e1", "by": None, "between": None, "status": None, "say": ["Robin"], "not_say": []}
        ],
        "forbid": ["b", "c"],
    }
    base = NUMBERED.base
    shown = [Shown(base + 5, "a"), Shown(base + 6, "b")]
    score = scored(scenario, shown, NUMBERED, {"a": Needs.WORDS, "b": Needs.WORDS, "c": Needs.EVENT})
    assert score == {
        "recall, words": (1, 1),
        "silence, words": (0, 1),
        "silence, event": (1, 1),
        "as asked": (0, 1),
    }
    assert added([score, score])["recall, words"] == (2, 2)


def test_the_best_threshold_weighs_firing_and_silence_alike():
    shares = {0.1: (0.9, 0.2), 0.2: (0.7, 0.6), 0.3: (0.7, 0.6), 0.4: (0.1, 1.0)}
    assert best([*shares], shares.__getitem__) == 0.3


@pytest.mark.parametrize("role", [Role.CUSTOMER, Role.AGENT])
def test_what_is_held_out_is_not_kept(role):
    corpus = corpus_of(load_acts(), role)
    assert {one.act for one in corpus.held_out} == {one.act for one in corpus.kept}
    assert 0.2 < len(corpus.held_out) / len(corpus.examples) < 0.3
    assert corpus.ordinary
    assert all(one.act is None for one in corpus.ordinary)
