"""The timeline that `bistand replay` prints."""

import io

from rich.console import Console

from assist.commands.story import clock, tell, why
from assist.core.conversation import Conversation
from assist.core.events import Channel, Participant
from assist.timeline import ReplayAnswer

PROMPT = {
    "id": "p1",
    "moment": "apologise_for_hold",
    "priority": "high",
    "instruction": "Apologise for the wait.",
    "say": "Undskyld ventetiden, [Lars].",
    "guidelines": [{"quote": "Say sorry after a hold.", "title": "Handbook", "section": "Holds"}],
    "because": {"text": "hold of 100 s ended"},
}


def told(
    entries: list[dict[str, object]], suppressed: list[dict[str, object]] | None = None, *, held_back: bool = True
) -> str:
    answer: ReplayAnswer = {
        "entries": entries,
        "prompts": [PROMPT],  # type: ignore[typeddict-item]
        "suppressed": suppressed or [],  # type: ignore[typeddict-item]
        "summary": {"prompts": 1, "by_status": {"done": 1}, "met": {"thank_by_name": 2}, "suppressed": 3},  # type: ignore[typeddict-item]
    }
    page = io.StringIO()
    conversation = Conversation("c1", Channel.PHONE, Participant("Lars"), Participant("Kim"))
    tell(conversation, answer, Console(file=page, width=120, highlight=False, markup=False), held_back=held_back)
    return page.getvalue()


def test_a_message_stands_with_its_time_and_role() -> None:
    """What was said stands beside when and by whom."""
    event = {"type": "message", "role": "customer", "text": "Where is it?"}
    assert "1:15  customer  Where is it?" in told([{"kind": "event", "at": 75, "event": event}])


def test_a_hold_stands_with_its_reason() -> None:
    """What happened without words is named in brackets, with its reason."""
    event = {"type": "hold_started", "reason": "asking"}
    assert "[hold started] asking" in told([{"kind": "event", "at": 0, "event": event}])


def test_a_prompt_shows_instruction_words_quote_and_cause() -> None:
    """A prompt says what to do, in which words, by which sentence, and why; brackets in it are text."""
    page = told([{"kind": "prompt_opened", "at": 100, "prompt": PROMPT}])
    assert "apologise_for_hold: Apologise for the wait." in page
    assert "Undskyld ventetiden, [Lars]." in page
    assert "“Say sorry after a hold.”  Handbook, Holds" in page
    assert "hold of 100 s ended" in page


def test_a_closed_prompt_is_named_by_its_moment() -> None:
    """The end of a prompt names the moment and how it ended."""
    page = told([{"kind": "prompt_closed", "at": 3601, "prompt": "p1", "status": "done"}])
    assert "1:00:01" in page
    assert "✓ done" in page
    assert "apologise_for_hold" in page


def test_the_last_line_counts() -> None:
    """The last line counts prompts by how they ended, and what needed none."""
    assert "1 prompts (1 done); 2 more requests met before any prompt was needed; 3 held back" in told([])


def test_what_was_held_back_stands_where_it_was_with_its_reason() -> None:
    """On request each moment that was not shown is in the timeline, after what happened then, and why."""
    event = {"type": "message", "role": "customer", "text": "Where is it?"}
    entries: list[dict[str, object]] = [{"kind": "event", "at": at, "event": event} for at in (75, 80)]
    held: list[dict[str, object]] = [
        {"kind": "suppressed", "at": 75, "moment": "thank_by_name", "reason": "budget:at_once", "event": "e1"}
    ]
    lines = told(entries, held).splitlines()
    (place,) = [number for number, line in enumerate(lines) if "– held back" in line]
    assert "thank_by_name: enough prompts are open for this agent" in lines[place]
    assert ("1:15" in lines[place - 1], "1:20" in lines[place + 1]) == (True, True)
    assert "thank_by_name" not in told(entries, held, held_back=False)


def test_every_reason_has_words() -> None:
    """The other moment is named; a reason of a later version is shown as it is."""
    assert why("excluded_by:calm_and_apologise") == "does not go with calm_and_apologise"
    assert why("cooldown") == "it came a short while ago"
    assert why("moon:full") == "moon:full"


def test_the_clock_shows_minutes_hours_and_real_times() -> None:
    """Numbers are minutes and seconds, or hours; real times show day and time of day."""
    assert clock(5) == "0:05"
    assert clock(3725.4) == "1:02:05"
    assert clock("2026-01-31T09:30:00.000Z") == "01-31 09:30:00"
