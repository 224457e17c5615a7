"""REST over a real socket: every call, every refusal, and the server still serves."""

import asyncio
import gzip
import io
import json
from typing import Any

import aiohttp
import pytest
from openapi_spec_validator import validate

from tests.assist.server.conftest import KEY, ORIGIN, OTHER_KEY, Running, Serve, said


async def test_a_conversation_from_beginning_to_end(server: Running) -> None:
    """Created, spoken in, looked at, erased."""
    opening = {"id": "c1", "channel": "chat", "agent": {"id": "a1", "name": "Åsa"}}
    status, shown = await server.call("POST", "/v1/conversations", json=opening)
    assert (status, shown["last_seq"], shown["state"]) == (201, 0, "open")
    assert (await server.call("POST", "/v1/conversations", json=opening))[0] == 200
    status, problem = await server.call("POST", "/v1/conversations", json={**opening, "channel": "phone"})
    assert (status, problem["title"]) == (409, "Exists already")

    status, outcome = await server.post(said("e1"), said("e2", "HUMAN_AGENT"))
    assert status == 200
    assert outcome["accepted"] == [{"id": "e1", "seq": 1}, {"id": "e2", "seq": 3}]
    assert [prompt["status"] for prompt in outcome["prompts"]] == ["done"]
    status, outcome = await server.call("POST", "/v1/conversations/c1/events", json=said("e1"))
    assert outcome == {"accepted": [], "duplicates": ["e1"], "prompts": []}

    _, shown = await server.call("GET", "/v1/conversations/c1")
    assert (shown["last_seq"], [p["status"] for p in shown["prompts"]]) == (4, ["done"])
    _, log = await server.call("GET", "/v1/conversations/c1/log?after=2")
    assert [entry["seq"] for entry in log["entries"]] == [3, 4]
    assert log["last_seq"] == 4
    assert "suppressed" not in log

    assert (await server.call("DELETE", "/v1/conversations/c1"))[0] == 204
    for method, path in (("GET", ""), ("GET", "/log"), ("DELETE", "")):
        assert (await server.call(method, f"/v1/conversations/c1{path}"))[0] == 404


async def test_open_prompts_alone(server: Running) -> None:
    """What the panel asks for after every message: no log is read for it."""
    await server.begin()
    await server.post(said("e1"))
    _, whole = await server.call("GET", "/v1/conversations/c1")
    _, brief = await server.call("GET", "/v1/conversations/c1?prompts=open")
    assert {**brief, "prompts": []} == {**whole, "prompts": []}
    assert {prompt["status"] for prompt in brief["prompts"]} <= {"open"}
    status, _ = await server.call("GET", "/v1/conversations/c1?prompts=some")
    assert status == 422
    status, _ = await server.call("GET", "/v1/conversations/nothing?prompts=open")
    assert status == 404


async def test_an_id_is_made_where_none_is_given(server: Running) -> None:
    """Two conversations without ids are two."""
    ids = [
        (await server.call("POST", "/v1/conversations", json={"channel": "chat"}))[1]["id"] for _ in range(2)
    ]
    assert len(set(ids)) == 2


async def test_the_queue(server: Running) -> None:
    """Filters by state, waiting and agent; unknown parameters and values are refused."""
    await server.begin("c1", agent={"id": "a1"})
    await server.begin("c2")
    await server.post(said("e1"))
    await server.post({"id": "e1", "type": "conversation_ended"}, conversation="c2")

    async def listed(query: str) -> list[str]:
        _, body = await server.call("GET", f"/v1/conversations{query}")
        return [one["id"] for one in body["conversations"]]

    assert await listed("") == ["c2", "c1"]
    assert await listed("?state=open") == ["c1"]
    assert await listed("?state=ended") == ["c2"]
    assert await listed("?awaiting_reply=true&agent=a1") == ["c1"]
    for query in ("?stat=open", "?state=x", "?limit=0", "?limit=1e3", "?awaiting_reply=yes", "?agent=%00"):
        status, problem = await server.call("GET", f"/v1/conversations{query}")
        assert (status, len(problem["errors"])) == (422, 1)


async def test_feedback(server: Running) -> None:
    """Dismissing closes the prompt; an unknown prompt is not found."""
    await server.begin()
    await server.post(said("e1"))
    path = "/v1/conversations/c1/prompts/p1/feedback"
    status, body = await server.call("POST", path, json={"action": "dismissed", "reason": "busy"})
    assert (status, body["prompts"][0]["status"]) == (200, "dismissed")
    assert [entry["kind"] for entry in await server.log()][-2:] == ["feedback", "prompt_closed"]
    assert (await server.call("POST", path, json={"action": "loved"}))[0] == 422
    assert (await server.call("POST", path.replace("p1", "p9"), json={"action": "used"}))[0] == 404


async def test_what_was_held_back(server: Running) -> None:
    """Asked for, the log says what was suppressed and why; moments met are not among it."""
    await server.begin()
    await server.post({"id": "e1", "type": "conversation_ended"})
    _, log = await server.call("GET", "/v1/conversations/c1/log?include=suppressed")
    assert [(one["kind"], one["reason"]) for one in log["suppressed"]] == [("suppressed", "cooldown")]


async def test_replay(server: Running) -> None:
    """Numbers in, numbers out, nothing stored."""
    body = {"conversation": {"id": "r", "channel": "chat"}, "events": [said("e1", at=3)], "until": 117}
    status, answer = await server.call("POST", "/v1/replay", json=body)
    assert (status, answer["entries"][0]["at"], answer["summary"]["until"]) == (200, 3, 117)
    assert (await server.call("GET", "/v1/conversations/r"))[0] == 404


async def test_guidelines(server: Running) -> None:
    """Put in as a body or as a form, listed, read, found, covered, taken out; each change is told."""
    status, info = await server.call(
        "PUT", "/v1/guidelines/d1", data=b"Answer kindly.", headers={"Content-Type": "text/plain"}
    )
    assert (status, info["document"], info["changed"]) == (200, "d1", True)
    form = aiohttp.FormData({"title": "no file"}, default_to_multipart=True)
    assert (await server.call("PUT", "/v1/guidelines/d2", data=form))[0] == 422
    multipart = {"Content-Type": "multipart/form-data; boundary=x"}
    broken = b"--x\r\nno: \x05\xf1\r\n\r\n--x--"
    assert (await server.call("PUT", "/v1/guidelines/d2", data=broken, headers=multipart))[0] == 422
    assert (await server.call("PUT", "/v1/guidelines/d2", data=form_with_file("Answer soon.")))[1]["changed"]
    assert not (await server.call("PUT", "/v1/guidelines/d1", data=b"Answer kindly."))[1]["changed"]
    assert len(server.changes) == 2
    assert len((await server.call("GET", "/v1/guidelines"))[1]["documents"]) == 2
    assert (await server.call("GET", "/v1/guidelines/d1"))[1]["text"] == "Answer kindly."
    _, found = await server.call("GET", "/v1/guidelines/search?q=soon&k=3")
    assert [match["quote"] for match in found["matches"]] == ["Answer soon."]
    _, coverage = await server.call("GET", "/v1/guidelines/coverage")
    assert (coverage["snippets"], len(coverage["uncited"])) == (2, 2)
    assert (await server.call("DELETE", "/v1/guidelines/d1"))[0] == 204
    for method in ("GET", "DELETE"):
        assert (await server.call(method, "/v1/guidelines/d1"))[0] == 404
    for path in ("/v1/guidelines/search", "/v1/guidelines/search?q=%20", "/v1/guidelines/search?q=x&k=99"):
        assert (await server.call("GET", path))[0] == 422
    assert (await server.call("PUT", "/v1/guidelines/search", data=b"x"))[0] == 422
    status, problem = await server.call("PUT", "/v1/guidelines/d3", data=b"")
    assert (status, problem["detail"]) == (422, "The document is empty; send one with text")


def form_with_file(text: str) -> aiohttp.FormData:
    form = aiohttp.FormData()
    form.add_field("file", text.encode(), filename="a.txt", content_type="text/plain")
    return form


async def test_later(server: Running) -> None:
    """What is not there yet says so."""
    assert (await server.call("GET", "/v1/playbook"))[1] == {
        "version": "", "number": 0, "edition": 0, "moments": [],
    }  # fmt: skip


BAD_EVENTS: list[tuple[bytes, int, str]] = [
    (b'{"id": "e", "type": "shout"}', 422, "'shout' is not an event type"),
    (b'{"id": "e", "type": ', 400, "not valid JSON"),
    (b"", 400, "empty"),
    (b"\xff\xfe", 400, "UTF-8"),
    (b"[" * 100_000, 400, "nested"),
    (b'"text"', 422, "must be a JSON object"),
    (b'{"id": "e", "type": "message", "role": "customer", "text": "a\\u0000b"}', 422, "NUL"),
    (b'{"id": "e", "type": "message", "role": "customer", "text": "\\ud800"}', 422, "lone surrogate"),
    (b'{"id": "\\udfff", "type": "message", "role": "customer", "text": "x"}', 422, "id "),
    (b'{"id": "e", "type": "message", "role": "nobody", "text": "x"}', 422, "role must be one of"),
    (b'{"id": "e", "type": "hold_ended", "at": "2026-01-01T00:00:00"}', 422, "no time zone"),
    (b'{"id": "e", "type": "hold_ended", "extra": 1}', 422, "extra is not a field"),
    (b'{"id": "e", "type": "draft"}', 422, "text is missing"),
    (b'{"x": "' + b"a" * 2_000_000 + b'"}', 413, "bytes"),
]


@pytest.mark.parametrize(
    ("body", "status", "detail"), BAD_EVENTS, ids=[detail for _, _, detail in BAD_EVENTS]
)
async def test_bad_events(server: Running, body: bytes, status: int, detail: str) -> None:
    """A status, a sentence, nothing kept, and the server still serves."""
    await server.begin()
    got, problem = await server.call("POST", "/v1/conversations/c1/events", data=io.BytesIO(body))
    assert (got, problem["status"]) == (status, status)
    assert detail in problem["detail"]
    assert {"type", "title", "status", "detail", "errors"} == problem.keys()
    assert await server.log() == []
    assert (await server.post(said("e1")))[0] == 200


async def test_a_body_without_a_length_is_limited_too(server: Running) -> None:
    """Chunks are counted as they come, and what is compressed is counted unpacked."""

    async def chunks() -> Any:
        for _ in range(40):
            yield b"x" * 50_000

    await server.begin()
    status, _ = await server.call("POST", "/v1/conversations/c1/events", data=chunks())
    assert status == 413
    status, _ = await server.call(
        "POST",
        "/v1/conversations/c1/events",
        data=gzip.compress(b" " * 3_000_000),
        headers={"Content-Encoding": "gzip"},
    )
    assert status == 413


async def test_a_half_valid_batch_keeps_nothing(server: Running) -> None:
    """One bad event refuses all, and the place of the bad one is named."""
    await server.begin()
    status, problem = await server.post(said("e1"), said("e2", role="x"))
    assert (status, problem["errors"][0]["field"]) == (422, "events.1.role")
    assert await server.log() == []


async def test_unknown_conversation(server: Running) -> None:
    """404, in a sentence."""
    status, problem = await server.post(said("e1"), conversation="nobody")
    assert (status, problem["detail"]) == (404, "There is no conversation 'nobody' in this workspace")


async def test_keys(server: Running) -> None:
    """No key and a wrong key are 401; a key in the address is refused; workspaces are apart."""
    await server.begin()
    for key in (None, "wrong", "wröng", KEY[:-1]):
        async with server.asked("GET", "/v1/conversations", key=key) as response:
            assert response.status == 401
            assert response.headers["WWW-Authenticate"] == "Bearer"
    async with server.asked(
        "GET", "/v1/conversations", key=None, headers={"Authorization": f"Basic {KEY}"}
    ) as response:
        assert response.status == 401
    assert (await server.call("GET", f"/v1/conversations?token={KEY}"))[0] == 400
    assert (await server.call("GET", "/v1/conversations/c1", key=OTHER_KEY))[0] == 404
    assert (await server.call("GET", "/v1/conversations", key=OTHER_KEY))[1] == {"conversations": []}


async def test_too_fast(serve: Serve) -> None:
    """Beyond its rate a key gets 429 and when to come back; another key is not held up."""
    async with serve(requests_per_s=5) as server:
        statuses = [(await server.call("GET", "/v1/conversations"))[0] for _ in range(12)]
        assert statuses[:10] == [200] * 10
        async with server.asked("GET", "/v1/conversations") as response:
            assert (response.status, response.headers["Retry-After"]) == (429, "1")
        assert (await server.call("GET", "/v1/conversations", key=OTHER_KEY))[0] == 200


async def test_addresses_and_methods(server: Running) -> None:
    """What is not there is 404, what cannot be done is 405 with what can, both as problems."""
    status, problem = await server.call("GET", "/v1/nothing")
    assert (status, problem["status"]) == (404, 404)
    async with server.asked("DELETE", "/v1/replay") as response:
        assert (response.status, response.headers["Allow"]) == (405, "POST")
        assert response.content_type == "application/problem+json"


async def test_pages_of_other_origins(server: Running) -> None:
    """Listed origins may read answers and refusals; others are told nothing."""
    for origin, allowed in ((ORIGIN, ORIGIN), (f"{ORIGIN}.evil.test", None), ("null", None)):
        for path in ("/v1/conversations", "/v1/conversations/nobody"):
            async with server.asked("GET", path, headers={"Origin": origin}) as response:
                assert response.headers.get("Access-Control-Allow-Origin") == allowed
        preflight = {"Origin": origin, "Access-Control-Request-Method": "POST"}
        async with server.asked("OPTIONS", "/v1/conversations", key=None, headers=preflight) as response:
            assert response.status == (204 if allowed else 403)


async def test_unexpected_errors_say_nothing(
    server: Running, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What nobody foresaw is a problem with a number, and neither answer nor log quotes anybody."""

    def broken(*given: object) -> None:
        raise ValueError("the customer said SECRETWORD")

    await server.begin()
    monkeypatch.setattr(server.parts.own.runner, "_step", broken)
    status, problem = await server.post(said("e1", text="SECRETWORD"))
    assert status == 500
    assert "SECRETWORD" not in json.dumps(problem)
    written = capsys.readouterr()
    assert "SECRETWORD" not in written.out + written.err
    assert "ValueError" in written.out + written.err
    monkeypatch.undo()
    assert (await server.post(said("e1")))[0] == 200


async def test_documents_that_describe_it(server: Running) -> None:
    """OpenAPI is valid and complete, AsyncAPI names every frame, the page needs nothing from elsewhere."""
    _, described = await server.call("GET", "/openapi.json", key=None)
    validate(described)
    assert described["openapi"].startswith("3.1")
    assert "/v1/conversations/{conversation}/events" in described["paths"]
    for operations in described["paths"].values():
        for operation in operations.values():
            assert operation["responses"]
    _, streamed = await server.call("GET", "/asyncapi.json", key=None)
    assert {"authenticate", "subscribe", "event", "entry", "ack", "error"} <= streamed["components"][
        "messages"
    ].keys()
    async with server.asked("GET", "/docs", key=None) as response:
        page = await response.text()
        assert "http://" not in page
        assert "https://" not in page
        assert response.headers["Content-Security-Policy"].startswith("default-src 'none'")


async def test_about_itself(server: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    """Alive, ready, counted; not ready when the store does not answer."""
    await server.begin()
    await server.post(said("e1"))
    await asyncio.sleep(0.6)
    _, health = await server.call("GET", "/health", key=None)
    assert health["status"] == "ok"
    assert health["loop_lag_ms"] >= 0
    assert (await server.call("GET", "/ready", key=None))[0] == 200
    _, metrics = await server.call("GET", "/metrics")
    text = metrics.decode()
    assert 'bistand_events_total{type="message"} 1.0' in text
    assert 'bistand_prompts_total{moment="paraphrase_to_confirm",what="opened"} 1.0' in text
    _, of_server = await server.call("GET", "/metrics", key=None)
    assert b"/v1/conversations/{conversation}/events" in of_server
    assert b'bistand_events_total{type="message"}' not in of_server
    assert "c1" not in text
    await server.parts.store.close()
    status, problem = await server.call("GET", "/ready", key=None)
    assert (status, problem["status"]) == (503, 503)
    assert (await server.call("GET", "/health", key=None))[0] == 200
    assert (await server.post(said("e2")))[0] == 503
