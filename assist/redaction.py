"""What is kept of a conversation where a workspace asks for masks: everything but who somebody is.

Masked before it is understood, so that state, prompts and every place in a text fit what is kept. Names of events,
conversations and agents stay as they are: by them whoever sent them knows them again.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace

from assist.core.events import Event, Participant
from assist.masking import mask
from assist.wire.reading import Opening, read_opening
from assist.wire.text import parse

_DIGEST = re.compile(r"customer-[0-9a-f]{32}")


def redacted(event: Event) -> Event:
    """The event as it is kept; masked again it stays the same."""
    agent = event.agent and _nameless_if_need_be(event.agent)
    return replace(
        event,
        text=mask(event.text),
        to=mask(event.to),
        caller=_name(event.caller),
        caller_id=digest_of(event.caller_id),
        agent=agent,
    )


def redacted_all(events: Sequence[Event]) -> Sequence[Event]:
    """Several events, in their order."""
    return [redacted(event) for event in events]


def redacted_opening(opening: Opening) -> Opening:
    """How a conversation begins, as it is kept; the same opening again is the same."""
    body = parse(opening.body)
    customer = body["customer"] = {**body["customer"], "name": _name(body["customer"]["name"])}
    if customer.get("id"):
        customer["id"] = digest_of(customer["id"])
    if body["agent"]:
        body["agent"] = {**body["agent"], "name": _name(body["agent"]["name"])}
    return read_opening({**body, "organisation": mask(body["organisation"])}, opening.conversation.id)


def digest_of(customer: str) -> str:
    """What stands for a customer's id, which may be a telephone number; "" for none, and a digest for itself."""
    if not customer or _DIGEST.fullmatch(customer):
        return customer
    return f"customer-{hashlib.sha256(customer.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}"


def _name(name: str) -> str:
    """A name, "" where a desk gives an address or a number for one: nobody is greeted by that."""
    return name if mask(name) == name else ""


def _nameless_if_need_be(agent: Participant) -> Participant:
    return replace(agent, name=_name(agent.name))
