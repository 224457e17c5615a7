"""Whom a workspace tells of what: bodies, ids, signatures, and what is left untold."""

import base64
import hashlib
import hmac
import re
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from standardwebhooks.webhooks import WebhookVerificationError

from assist.connections import open_connections
from assist.core.conversation import Conversation
from assist.core.events import Channel, Event, EventType
from assist.core.prompts import Accepted, Because, Closed, Entry, Opened, Priority, Prompt, Status
from assist.desks.desk import Account
from assist.notices import MOST_BODY, Recipients, is_note, is_past, recipients_of
from assist.ports import Key, Notice
from assist.settings import read_settings
from assist.wire.text import parse
from assist.wire.writing import prompt_body
from assist.workspaces import Listed

KEY = Key("acme", "chatwoot-3-42")
SECRET = "whsec_" + base64.b64encode(bytes(range(32))).decode()
PROMPT = Prompt(
    "p1", "calm", Priority.NORMAL, "Be calm.", "en", "Sorry.", "en", (), Because("e1", "angry"), 1_700_000_000.0
)
OPENED = Opened(1_700_000_000.0, PROMPT)
CLOSED = Closed(1_700_000_060.0, "p1", "calm", Status.DONE, "e2")
ACCOUNTS = {"chatwoot": Account("https://desk.example.com", "token")}


def hooks(*urls: str) -> Recipients:
    return Recipients("acme", dict.fromkeys(urls, (SECRET,)))


def notes(least: Priority | None = Priority.NORMAL) -> Recipients:
    return Recipients("acme", accounts=ACCOUNTS, least=least)


def test_a_webhooks_body_is_what_the_log_shows() -> None:
    """The prompt as the wire shows it, and of its end the entry's own fields."""
    opened, closed = hooks("https://a.example").notices_of(KEY, [OPENED, CLOSED])
    assert parse(opened.body) == {
        "type": "prompt_opened",
        "timestamp": "2023-11-14T22:13:20.000Z",
        "data": {
            "workspace": "acme",
            "conversation": "chatwoot-3-42",
            "prompt": prompt_body(PROMPT, "chatwoot-3-42"),
        },
    }
    assert parse(closed.body) == {
        "type": "prompt_closed",
        "timestamp": "2023-11-14T22:14:20.000Z",
        "data": {
            "workspace": "acme",
            "conversation": "chatwoot-3-42",
            "prompt": "p1",
            "moment": "calm",
            "status": "done",
            "by": "e2",
        },
    }


def test_identifiers_of_persons_stay_in_the_house() -> None:
    """The customer's words in a prompt reach a webhook with numbers and addresses named, not shown."""
    because = Because("e1", "wrote lars@example.se")
    details = {"questions": [{"text": "Can you call 070-123 45 67?", "start": 0}], "due": 1_700_000_060.0}
    prompt = replace(PROMPT, say="We have 4111 1111 1111 1111.", because=because, details=details)
    (told,) = hooks("https://a.example").notices_of(KEY, [Opened(1_700_000_000.0, prompt)])
    said = parse(told.body)["data"]["prompt"]
    assert said["say"] == "We have [payment card]."
    assert said["because"]["text"] == "wrote [e-mail]"
    assert said["details"]["questions"][0]["text"] == "Can you call [telephone]?"
    assert said["details"]["due"] == "2023-11-14T22:14:20.000Z"
    assert said["conversation"] == "chatwoot-3-42"


def test_every_address_is_told_the_same() -> None:
    """One id for one event, whoever hears it; another for another event, prompt, time or conversation."""
    one, other = hooks("https://a.example", "https://b.example").notices_of(KEY, [OPENED])
    assert (one.id, one.body) == (other.id, other.body)
    assert (one.target, other.target) == ("webhook:https://a.example", "webhook:https://b.example")
    assert hooks("https://a.example").notices_of(KEY, [OPENED]) == [one]
    variants: list[tuple[Key, Entry]] = [
        (KEY, CLOSED),
        (KEY, replace(OPENED, prompt=replace(PROMPT, id="p2"))),
        (KEY, replace(OPENED, at=OPENED.at + 1)),
        (Key("acme", "c2"), OPENED),
    ]
    ids = [hooks("https://a.example").notices_of(key, [entry])[0].id for key, entry in variants]
    assert len({one.id, *ids}) == 5


def test_other_entries_and_other_workspaces_are_nobodys_business() -> None:
    """Events are not told, nor anything of a workspace that the settings do not speak of."""
    everything = Recipients("acme", {"https://a.example": (SECRET,)}, ACCOUNTS, Priority.NORMAL)
    assert everything.notices_of(KEY, [Accepted(1.0, Event("e1", EventType.MESSAGE, 1.0))]) == []
    assert everything.notices_of(Key("other", "chatwoot-3-42"), [OPENED]) == []
    assert len(everything.notices_of(KEY, [OPENED])) == 2


def test_the_signature_is_that_of_the_standard() -> None:
    """As anybody would compute it by hand: HMAC-SHA256 of `id.timestamp.body`, a fresh one at each try."""
    (notice,) = hooks("https://a.example").notices_of(KEY, [OPENED])
    call = hooks("https://a.example").call_of(notice, 1_700_000_005.9)
    assert call is not None
    assert (call.method, call.url, call.body) == ("POST", "https://a.example", notice.body)
    assert call.headers["webhook-timestamp"] == "1700000005"
    message = f"{notice.id}.1700000005.".encode() + call.body
    made = base64.b64encode(hmac.new(bytes(range(32)), message, hashlib.sha256).digest()).decode()
    assert call.headers["webhook-signature"] == f"v1,{made}"
    assert "\\u" not in call.body.decode()


@pytest.mark.parametrize("name", ["say", "instruction"])
def test_a_body_is_never_too_large(name: str) -> None:
    """A prompt that would be is told by its names; the rest is read where it is kept."""
    large = replace(OPENED, prompt=replace(PROMPT, **{name: "å" * 20_000}))
    (notice,) = hooks("https://a.example").notices_of(KEY, [large])
    assert len(notice.body) < MOST_BODY
    data = parse(notice.body)["data"]
    assert data["cut"] is True
    assert (data["prompt"]["id"], data["prompt"]["moment"], data["prompt"]["priority"]) == ("p1", "calm", "normal")
    fits = replace(OPENED, prompt=replace(PROMPT, **{name: "å" * 9_000}))
    (whole,) = hooks("https://a.example").notices_of(KEY, [fits])
    assert "cut" not in parse(whole.body)["data"]


@pytest.mark.parametrize(
    ("least", "priority", "count"),
    [
        (Priority.NORMAL, Priority.LOW, 0),
        (Priority.NORMAL, Priority.NORMAL, 1),
        (Priority.HIGH, Priority.NORMAL, 0),
        (Priority.HIGH, Priority.URGENT, 1),
        (Priority.LOW, Priority.LOW, 1),
        (None, Priority.URGENT, 0),
    ],
)
def test_what_presses_enough_is_noted(least: Priority | None, priority: Priority, count: int) -> None:
    """A desk without a panel does not drown."""
    opened = replace(OPENED, prompt=replace(PROMPT, priority=priority))
    assert len(notes(least).notices_of(KEY, [opened])) == count


def test_a_prompt_over_in_the_same_breath_is_not_noted() -> None:
    """Nor is the end of one, nor what happens in a conversation of no desk that takes notes."""
    assert notes().notices_of(KEY, [OPENED, CLOSED]) == []
    assert notes().notices_of(KEY, [CLOSED]) == []
    for name in ("c1", "zendesk-42", "chatwoot-42", "chatwoot-x-y", "chatwoots-3-42"):
        assert notes().notices_of(Key("acme", name), [OPENED]) == []


def test_a_note_is_called_for_with_the_settings_of_the_day() -> None:
    """No token is kept with a notice; without the desk in the settings there is no call."""
    (notice,) = notes().notices_of(KEY, [OPENED])
    assert b"token" not in notice.body
    kept = replace(notice, key=KEY)
    call = notes().call_of(kept, 0.0)
    assert call is not None
    assert call.url == "https://desk.example.com/api/v1/accounts/3/conversations/42/messages"
    assert "Be calm." in parse(call.body)["content"]
    assert Recipients("acme").call_of(kept, 0.0) is None


def test_a_note_is_past_once_its_prompt_is_closed() -> None:
    """Or its conversation is gone; a webhook is never past."""
    (note,) = notes().notices_of(KEY, [OPENED])
    conversation = Conversation("chatwoot-3-42", Channel.CHAT)
    assert is_note(note)
    assert not is_note(Notice("1", "webhook:https://a.example", b""))
    assert not is_past(note, replace(conversation, prompts=(PROMPT,)))
    assert is_past(note, replace(conversation, prompts=(replace(PROMPT, id="p2"),)))
    assert is_past(note, None)


def named() -> Recipients:
    """Whom the environment names."""
    listed = Listed(read_settings())
    return recipients_of(listed.settings, open_connections(listed))


def test_what_the_settings_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A desk takes notes once both its address and its token are known."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BISTAND_WEBHOOK_URLS", "https://a.example/x, https://b.example")
    monkeypatch.setenv("BISTAND_WEBHOOK_SECRET", f"{SECRET},{SECRET}")
    monkeypatch.setenv("BISTAND_DESK_CHATWOOT_TOKEN", "token")
    monkeypatch.setenv("BISTAND_WORKSPACE", "acme")
    recipients = named()
    assert recipients.webhooks == dict.fromkeys(("https://a.example/x", "https://b.example"), (SECRET, SECRET))
    assert recipients.workspace == "acme"
    assert recipients.accounts == {}
    assert recipients.least is Priority.HIGH
    assert SECRET not in repr(recipients)
    monkeypatch.setenv("BISTAND_DESK_CHATWOOT_URL", "https://desk.example.com")
    monkeypatch.setenv("BISTAND_NOTE_PRIORITY", "none")
    recipients = named()
    assert recipients.accounts == ACCOUNTS
    assert recipients.least is None


def test_the_readmes_receiver_receives(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The example takes what is sent, once, and nothing that was changed."""
    readme = (Path(__file__).resolve().parents[2] / "README.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```python\n([^`]*?webhook\.verify.*?)```", readme, re.DOTALL)
    monkeypatch.setenv("BISTAND_WEBHOOK_SECRET", SECRET)
    names: dict[str, Any] = {}
    exec(example, names)  # noqa: S102 - our own words
    (notice,) = hooks("https://a.example").notices_of(KEY, [CLOSED])
    call = hooks("https://a.example").call_of(notice, time.time())
    assert call is not None
    for _ in range(2):
        names["received"](dict(call.headers), call.body)
    assert capsys.readouterr().out == "prompt_closed chatwoot-3-42 p1\n"
    with pytest.raises(WebhookVerificationError):
        names["received"](dict(call.headers), call.body.replace(b"done", b"gone"))
