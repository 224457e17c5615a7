"""The scripts of practice over HTTP: chosen by everybody, written by who leads, tried at once."""

import re

from aiohttp import web

from assist.errors import InvalidRequest
from assist.practice.practice import Written
from assist.practice.report import Reader, aims_of
from assist.server.asking import Query, answer, read_text
from assist.server.calls.practice import SCOPE, practice_of
from assist.server.guards.limits import MOST_JSON
from assist.server.parts import Here
from assist.server.routes import Route
from assist.wire import practice as shapes
from assist.workspaces import Role

NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,62}", re.ASCII)
YAML = ("application/yaml",)


async def listing(request: web.Request, here: Here) -> web.Response:
    """All scripts, easy ones first in each language."""
    Query(request, ()).done()
    scripts = [shown(written, here) for written in (await practice_of(here).scripts()).values()]
    scripts.sort(key=lambda script: (script["language"], script["difficulty"], script["title"]))
    body: shapes.Scripts = {"scripts": scripts}
    return answer(body)


async def show(request: web.Request, here: Here) -> web.Response:
    """A script as it is written."""
    written = await practice_of(here).script(request.match_info["script"])
    body: shapes.ScriptText = {"name": written.name, "own": written.own, "yaml": written.text}
    return answer(body)


async def put(request: web.Request, here: Here) -> web.Response:
    """Put a script in (YAML), or in the place of an older one; it can be played at once."""
    name = request.match_info["script"]
    if not NAME.fullmatch(name):
        raise InvalidRequest("A script's name has small letters, digits, - and _, at most 63, such as late-parcel")
    text = await read_text(request, MOST_JSON)
    return answer(shown(await practice_of(here).put(name, text), here))


async def remove(request: web.Request, here: Here) -> web.Response:
    """Take a script out that was written here."""
    await practice_of(here).remove(request.match_info["script"])
    return web.Response(status=204)


def shown(written: Written, here: Here) -> shapes.ScriptShown:
    """A script as it is listed."""
    script = written.script
    if script is None:
        return {
            "name": written.name,
            "title": written.name,
            "language": "",
            "difficulty": 0,
            "channel": "",
            "customer": "",
            "mood": "",
            "briefing": "",
            "aims": [],
            "practises": [],
            "own": written.own,
            "fault": written.fault,
        }
    reader = Reader(here.tenant.get_playbook(), script.language, None)
    return {
        "name": script.name,
        "title": script.title,
        "language": script.language,
        "difficulty": script.difficulty,
        "channel": script.channel.value,
        "customer": script.customer.name,
        "mood": script.mood.value,
        "briefing": script.briefing,
        "aims": list(script.aims),
        "practises": [asked["asks"] for asked in aims_of(script.aims, (), reader)],
        "own": written.own,
    }


ONE = "/v1/practice/scripts/{script}"
EVERYBODY = tuple(Role)
ROUTES = (
    Route(
        "GET", "/v1/practice/scripts", listing, "Scripts to practise with", SCOPE,
        {200: shapes.Scripts}, refusals=(501,), roles=EVERYBODY,
    ),
    Route(
        "GET", ONE, show, "A script as it is written", SCOPE,
        {200: shapes.ScriptText}, refusals=(404, 501), roles=EVERYBODY,
    ),
    Route(
        "PUT", ONE, put, "Put a script in, or in the place of an older one", SCOPE,
        {200: shapes.ScriptShown}, str, YAML, refusals=(501,), roles=(Role.LEAD,), is_audited=True,
        names=("script", "/name"),
    ),
    Route(
        "DELETE", ONE, remove, "Take out a script that was written here", SCOPE,
        {204: None}, refusals=(404, 501), roles=(Role.LEAD,), is_audited=True,
    ),
)  # fmt: skip
