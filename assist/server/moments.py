"""The playbook over HTTP: what is in it, a moment put in, its examples tried."""

from dataclasses import asdict

from aiohttp import web

from assist.core.playbook import Moment
from assist.errors import InvalidRequest, LaterVersion
from assist.server.asking import answer, read_body
from assist.server.limits import MOST_JSON
from assist.server.parts import Here
from assist.server.routes import Route
from assist.wire import answers
from assist.workspaces import Role

SCOPE = "playbook"
YAML = ("application/yaml",)
LATER = LaterVersion("Changing the playbook over HTTP comes in a later version; use --playbook DIR")


async def show(request: web.Request, here: Here) -> web.Response:
    """The moments of the workspace."""
    playbook = here.tenant.get_playbook()
    body: answers.PlaybookShown = {
        "version": playbook.version,
        "edition": here.tenant.edition,
        "moments": [moment_body(moment) for moment in playbook.moments],
    }
    return answer(body)


async def put(request: web.Request, here: Here) -> web.Response:
    """Put a moment (YAML) in, or in the place of an older one."""
    text = await _text(request)
    if here.tenant.put_moment is None:
        raise LATER
    return answer(await here.tenant.put_moment(request.match_info["moment"], text))


async def test(request: web.Request, here: Here) -> web.Response:
    """Try examples: those of the moment in the body, or of the whole playbook when the body is empty."""
    text = await _text(request)
    if here.tenant.test_playbook is None:
        raise LATER
    return answer(await here.tenant.test_playbook(text))


def moment_body(moment: Moment) -> answers.MomentShown:
    """A moment as data."""
    return {
        "moment": moment.id,
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


async def _text(request: web.Request) -> str:
    try:
        return (await read_body(request, MOST_JSON)).decode("utf-8")
    except UnicodeDecodeError as error:
        raise InvalidRequest("The body is not UTF-8 text") from error


ROUTES = (
    Route("GET", "/v1/playbook", show, "The moments", SCOPE, {200: answers.PlaybookShown}),
    Route(
        "PUT", "/v1/playbook/{moment}", put, "Put a moment in", SCOPE, {200: dict}, str, YAML, roles=(Role.LEAD,),
        is_audited=True,
    ),
    Route(
        "POST", "/v1/playbook/test", test, "Try examples", SCOPE, {200: dict}, str, YAML, needs_body=False
    ),
)
