"""A real server on a free port, with real sockets, over a tiny step and a tiny library."""

import contextlib
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from assist.app import make_app, open_store
from assist.client import Client
from assist.core.conversation import Conversation
from assist.core.events import Event
from assist.server.guards.auth import Who
from assist.server.guards.limits import StreamLimits
from assist.server.http import PARTS
from assist.server.parts import Parts
from assist.server.tenant import Tenant
from assist.settings import Access, read_settings
from assist.workspaces import Listed
from guidelines_kb.errors import DocumentError, NoSuchVersion
from guidelines_kb.snippets import DocumentInfo, Match, Snippet
from guidelines_kb.versions import Edit, History
from tests.assist.stand_ins import PLAYBOOK, tiny_step, understand

KEY = "key-of-the-default-workspace"
OTHER_KEY = "key-of-another-workspace"
ORIGIN = "https://desk.example.com"


class TinyLibrary:
    """A library whose documents are one sentence each."""

    def __init__(self) -> None:
        self._kept: dict[str, str] = {}
        self.version = "1"

    def add(self, document: str, data: bytes, **about: Any) -> DocumentInfo:
        text = data.decode()
        if not text:
            raise DocumentError("The document is empty; send one with text")
        before, self._kept[document] = self._kept.get(document), text
        return replace(self._info(document), changed=before != text)

    def remove(self, document: str, edit: Edit) -> bool:
        return self._kept.pop(document, None) is not None

    def documents(self) -> tuple[DocumentInfo, ...]:
        return tuple(self._info(document) for document in self._kept)

    def text(self, document: str) -> str:
        return self._kept[document]

    def snippets(self, document: str | None = None) -> tuple[Snippet, ...]:
        return tuple(Snippet(name, name, "", "en", text, 0, len(text)) for name, text in self._kept.items())

    def versions(self, document: str | None = None) -> History:
        return {} if document is None else {document: ()}

    def restore(self, document: str, number: int, edit: Edit) -> DocumentInfo:
        raise NoSuchVersion("There is no such version.")

    def file(self, document: str, number: int) -> bytes | None:
        raise NoSuchVersion("There is no such version.")

    def floors(self, query: str) -> tuple[dict[str, float], dict[str, float]]:
        return {"en": 1.0}, {"en": 0.3}

    def search(self, query: str, *, k: int, language: str | None, floor: bool) -> tuple[Match, ...]:
        return tuple(Match(snippet, 0.9) for snippet in self.snippets() if query in snippet.text)[:k]

    def _info(self, document: str) -> DocumentInfo:
        return DocumentInfo(
            document, document, "en", 1, 1, False, "text/plain", "", len(self._kept[document])
        )


def understand_now(conversation: Conversation, event: Event) -> Event:
    return event


@dataclass
class Running:
    """A server that runs, and ways to talk to it."""

    address: str
    parts: Parts
    session: aiohttp.ClientSession
    changes: list[int] = field(default_factory=list)

    @property
    def stream(self) -> str:
        return self.address.replace("http", "ws") + "/v1/stream"

    def client(self, token: str = KEY, **given: Any) -> Client:
        return Client(self.stream, token, least_wait_s=0.02, most_wait_s=0.1, **given)

    @contextlib.asynccontextmanager
    async def socket(self, token: str = KEY) -> AsyncIterator[aiohttp.ClientWebSocketResponse]:
        """A stream as it is, authenticated."""
        async with self.session.ws_connect(self.stream) as socket:
            await socket.send_json({"type": "authenticate", "token": token})
            assert (await socket.receive_json(timeout=60))["type"] == "ready"
            yield socket

    @contextlib.asynccontextmanager
    async def asked(
        self, method: str, path: str, *, key: str | None = KEY, **given: Any
    ) -> AsyncIterator[Any]:
        headers = {**({"Authorization": f"Bearer {key}"} if key else {}), **given.pop("headers", {})}
        async with self.session.request(method, self.address + path, headers=headers, **given) as response:
            yield response

    async def call(self, method: str, path: str, **given: Any) -> tuple[int, Any]:
        """Status and JSON of a call."""
        async with self.asked(method, path, **given) as response:
            is_json = response.content_type.endswith("json")
            return response.status, await response.json(
                content_type=None
            ) if is_json else await response.read()

    async def begin(self, name: str = "c1", **about: Any) -> None:
        status, _ = await self.call(
            "POST", "/v1/conversations", json={"id": name, "channel": "chat", **about}
        )
        assert status == 201

    async def post(self, *bodies: dict[str, Any], conversation: str = "c1", **given: Any) -> tuple[int, Any]:
        path = f"/v1/conversations/{conversation}/events"
        return await self.call("POST", path, json={"events": list(bodies)}, **given)

    async def log(self, name: str = "c1") -> list[dict[str, Any]]:
        _, body = await self.call("GET", f"/v1/conversations/{name}/log")
        entries: list[dict[str, Any]] = body["entries"]
        return entries


def tenant_of(listed: Listed, **given: Any) -> Tenant:
    """A workspace over a tiny library; `given` stands in for what it has."""
    has = {
        "library": TinyLibrary(),
        "understand": understand,
        "understand_now": understand_now,
        "get_playbook": lambda: PLAYBOOK,
    }
    return Tenant(listed, **{**has, **given})


TENANTS_OWN = {field.name for field in fields(Tenant)}
Serve = Callable[..., contextlib.AbstractAsyncContextManager[Running]]


def said(name: str, role: str = "customer", text: str = "Hej", **more: Any) -> dict[str, Any]:
    return {"id": name, "type": "message", "role": role, "text": text, **more}


@pytest.fixture(autouse=True)
def _nowhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    yield


@pytest.fixture
def serve(tmp_path: Path) -> Serve:
    """Start a server of two workspaces: `async with serve(limits=..., store=...) as server`.

    `parts` stand in for those below, of the server or of its workspaces; `opens` is what else is listed of each.
    """

    @contextlib.asynccontextmanager
    async def start(
        *,
        limits: StreamLimits | None = None,
        generated: bool = False,
        shutdown_s: float = 1.0,
        parts: Mapping[str, Any] | None = None,
        opens: Mapping[str, Mapping[str, Any]] | None = None,
        **given: Any,
    ) -> AsyncIterator[Running]:
        settings = read_settings(
            **{"data": tmp_path, "store": ":memory:", "allowed_origins": ORIGIN, "port": 0, **given}
        )
        nobody = {"desks": {}, "webhook_urls": (), "webhook_secret": ()}
        other = settings.model_copy(update={"workspace": "other", **nobody})
        changes: list[int] = []

        async def changed() -> None:
            changes.append(1)

        given_parts = dict(parts or {})
        has = {name: given_parts.pop(name) for name in TENANTS_OWN & given_parts.keys()}
        has.setdefault("guidelines_changed", changed)
        made = {
            "access": Access(KEY, tmp_path / "api_key" if generated else None),
            "store": await open_store(settings),
            "tenants": [
                tenant_of(Listed(of, **(opens or {}).get(of.workspace, {})), **has) for of in (settings, other)
            ],
            "keys": {OTHER_KEY: Who("other", "a9")},
            "step": tiny_step,
            "limits": limits,
        }
        app = make_app(settings, **{**made, **given_parts})
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=shutdown_s)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        port = runner.addresses[0][1]
        try:
            async with aiohttp.ClientSession() as session:
                yield Running(f"http://127.0.0.1:{port}", app[PARTS], session, changes)
        finally:
            await runner.cleanup()

    return start


@pytest.fixture
async def server(serve: Serve) -> AsyncIterator[Running]:
    async with serve() as running:
        yield running
