"""Anything that signs by Standard Webhooks: for desks of one's own, and for those that have no adapter.

Scheme: https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md. HMAC-SHA256 of
`{id}.{timestamp}.{body}` in base64, several signatures in one header apart by spaces; `v1a` (a public key) is not
taken. The body is that of our own API: `{"conversation": {...}, "events": [...]}`, and the conversation is named.
"""

import base64
import binascii
from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict

from assist.core.events import Event
from assist.desks.desk import Account, Arrival, Delivery, Desk, Post
from assist.desks.signatures import check_hmac, check_time, seconds_of
from assist.errors import BadSignature
from assist.wire.faults import fault, refusal, validated
from assist.wire.reading import read_events, read_opening
from assist.wire.text import parse as parse_json

MOST_SIGNATURES = 10


class _Body(BaseModel):
    """The outer shape; its parts are read as the API reads them, for the same sentences."""

    model_config = ConfigDict(extra="forbid")
    conversation: object
    events: object


def verify(post: Post, secrets: Sequence[str]) -> None:
    """BadSignature unless one of the signatures was made with one of the secrets within five minutes."""
    name, sent_at = post.header("webhook-id"), post.header("webhook-timestamp")
    if not name:
        raise BadSignature("The request carries no webhook-id")
    message = f"{name}.{sent_at}.".encode("utf-8", "surrogateescape") + post.body
    _check_any(post.header("webhook-signature").split(), message, [_key(secret) for secret in secrets])
    check_time(seconds_of(sent_at), post.at)


def parse(post: Post, account: Account) -> Delivery:
    """What the body tells, as `POST /v1/conversations` and its events would."""
    body = validated(_Body, parse_json(post.body))
    conversation = read_opening(body.conversation, "", "conversation").conversation
    if not conversation.id:
        raise refusal([fault("conversation.id", "is missing")])
    said = read_events({"events": body.events})
    events = tuple(event for event in said if isinstance(event, Event))  # nobody waits here for what a draft is told
    return Delivery(post.header("webhook-id"), (Arrival(conversation, events),))


def _check_any(shown: Sequence[str], message: bytes, keys: Sequence[bytes]) -> None:
    signatures = [signature for signature in shown[:MOST_SIGNATURES] if signature.startswith("v1,")]
    for signature in signatures:
        try:
            check_hmac(signature, message, keys, encoding="base64", prefix="v1,")
        except BadSignature:
            continue
        return
    raise BadSignature("No signature fits: another secret, or a body that was changed on its way")


def _key(secret: str) -> bytes:
    """The bytes of a `whsec_` secret; those of the text itself where it is none."""
    encoded = secret.removeprefix("whsec_")
    if encoded == secret:
        return secret.encode()
    try:
        return base64.b64decode(encoded, validate=True)
    except binascii.Error:
        return b""


DESK = Desk("standard", verify, parse)
