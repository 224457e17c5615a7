"""The charter over HTTP: negotiated, edited by leads alone, open to everybody only where the settings say so."""

from typing import Any

import pytest

from assist.core.conversation import Conversation
from assist.core.events import Channel
from assist.core.tally import Kind, Tally, Wait
from assist.ports import Key, Summary
from assist.server.guards.auth import Who
from assist.wire.scores import score_of
from tests.assist.server.calls.test_standards import parts
from tests.assist.server.conftest import OTHER_KEY, Running, Serve

AGENT = {"keys": {"an-agents-own-key-here": Who("default", "a1", frozenset({"agent"}))}}


async def test_it_comes_in_the_form_and_language_that_are_preferred(server: Running) -> None:
    headers = {"Accept": "text/html", "Accept-Language": "nn, en;q=0.4"}
    async with server.asked("GET", "/v1/charter", headers=headers) as response:
        assert (response.status, response.content_type) == (200, "text/html")
        assert response.headers["Content-Language"] == "nb"
        assert "script-src" not in response.headers["Content-Security-Policy"]
        assert "Serviceerklæring" in await response.text()
    async with server.asked("GET", "/v1/charter?format=markdown&language=pt", headers=headers) as response:
        assert response.content_type == "text/markdown"
        assert (await response.text()).startswith("# Carta de Serviço")
    status, shown = await server.call("GET", "/v1/charter?language=da")
    assert (status, shown["title"], shown["version"]) == (200, "Servicedeklaration", 0)


async def test_its_figures_are_those_of_the_scorecards(serve: Serve) -> None:
    """Six chats were answered, five of them within the minute that is promised; two mails are too few to say."""
    _, has = parts()
    async with serve(parts=has) as server:
        now = server.parts.own.runner.clock()
        waits = [("chat", 30.0)] * 5 + [("chat", 61.0)] + [("email", 5.0)] * 2
        for number, (channel, seconds) in enumerate(waits):
            name = f"c{number}"
            wait = Wait(Kind.REPLY, now - 900, seconds, "a1", is_answered=True, is_first=True)
            tally = Tally(begun=now - 900, last=now - 800, has_answer=True, waits=(wait,))
            conversation = Conversation(name, Channel(channel), steps=2, clock=now - 800, tally=tally)
            summary = Summary("a1", at=now - 800, score=score_of(conversation))
            await server.parts.store.create(Key("default", name), b"{}", b"{}", summary)
        _, shown = await server.call("GET", "/v1/charter?language=en")
        adherence = {one["id"]: one["adherence"] for one in shown["standards"]}
        assert adherence["reply_s.chat"] == {"kept": 5, "count": 6, "share": 0.8333}
        assert adherence["hold_limit_s"] is None
        async with server.asked("GET", "/v1/charter?language=en&format=markdown") as response:
            assert "How it went: kept in 83% of 6 cases." in await response.text()


@pytest.mark.parametrize("query", ["format=pdf", "language=fr", "lang=sv"])
async def test_what_is_asked_for_wrongly_is_said(server: Running, query: str) -> None:
    assert (await server.call("GET", f"/v1/charter?{query}"))[0] == 422


async def test_an_edit_is_kept_whole_and_shown_at_once(serve: Serve) -> None:
    editor, has = parts()
    async with serve(parts=has) as server:
        editor.store = server.parts.store
        edited: dict[str, Any] = {
            "organisation": "Fjord Bank",
            "published": ["reply_s.chat"],
            "wording": {"reply_s.chat": {"en": "We chat back in {number}."}},
            "reviewed": {"on": "2026-11-28", "by": "Anna"},
            "version": 0,
        }
        status, kept = await server.call("PUT", "/v1/charter", json=edited)
        assert (status, kept["version"]) == (200, 1)
        assert set(kept["versions"][0]["changes"]) == {"organisation", "published", "wording", "reviewed"}
        _, shown = await server.call("GET", "/v1/charter?language=en")
        assert [one["sentence"] for one in shown["standards"]] == ["We chat back in 1\u00a0minute."]
        assert shown["implementation"]["reviewed_on"] == "2026-11-28"
        standards = {"hold_limit_s": 60, "reply_s": {"chat": 120}, "promise_warning": 0.8}
        await server.call("PUT", "/v1/standards", json={"standards": standards})
        _, shown = await server.call("GET", "/v1/charter?language=en")
        assert [one["sentence"] for one in shown["standards"]] == ["We chat back in 2\u00a0minutes."]
        assert shown["implementation"]["standards_changed_at"]
        assert (await server.call("GET", "/v1/charter?language=en", key=OTHER_KEY))[1]["organisation"] == ""


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"organisation": "X", "published": ["pigeon"]}, "published.0"),
        ({"organisation": "X", "purpose": {"fr": "Oui"}}, "purpose.fr.[key]"),
        ({"organisation": "X", "colour": "red"}, "colour"),
    ],
)
async def test_an_edit_with_a_fault_changes_nothing(serve: Serve, body: dict[str, Any], field: str) -> None:
    _, has = parts()
    async with serve(parts=has) as server:
        status, problem = await server.call("PUT", "/v1/charter", json=body)
        assert (status, problem["errors"][0]["field"]) == (422, field)
        assert (await server.call("GET", "/v1/charter/text"))[1]["version"] == 0


async def test_agents_read_it_and_leads_edit_it(serve: Serve) -> None:
    async with serve(parts=AGENT) as server:
        assert (await server.call("GET", "/v1/charter", key="an-agents-own-key-here"))[0] == 200
        assert (await server.call("GET", "/v1/charter/text", key="an-agents-own-key-here"))[0] == 403
        assert (await server.call("PUT", "/v1/charter", json={}, key="an-agents-own-key-here"))[0] == 403
        assert (await server.call("GET", "/v1/charter", key=None))[0] == 401


async def test_nobody_reads_it_without_a_key_unless_the_settings_say_so(serve: Serve) -> None:
    async with serve() as server:
        assert (await server.call("GET", "/charter/public", key=None))[0] == 404
    async with (
        serve(public_charter=True) as server,
        server.asked("GET", "/charter/public?language=sv", key=None) as response,
    ):
        assert (response.status, response.content_type) == (200, "text/html")
        assert "Servicedeklaration" in await response.text()


async def test_nobody_writes_over_what_somebody_else_changed_meanwhile(serve: Serve) -> None:
    editor, has = parts()
    async with serve(parts=has) as server:
        editor.store = server.parts.store
        assert (await server.call("PUT", "/v1/charter", json={"organisation": "X", "version": 0}))[0] == 200
        status, problem = await server.call("PUT", "/v1/charter", json={"organisation": "Y", "version": 0})
        assert (status, problem["title"]) == (409, "Changed meanwhile")
        assert (await server.call("PUT", "/v1/charter", json={"organisation": "Y", "version": 1}))[0] == 200
