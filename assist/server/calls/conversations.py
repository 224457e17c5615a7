"""Conversations, their events and logs, and replays."""

import asyncio
import uuid

from aiohttp import web

from assist.core.events import Event
from assist.errors import LaterVersion, NotAuthorized, NotFound
from assist.ports import Key
from assist.posted import Posted
from assist.server.asking import WHOLE, Query, answer, key_of, read_json
from assist.server.calls.drafts import check_event
from assist.server.guards.limits import MOST_JSON
from assist.server.guards.roles import as_own, check_own
from assist.server.parts import Here
from assist.server.routes import Parameter, Route
from assist.timeline import ReplayAnswer, play
from assist.wire import answers, shapes
from assist.wire.bodies import AnyEventBody, ConversationBody, EventsBody, FeedbackBody, ReplayBody
from assist.wire.drafts import DraftEvent
from assist.wire.faults import validated
from assist.wire.reading import Transcript, read_events, read_opening, read_transcript
from assist.wire.state import from_bytes
from assist.wire.text import parse, with_seq
from assist.wire.writing import prompt_body, snapshot
from assist.workspaces import Role

MOST_LISTED = 1_000
MOST_ENTRIES = 10_000
MOST_AFTER = 10**15
REPLAYS_AT_ONCE = asyncio.Semaphore(2)  # each keeps a thread busy for as long as it lasts
SCOPE = "conversations"


async def create(request: web.Request, here: Here) -> web.Response:
    """Begin a conversation; the same body again changes nothing."""
    body = as_own(here, await read_json(request, MOST_JSON))
    opening = read_opening(body, f"c-{uuid.uuid4().hex}")
    shown, is_new = await here.tenant.runner.open(here.who.workspace, opening)
    await check_own(here, Key(here.who.workspace, opening.conversation.id))
    return answer(shown, 201 if is_new else 200)


async def show(request: web.Request, here: Here) -> web.Response:
    """The conversation as it stands; with the open prompts alone its log need not be read."""
    query = Query(request, (parameter.name for parameter in ONE_SHOWN))
    only = query.one_of("prompts", "all", "open")
    query.done()
    key = await own_key(request, here)
    if only != "open":
        return answer(await here.tenant.runner.snapshot(key))
    saved = await here.parts.store.load(key)
    if saved is None:
        raise NotFound(f"There is no conversation {key.conversation!r} in this workspace")
    conversation = from_bytes(saved.state)
    prompts = [prompt_body(prompt, key.conversation) for prompt in conversation.prompts]
    return answer(snapshot(conversation, saved, prompts))


async def queue(request: web.Request, here: Here) -> web.Response:
    """The conversations that fit, latest change first."""
    query = Query(request, (parameter.name for parameter in QUEUE))
    state = query.one_of("state", "open", "ended")
    awaiting = query.one_of("awaiting_reply", "true", "false")
    agent = query.text("agent", 200)
    limit = query.number("limit", 100, 1, MOST_LISTED)
    query.done()
    if here.who.is_bound and agent not in {None, here.who.agent}:
        raise NotAuthorized("An agent sees the queue of their own; leave `agent` out")
    found = await here.parts.store.listed(
        here.who.workspace,
        is_open=None if state is None else state == "open",
        awaiting_reply=None if awaiting is None else awaiting == "true",
        agent=here.who.agent if here.who.is_bound else agent,
        limit=limit,
    )
    listed: list[answers.Listed] = [
        {
            "id": name,
            "agent": summary.agent,
            "state": "open" if summary.is_open else "ended",
            "awaiting_reply": summary.awaiting_reply,
        }
        for name, summary in found
    ]
    return answer({"conversations": listed})


async def post(request: web.Request, here: Here) -> web.Response:
    """Take one event or several in: all of them, or none. Of drafts among them the last is checked, none is kept."""
    key = await own_key(request, here)
    said = read_events(await read_json(request, MOST_JSON))
    events = [event for event in said if isinstance(event, Event)]
    drafts = [event for event in said if isinstance(event, DraftEvent)]
    body = outcome(await here.tenant.runner.post(key, events) if events or not drafts else Posted())
    if drafts:
        body["draft"] = await check_event(here.tenant, key, drafts[-1])
    return answer(body)


async def own_key(request: web.Request, here: Here) -> Key:
    """The conversation that the address names, if it is the caller's to see."""
    key = key_of(request, here)
    await check_own(here, key)
    return key


def outcome(posted: Posted) -> shapes.Outcome:
    """What became of posted events, as the wire shows it."""
    return {
        "accepted": [{"id": name, "seq": seq} for name, seq in posted.accepted.items()],
        "duplicates": list(posted.duplicates),
        "prompts": posted.prompts,
    }


async def log(request: web.Request, here: Here) -> web.Response:
    """The log after a number; stored entries go out as they are."""
    query = Query(request, (parameter.name for parameter in LOG))
    after = query.number("after", 0, 0, MOST_AFTER)
    limit = query.number("limit", MOST_ENTRIES, 1, MOST_ENTRIES)
    include = query.one_of("include", "suppressed")
    query.done()
    key = await own_key(request, here)
    saved = await here.parts.store.load(key)
    if saved is None:
        raise NotFound(f"There is no conversation {key.conversation!r} in this workspace")
    entries = await here.parts.store.entries(key, after, limit)
    last_seq = max(saved.last_seq, entries[-1].seq if entries else 0)
    pieces = [b'{"entries":[', b",".join(with_seq(entry.seq, entry.body) for entry in entries), b"]"]
    pieces.append(b',"last_seq":%d' % last_seq)
    if include:
        beside = await here.parts.store.suppressed(key)
        held_back = [body for body in beside if parse(body)["kind"] == "suppressed"]
        pieces.append(b',"suppressed":[%b]' % b",".join(held_back))
    return web.Response(body=b"".join([*pieces, b"}"]), content_type="application/json")


async def feedback(request: web.Request, here: Here) -> web.Response:
    """Keep what the agent did with a prompt."""
    body = validated(FeedbackBody, await read_json(request, MOST_JSON))
    prompt = request.match_info["prompt"]
    key = await own_key(request, here)
    prompts = await here.tenant.runner.feedback(key, prompt, body.action, body.reason, body.text)
    return answer({"prompts": prompts})


async def erase(request: web.Request, here: Here) -> web.Response:
    """Remove every trace of a conversation."""
    await here.tenant.runner.erase(key_of(request, here))
    return web.Response(status=204)


async def replay(request: web.Request, here: Here) -> web.Response:
    """Play a transcript on a virtual clock; nothing is stored."""
    transcript = read_transcript(await read_json(request, MOST_JSON))
    async with REPLAYS_AT_ONCE:
        return answer(await asyncio.to_thread(_played, transcript, here))


def _played(transcript: Transcript, here: Here) -> ReplayAnswer:
    if here.tenant.understand_now is None:
        raise LaterVersion("This server was started without what replays need")
    return play(transcript, here.tenant.understand_now, here.tenant.get_playbook())


TEXT: dict[str, object] = {"type": "string", "maxLength": 200, "pattern": WHOLE}
QUEUE = (
    Parameter("state", "Only open or only ended ones", {"enum": ["open", "ended"]}),
    Parameter("awaiting_reply", "Only those whose customer waits, or does not", {"type": "boolean"}),
    Parameter("agent", "Only those of this agent's id", TEXT),
    Parameter("limit", "At most so many", {"type": "integer", "minimum": 1, "maximum": MOST_LISTED}),
)
ONE_SHOWN = (Parameter("prompts", "`open` leaves out those that are closed", {"enum": ["all", "open"]}),)
LOG = (
    Parameter("after", "Only entries with higher numbers", {"type": "integer", "minimum": 0, "maximum": MOST_AFTER}),
    Parameter("limit", "At most so many", {"type": "integer", "minimum": 1, "maximum": MOST_ENTRIES}),
    Parameter("include", "`suppressed` adds what was held back and why", {"enum": ["suppressed"]}),
)
ONE = "/v1/conversations/{conversation}"
EVERYBODY = tuple(Role)
ROUTES = (
    Route(
        "POST", "/v1/conversations", create, "Begin a conversation", SCOPE,
        {201: shapes.Snapshot, 200: shapes.Snapshot}, ConversationBody, refusals=(409,), roles=EVERYBODY,
        names=("conversation", "/id"),
    ),
    Route(
        "GET", "/v1/conversations", queue, "The agent's queue", SCOPE,
        {200: answers.Queue}, query=QUEUE, roles=EVERYBODY, is_audited=True,
    ),
    Route(
        "GET", ONE, show, "A conversation as it stands", SCOPE,
        {200: shapes.Snapshot}, query=ONE_SHOWN, refusals=(404,), roles=EVERYBODY, is_audited=True,
    ),
    Route(
        "DELETE", ONE, erase, "Erase a conversation everywhere", SCOPE,
        {204: None}, refusals=(404,), roles=(Role.SERVER, Role.LEAD), is_audited=True,
    ),
    Route(
        "POST", f"{ONE}/events", post, "Take events in, all or none", SCOPE,
        {200: shapes.Outcome}, AnyEventBody | EventsBody, refusals=(404, 501), roles=EVERYBODY,
    ),
    Route(
        "GET", f"{ONE}/log", log, "The log", SCOPE,
        {200: answers.Log}, query=LOG, refusals=(404,), roles=EVERYBODY, is_audited=True,
    ),
    Route(
        "POST", ONE + "/prompts/{prompt}/feedback", feedback, "What the agent did with a prompt", SCOPE,
        {200: answers.Touched}, FeedbackBody, refusals=(404,), roles=EVERYBODY,
    ),
    Route(
        "POST", "/v1/replay", replay, "Play a transcript on a virtual clock", "replay",
        {200: ReplayAnswer}, ReplayBody, refusals=(501,),
    ),
)  # fmt: skip
