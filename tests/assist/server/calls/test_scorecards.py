"""The scorecards over HTTP: whose they are, what may be asked, and that they follow what happens at once."""

import contextlib
import csv
import io
from collections.abc import AsyncIterator
from typing import Any

import pyarrow.parquet as pq
import pytest

from assist.core.session import step
from tests.assist.core.samples import PLAYBOOK
from tests.assist.server.conftest import Running, Serve, said
from tests.assist.server.minting import key_of, mint, opened_by
from tests.assist.stand_ins import Clock

LEAD, LEAD_KEY = key_of("lead")
AGENT, AGENT_KEY = key_of("agent")
KIM, KIM_KEY = key_of("agent", agent="kim", name="kims")
OPENS = {"default": opened_by(LEAD_KEY, AGENT_KEY, KIM_KEY), "other": {}}
AT = "2024-01-01T09:00:{:02}Z"
NOON = 1_704_110_400.0


@contextlib.asynccontextmanager
async def serving(serve: Serve, **parts: Any) -> AsyncIterator[Running]:
    """A server that takes real steps over a small playbook, at noon of the day on which all happens."""
    given = {"step": step, "get_playbook": lambda: PLAYBOOK, "clock": Clock(NOON), **parts}
    async with serve(opens=OPENS, parts=given) as server:
        yield server


async def talk(server: Running, name: str, agent: str | None = "kim", **about: Any) -> None:
    """A customer waits three seconds for an answer that greets nobody; then it is over."""
    await server.begin(name, **({"agent": {"id": agent}} if agent else {}), **about)
    events = (
        said("e1", at=AT.format(0)),
        said("e2", "agent", at=AT.format(3)),
        {"id": "e3", "type": "conversation_ended", "at": AT.format(4)},
    )
    status, _ = await server.post(*events, conversation=name)
    assert status == 200


async def ask(server: Running, path: str = "", key: str = LEAD) -> Any:
    status, body = await server.call("GET", f"/v1/scorecards{path}", key=key)
    assert status == 200, body
    return body


@pytest.mark.parametrize("by", ["moment", "agent", "channel", "language", "day", "moment,day", "agent,channel"])
async def test_rows_are_as_the_protocol_has_them(serve: Serve, by: str) -> None:
    """The group's own names, and the five figures; more may come with them."""
    async with serving(serve) as server:
        for n in range(5):
            await talk(server, f"c{n}", customer={"language": "sv"})
        names = {"moment": "greet", "agent": "kim", "channel": "chat", "language": "sv", "day": "2024-01-01"}
        (row,) = (await ask(server, f"?group_by={by}"))["rows"]
        protocol = {"needed": 5, "done": 0, "missed": 5, "dismissed": 0, "median_s_to_done": None}
        assert row == row | {name: names[name] for name in by.split(",")} | protocol
        assert ("first_reply" in row) == ("moment" not in by)


async def test_it_follows_what_happens(serve: Serve) -> None:
    """What was acknowledged counts in the next answer; what was erased does not."""
    async with serving(serve) as server:
        assert (await ask(server))["rows"] == []
        await talk(server, "c1")
        answer = await ask(server)
        assert (answer["total"]["missed"], answer["total"]["first_reply"]["median_s"]) == (1, 3.0)
        await talk(server, "c2")
        assert (await ask(server))["total"]["missed"] == 2
        assert (await server.call("DELETE", "/v1/conversations/c1"))[0] == 204
        assert (await ask(server))["total"]["missed"] == 1
        await talk(server, "c3", practice=True)
        assert (await ask(server))["total"]["conversations"] == 1
        assert (await ask(server, "?from=2024-01-02"))["total"]["conversations"] == 0
        assert (await ask(server, "?from=2024-01-01&to=2024-01-01"))["total"]["conversations"] == 1


async def test_an_agent_sees_their_own(serve: Serve) -> None:
    """However few, and nobody else's, not even when asked for; a key of no one agent sees what is nobody's."""
    async with serving(serve) as server:
        await talk(server, "kims", "kim")
        await talk(server, "lees", "lee")
        await talk(server, "nobodys", None)
        for key in (KIM, mint(sub="kim", iat=int(NOON), exp=int(NOON) + 3600)):
            answer = await ask(server, "?group_by=agent", key)
            assert [row["agent"] for row in answer["rows"]] == ["kim"]
            assert answer["total"]["conversations"] == 1
            drilled = await ask(server, "/conversations?agent=kim", key)
            assert [one["id"] for one in drilled["conversations"]] == ["kims"]
            for path in ("", "/conversations", "/now", "/export"):
                status, body = await server.call("GET", f"/v1/scorecards{path}?agent=lee", key=key)
                assert (status, body["detail"]) == (403, "An agent sees their own scorecards; leave `agent` out")
        assert [one["id"] for one in (await ask(server, "/conversations", AGENT))["conversations"]] == ["nobodys"]
        assert [one["id"] for one in (await ask(server, "/conversations?small=show"))["conversations"]] == [
            "kims", "lees", "nobodys",
        ]  # fmt: skip


async def test_small_groups(serve: Serve) -> None:
    """A lead sees agents of few conversations as one, until they ask for them."""
    async with serving(serve) as server:
        for n in range(5):
            await talk(server, f"c{n}", "kim")
        await talk(server, "c5", "lee")
        answer = await ask(server, "?group_by=agent")
        assert [(row["agent"], row["is_pooled"]) for row in answer["rows"]] == [("others", True)]
        assert answer["small"] == {"least": 5, "is_shown": False, "agents": 2}
        answer = await ask(server, "?group_by=agent&small=show")
        assert [(row["agent"], row["conversations"]) for row in answer["rows"]] == [("kim", 5), ("lee", 1)]


async def test_nothing_crosses_workspaces(serve: Serve) -> None:
    async with serving(serve) as server:
        await talk(server, "c1")
        for path in ("?group_by=channel", "/conversations", "/now", "/export"):
            _, body = await server.call("GET", f"/v1/scorecards{path}", key="key-of-another-workspace")
            assert "c1" not in str(body)
            assert not isinstance(body, dict) or not body.get("rows")


async def test_who_waits_now(serve: Serve) -> None:
    async with serving(serve) as server:
        await server.begin("c1", agent={"id": "kim"})
        await server.post(said("e1", at="2024-01-01T11:59:00Z"))
        (one,) = (await ask(server, "/now"))["waiting"]
        assert (one["conversation"], one["waited_s"], one["over_s"], one["is_late"]) == ("c1", 60.0, 15.0, True)
        await server.post(said("e2", "agent"))
        assert (await ask(server, "/now?late=true&limit=5"))["waiting"] == []


async def test_exports(serve: Serve) -> None:
    """As a file, of the same rows."""
    async with serving(serve) as server:
        await talk(server, "c1")
        async with server.asked("GET", "/v1/scorecards/export?table=needs", key=LEAD) as response:
            assert response.content_type == "text/csv"
            assert response.headers["Content-Disposition"] == 'attachment; filename="scorecards-needs.csv"'
            (row,) = csv.DictReader(io.StringIO(await response.text(), newline=""))
        assert (row["conversation"], row["moment"], row["status"]) == ("c1", "greet", "withdrawn")
        async with server.asked("GET", "/v1/scorecards/export?format=parquet&group_by=day", key=LEAD) as response:
            assert response.content_type == "application/vnd.apache.parquet"
            (line,) = pq.read_table(io.BytesIO(await response.read())).to_pylist()
        assert (line["day"], line["missed"], line["first_reply_median_s"]) == ("2024-01-01", 1, 3.0)


@pytest.mark.parametrize(
    ("path", "field", "words"),
    [
        ("?group_by=weather", "group_by", "must be one of agent, channel, moment, language, day, or two of them"),
        ("?group_by=agent,agent", "group_by", "or two of them"),
        ("?group_by=agent,day,moment", "group_by", "or two of them"),
        ("?group_by=", "group_by", "must be one of"),
        ("?from=yesterday", "from", "must be a time in RFC 3339"),
        ("?to=2024-02-30", "to", "is no day that exists"),
        ("?timezone=Mars", "timezone", "is no time zone known here"),
        ("?channel=pigeon", "channel", "must be one of chat"),
        ("?small=yes", "small", "must be one of show, pool"),
        ("?grupp_by=day", "grupp_by", "is not a parameter here"),
        ("/conversations?of=fun", "of", "must be one of conversations, needed"),
        ("/conversations?group_by=day", "group_by", "is not a parameter here"),
        ("/conversations?limit=0", "limit", "between 1 and 500"),
        ("/now?from=2024-01-01", "from", "is not a parameter here"),
        ("/export?format=xls", "format", "must be one of csv, parquet"),
        ("/export?table=all", "table", "must be one of rows, needs, waits"),
    ],
)
async def test_what_cannot_be_asked(serve: Serve, path: str, field: str, words: str) -> None:
    """Each refusal names the parameter."""
    async with serving(serve) as server:
        status, body = await server.call("GET", f"/v1/scorecards{path}", key=LEAD)
        assert (status, body["errors"][0]["field"]) == (422, field)
        assert words in body["errors"][0]["detail"]
