"""The standards of a workspace over HTTP: looked at with their versions, and changed as a whole."""

import asyncio
import time

from aiohttp import web

from assist.core.attention import Allowance
from assist.errors import LaterVersion, Outdated
from assist.server.asking import answer, read_json
from assist.server.guards.limits import MOST_JSON
from assist.server.parts import Here
from assist.server.routes import Route
from assist.standards import KIND, Version, changes_between, standards_from, to_bytes, versions_of, watched
from assist.wire.faults import refusal, validated
from assist.wire.standards import (
    StandardsBody,
    StandardsShown,
    VersionShown,
    attention_of,
    faults_in,
    values_of,
)
from assist.wire.times import write_rfc3339
from assist.workspaces import Role

MOST_SHOWN = 100
ONE_AT_A_TIME = asyncio.Lock()  # two changes at once would get the same number


async def show(request: web.Request, here: Here) -> web.Response:
    """The standards as they are, and who changed them."""
    return answer(await shown(here))


async def put(request: web.Request, here: Here) -> web.Response:
    """Change the standards, all of them or none; moments go by them from the next step on."""
    body = validated(StandardsBody, await read_json(request, MOST_JSON))
    if here.tenant.standards_changed is None:
        raise LaterVersion("This server was started without a playbook that can be changed")
    async with ONE_AT_A_TIME:
        playbook = here.tenant.get_playbook()
        if faults := list(faults_in(body.standards, watched(playbook))):
            raise refusal(faults)
        number = await _current(here)
        if body.version not in {None, number}:
            raise Outdated(f"The standards have moved on to version {number}; read them and change those")
        attention = playbook.standards.attention
        if body.attention is not None:
            attention = {name: Allowance(one.at_once, one.per_minute) for name, one in body.attention.items()}
        wanted = standards_from(body.standards, attention)
        changes = tuple(changes_between(playbook.standards, wanted))
        if changes:
            version = Version(number + 1, time.time(), name_of(here), body.note, changes, wanted)
            await here.parts.store.put(here.tenant.name, KIND, version.name, to_bytes(version))
            await here.tenant.standards_changed()
    return answer(await shown(here))


async def shown(here: Here) -> StandardsShown:
    """The standards as the wire shows them."""
    playbook = here.tenant.get_playbook()
    moments = watched(playbook)
    versions = versions_of(await here.parts.store.all_of(here.tenant.name, KIND))
    listed: list[VersionShown] = [
        {
            "version": one.number,
            "at": write_rfc3339(one.at),
            "by": one.by,
            "note": one.note,
            "changes": list(one.changes),
        }
        for one in versions[:MOST_SHOWN]
    ]
    return {
        "version": versions[0].number if versions else 0,
        "standards": values_of(playbook.standards, moments),
        "attention": attention_of(playbook.standards),
        "moments": moments,
        "versions": listed,
    }


def name_of(here: Here) -> str:
    """Who does this: an agent, or a key by its id."""
    return here.who.agent or here.who.key.partition("/")[0]


async def _current(here: Here) -> int:
    kept = await here.parts.store.all_of(here.tenant.name, KIND)
    return max((int(name) for name in kept), default=0)


ROUTES = (
    Route(
        "GET", "/v1/standards", show, "The standards, and their versions", "standards", {200: StandardsShown},
        roles=tuple(Role),
    ),
    Route(
        "PUT", "/v1/standards", put, "Change the standards", "standards", {200: StandardsShown}, StandardsBody,
        refusals=(409, 501), roles=(Role.LEAD,), is_audited=True,
    ),
)  # fmt: skip
