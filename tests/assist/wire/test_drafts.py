"""Drafts on the wire."""

from dataclasses import replace

import pytest

from assist.core.drafts.draft import Finding, Severity
from assist.core.drafts.writing import Proof, Writing
from assist.core.events import Channel, Participant
from assist.core.questions import Question
from assist.errors import InvalidRequest
from assist.wire.bodies import DraftCheckBody
from assist.wire.drafts import DraftEvent, draft_body, writing_in, writing_of
from tests.assist.core.samples import SENTENCE, conversation

OPEN, DONE = Question("e1.1", "e1", "Why?", 3, 7), Question("e1.2", "e1", "When?", 8, 13, "e2", 0, 4)
TALK = replace(conversation(Channel.EMAIL), questions=(OPEN, DONE))


def writing(**given: object) -> Writing:
    """What is to be checked, by a body of its own."""
    return writing_of(DraftCheckBody.model_validate({"draft": "Hi", **given}), None)


def test_a_body_alone_says_everything() -> None:
    """One text or several to reply to; names and languages where they are given."""
    assert writing(channel="letter") == Writing("Hi", Channel.LETTER)
    assert writing(channel="email", in_reply_to="Why?").replies_to == ("Why?",)
    assert writing(channel="email", in_reply_to=["Why?", "When?"]).replies_to == ("Why?", "When?")
    named = writing(channel="email", customer={"name": "Ann"}, agent={"name": "Kim", "language": "da"}, language="sv")
    assert (named.customer.name, named.agent, named.language) == ("Ann", Participant("Kim", "da"), "sv")


def test_without_a_conversation_the_channel_is_needed() -> None:
    """Its name stands in the refusal."""
    with pytest.raises(InvalidRequest, match="channel is missing"):
        writing()


def test_a_conversation_fills_in_what_the_body_leaves_out() -> None:
    """Names, channel, and the questions that are open; texts to reply to come before them."""
    body = DraftCheckBody.model_validate({"draft": "Hi", "conversation": "c1"})
    known = writing_of(body, TALK)
    assert (known.channel, known.customer.name, known.organisation) == (Channel.EMAIL, "Robin Lind", "Fjordby")
    assert known.questions == (OPEN,)
    other = DraftCheckBody.model_validate(
        {"draft": "Hi", "conversation": "c1", "in_reply_to": "Why?", "channel": "form"}
    )
    assert (writing_of(other, TALK).questions, writing_of(other, TALK).channel) == (None, Channel.FORM)
    assert writing_in(TALK, DraftEvent("d", "Hi", "da", suggestions=False)) == replace(
        known, language="da", suggestions=False
    )


def test_what_a_draft_is_told() -> None:
    """Every part of a finding, and the questions with their answers and where they stand."""
    finding = Finding("spell", "spelling", Severity.WARN, 0, 2, "No word.", ("Ho",), (SENTENCE,))
    answered = replace(OPEN, event="0", answered_by="draft", answer_start=1, answer_end=2)
    body = draft_body(Writing("Hi", Channel.CHAT), Proof((finding,), (answered,), "en"))
    (told,) = body["findings"]
    assert told["guidelines"][0]["quote"] == SENTENCE.quote
    assert {name: told[name] for name in told if name != "guidelines"} == {
        "moment": "spell",
        "rule": "spelling",
        "severity": "warn",
        "start": 0,
        "end": 2,
        "message": "No word.",
        "replacements": ["Ho"],
    }
    span = {"start": 1, "end": 2}
    assert body["questions"] == [
        {"text": "Why?", "start": 3, "end": 7, "answered": True, "answer": span, "in_reply_to": 0}
    ]
    assert "unsupported" not in body


def test_what_is_missing_is_said() -> None:
    """A language that nobody knows, an encoder that was busy; the questions of a conversation name its event."""
    proof = Proof((), (OPEN,), "de", is_supported=False, is_whole=False)
    body = draft_body(Writing("Hi", Channel.CHAT, questions=(OPEN,)), proof)
    assert (body["unsupported"], body["skipped"], body["language"]) == (True, True, "de")
    assert body["questions"][0]["event"] == "e1"
    assert (body["questions"][0]["answered"], body["questions"][0]["answer"]) == (False, None)
