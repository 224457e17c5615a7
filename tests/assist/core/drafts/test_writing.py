"""What comes in, and what comes of it."""

from assist.core.drafts.writing import Proof, Writing
from assist.core.events import Channel, Participant


def test_the_least_that_can_be_checked() -> None:
    """A text and a channel; nobody is known, nothing was asked, replacements are wanted."""
    writing = Writing("Hi", Channel.CHAT)
    assert (writing.customer, writing.replies_to, writing.questions) == (Participant(), (), None)
    assert writing.suggestions
    assert Proof((), (), "en") == Proof((), (), "en", is_supported=True, is_whole=True)
