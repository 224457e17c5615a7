"""From core values to the wire, and a state as bytes."""

from assist.core.conversation import Conversation, Hold, Mark, Promise
from assist.core.events import Act, Channel, Citation, Event, EventType, Participant, Role, Understanding
from assist.core.prompts import Accepted, Because, Closed, Evidence, Opened, Priority, Prompt, Status
from assist.core.questions import Question
from assist.ports import Saved
from assist.wire.reading import read_event
from assist.wire.state import from_bytes, to_bytes
from assist.wire.text import dump, parse
from assist.wire.times import LIVE, NUMBERED
from assist.wire.writing import entry_body, fold_prompts, snapshot, touched_prompts

AT = NUMBERED.read(117)
CITATION = Citation("d", "T", "S", "da", "Sig undskyld.", 3, 16, 0.87654)
PROMPT = Prompt(
    "p1", "apologise_for_hold", Priority.HIGH, "Apologise.", "en", "Undskyld", "da",
    (CITATION,),
    Because("e7", "hold of 100 s", (Evidence("e5", 0, 3, "requests_wait"),)), AT, AT + 2898.4,
    details={"due": AT},
)  # fmt: skip


def test_an_event_goes_out_as_it_came() -> None:
    """Role, reason, agent and all; times in their own kind."""
    bodies = [
        {"id": "e1", "type": "message", "at": 3, "role": "agent", "text": "", "language": "da"},
        {"id": "e2", "type": "hold_started", "at": 3.5, "reason": "private"},
        {"id": "e3", "type": "agent_joined", "at": 4, "agent": {"id": "a1", "name": "Åsa"}},
        {"id": "e4", "type": "voicemail_left", "at": 5, "text": "Ring", "caller": "Lars"},
        {"id": "e5", "type": "transfer_started", "at": 6, "to": "supervisor"},
    ]
    for body in bodies:
        event = read_event(body, clockface=NUMBERED)
        assert entry_body(Accepted(event.at, event), "c1", NUMBERED) == {
            "at": body["at"], "kind": "event", "event": body,
        }  # fmt: skip


def test_what_was_understood_goes_along() -> None:
    """Acts and the likeliest language; that understanding was skipped."""
    acts = (Act("apology", 0.91234, 0, 8),)
    understanding = Understanding({"da": 0.7, "nb": 0.3}, acts=acts, skipped=True)
    event = Event("e", EventType.MESSAGE, AT, Role.AGENT, "Undskyld", understanding=understanding)
    body = entry_body(Accepted(AT, event), "c1")
    assert body.get("understood") == {
        "language": "da",
        "acts": [{"act": "apology", "probability": 0.912, "start": 0, "end": 8}],
        "skipped": True,
    }


def test_a_prompt_as_the_protocol_shows_it() -> None:
    """Every field of section 5, with numbers for a replay."""
    latency = {"detect": 1.0, "retrieve": 0.1, "total": 2.0}
    body = entry_body(Opened(AT, PROMPT), "c1", NUMBERED, latency)  # type: ignore[arg-type]
    assert body == {
        "at": 117, "kind": "prompt_opened",
        "prompt": {
            "id": "p1", "conversation": "c1", "moment": "apologise_for_hold", "status": "open",
            "priority": "high",
            "instruction": "Apologise.", "instruction_language": "en",
            "say": "Undskyld", "say_language": "da",
            "guidelines": [{
                "document": "d", "title": "T", "section": "S", "language": "da", "quote": "Sig undskyld.",
                "start": 3, "end": 16, "similarity": 0.8765,
            }],
            "because": {"event": "e7", "text": "hold of 100 s",
                        "evidence": [{"event": "e5", "start": 0, "end": 3, "act": "requests_wait"}]},
            "details": {"due": 117}, "opened_at": 117, "expires_at": 3015.4, "latency_ms": latency,
        },
    }  # fmt: skip


def test_feedback_entry() -> None:
    """What the agent did, with reason and text when there are any."""
    event = Event("f", EventType.FEEDBACK, AT, prompt="p1", action="edited", text="Sorry")
    assert entry_body(Accepted(AT, event), "c1", NUMBERED, reason="tone") == {
        "at": 117, "kind": "feedback", "prompt": "p1", "action": "edited", "reason": "tone", "text": "Sorry",
    }  # fmt: skip


def test_prompts_of_a_log() -> None:
    """Each prompt once, as it stands at the end."""
    closed = Closed(AT + 1, "p1", "apologise_for_hold", Status.DONE, "e9")
    log = [parse(dump(entry_body(entry, "c1", NUMBERED))) for entry in (Opened(AT, PROMPT), closed)]
    (prompt,) = fold_prompts(log)
    assert (prompt["status"], prompt["closed_at"], prompt["closed_by"]) == ("done", 118, "e9")
    assert fold_prompts(log[:1])[0]["status"] == "open"
    (touched,) = touched_prompts([PROMPT], [closed], "c1", NUMBERED)
    assert (touched["status"], touched["say"]) == ("done", "Undskyld")
    assert [p["status"] for p in touched_prompts([], [Opened(AT, PROMPT), closed], "c1")] == ["done"]


def full_conversation() -> Conversation:
    return Conversation(
        "c1", Channel.PHONE, Participant("Lars", "da"), Participant("Åsa", None, "a1"), "Nord", AT, (AT, 2, "e2"), 3,
        {"agent.apology": Mark(AT, 2, 1, "e1", 0, 4)}, {Role.AGENT: {"sv": -0.1, "da": -5.0}},
        (Question("e1.1", "e1", "Hvornår?", 0, 8, "e2", 0, 5), Question("e1.2", "e1", "Hvor?", 9, 14)),
        (Promise("e2", "i morgen", AT, AT + 5),), Hold(AT, "x"), 0.9, 0.9, AT,
        prompts=(PROMPT,), prompt_count=1,
    )  # fmt: skip


def test_a_state_survives_the_store() -> None:
    """What is read back equals what was written."""
    assert from_bytes(to_bytes(full_conversation())) == full_conversation()


def test_snapshot() -> None:
    """Participants with their languages, questions with their answers, promises, mood, numbers."""
    shown = snapshot(full_conversation(), Saved(b"", b"", 3, 41, "ep"), [])
    assert (shown["mood"], shown["language"], shown["last_seq"], shown["epoch"]) == ("angry", "da", 41, "ep")
    assert [p["language"] for p in shown["participants"]] == ["da", "sv"]
    assert [q["answer"] for q in shown["questions"]] == [{"start": 0, "end": 5}, None]
    assert shown["promises"][0]["due"] == LIVE.write(AT + 5)
    assert shown["on_hold"]
    assert shown["hold"] == {"since": LIVE.write(AT), "reason": "x"}
    assert shown["waiting_since"] == LIVE.write(AT)
    assert shown["awaiting_reply"]
    assert shown["state"] == "open"
