"""The service charter over HTTP: as data, Markdown or a page fit to publish, and edited by a lead."""

import asyncio
import time

from aiohttp import web

from assist import standards
from assist.charter.charter import Facts, charter
from assist.charter.edition import KIND, Edition, changes_between, editions_of, faults_in, to_bytes
from assist.charter.html import HEADERS, html
from assist.charter.markdown import markdown
from assist.charter.measures import BY_ID, MEASURES, Figures, figures_of
from assist.charter.quotes import quotes_for
from assist.charter.texts import FALLBACK, texts_in
from assist.errors import NotFound, Outdated
from assist.practice.session import summary_of
from assist.scorecards.sheet import sheet_of
from assist.server.asking import Query, answer, read_json
from assist.server.browser.preferring import preferred
from assist.server.calls.scorecards import ONE_AT_A_TIME as ONE_SUM_AT_A_TIME
from assist.server.calls.standards import name_of
from assist.server.guards.limits import MOST_JSON
from assist.server.parts import Here
from assist.server.routes import Parameter, Route
from assist.wire.charter import (
    LANGUAGES,
    CharterBody,
    CharterShown,
    CharterText,
    CharterVersion,
    Editable,
)
from assist.wire.faults import refusal, validated
from assist.wire.practice import PracticeSummary
from assist.wire.times import write_rfc3339
from assist.workspaces import Role

PERIOD_S = 90 * 86_400.0
FRESH_S = 60.0
MOST_SHOWN = 100
SCOPE = "charter"
FORMATS = ("json", "markdown", "html")
MEDIA_TYPES = {"application/json": "json", "text/markdown": "markdown", "text/html": "html"}
SPOKEN = {**{code: code for code in LANGUAGES}, "no": "nb", "nn": "nb"}
LEADS = (Role.LEAD,)
ONE_AT_A_TIME = asyncio.Lock()  # two changes at once would get the same number


async def show(request: web.Request, here: Here) -> web.Response:
    """The charter, in the form and language that are asked for or preferred."""
    query = Query(request, (parameter.name for parameter in SHOW))
    form = query.one_of("format", *FORMATS) or preferred(request, "Accept", MEDIA_TYPES) or "json"
    language = query.one_of("language", *LANGUAGES) or _language(request)
    query.done()
    return _rendered(await _composed(here, language), form)


async def public(request: web.Request, here: Here) -> web.Response:
    """The charter as a page for everybody, where the settings say so."""
    if not here.tenant.listed.settings.public_charter:
        raise NotFound("There is no such page or file here")
    query = Query(request, ("language",))
    language = query.one_of("language", *LANGUAGES) or _language(request)
    query.done()
    response = _rendered(await _composed(here, language), "html")
    response.headers["Cache-Control"] = "public, max-age=300"
    return response


async def text(request: web.Request, here: Here) -> web.Response:
    """What a lead may edit, and who did before."""
    return answer(await _text(here))


async def put(request: web.Request, here: Here) -> web.Response:
    """Edit the charter, all of it or nothing."""
    body = validated(CharterBody, await read_json(request, MOST_JSON))
    if faults := list(faults_in(body, here.tenant.get_playbook().standards)):
        raise refusal(faults)
    async with ONE_AT_A_TIME:
        latest = (await _editions(here))[0]
        if body.version not in {None, latest.number}:
            raise Outdated(f"The charter has moved on to version {latest.number}; read it and change that one")
        if changes := changes_between(latest.text, body):
            edition = Edition(latest.number + 1, time.time(), name_of(here), changes, body)
            await here.parts.store.put(here.tenant.name, KIND, edition.name, to_bytes(edition))
    return answer(await _text(here))


async def _editions(here: Here) -> list[Edition]:
    return editions_of(await here.parts.store.all_of(here.tenant.name, KIND))


async def _composed(here: Here, language: str) -> CharterShown:
    edition, facts = (await _editions(here))[0], await _facts(here)
    playbook, library = here.tenant.get_playbook(), here.tenant.library
    published = [name for name in edition.published if name in BY_ID]
    quotes = await asyncio.to_thread(quotes_for, published, playbook, library, language)
    return charter(edition, facts, quotes, language)


async def _facts(here: Here) -> Facts:
    """What the charter rests on; added up again once a minute at most, as anybody may ask."""
    async with ONE_SUM_AT_A_TIME:
        kept, now = here.tenant.charter_facts, here.tenant.runner.clock()
        promised = here.tenant.get_playbook().standards
        if kept is not None and kept.standards == promised and 0 <= now - kept.until < FRESH_S:
            return kept
        versions = standards.versions_of(await here.parts.store.all_of(here.tenant.name, standards.KIND))
        since = now - PERIOD_S
        rows = await here.parts.store.scores(here.tenant.name, since, now)

        practised = await _practised(here, since)

        def measured() -> Figures:
            return figures_of(sheet_of(rows), since=since, standards=promised, as_of=now)

        here.tenant.charter_facts = Facts(
            promised,
            since=since,
            until=now,
            served=here.tenant.listed.settings.languages,
            measured=await asyncio.to_thread(measured),
            standards_changed_at=versions[0].at if versions else None,
            practice_sessions=practised["finished"],
            agents_trained=practised["agents_trained"],
        )
        return here.tenant.charter_facts


async def _practised(here: Here, since: float) -> PracticeSummary:
    sessions = [] if here.tenant.practice is None else await here.tenant.practice.sessions()
    return summary_of(session for session in sessions if session.begun >= since)


def _rendered(shown: CharterShown, form: str) -> web.Response:
    if form == "json":
        response = answer(shown)
    elif form == "markdown":
        response = web.Response(text=markdown(shown), content_type="text/markdown", charset="utf-8")
    else:
        response = web.Response(text=html(shown), content_type="text/html", charset="utf-8", headers=HEADERS)
    response.headers.update({"Content-Language": shown["language"], "Vary": "Accept, Accept-Language"})
    return response


def _language(request: web.Request) -> str:
    return preferred(request, "Accept-Language", SPOKEN) or FALLBACK


async def _text(here: Here) -> CharterText:
    editions = await _editions(here)
    latest, settings = editions[0], here.tenant.listed.settings
    promised = here.tenant.get_playbook().standards
    listed: list[CharterVersion] = [
        {"version": one.number, "at": write_rfc3339(one.at), "by": one.by, "changes": list(one.changes)}
        for one in editions[:MOST_SHOWN]
        if one.number
    ]
    editable: list[Editable] = [
        {
            "id": measure.id,
            "standard": measure.standard,
            "channel": measure.channel.value if measure.channel else None,
            "moment": measure.moment,
            "seconds": measure.seconds(promised),
            "can_be_published": measure.can_be_published(promised),
            "wording": {code: texts_in(code).standards[measure.id] for code in LANGUAGES},
        }
        for measure in MEASURES
    ]
    return {
        "version": latest.number,
        "text": latest.text.model_dump(mode="json", exclude={"version"}),
        "shipped": {
            "purpose": {code: texts_in(code).purpose for code in LANGUAGES},
            "scope": {code: texts_in(code).scope for code in LANGUAGES},
            "contact": {code: texts_in(code).contact for code in LANGUAGES},
            "channels": [channel.value for channel in Edition().channels],
            "languages": Edition().languages(settings.languages),
            "published": [name for name in Edition().published if BY_ID[name].can_be_published(promised)],
        },
        "standards": editable,
        "versions": listed,
        "is_public": settings.public_charter,
    }


LANGUAGE = Parameter("language", "Its language; by default what `Accept-Language` prefers", {"enum": [*LANGUAGES]})
SHOW = (LANGUAGE, Parameter("format", "Its form; by default what `Accept` prefers", {"enum": [*FORMATS]}))
ROUTES = (
    Route(
        "GET", "/v1/charter", show, "The service charter, as JSON, Markdown or HTML", SCOPE,
        {200: (CharterShown, "text/markdown", "text/html")}, query=SHOW, roles=tuple(Role),
    ),
    Route("GET", "/v1/charter/text", text, "What of the charter may be edited", SCOPE, {200: CharterText}, roles=LEADS),
    Route(
        "PUT", "/v1/charter", put, "Edit the charter", SCOPE, {200: CharterText}, CharterBody,
        refusals=(409,), roles=LEADS, is_audited=True,
    ),
    Route(
        "GET", "/charter/public", public, "The charter for everybody, if the settings say so", SCOPE,
        {200: "text/html"}, query=(LANGUAGE,), refusals=(404,), is_open=True,
    ),
)  # fmt: skip
