"""Keys and issuers as they change under a running server: at an issuer's address, and in the file of workspaces."""

import asyncio
import contextlib
import hashlib
import json
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import structlog
from aiohttp import web
from joserfc import jwt

from assist.errors import SetupError
from assist.server.guards import key_sets, keyring
from assist.settings import read_settings
from assist.workspaces import IssuerSettings, list_workspaces
from tests.assist.desks.deliveries import SECRET as WHAT_IT_SIGNS_WITH
from tests.assist.redis_server import soon
from tests.assist.server.conftest import KEY, Running, Serve
from tests.assist.server.desk import PATH as DESK_PATH
from tests.assist.server.desk import deliver, message
from tests.assist.server.guards.test_key_sets import publishing
from tests.assist.server.minting import AUDIENCE, EC, ED, ISSUER, RSA, SECRET, claims, key_of, mint
from tests.assist.server.receivers import Receiver, always, receiving
from tests.assist.server.stream.test_admission import authenticate, closed

PATH = "/v1/conversations"
ALGORITHMS = {RSA.kid: "RS256", EC.kid: "ES256", ED.kid: "Ed25519"}


def signed(key: Any, **changed: Any) -> str:
    header = {"alg": ALGORITHMS[key.kid], "kid": key.kid}
    return jwt.encode(header, claims(**changed), key, algorithms=[header["alg"]])


async def status(server: Running, token: str) -> int:
    return (await server.call("GET", PATH, key=token))[0]


@pytest.fixture(autouse=True)
def _hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looks often; what is only asked for at an unknown name stays so."""
    monkeypatch.setattr(keyring, "LOOK_S", 0.05)


@pytest.fixture
async def address() -> AsyncIterator[Receiver]:
    async with receiving() as receiver:
        receiver.answer = publishing(RSA)
        yield receiver


@pytest.fixture
def published(serve: Serve, address: Receiver) -> Any:
    """Start a server whose agents' tokens are signed with keys of the address."""

    def start(**given: Any) -> contextlib.AbstractAsyncContextManager[Running]:
        issuer = IssuerSettings(
            issuer=ISSUER, audience=AUDIENCE, algorithms=("RS256", "ES256", "Ed25519"), jwks_url=address.url
        )
        opens = {"default": {"issuers": (issuer,)}}
        return serve(opens=opens, private_targets=[address.host], **given)

    return start


async def test_a_new_key_is_good_at_once(published: Any, address: Receiver) -> None:
    """Fetched at the start; its successor when the first token names it; one that nobody publishes is refused."""
    async with published() as server:
        await address.until(1)
        assert await status(server, signed(RSA)) == 200
        address.answer = publishing(RSA, EC)
        assert await status(server, signed(EC)) == 200
        async with server.session.ws_connect(server.stream) as socket:
            assert (await authenticate(socket, signed(RSA)))["type"] == "ready"
            assert (await authenticate(socket, signed(EC)))["type"] == "ready"
        assert await status(server, signed(ED)) == 401
        assert len(address.got) == 2


async def test_who_is_known_does_not_wait(published: Any, address: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    """While the address keeps a stranger waiting, everybody else is answered."""
    monkeypatch.setattr(key_sets, "WAIT_S", 60.0)
    monkeypatch.setattr(key_sets, "FETCH_S", 60.0)
    there = asyncio.Event()

    async def hesitate(request: web.Request) -> web.StreamResponse:
        await there.wait()
        return await publishing(RSA, EC)(request)

    async with published() as server:
        assert await status(server, signed(RSA)) == 200
        address.answer = hesitate
        stranger = asyncio.create_task(status(server, signed(EC)))
        await address.until(2)
        assert await status(server, signed(RSA)) == await status(server, KEY) == 200
        assert await status(server, mint()) == await status(server, "nobody") == 401
        assert not stranger.done()
        there.set()
        assert await stranger == 200


async def test_while_nobody_can_tell(published: Any, address: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    """Strangers are told to come back, not that their token is bad; /ready says so; and then they come in."""
    monkeypatch.setattr(key_sets, "FAILING_S", 0.05)
    monkeypatch.setattr(key_sets, "EVERY_S", 0.05)
    address.answer = always(503)
    async with published() as server:
        assert await status(server, signed(RSA)) == 503
        async with server.session.ws_connect(server.stream) as socket:
            said = await authenticate(socket, signed(RSA))
            assert (said["code"], said["retryable"]) == ("target_unreachable", True)
            assert await closed(socket) == 4001
        _, ready = await server.call("GET", "/ready", key=None)
        assert [line.startswith("Keys of issuers cannot be fetched from 1 of 1") for line in ready["warnings"]] == [
            True
        ]
        assert address.host not in str(ready)
        address.answer = publishing(RSA)
        await soon(lambda: not server.parts.keyring.warnings())
        assert await status(server, signed(RSA)) == 200
        assert (await server.call("GET", "/ready", key=None))[1]["warnings"] == []
        address.answer = always(503)
        await soon(server.parts.keyring.warnings)
        assert await status(server, signed(RSA)) == 200
        assert (await server.call("GET", "/ready", key=None))[1]["warnings"]


async def test_a_key_that_vanishes(published: Any, address: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    """Opens nothing more, and the streams that it opened are ended; others go on."""
    address.answer = publishing(RSA, EC)
    async with published() as server:
        assert await status(server, signed(RSA)) == 200
        async with server.socket(signed(RSA)) as lost, server.socket(signed(EC)) as kept:
            address.answer = publishing(EC)
            assert await status(server, signed(ED)) == 401  # has the address asked
            assert (await lost.receive_json(timeout=10))["code"] == "not_authenticated"
            assert await closed(lost) == 4101
            assert await status(server, signed(RSA)) == 401
            assert await status(server, signed(EC)) == 200
            assert not kept.closed


SERVER, SERVER_KEY = key_of("server")
AGENT, AGENT_KEY = key_of("agent", agent="kim")
HEAD = "[workspaces.default]\n"
MINTING = f"""
[[workspaces.default.issuers]]
issuer = "{ISSUER}"
audience = "{AUDIENCE}"
"""


def entry(key: Any, **changed: str) -> str:
    said = {"id": key.id, "role": key.role.value, "sha256": key.sha256, "agent": key.agent, **changed}
    lines = [f'{name} = "{value}"' for name, value in said.items() if value]
    return "\n".join(["[[workspaces.default.keys]]", *lines]) + "\n"


class File:
    """The file of workspaces, and a server that reads it."""

    def __init__(self, folder: Path, serve: Serve) -> None:
        self.path = folder / "workspaces.toml"
        self.serve = serve

    def write(self, *parts: str) -> None:
        self.path.write_text("\n".join(parts), encoding="utf-8")

    @contextlib.asynccontextmanager
    async def served(self) -> AsyncIterator[Running]:
        own = list_workspaces(read_settings(workspaces=self.path))[0]
        opens = {"default": {"keys": own.keys, "issuers": own.issuers, "desks": own.desks, "file": self.path}}
        async with self.serve(workspaces=self.path, opens=opens) as server:
            yield server


@pytest.fixture
def file(tmp_path: Path, serve: Serve, monkeypatch: pytest.MonkeyPatch) -> File:
    monkeypatch.setenv("DESK", SECRET)
    made = File(tmp_path, serve)
    made.write(HEAD, entry(SERVER_KEY), entry(AGENT_KEY))
    return made


async def until(server: Running, token: str, answered: int) -> None:
    """The answer that a token gets, before long."""
    end = time.monotonic() + 20.0
    while await status(server, token) != answered:
        assert time.monotonic() < end
        await asyncio.sleep(0.02)


async def test_keys_come_and_go_with_the_file(file: File) -> None:
    """Without a restart: what was taken out opens nothing and its streams end; what stays does not notice."""
    later, later_key = key_of("lead")
    async with file.served() as server, server.socket(AGENT) as gone, server.socket(SERVER) as stays:
        assert await status(server, later) == 401
        file.write(HEAD, entry(SERVER_KEY), entry(later_key))
        await until(server, later, 200)
        assert await closed(gone, within_s=20.0) == 4101
        assert await status(server, AGENT) == 401
        assert await status(server, SERVER) == await status(server, KEY) == 200
        assert not stays.closed
        taken = {"revoke": "key", "id": later_key.id}
        assert (await server.call("POST", "/v1/revocations", json=taken))[0] == 200
        assert await status(server, later) == 401


async def test_a_key_that_is_for_something_else_now(file: File) -> None:
    """Its streams are told to come back, as somebody else."""
    async with file.served() as server, server.socket(AGENT) as socket:
        file.write(HEAD, entry(SERVER_KEY), entry(AGENT_KEY, agent="lee"))
        assert await closed(socket, within_s=20.0) == 4001
        assert (await server.call("GET", "/v1/me", key=AGENT))[1]["agent"] == "lee"


async def test_issuers_come_and_go_with_the_file(file: File, tmp_path: Path) -> None:
    """Also when it is their own file of keys that changes."""
    sets = tmp_path / "keys.json"
    sets.write_text(json.dumps({"keys": [RSA.as_dict(private=False)]}))
    async with file.served() as server:
        assert await status(server, mint()) == 401
        file.write(HEAD, entry(SERVER_KEY), MINTING, 'algorithms = ["HS256"]\nsecret_variable = "DESK"\n')
        await until(server, mint(), 200)
        file.write(HEAD, entry(SERVER_KEY), MINTING, 'algorithms = ["RS256"]\njwks = "keys.json"\n')
        await until(server, signed(RSA), 200)
        assert await status(server, mint()) == 401
        other = {**RSA.as_dict(private=False), "kid": "k9"}
        sets.write_text(json.dumps({"keys": [other]}))
        await until(server, signed(RSA), 401)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (HEAD + entry(SERVER_KEY, role="boss"), "workspace default, field keys.0.role: "),
        (HEAD + MINTING + 'algorithms = ["RS256"]\njwks = "none.json"\n', "workspace default, field issuers.0.jwks: "),
        (HEAD + MINTING + 'algorithms = ["HS256"]\nsecret_variable = "NONE"\n', "field issuers.0.secret_variable: "),
        (HEAD + MINTING + 'algorithms = ["RS256"]\njwks_url = "http://keys.example/"\n', "field issuers.0.jwks_url: "),
        (HEAD + entry(SERVER_KEY, sha256=hashlib.sha256(KEY.encode()).hexdigest()), "BISTAND_API_KEY: "),
        ("[workspaces", "this is no TOML"),
        (None, "cannot be read"),
    ],
    ids=["role", "no file of keys", "no secret", "no TLS", "the server's own key", "no TOML", "no file"],
)
async def test_after_a_mistake_the_keys_from_before_go_on(file: File, text: str | None, said: str) -> None:
    """It is said once, by file, workspace and field, and /ready warns; when it is mended, the new ones come."""
    async with file.served() as server, server.socket(AGENT) as socket:
        with structlog.testing.capture_logs() as logged:
            if text is None:
                file.path.unlink()
            else:
                file.write(text)
            await soon(server.parts.keyring.warnings)
            await asyncio.sleep(0.2)
        (line,) = [line for line in logged if line["event"] == "workspaces_not_usable"]
        assert said in line["why"]
        assert await status(server, AGENT) == await status(server, SERVER) == 200
        assert "cannot be used" in (await server.call("GET", "/ready", key=None))[1]["warnings"][0]
        assert not socket.closed
        file.write(HEAD, entry(SERVER_KEY))
        await until(server, AGENT, 401)
        assert server.parts.keyring.warnings() == []


DESK = '[[workspaces.default.desks]]\ndesk = "chatwoot"\nsecret_variable = "CHATWOOT"\n'


async def test_a_desk_goes_with_the_file(file: File, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it sends is refused from then on, as before it was ever named; named again, it waits for a restart."""
    monkeypatch.setenv("CHATWOOT", WHAT_IT_SIGNS_WITH)
    named, body = f"{DESK_PATH}/default", message(17)
    file.write(HEAD, entry(SERVER_KEY), DESK)
    async with file.served() as server:
        assert [(await deliver(server, body, to=to))[0] for to in (DESK_PATH, named)] == [200, 200]
        file.write(HEAD, entry(SERVER_KEY), DESK, entry(AGENT_KEY))
        await until(server, AGENT, 200)
        assert (await deliver(server, body, "d2"))[0] == 200
        with structlog.testing.capture_logs() as logged:
            file.write(HEAD, entry(AGENT_KEY))
            await until(server, SERVER, 401)
            assert [(await deliver(server, body, to=to))[0] for to in (DESK_PATH, named)] == [403, 404]
            file.write(HEAD, entry(SERVER_KEY), DESK)
            await until(server, SERVER, 200)
            assert [(await deliver(server, body, to=to))[0] for to in (DESK_PATH, named)] == [403, 404]
        said = [line["after_a_restart"] for line in logged if line["event"] == "workspaces_read"]
        assert said == [["other"], ["default", "other"]]


async def test_a_change_while_the_server_starts(file: File) -> None:
    """It takes a while from reading the file to serving."""
    own = list_workspaces(read_settings(workspaces=file.path))[0]
    later, later_key = key_of("lead")
    file.write(HEAD, entry(later_key))
    opens = {"default": {"keys": own.keys, "file": file.path}}
    async with file.serve(workspaces=file.path, opens=opens) as server:
        await until(server, later, 200)
        assert await status(server, AGENT) == 401


async def test_what_needs_a_restart_is_said(file: File) -> None:
    """New workspaces, and settings of those that are there; a workspace that the file drops is opened by nobody."""
    async with file.served() as server:
        with structlog.testing.capture_logs() as logged:
            file.write("[workspaces.default]\nretention_days = 3\n[workspaces.acme]")
            await until(server, AGENT, 401)
            await soon(lambda: logged)
        line = [line for line in logged if line["event"] == "workspaces_read"][-1]
        assert (line["keys"], line["after_a_restart"]) == (0, ["acme", "default", "other"])
        assert await status(server, KEY) == 200


async def test_the_servers_own_key_stands_in_no_file(serve: Serve) -> None:
    """It may do everything, so it must not be an agent's as well."""
    _, key = key_of("agent")
    own = key.model_copy(update={"sha256": hashlib.sha256(KEY.encode()).hexdigest()})
    with pytest.raises(SetupError, match="BISTAND_API_KEY"):
        async with serve(opens={"other": {"keys": (own,)}}):
            pass
