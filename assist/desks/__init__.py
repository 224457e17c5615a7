"""Helpdesks: one file each, pure. `DESKS` is what the server takes webhooks from, by the name in the address."""

from collections.abc import Mapping

from assist.desks import chatwoot, freshchat, freshdesk, hubspot, intercom, standard, sunshine, zendesk
from assist.desks.desk import Desk

DESKS: Mapping[str, Desk] = {
    desk.name: desk
    for desk in (
        chatwoot.DESK,
        freshchat.DESK,
        freshdesk.DESK,
        hubspot.DESK,
        intercom.DESK,
        standard.DESK,
        sunshine.DESK,
        zendesk.DESK,
    )
}
