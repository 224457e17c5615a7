"""The answer of a replay."""

import json
from dataclasses import replace

from assist.core.conversation import Conversation
from assist.core.events import Event
from assist.core.prompts import Priority
from assist.timeline import play
from assist.wire.reading import read_transcript
from tests.assist.core.samples import PLAYBOOK as CORE_PLAYBOOK
from tests.assist.stand_ins import PLAYBOOK

BODY = {
    "conversation": {"channel": "chat"},
    "events": [
        {"id": "e1", "type": "message", "at": 3, "role": "customer", "text": "Hej"},
        {"id": "e2", "type": "message", "at": 10.5, "role": "agent", "text": "Hej"},
    ],
    "until": 117,
}


def same(conversation: Conversation, event: Event) -> Event:
    return event


def test_numbers_stay_numbers_and_answers_repeat() -> None:
    """Every time in the answer is a number, `until` is the end, and the same input gives the same answer."""
    answer = play(read_transcript(BODY), same, PLAYBOOK)
    assert [(entry["seq"], entry["at"]) for entry in answer["entries"]] == [(1, 3), (2, 10.5)]
    assert answer["summary"]["until"] == 117
    assert answer["summary"]["events"] == 2
    assert answer["prompts"] == []
    assert json.dumps(play(read_transcript(BODY), same, PLAYBOOK)) == json.dumps(answer)


def test_what_was_held_back_is_told() -> None:
    """The answer names each suppressed moment with time, reason and event, and counts them."""
    calm = replace(CORE_PLAYBOOK.by_id["greet"], id="calm", excludes=frozenset({"greet"}), priority=Priority.HIGH)
    playbook = replace(CORE_PLAYBOOK, moments=(CORE_PLAYBOOK.by_id["greet"], calm))
    answer = play(read_transcript(BODY), same, playbook)
    reason = {"moment": "greet", "reason": "excluded_by:calm", "event": "e1"}
    assert answer["suppressed"] == [{"at": 3, "kind": "suppressed", **reason}]
    assert answer["summary"]["suppressed"] == 1


def test_until() -> None:
    """Without `until` the last event is the end; what comes after `until` is not heard."""
    whole = play(read_transcript({**BODY, "until": None}), same, PLAYBOOK)
    assert (whole["summary"]["until"], whole["summary"]["events"]) == (10.5, 2)
    part = play(read_transcript({**BODY, "until": 4}), same, PLAYBOOK)
    assert (part["summary"]["until"], part["summary"]["events"]) == (4, 1)
