"""What a draft knows of itself."""

import pytest

from assist.core.drafts.draft import Draft
from assist.core.events import Channel


@pytest.mark.parametrize("channel", list(Channel))
def test_letters_of_all_kinds_have_a_beginning_and_an_end(channel: Channel) -> None:
    assert Draft("Hello", "en", channel).is_written == (channel in {"email", "form", "letter"})
