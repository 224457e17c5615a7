"""What helpdesks have delivered and is not in its conversations: how much waits, and the dead letters."""

import time

from aiohttp import web

from assist.errors import NotFound
from assist.inbox import Inbox, Parcel
from assist.server.asking import MOST_ID, Query, answer
from assist.server.parts import Here
from assist.server.routes import Parameter, Route
from assist.wire import answers
from assist.wire.times import write_rfc3339
from assist.workspaces import Role

MOST_LETTERS = 1_000
SCOPE = "desks"
LETTER = "/v1/deliveries/{delivery}"


async def listed(inbox: Inbox, workspace: str, limit: int) -> answers.Deliveries:
    """What there is in a workspace's inbox."""
    counts, letters = await inbox.counts(workspace), await inbox.dead(workspace, limit)
    return {"waiting": counts.waiting, "dead": counts.dead, "letters": [_shown(letter) for letter in letters]}


async def tried_again(inbox: Inbox, workspace: str, name: str) -> Parcel:
    """The dead letter of that name, which is to be worked on as if it had come just now; NotFound for none."""
    letter = await _found(inbox, workspace, name)
    return _there(letter, await inbox.settle(letter, time.time()))


async def dropped(inbox: Inbox, workspace: str, name: str) -> Parcel:
    """The dead letter of that name, which is gone unused; NotFound for none."""
    letter = await _found(inbox, workspace, name)
    return _there(letter, await inbox.drop(letter))


async def show(request: web.Request, here: Here) -> web.Response:
    """How much waits, and the dead letters, earliest first."""
    query = Query(request, (parameter.name for parameter in ASKED))
    limit = query.number("limit", 100, 1, MOST_LETTERS)
    query.done()
    return answer(await listed(here.parts.store.inbox, here.who.workspace, limit))


async def retry(request: web.Request, here: Here) -> web.Response:
    """Have a dead letter worked on again."""
    letter = await tried_again(here.parts.store.inbox, here.who.workspace, request.match_info["delivery"])
    return answer(_shown(letter))


async def drop(request: web.Request, here: Here) -> web.Response:
    """Remove a dead letter unused."""
    await dropped(here.parts.store.inbox, here.who.workspace, request.match_info["delivery"])
    return web.Response(status=204)


async def _found(inbox: Inbox, workspace: str, name: str) -> Parcel:
    letter = await inbox.find(workspace, name) if len(name) <= MOST_ID and name.isprintable() else None
    return _there(letter, letter is not None)


def _there(letter: Parcel | None, is_there: bool) -> Parcel:
    if letter is None or not is_there:
        raise NotFound("There is no dead letter of this id in this workspace")
    return letter


def _shown(letter: Parcel) -> answers.DeadLetter:
    return {
        "id": letter.name,
        "desk": letter.desk,
        "conversation": letter.key.conversation,
        "received_at": write_rfc3339(letter.at),
        "died_at": write_rfc3339(letter.died),
        "tries": letter.tries,
        "why": letter.why,
    }


ASKED = (Parameter("limit", "At most so many", {"type": "integer", "minimum": 1, "maximum": MOST_LETTERS}),)
ROUTES = (
    Route(
        "GET", "/v1/deliveries", show, "What helpdesks told that is not in its conversations", SCOPE,
        {200: answers.Deliveries}, query=ASKED, refusals=(503,), roles=(Role.LEAD,),
    ),
    Route(
        "POST", f"{LETTER}/retry", retry, "Try a dead letter again", SCOPE,
        {200: answers.DeadLetter}, refusals=(404, 503), roles=(Role.LEAD,), is_audited=True,
    ),
    Route(
        "DELETE", LETTER, drop, "Remove a dead letter unused", SCOPE,
        {204: None}, refusals=(404, 503), roles=(Role.LEAD,), is_audited=True,
    ),
)  # fmt: skip
