"""A real OpenAI-compatible endpoint on loopback, which says what a test tells it to and keeps what it was asked."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer

Say = Callable[[dict[str, Any]], str]


@dataclass
class LanguageModel:
    """What it says, and how badly: `status` other than 200, `fault` of the stream, `delay_s` before the first word."""

    say: Say = lambda asked: "Hello."
    status: int = 200
    fault: str = ""
    delay_s: float = 0.0
    counts_tokens: bool = True
    unknown: frozenset[str] = frozenset()  # parameters that it refuses
    headers: dict[str, str] = field(default_factory=dict)
    asked: list[dict[str, Any]] = field(default_factory=list)
    seen: list[dict[str, str]] = field(default_factory=list)
    given_up: int = 0
    base_url: str = ""

    @property
    def given(self) -> dict[str, Any]:
        """The data of the last request."""
        return dict(json.loads(self.asked[-1]["messages"][1]["content"]))

    async def complete(self, request: web.Request) -> web.StreamResponse:
        asked = await request.json()
        self.asked.append(asked)
        self.seen.append(dict(request.headers))
        if self.status == 302:
            raise web.HTTPFound("/v1/elsewhere")
        for name in self.unknown & asked.keys():
            error = {"message": f"Unsupported parameter: {name}", "type": "invalid_request_error", "param": name}
            return web.json_response({"error": {**error, "code": "unsupported_parameter"}}, status=400)
        if self.status != 200:
            error = {"message": "The words of a customer stand here", "type": "x"}
            return web.json_response({"error": error}, status=self.status, headers=self.headers)
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await response.prepare(request)
        try:
            await asyncio.sleep(self.delay_s)
            await self._stream(response, asked)
        except (ConnectionError, asyncio.CancelledError):
            self.given_up += 1
            raise
        return response

    async def _stream(self, response: web.StreamResponse, asked: dict[str, Any]) -> None:
        if self.fault == "html":
            await response.write(b"<html><body>502 Bad Gateway</body></html>\n\n")
            return
        if self.fault == "not_json":
            await response.write(b"data: {not json\n\ndata: [DONE]\n\n")
            return
        words = self.say(asked)
        while self.fault == "endless":
            await response.write(part(words))
            await asyncio.sleep(0)
        for word in words.split(" "):
            await response.write(part(f"{word} "))
            await asyncio.sleep(0)
        if self.fault == "broken_off":
            assert response._req is not None
            assert response._req.transport is not None
            response._req.transport.abort()
            return
        await response.write(part("", "content_filter" if self.fault == "filtered" else "stop"))
        if self.counts_tokens:
            usage = {"prompt_tokens": 400, "completion_tokens": 50, "total_tokens": 450}
            await response.write(part(None, usage=usage))
        await response.write(b"data: [DONE]\n\n")


def part(text: str | None, ending: str | None = None, usage: object = None) -> bytes:
    """A chunk of the stream."""
    choices = [] if text is None else [{"index": 0, "delta": {"content": text}, "finish_reason": ending}]
    chunk = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": choices}
    return f"data: {json.dumps({**chunk, 'usage': usage})}\n\n".encode()


@asynccontextmanager
async def language_model(**given: Any) -> AsyncIterator[LanguageModel]:
    """One on a free port."""
    model = LanguageModel(**given)
    app = web.Application()
    app.router.add_post("/v1/chat/completions", model.complete)
    server = TestServer(app, host="127.0.0.1")
    await server.start_server()
    model.base_url = f"http://127.0.0.1:{server.port}/v1"
    try:
        yield model
    finally:
        await server.close()
