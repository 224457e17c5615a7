"""Events as values."""

from assist.core.events import LIVE_CHANNELS, NOT_UNDERSTOOD, Channel, Event, EventType, Role, tick


def test_a_tick_says_only_what_time_it_is() -> None:
    """It has no id, no speaker and no words."""
    assert tick(5.0) == Event("", EventType.TICK, 5.0)


def test_events_are_not_understood_until_somebody_does() -> None:
    """Without understanding an event has no acts, no language and no answers."""
    assert Event("e", EventType.MESSAGE, 1.0, Role.AGENT, "Hi").understanding is NOT_UNDERSTOOD
    assert (NOT_UNDERSTOOD.acts, NOT_UNDERSTOOD.answers, {**NOT_UNDERSTOOD.languages}) == ((), (), {})


def test_the_protocols_words() -> None:
    """Types, channels and roles are spelled as the protocol spells them."""
    assert [*EventType][:3] == ["message", "hold_started", "hold_ended"]
    assert {*Channel} == {"chat", "phone", "email", "form", "letter", "voicemail", "social", "in_person"}
    assert {*Role} == {"customer", "agent", "supervisor", "bot", "system"}
    assert len(LIVE_CHANNELS) == 3
