"""The playbook over HTTP: what is in it, a moment put in, several published at once, its versions, examples tried."""

import asyncio
from dataclasses import asdict

from aiohttp import web

from assist.core.playbook import Moment
from assist.editor import Editor
from assist.errors import InvalidRequest, LaterVersion, NotFound
from assist.playbook.examples import outcome_body, outcomes_body
from assist.playbook.versions import Version
from assist.server.asking import answer, read_body, read_json
from assist.server.guards.limits import MOST_JSON
from assist.server.parts import Here
from assist.server.routes import Route
from assist.wire import playbook as wire
from assist.wire.faults import validated
from assist.wire.playbook import DraftMomentsBody, PublishBody
from assist.wire.text import parse
from assist.wire.times import write_rfc3339
from assist.workspaces import Role

SCOPE = "playbook"
YAML = ("application/yaml",)
LATER = LaterVersion("This server was started without what changes the playbook")
TRIALS_AT_ONCE = asyncio.Semaphore(2)  # each keeps a thread busy for as long as it lasts
MOST_DIGITS = 9  # of a version's number


async def show(request: web.Request, here: Here) -> web.Response:
    """The moments of the workspace, also those that are switched off."""
    playbook = here.tenant.get_playbook()
    every = sorted((*playbook.moments, *playbook.off), key=lambda moment: moment.id)
    body: wire.PlaybookShown = {
        "version": playbook.version,
        "edition": here.tenant.edition,
        "number": len(here.tenant.editor.versions) if here.tenant.editor else 0,
        "moments": [moment_body(moment) for moment in every],
    }
    return answer(body)


async def show_one(request: web.Request, here: Here) -> web.Response:
    """One moment with its YAML, as it is live."""
    playbook, name = here.tenant.get_playbook(), request.match_info["moment"]
    for moment in (*playbook.moments, *playbook.off):
        if moment.id == name:
            return answer({**moment_body(moment), "yaml": playbook.sources.get(name, "")})
    raise NotFound(f"There is no moment {name!r} in this playbook")


async def put(request: web.Request, here: Here) -> web.Response:
    """Put a moment (YAML) in, or in the place of an older one; it is live at once, as a version."""
    text = await _text(request)
    store, name = here.parts.store, request.match_info["moment"]
    return answer(moment_body(await editor_of(here).put(store, here.tenant.name, name, text, _by(here))))


async def publish(request: web.Request, here: Here) -> web.Response:
    """Make several changes live at once, or none of them: `errors` names moment, line and field of each fault."""
    body = validated(PublishBody, await read_json(request, MOST_JSON))
    editor = editor_of(here)
    version = await editor.publish(here.parts.store, here.tenant.name, body.moments, _by(here), body.since)
    return answer(_published(editor, version))


async def test(request: web.Request, here: Here) -> web.Response:
    """Try examples: those of the moment in the body, or of the whole playbook when the body is empty.

    A JSON body holds several moments; all of them are in place while the examples of each are tried.
    """
    text = await _text(request)
    editor = editor_of(here)
    if request.content_type == "application/json":
        texts = dict(validated(DraftMomentsBody, parse(text)).moments)
    else:
        texts = {editor.name_in(text): text} if text.strip() else {}
    async with TRIALS_AT_ONCE:
        outcomes = await asyncio.to_thread(editor.try_out, texts)
    body = outcomes_body(outcomes)
    return answer({**body, "results": [outcome_body(one) for one in outcomes]} if texts else body)


async def versions(request: web.Request, here: Here) -> web.Response:
    """What was published, latest first."""
    return answer({"versions": [version_body(one) for one in reversed(editor_of(here).versions)]})


async def version(request: web.Request, here: Here) -> web.Response:
    """One version with the YAML of what it changed, and what that was before."""
    editor, number = editor_of(here), _number(request)
    for one in editor.versions:
        if one.number == number:
            return answer({**version_body(one), "yaml": one.moments, "before": editor.before(one)})
    raise NotFound(f"There is no version {number} of this playbook")


async def go_back(request: web.Request, here: Here) -> web.Response:
    """Make every moment what it was at a version (0: before the first); that is a new version."""
    editor = editor_of(here)
    done = await editor.go_back(here.parts.store, here.tenant.name, _number(request), _by(here))
    return answer(_published(editor, done))


def editor_of(here: Here) -> Editor:
    """What changes the playbook here."""
    if here.tenant.editor is None:
        raise LATER
    return here.tenant.editor


def moment_body(moment: Moment) -> wire.MomentShown:
    """A moment as data."""
    return {
        "moment": moment.id,
        "enabled": moment.enabled,
        "priority": moment.priority,
        "channels": sorted(channel.value for channel in moment.channels),
        "because": dict(moment.because),
        "cooldown_s": moment.cooldown_s,
        "expires_s": moment.expires_s,
        "polish": moment.polish,
        "words": {language: asdict(words) for language, words in moment.words.items()},
        "queries": dict(moment.queries),
        "examples": len(moment.examples),
    }


def version_body(version: Version) -> wire.PlaybookVersion:
    """What was published, and by whom."""
    return {
        "number": version.number,
        "at": write_rfc3339(version.at),
        "by": version.by,
        "moments": sorted(version.moments),
        "restores": version.restores,
    }


def _published(editor: Editor, version: Version | None) -> wire.PlaybookPublished:
    shown = None if version is None else version_body(version)
    return {"version": editor.playbook.version, "number": len(editor.versions), "published": shown}


def _by(here: Here) -> str:
    return here.who.agent or here.who.key.partition("/")[0]


def _number(request: web.Request) -> int:
    given = request.match_info["number"]
    if not (given.isascii() and given.isdigit() and len(given) <= MOST_DIGITS):
        raise NotFound("A version of the playbook has a whole number")
    return int(given)


async def _text(request: web.Request) -> str:
    try:
        return (await read_body(request, MOST_JSON)).decode("utf-8")
    except UnicodeDecodeError as error:
        raise InvalidRequest("The body is not UTF-8 text") from error


ALL, LEADS = tuple(Role), (Role.LEAD,)
ONE_VERSION = "/v1/playbook/versions/{number}"
ROUTES = (
    Route("GET", "/v1/playbook", show, "The moments", SCOPE, {200: wire.PlaybookShown}, roles=ALL),
    Route(
        "POST", "/v1/playbook/test", test, "Try examples", SCOPE,
        {200: dict}, DraftMomentsBody, (*YAML, "application/json"), needs_body=False,
    ),
    Route(
        "POST", "/v1/playbook/publish", publish, "Make several changes live at once", SCOPE,
        {200: wire.PlaybookPublished}, PublishBody, refusals=(409,), roles=LEADS, is_audited=True,
    ),
    Route(
        "GET", "/v1/playbook/versions", versions, "What was published", SCOPE,
        {200: wire.PlaybookVersions}, roles=ALL,
    ),
    Route(
        "GET", ONE_VERSION, version, "One version", SCOPE,
        {200: wire.PlaybookVersionText}, refusals=(404,), roles=ALL,
    ),
    Route(
        "POST", f"{ONE_VERSION}/restore", go_back, "Go back to a version", SCOPE,
        {200: wire.PlaybookPublished}, needs_body=False, refusals=(404,), roles=LEADS,
        is_audited=True,
    ),
    Route(
        "GET", "/v1/playbook/{moment}", show_one, "A moment with its YAML", SCOPE,
        {200: wire.MomentText}, refusals=(404,), roles=ALL,
    ),
    Route(
        "PUT", "/v1/playbook/{moment}", put, "Put a moment in", SCOPE,
        {200: wire.MomentShown}, str, YAML, roles=LEADS, is_audited=True,
    ),
)  # fmt: skip
