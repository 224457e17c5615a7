"""Names that desks, panel and extension share, and headers that come once."""

import re
from pathlib import Path

import pytest

from assist.desks import DESKS
from assist.desks.desk import Account, Post, conversation_id, message_id, named
from assist.errors import BadSignature


def test_names_are_those_of_the_panel() -> None:
    assert conversation_id("chatwoot", 3, 42) == "chatwoot-3-42"
    assert conversation_id("crisp", "session_1/å b") == "crisp-session_1-b"
    assert len(conversation_id("slack", "x" * 300)) == 150
    assert message_id(17) == "message-17"
    feed = (Path(__file__).parents[3] / "plugins" / "desks" / "feed.js").read_text()
    assert "`${desk}-${id}`.replace(/[^\\w.-]+/g, '-').slice(0, 150)" in feed


def test_a_header_comes_once() -> None:
    post = Post("POST", "", {"x": ("1",), "y": ("1", "1")}, b"", 0.0)
    assert (post.header("X"), post.header("Z")) == ("1", "")
    with pytest.raises(BadSignature, match="Y comes 2 times"):
        post.header("Y")


def test_ids_are_printable_and_short() -> None:
    assert named("slack", "U\n7\0å") == "slack-U-7-å"
    assert len(named("status", "x" * 300)) == 200


def test_who_we_are() -> None:
    us = Account(sender="Support@Fjordby.example, @lars.example,U17")
    assert all(us.is_own(name) for name in ("support@fjordby.example", "kim@Lars.example", "u17", "lars.example"))
    assert not any(us.is_own(name) for name in ("kim@fjordby.example", "lars@evil-lars.example", "", "@"))
    assert not Account().is_own("")


def test_every_desk_is_registered_under_its_file_name() -> None:
    folder = Path(__file__).parents[3] / "assist" / "desks"
    files = {path.stem for path in folder.glob("*.py") if re.search(r"^DESK = ", path.read_text(), re.MULTILINE)}
    assert set(DESKS) == files
    assert all(name == desk.name for name, desk in DESKS.items())
