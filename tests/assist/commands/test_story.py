"""The timeline that `bistand replay` prints."""

import io

from rich.console import Console

from assist.commands.story import clock, tell
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


def told(entries: list[dict[str, object]], width: int = 120) -> str:
    answer: ReplayAnswer = {
        "entries": entries,
        "prompts": [PROMPT],  # type: ignore[typeddict-item]
        "summary": {"prompts": 1, "by_status": {"done": 1}, "met": {"thank_by_name": 2}},  # type: ignore[typeddict-item]
    }
    page = io.StringIO()
    conversation = Conversation("c1", Channel.PHONE, Participant("Lars"), Participant("Kim"))
    tell(conversation, answer, Console(file=page, width=width, highlight=False, markup=False))
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
    assert "1 prompts (1 done); 2 more requests met before any prompt was needed" in told([])


def test_the_clock_shows_minutes_hours_and_real_times() -> None:
    """Numbers are minutes and seconds, or hours; real times show day and time of day."""
    assert clock(5) == "0:05"
    assert clock(3725.4) == "1:02:05"
    assert clock("2026-01-31T09:30:00.000Z") == "01-31 09:30:00"
