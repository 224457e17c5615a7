"""Helpdesks: one file each, pure. `DESKS` is what the server takes webhooks from, by the name in the address."""

from collections.abc import Mapping

from assist.desks import (
    chatwoot,
    crisp,
    freshchat,
    freshdesk,
    front,
    hubspot,
    intercom,
    libredesk,
    livechat,
    mail,
    rocketchat,
    slack,
    standard,
    sunshine,
    twilio,
    zammad,
    zendesk,
)
from assist.desks.desk import Desk

DESKS: Mapping[str, Desk] = {
    desk.name: desk
    for desk in (
        chatwoot.DESK,
        crisp.DESK,
        freshchat.DESK,
        freshdesk.DESK,
        front.DESK,
        hubspot.DESK,
        intercom.DESK,
        libredesk.DESK,
        livechat.DESK,
        mail.DESK,
        rocketchat.DESK,
        slack.DESK,
        standard.DESK,
        sunshine.DESK,
        twilio.DESK,
        zammad.DESK,
        zendesk.DESK,
    )
}
