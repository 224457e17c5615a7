"""The playbook over HTTP: changed, tried, previewed, proposed, and gone back."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assist.core.conversation import Conversation
from assist.core.events import Act, Event, Role, Understanding
from assist.core.session import step
from assist.editor import Editor
from assist.playbook.loading import load_folder
from guidelines_kb import Library
from tests.assist.server.conftest import Running, Serve, said
from tests.assist.server.minting import key_of, opened_by
from tests.guidelines_kb.conftest import HashingEmbedder

HELLO = """
moment: say_hello
opens: {now: customer.message}
because: {en: "a customer wrote"}
query: {en: "Greet every customer by name."}
words: {en: {instruction: "Greet.", say: "Hello!"}}
examples: {fires: {en: [["customer: Hi"]]}, silent: {en: [["agent: Hi"]]}}
"""
ASK = HELLO.replace("say_hello", "ask").replace("customer.message", "customer.question")
LEAD, LEAD_KEY = key_of("lead", name="ada")
AGENT, AGENT_KEY = key_of("agent")


def understand(conversation: Conversation, event: Event) -> Event:
    """A question mark asks."""
    asks = event.role is Role.CUSTOMER and "?" in event.text
    acts = (Act("question", 0.9, 0, len(event.text)),) if asks else ()
    return replace(event, understanding=Understanding(acts=acts))


@pytest.fixture
async def server(serve: Serve, tmp_path: Path, calibrations: Path) -> AsyncIterator[Running]:
    """A server with one moment and one guideline sentence, over the real step."""
    folder = tmp_path / "moments"
    folder.mkdir()
    (folder / "say_hello.yaml").write_text(HELLO, encoding="utf-8")
    embedder = HashingEmbedder()
    library = Library.open(None, embedder, cache=calibrations)
    library.add("handbook", b"Refunds take five days.\n", media_type="text/plain", language="en")
    editor = Editor(load_folder(folder, ["question"]), ("question",), library, lambda _: understand, lambda _: None)

    async def heard(conversation: Conversation, event: Event) -> Event:
        return understand(conversation, event)

    parts = {
        "library": library,
        "editor": editor,
        "get_playbook": lambda: editor.playbook,
        "understand": heard,
        "encode": lambda texts: embedder.encode(texts, "query"),
        "step": step,
    }
    async with serve(parts=parts, opens={"default": opened_by(LEAD_KEY, AGENT_KEY)}) as running:
        yield running


async def publish(server: Running, moments: dict[str, str | None], **more: Any) -> tuple[int, Any]:
    return await server.call("POST", "/v1/playbook/publish", key=LEAD, json={"moments": moments, **more})


async def preview(server: Running, **body: Any) -> list[dict[str, Any]]:
    """The lines, parsed."""
    async with server.asked("POST", "/v1/playbook/preview", json=body) as response:
        assert (response.status, response.content_type) == (200, "application/x-ndjson")
        return [json.loads(line) async for line in response.content]


async def test_a_moment_is_shown_put_in_and_switched_off(server: Running) -> None:
    """Live at once, and kept while it is off; an agent may look."""
    status, shown = await server.call("GET", "/v1/playbook/say_hello", key=AGENT)
    assert (status, shown["enabled"], shown["yaml"]) == (200, True, HELLO)
    status, shown = await server.call("PUT", "/v1/playbook/ask", data=ASK, key=LEAD)
    assert (status, shown["moment"], shown["examples"]) == (200, "ask", 2)
    assert (await publish(server, {"say_hello": HELLO + "enabled: false"}))[0] == 200
    _, listed = await server.call("GET", "/v1/playbook")
    assert [(one["moment"], one["enabled"]) for one in listed["moments"]] == [("ask", True), ("say_hello", False)]
    assert listed["number"] == 2
    await server.begin()
    _, outcome = await server.post(said("e1", text="What?"))
    assert [prompt["moment"] for prompt in outcome["prompts"]] == ["ask"]
    assert (await server.call("GET", "/v1/playbook/nothing"))[0] == 404


async def test_a_publication_is_refused_as_a_whole(server: Running) -> None:
    """Each fault with moment, line and field; what another changed meanwhile is not overwritten unseen."""
    status, problem = await publish(server, {"ask": ASK, "say_hello": HELLO.replace("opens", "opnes")})
    assert status == 422
    typo = {"field": "moment say_hello, line 3, field opnes", "detail": "there is no such field"}
    assert problem["errors"][0] == typo
    assert len((await server.call("GET", "/v1/playbook"))[1]["moments"]) == 1
    assert (await publish(server, {"ask": ASK}, since=0))[0] == 200
    status, problem = await publish(server, {"ask": ASK + "cooldown_s: 5"}, since=0)
    assert (status, problem["title"]) == (409, "Exists already")
    assert "by ada" in problem["detail"]
    assert (await publish(server, {"ask": ASK}, since=1))[1]["published"] is None
    for body in ({}, {"moments": []}, {"moments": {"x": 3}}, {"moments": {}, "since": -1}, {"moments": {}, "n": 1}):
        assert (await server.call("POST", "/v1/playbook/publish", json=body))[0] == 422


async def test_versions_are_kept_and_gone_back_to(server: Running) -> None:
    """Who changed what, and the way back as a version of its own."""
    await publish(server, {"ask": ASK, "say_hello": HELLO.replace("Hello!", "Hi!")})
    _, listed = await server.call("GET", "/v1/playbook/versions", key=AGENT)
    (first,) = listed["versions"]
    assert (first["number"], first["by"], first["moments"]) == (1, "ada", ["ask", "say_hello"])
    _, shown = await server.call("GET", "/v1/playbook/versions/1")
    assert shown["yaml"]["ask"] == ASK
    assert shown["before"] == {"ask": "", "say_hello": HELLO}
    status, done = await server.call("POST", "/v1/playbook/versions/0/restore", key=LEAD)
    assert (status, done["number"], done["published"]["restores"]) == (200, 2, 0)
    assert [one["moment"] for one in (await server.call("GET", "/v1/playbook"))[1]["moments"]] == ["say_hello"]
    for wrong in ("9", "x", "-1", "1" * 40):
        assert (await server.call("POST", f"/v1/playbook/versions/{wrong}/restore"))[0] == 404
        assert (await server.call("GET", f"/v1/playbook/versions/{wrong}"))[0] == 404


async def test_examples_are_tried_with_all_changes_in_place(server: Running) -> None:
    """Each result with what happened; as YAML one moment, as JSON several."""
    wrong = HELLO.replace("customer.message", "agent.message")
    _, body = await server.call("POST", "/v1/playbook/test", json={"moments": {"say_hello": wrong, "ask": ASK}})
    assert [(one["moment"], one["problem"]) for one in body["results"]] == [
        ("say_hello", "it never opened"),
        ("say_hello", "it opened"),
        ("ask", "it never opened"),
        ("ask", ""),
    ]
    assert body["results"][1]["opened"] == [{"moment": "say_hello", "line": 1}]
    assert (body["examples"], body["passed"], len(body["failed"])) == (4, 1, 3)
    _, body = await server.call("POST", "/v1/playbook/test", data=HELLO, headers={"Content-Type": "application/yaml"})
    assert (body["examples"], body["passed"]) == (2, 2)
    assert (await server.call("POST", "/v1/playbook/test"))[1] == {"examples": 2, "passed": 2, "failed": []}
    assert len((await server.call("GET", "/v1/playbook"))[1]["moments"]) == 1


async def test_a_preview_says_what_would_come_and_go(server: Running) -> None:
    """Conversation by conversation, and nothing is changed by it."""
    for name, text in (("c1", "What? Mail robin@example.com"), ("c2", "Well")):
        await server.begin(name)
        await server.post(said("e1", text=text), conversation=name)
    second, first, total = await preview(server, moments={"ask": ASK, "say_hello": HELLO + "enabled: false"})
    assert [(one["kind"], one["moment"]) for one in second["differences"]] == [("gone", "say_hello")]
    assert [(one["kind"], one["moment"], one["words"]) for one in first["differences"]] == [
        ("came", "ask", "What? Mail [e-mail]"),
        ("gone", "say_hello", "What? Mail [e-mail]"),
    ]
    assert (first["conversation"], first["channel"], first["looked_at"], first["of"]) == ("c1", "chat", 2, 50)
    assert first["differences"][0]["after"]["say"] == "Hello!"
    assert total["moments"][1] == {
        "moment": "say_hello", "before": 2, "after": 0, "came": 0, "gone": 2, "moved": 0, "reworded": 0,
    }  # fmt: skip
    assert (total["looked_at"], total["changed"], total["before"], total["after"]) == (2, 2, 2, 1)
    assert [line["kind"] for line in await preview(server, moments={}, last=1)] == ["conversation", "total"]
    assert [line["kind"] for line in await preview(server, moments={}, channel="email")] == ["total"]
    bad = {"moments": {"ask": "x: 1"}}
    assert (await server.call("POST", "/v1/playbook/preview", json=bad))[0] == 422
    assert (await server.call("POST", "/v1/playbook/preview", json={"moments": {}, "last": 501}))[0] == 422


async def test_a_preview_that_nobody_waits_for_makes_room_for_the_next(server: Running) -> None:
    """The one who asked has gone away after the first line."""
    for number in range(20):
        await server.begin(f"c{number}")
        await server.post(said("e1"), conversation=f"c{number}")
    async with server.asked("POST", "/v1/playbook/preview", json={"moments": {}}) as response:
        await response.content.readline()
        response.close()
    assert len(await preview(server, moments={}, last=2)) == 3


async def test_a_moment_is_proposed_from_a_sentence(server: Running) -> None:
    """With what customers asked; the sentence by its place or by its words."""
    for number, text in enumerate(("Refunds take how many days?", "Do refunds take five days, Kim?", "Nice weather?")):
        await server.begin(f"c{number}", agent={"id": "a1", "name": "Kim"})
        await server.post(said("e1", text=text), conversation=f"c{number}")
    status, proposal = await server.call("POST", "/v1/playbook/propose", json={"document": "handbook", "start": 0})
    assert (status, proposal["moment"], proposal["looked_at"]) == (200, "refunds_take_five_days", 3)
    texts = [one["text"] for one in proposal["found"]]
    assert sorted(texts) == ["Do refunds take five days, [name]?", "Refunds take how many days?"]
    assert "words.en" in proposal["missing"]
    assert "opens" not in proposal["missing"]
    status, same = await server.call(
        "POST", "/v1/playbook/propose", json={"text": "Refunds take five days.", "language": "en"}
    )
    assert (status, same["yaml"]) == (200, proposal["yaml"])
    assert (await server.call("POST", "/v1/playbook/propose", json={"document": "handbook", "start": 5}))[0] == 404
    for body in ({}, {"text": " "}, {"document": "handbook"}, {"document": "handbook", "start": 0, "text": "x"}):
        assert (await server.call("POST", "/v1/playbook/propose", json=body))[0] == 422
