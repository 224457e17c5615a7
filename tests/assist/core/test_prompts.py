"""Prompts as values."""

from assist.core.prompts import Because, Priority, Prompt, Status


def test_a_prompt_begins_open() -> None:
    """Nothing is known of its end when it is made."""
    prompt = Prompt("p1", "m", Priority.LOW, "Do", "en", "Say", "sv", (), Because("e1", "why"), 1.0)
    assert (prompt.status, prompt.expires_at, {**prompt.details}) == (Status.OPEN, None, {})


def test_the_protocols_words() -> None:
    """Statuses and priorities are spelled as the protocol spells them."""
    assert [*Status] == ["open", "done", "expired", "dismissed", "withdrawn"]
    assert [*Priority] == ["low", "normal", "high", "urgent"]
