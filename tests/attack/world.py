"""A server that can be stopped and begun again on its data, and viewers who write down all they are told."""

import asyncio
import contextlib
import io
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from assist.app import make_app, open_store
from assist.core.playbook import Playbook
from assist.server.guards.auth import Keys, Who
from assist.server.guards.limits import StreamLimits
from assist.server.http import PARTS
from assist.server.parts import Parts
from assist.server.tenant import Tenant
from assist.settings import Access, Settings, read_settings
from assist.workspaces import Listed
from guidelines_kb.documents import read
from guidelines_kb.snippets import DocumentInfo
from tests.assist.server.conftest import TinyLibrary, tenant_of
from tests.assist.stand_ins import PLAYBOOK, Clock

Json = dict[str, Any]
KEYS = {"default": "the-key-of-the-default-workspace", "other": "the-key-of-another-workspace"}
PATIENCE_S = 60.0


class ReadingLibrary(TinyLibrary):
    """Reads files as the real one does, and keeps their text."""

    def add(self, document: str, data: bytes, **about: Any) -> DocumentInfo:
        found = read(data, media_type=about["media_type"], filename=about["filename"])
        return super().add(document, found.text.encode("utf-8", "replace"), **about)


class Host:
    """A real server on a free port: the real step and playbook, without an encoder, on a clock that is set by hand."""

    def __init__(self, data: Path, playbook: Playbook = PLAYBOOK, origins: str = "") -> None:
        self._data = data
        self._origins = origins
        self._playbook = playbook
        self.clock = Clock()
        self.port = 0

    async def start(self) -> None:
        settings = read_settings(
            data=self._data, store="sqlite", port=0, requests_per_s=1e9, allowed_origins=self._origins
        )
        app = make_app(
            settings,
            access=Access(KEYS["default"]),
            store=await open_store(settings),
            tenants=[self._tenant(settings, name) for name in KEYS],
            keys={KEYS["other"]: Who("other", "a9")},
            clock=self.clock,
            limits=StreamLimits(frames_per_s=1e9),
        )
        self.parts: Parts = app[PARTS]
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.port = self._runner.addresses[0][1]
        self._session = aiohttp.ClientSession(f"http://127.0.0.1:{self.port}")

    def _tenant(self, settings: Settings, name: str) -> Tenant:
        listed = Listed(settings.model_copy(update={"workspace": name}))
        return tenant_of(listed, library=ReadingLibrary(), get_playbook=lambda: self._playbook)

    async def stop(self) -> None:
        await self._session.close()
        await self._runner.cleanup()

    async def call(
        self, workspace: str, method: str, path: str, body: object = None, raw: bytes | None = None
    ) -> tuple[int, Any]:
        """Status and JSON of a call with that workspace's key; `raw` is sent as it is."""
        headers = {"Authorization": f"Bearer {KEYS[workspace]}"}
        sent = {"json": body} if raw is None else {"data": raw}
        async with self._session.request(method, path, headers=headers, **sent) as response:
            return response.status, await response.json(content_type=None) if response.status != 204 else None

    async def put_document(self, name: str, data: bytes, media_type: str) -> tuple[int, Any]:
        """Status and JSON of handing a file in."""
        headers = {"Authorization": f"Bearer {KEYS['default']}", "Content-Type": media_type}
        async with self._session.put(f"/v1/guidelines/{name}", headers=headers, data=io.BytesIO(data)) as response:
            return response.status, await response.json(content_type=None)

    @contextlib.contextmanager
    def without_keys(self):
        """While this lasts, every key has been taken back."""
        known, self.parts.keys = self.parts.keys, Keys({}, 1.0)
        try:
            yield
        finally:
            self.parts.keys = known


@dataclass
class Place:
    """What a viewer was told of one conversation."""

    entries: list[Json] = field(default_factory=list)
    epoch: str | None = None
    is_followed: bool = False

    def has(self, count: int) -> bool:
        return len(self.entries) >= count


class Viewer:
    """One agent's program. It loses its connection, comes back, and remembers how far it was told."""

    def __init__(self, workspace: str) -> None:
        self.workspace = workspace
        self.places: dict[str, Place] = {}
        self.acks: dict[tuple[str, str], int] = {}
        self.answers: list[Json] = []
        self.faults: list[str] = []
        self.close_code: int | None = None
        self._socket: ClientConnection | None = None
        self._barriers = 0

    @property
    def has_socket(self) -> bool:
        return self._socket is not None

    @property
    def is_connected(self) -> bool:
        return self._socket is not None and self.close_code is None

    async def connect(self, port: int) -> None:
        self._socket = await connect(
            f"ws://127.0.0.1:{port}/v1/stream", compression=None, ping_interval=None, max_size=2**24
        )
        await self._socket.send(json.dumps({"type": "authenticate", "token": KEYS[self.workspace]}))
        ready = json.loads(await self._socket.recv())
        assert (ready["type"], ready["workspace"]) == ("ready", self.workspace)
        self.close_code = None
        self._reading = asyncio.create_task(self._read(self._socket))

    async def send(self, **frame: object) -> None:
        await self.send_raw(json.dumps(frame))

    async def send_raw(self, data: str) -> None:
        assert self._socket is not None
        await self._socket.send(data)

    async def drop(self) -> None:
        """Lose the connection without a word."""
        assert self._socket is not None
        self._socket.transport.abort()
        await self.gone()

    async def gone(self) -> int:
        """How the server closed."""
        await self._reading
        for place in self.places.values():
            place.is_followed = False
        self._socket = None
        return self.close_code or 0

    async def barrier(self) -> None:
        """Return once everything sent before has been looked at: frames are read one after the other."""
        self._barriers += 1
        name = f"nothing of that name {self._barriers}"
        await self.send(type="subscribe", conversation=name)
        await until(lambda: any(answer.get("conversation") == name for answer in self.answers))

    async def _read(self, socket: ClientConnection) -> None:
        try:
            async for frame in socket:
                self._take(json.loads(frame))
            self.close_code = socket.close_code or 1006
        except ConnectionClosed as closed:
            self.close_code = closed.rcvd.code if closed.rcvd else 1006

    def _take(self, frame: Json) -> None:
        match frame["type"]:
            case "entry":
                self._told(frame["conversation"], frame["seq"], frame["entry"])
            case "ack":
                self._acknowledged((frame["conversation"], frame["event"]), frame["seq"])
            case "error":
                self.answers.append(frame)
                place = self.places.get(frame.get("conversation", ""))
                if place is not None and "erased" in frame["detail"]:
                    place.is_followed, place.entries = False, []
            case "subscribed":
                self.answers.append(frame)
                place = self.places[frame["conversation"]]
                place.epoch, place.is_followed = frame["epoch"], True
                if not frame["recovered"]:
                    place.entries = []
            case "heartbeat":
                pass
            case kind:
                self.faults.append(f"a frame of the type {kind}")

    def _told(self, conversation: str, seq: int, entry: Json) -> None:
        place = self.places.get(conversation)
        if place is None or not place.is_followed:
            self.faults.append(f"entry {seq} of {conversation}, which is not followed")
        elif not seq == entry["seq"] == len(place.entries) + 1:
            self.faults.append(f"entry {seq} of {conversation} after {len(place.entries)}")
        else:
            place.entries.append(entry)

    def _acknowledged(self, name: tuple[str, str], seq: int) -> None:
        if self.acks.setdefault(name, seq) != seq:
            self.faults.append(f"event {name} is {seq} now and was {self.acks[name]}")


async def until(holds: Callable[[], bool]) -> None:
    """Return once it holds."""
    async with asyncio.timeout(PATIENCE_S):
        while not holds():  # noqa: ASYNC110 - a test may look
            await asyncio.sleep(0.001)
