"""Practice over HTTP, over the real step: a session, its report, and scripts that are written here."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from assist.core.session import step
from assist.practice.practice import Practice
from assist.stores.sqlite import MEMORY, SqliteStore
from tests.assist.core.samples import PLAYBOOK
from tests.assist.practice.test_practice import MARKS, SCRIPT
from tests.assist.server.conftest import Running, Serve, said
from tests.assist.server.minting import key_of, opened_by

AGENT, AGENT_KEY = key_of("agent")
LEAD, LEAD_KEY = key_of("lead")
LEE, LEE_KEY = key_of("agent", agent="lee", name="lees")
KIM, KIM_KEY = key_of("agent", agent="kim", name="kims")
OPENS = {"default": opened_by(AGENT_KEY, LEAD_KEY, LEE_KEY, KIM_KEY)}
TENT = "/v1/practice/scripts/tent"
YAML = {"Content-Type": "application/yaml"}


@pytest.fixture
async def practising(serve: Serve) -> AsyncIterator[Running]:
    """A server with the script `tent`."""
    store = await SqliteStore.open(MEMORY)
    practice = Practice(store, "default", lambda: PLAYBOOK, MARKS, ("en",))
    parts = {"store": store, "practice": practice, "step": step, "get_playbook": lambda: PLAYBOOK}
    async with serve(parts=parts, opens=OPENS) as server:
        status, body = await server.call("PUT", TENT, data=SCRIPT.encode(), headers=YAML)
        assert (status, body["title"], body["own"]) == (200, "The tent", True)
        yield server


async def begin(server: Running, key: str = LEE, **about: Any) -> str:
    status, body = await server.call("POST", "/v1/practice", key=key, json={"script": "tent", **about})
    assert status == 201, body
    name: str = body["conversation"]
    return name


async def over(server: Running, name: str, key: str = LEE) -> dict[str, Any]:
    """Say one thing, end it, and give the report."""
    await server.post(said("a1", "agent", "I am sorry."), conversation=name, key=key)
    await server.post({"id": "end", "type": "conversation_ended"}, conversation=name, key=key)
    status, report = await server.call("GET", f"/v1/practice/{name}/report", key=key)
    assert status == 200, report
    return dict(report)


async def test_a_session_begins_with_the_customers_first_words(practising: Running) -> None:
    status, body = await practising.call("POST", "/v1/practice", key=LEE, json={"script": "tent", "level": "delayed"})
    assert (status, body["customer"], body["briefing"]) == (201, "Robin Lind", "The tent is 40 days old.")
    assert (body["agent"], body["level"], body["shown_after_s"]) == ("lee", "delayed", 15.0)
    log = await practising.log(body["conversation"])
    assert log[0]["event"]["text"] == "My tent leaks."
    assert (log[0]["event"]["role"], log[0]["event"]["language"]) == ("customer", "en")


async def test_the_customer_answers_by_themselves(practising: Running) -> None:
    name = await begin(practising)
    await practising.post(said("a1", "agent", "Hm."), conversation=name, key=LEE)
    for _ in range(600):
        texts = [entry["event"]["text"] for entry in await practising.log(name) if entry["kind"] == "event"]
        if len(texts) == 3:
            break
        await asyncio.sleep(0.1)
    assert texts == ["My tent leaks.", "Hm.", "And now?\n\nRobin"]


async def test_the_report_names_what_was_needed(practising: Running) -> None:
    report = await over(practising, await begin(practising))
    assert report["counts"]["needed"] == len(report["needs"])
    assert ("greet", "missed") in [(need["moment"], need["outcome"]) for need in report["needs"]]
    assert report["aims"] == [{"moment": "greet", "asks": "Do it.", "outcome": "missed"}]
    assert len(report["times"]["replies"]) == 1
    _, swedish = await practising.call("GET", f"/v1/practice/{report['conversation']}/report?language=sv", key=LEE)
    assert swedish["aims"][0]["asks"] == "Gör det."


async def test_an_agent_sees_their_own_and_a_lead_all(practising: Running) -> None:
    name = await begin(practising)
    await over(practising, name)

    async def listed(key: str, query: str = "") -> list[str]:
        _, body = await practising.call("GET", f"/v1/practice{query}", key=key)
        return [session["conversation"] for session in body["sessions"]]

    assert await listed(LEE) == [name]
    assert await listed(KIM) == await listed(LEAD, "?agent=kim") == []
    assert await listed(LEAD) == [name]
    assert (await practising.call("GET", f"/v1/practice/{name}/report", key=KIM))[0] == 404
    assert (await practising.call("GET", f"/v1/practice/{name}/report", key=LEAD))[0] == 200
    assert (await practising.call("GET", "/v1/practice/nobody/report", key=LEAD))[0] == 404


async def test_an_agent_practises_as_themselves(practising: Running) -> None:
    status, body = await practising.call(
        "POST", "/v1/practice", key=LEE, json={"script": "tent", "agent": {"id": "kim"}}
    )
    assert (status, "of their own" in body["detail"]) == (403, True)
    name = await begin(practising, LEAD, agent={"id": "pat", "name": "Pat", "language": "sv"})
    _, shown = await practising.call("GET", f"/v1/conversations/{name}", key=LEAD)
    assert {"role": "agent", "id": "pat", "name": "Pat", "language": "sv"} in shown["participants"]


async def test_the_summary_counts(practising: Running) -> None:
    await over(practising, await begin(practising))
    _, body = await practising.call("GET", "/v1/practice/summary", key=LEAD)
    assert (body["agents_trained"], body["sessions"], body["finished"]) == (1, 1, 1)
    assert [(one["script"], one["sessions"]) for one in body["by_script"]] == [("tent", 1)]


async def test_practice_stays_out_of_the_queue(practising: Running) -> None:
    await begin(practising)
    for key in (LEE, LEAD):
        _, body = await practising.call("GET", "/v1/conversations", key=key)
        assert body["conversations"] == []


async def test_an_erased_conversation_has_no_report_but_still_counts(practising: Running) -> None:
    name = await begin(practising)
    await over(practising, name)
    assert (await practising.call("DELETE", f"/v1/conversations/{name}"))[0] == 204
    status, body = await practising.call("GET", f"/v1/practice/{name}/report", key=LEE)
    assert (status, "was erased" in body["detail"]) == (404, True)
    assert (await practising.call("GET", "/v1/practice/summary", key=LEAD))[1]["finished"] == 1


async def test_a_wrong_script_is_refused_by_line_and_field(practising: Running) -> None:
    wrong = SCRIPT.replace("go: done", "go: nowhere").encode()
    status, body = await practising.call("PUT", TENT, data=wrong, headers=YAML)
    assert status == 422
    assert body["errors"][0] == {
        "field": "line 22, field nodes.first.turns.0.go",
        "detail": "there is no node 'nowhere'",
    }
    status, body = await practising.call("PUT", "/v1/practice/scripts/Big Tent", data=SCRIPT.encode(), headers=YAML)
    assert (status, "small letters" in body["detail"]) == (422, True)
    assert (await practising.call("PUT", TENT, data=b"\xff", headers=YAML))[0] == 422


async def test_scripts_are_listed_shown_and_taken_out(practising: Running) -> None:
    _, body = await practising.call("GET", "/v1/practice/scripts", key=LEE)
    tent = next(script for script in body["scripts"] if script["name"] == "tent")
    assert (tent["difficulty"], tent["mood"], tent["practises"]) == (2, "angry", ["Do it."])
    _, body = await practising.call("GET", TENT, key=LEE)
    assert (body["yaml"], body["own"]) == (SCRIPT, True)
    assert (await practising.call("PUT", TENT, key=LEE, data=b""))[0] == 403
    assert (await practising.call("DELETE", TENT, key=LEAD))[0] == 204
    assert (await practising.call("GET", TENT, key=LEE))[0] == 404
    assert (await practising.call("POST", "/v1/practice", key=LEE, json={"script": "tent"}))[0] == 404


async def test_a_server_without_practice_says_so(server: Running) -> None:
    for method, path in (("GET", "/v1/practice"), ("GET", "/v1/practice/scripts"), ("GET", "/v1/practice/summary")):
        assert (await server.call(method, path))[0] == 501
    assert (await server.call("POST", "/v1/practice", json={"script": "tent"}))[0] == 501
