"""Slack: channels shared with customers (Slack Connect) and direct messages, through the Events API.

Scheme: https://docs.slack.dev/authentication/verifying-requests-from-slack. `X-Slack-Signature: v0=` and the hex
HMAC-SHA256 of `v0:{timestamp}:{body}`. Messages: https://docs.slack.dev/reference/events/message. `event_id` is the
same when an event is sent again.

Who is who: where the desk's `sender` names users or workspaces (`U17,T1`), they are agents and all others are
customers. Otherwise the members of the workspace that the app is installed in are agents, and those of other
workspaces (Slack Connect) are customers. Guests belong to the workspace itself: name the agents in `sender` then.

A thread is a conversation, whose first message has no thread yet; a direct message is one as a whole.
"""

import html
import json
import re
from collections.abc import Sequence

from assist.core.conversation import Conversation
from assist.core.events import Channel, Event, EventType, Participant, Role
from assist.desks.desk import (
    Account,
    Arrival,
    Delivery,
    Desk,
    Post,
    conversation_id,
    customer_id,
    message_id,
    named,
)
from assist.desks.fingerprint import fingerprint
from assist.desks.payload import Payload
from assist.desks.signatures import check_hmac, check_time, seconds_of
from assist.wire.times import WHEN_RECEIVED

SAID = {"", "file_share", "me_message", "thread_broadcast"}  # other subtypes are edits, bots, people coming and going
_MARK = re.compile(r"<([@#!]?)([^<>|\s]+)(?:\|([^<>]*))?>")


def verify(post: Post, secrets: Sequence[str]) -> None:
    """BadSignature unless signed with one of the secrets within five minutes."""
    sent_at = post.header("X-Slack-Request-Timestamp")
    message = b"v0:" + sent_at.encode() + b":" + post.body
    check_hmac(post.header("X-Slack-Signature"), message, secrets, prefix="v0=")
    check_time(seconds_of(sent_at), post.at)


def parse(post: Post, account: Account) -> Delivery:
    """What people write; the challenge with which Slack tries the address is answered."""
    payload = Payload.of(post.body)
    match payload.text("type"):
        case "url_verification":
            answer = json.dumps({"challenge": payload.needed("challenge")}).encode()
            return Delivery(fingerprint(post.body), answer=answer)
        case "event_callback":
            return Delivery(payload.name("event_id") or fingerprint(post.body), _message(payload, account))
        case _:
            return Delivery(fingerprint(post.body))


def _message(payload: Payload, account: Account) -> tuple[Arrival, ...]:
    said = payload.part("event")
    if said.text("type") != "message" or said.text("subtype") not in SAID or said.text("bot_id"):
        return ()
    text = _plain(said.text("text"))
    if said.flag("hidden") or not text.strip():
        return ()
    user, name = said.needed("user"), said.name("user_profile", "real_name")
    is_agent = _is_agent(user, said, payload, account)
    event = Event(
        message_id(said.needed("ts")),
        EventType.MESSAGE,
        said.time("ts") or WHEN_RECEIVED,
        role=Role.AGENT if is_agent else Role.CUSTOMER,
        text=text,
        caller="" if is_agent else name,
        caller_id="" if is_agent else customer_id("slack", user),
        agent=Participant(name, id=named("slack", user)) if is_agent else None,
    )
    return (Arrival(Conversation(_conversation(said), Channel.CHAT), (event,)),)


def _conversation(said: Payload) -> str:
    channel = said.needed("channel")
    if said.text("channel_type") == "im":
        return conversation_id("slack", channel)
    return conversation_id("slack", channel, said.text("thread_ts") or said.needed("ts"))


def _is_agent(user: str, said: Payload, payload: Payload, account: Account) -> bool:
    home = said.text("user_team") or said.text("source_team") or said.text("team")
    if account.sender:
        return account.is_own(user) or account.is_own(home)
    installed = {each.text("team_id") for each in payload.parts("authorizations")} | {payload.text("context_team_id")}
    return not home or home in (installed - {""} or {payload.text("team_id")})


def _plain(text: str) -> str:
    """Slack's marks for links, people and channels as their labels."""
    return html.unescape(_MARK.sub(_label, text))


def _label(mark: re.Match[str]) -> str:
    kind, target, label = mark.groups()
    if label:
        return label if label.startswith(kind or label) or kind == "!" else kind + label
    return {"": "", "!": "@"}.get(kind, kind) + target


DESK = Desk("slack", verify, parse)
