"""Practice over HTTP: sessions with a scripted customer, and the reports on them."""

import asyncio

from aiohttp import web

from assist.core.drafts.writing import Writing
from assist.core.practice import opening
from assist.errors import LaterVersion, NotFound
from assist.ports import Key
from assist.practice.practice import Practice
from assist.practice.report import Held, Reader, aims_of, needs_of, times_of
from assist.practice.session import Session, summary_of
from assist.server.asking import WHOLE, Query, answer, key_of, read_json
from assist.server.calls.guidelines import match_body
from assist.server.guards.limits import MOST_JSON
from assist.server.guards.roles import as_own
from assist.server.parts import Here
from assist.server.routes import Parameter, Route
from assist.wire import practice as shapes
from assist.wire.drafts import draft_body
from assist.wire.faults import validated
from assist.wire.reading import read_opening
from assist.wire.shapes import Citation
from assist.wire.times import WHEN_RECEIVED
from assist.workspaces import Role

SCOPE = "practice"
OWN_LANGUAGE = 0.2  # similarity that a sentence may lack when it is in the trainee's language: they are to learn by it
NOBODY = {"id": "", "name": ""}


async def begin(request: web.Request, here: Here) -> web.Response:
    """Begin a session: the conversation is there, and the customer is about to speak or rings."""
    practice = practice_of(here)
    body = validated(shapes.PracticeBody, as_own(here, await read_json(request, MOST_JSON)))
    agent = body.agent.model_dump() if body.agent else NOBODY
    session, script = await practice.begin(body.script, body.level, (agent["id"], agent["name"]))
    begun = {
        "channel": script.channel.value,
        "customer": {"name": script.customer.name, "language": script.language},
        "agent": agent if agent["id"] else None,
        "organisation": script.organisation,
        "practice": True,
    }
    await here.tenant.runner.open(here.who.workspace, read_opening(begun, session.conversation))
    await here.tenant.runner.post(
        Key(here.who.workspace, session.conversation), [opening(script, WHEN_RECEIVED)]
    )
    shown: shapes.Begun = {
        **session.body(),
        "briefing": script.briefing,
        "shown_after_s": session.shown_after_s,
    }
    return answer(shown, 201)


async def listing(request: web.Request, here: Here) -> web.Response:
    """The sessions: an agent's own, or everybody's for who leads."""
    query = Query(request, (parameter.name for parameter in LISTING))
    asked = query.text("agent", 200)
    query.done()
    agent = here.who.agent if here.who.is_bound else asked
    sessions = await practice_of(here).sessions(agent)
    body: shapes.SessionList = {"sessions": [session.body() for session in sessions]}
    return answer(body)


async def summary(request: web.Request, here: Here) -> web.Response:
    """How much was practised, by whom no matter."""
    Query(request, ()).done()
    return answer(summary_of(await practice_of(here).sessions()))


async def report(request: web.Request, here: Here) -> web.Response:
    """What a trainer would say of a session."""
    query = Query(request, (parameter.name for parameter in REPORT))
    asked = query.one_of("language", *LANGUAGES)
    query.done()
    key, practice = key_of(request, here), practice_of(here)
    session = await practice.find(key.conversation)
    if session is None or (here.who.is_bound and session.agent != here.who.agent):
        raise NotFound(f"There is no practice session {key.conversation!r} in this workspace")
    held = await practice.held(session)
    if held is None:
        raise NotFound(f"The conversation of practice session {key.conversation!r} was erased, and its report with it")
    session = await practice.completed(session)
    reader = practice.reader(session, asked or held.conversation.agent.language or session.language)
    needs = await asyncio.to_thread(_readable, needs_of(held, reader), reader, here)
    written = (await practice.scripts()).get(session.script)
    aims = written.script.aims if written and written.script else ()
    body: shapes.Report = {
        **session.body(),
        "needs": needs,
        "aims": aims_of(aims, needs, reader),
        "times": times_of(held.conversation, reader.playbook),
        "findings": await _findings(session, held, here),
    }
    return answer(body)


def _readable(needs: list[shapes.NeedShown], reader: Reader, here: Here) -> list[shapes.NeedShown]:
    """With the same guidelines in the trainee's language, where some document has them."""
    found: dict[str, Citation | None] = {}
    for need in needs:
        guideline, moment = need["guideline"], reader.playbook.by_id[need["moment"]]
        query = moment.queries.get(reader.language)
        if guideline is None or guideline["language"] == reader.language or query is None:
            continue
        if moment.id not in found:
            nearest = here.tenant.library.search(query, k=1, language=reader.language)
            found[moment.id] = match_body(nearest[0]) if nearest else None
        own = found[moment.id]
        if own is not None and own["similarity"] >= guideline["similarity"] - OWN_LANGUAGE:
            need["guideline"] = own
    return needs


async def _findings(session: Session, held: Held, here: Here) -> list[shapes.SpotShown]:
    """What is to be mended in letters that the agent has sent; in a live talk nobody weighs each word so."""
    if held.conversation.is_live or here.tenant.proofread is None:
        return []
    found: list[shapes.SpotShown] = []
    asked: list[str] = []
    for event in (entry["event"] for entry in held.entries if entry["kind"] == "event"):
        if event.get("role") == "customer":
            asked.append(event["text"])
        elif event.get("role") == "agent":
            found += await _spots(event["id"], event["text"], tuple(asked), held, here)
            asked.clear()
    return found


async def _spots(
    event: str, text: str, asked: tuple[str, ...], held: Held, here: Here
) -> list[shapes.SpotShown]:
    conversation = held.conversation
    writing = Writing(
        text,
        conversation.channel,
        conversation.customer,
        conversation.agent,
        conversation.organisation,
        replies_to=asked,
    )
    assert here.tenant.proofread is not None
    checked = draft_body(writing, await here.tenant.proofread(writing))
    return [
        {"event": event, "quote": text[finding["start"] : finding["end"]], "finding": finding}
        for finding in checked["findings"]
    ]


def practice_of(here: Here) -> Practice:
    """The workspace's practice; LaterVersion where the server has none."""
    if here.tenant.practice is None:
        raise LaterVersion("This server was started without what practice needs")
    return here.tenant.practice


LANGUAGES = ("sv", "da", "nb", "pt", "en")
LISTING = (Parameter("agent", "Only those of this agent's id", {"type": "string", "maxLength": 200, "pattern": WHOLE}),)
REPORT = (Parameter("language", "The language to tell it in; by default the agent's", {"enum": [*LANGUAGES]}),)
EVERYBODY = tuple(Role)
ROUTES = (
    Route(
        "POST", "/v1/practice", begin, "Begin to practise with a scripted customer", SCOPE,
        {201: shapes.Begun}, shapes.PracticeBody, refusals=(404, 501), roles=EVERYBODY,
        names=("conversation", "/conversation"),
    ),
    Route(
        "GET", "/v1/practice", listing, "The sessions that were held", SCOPE,
        {200: shapes.SessionList}, query=LISTING, refusals=(501,), roles=EVERYBODY,
    ),
    Route(
        "GET", "/v1/practice/summary", summary, "How much was practised", SCOPE,
        {200: shapes.PracticeSummary}, refusals=(501,),
    ),
    Route(
        "GET", "/v1/practice/{conversation}/report", report, "The report on a session", SCOPE,
        {200: shapes.Report}, query=REPORT, refusals=(404, 501), roles=EVERYBODY,
        is_audited=True,
    ),
)  # fmt: skip
