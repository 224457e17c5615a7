"""The standards over HTTP: changed as a whole, kept with who and why, and used from the next step on."""

from dataclasses import replace
from typing import Any

import pytest

from assist.core.conditions import Standards
from assist.core.playbook import Playbook
from assist.ports import Store
from assist.server.guards.auth import Who, digest_of
from assist.standards import KIND, versions_of
from assist.workspaces import KeySettings
from tests.assist.server.conftest import Serve
from tests.assist.stand_ins import PLAYBOOK

BUILT_IN = Standards({"hold_limit_s": 60.0, "reply_s": {"chat": 60.0}, "promise_warning": 0.8})
SAME = {"hold_limit_s": 60, "reply_s": {"chat": 60}, "promise_warning": 0.8}


class TinyEditor:
    """Holds a playbook, and goes by the standards that are kept when it is told that they changed."""

    def __init__(self) -> None:
        self.playbook: Playbook = replace(PLAYBOOK, standards=BUILT_IN)
        self.store: Store | None = None

    async def standards_changed(self) -> None:
        assert self.store is not None
        latest = versions_of(await self.store.all_of("default", KIND))[0]
        self.playbook = replace(self.playbook, standards=latest.standards)


def parts() -> tuple[TinyEditor, dict[str, Any]]:
    editor = TinyEditor()
    return editor, {"get_playbook": lambda: editor.playbook, "standards_changed": editor.standards_changed}


async def test_a_change_is_used_and_kept_with_who_and_what(serve: Serve) -> None:
    editor, has = parts()
    lead = KeySettings(id="anna", role="lead", sha256=digest_of("the-key-of-the-team-lead").hex())
    async with serve(parts=has, opens={"default": {"keys": (lead,)}}) as server:
        editor.store = server.parts.store
        _, before = await server.call("GET", "/v1/standards")
        assert (before["version"], before["versions"]) == (0, [])
        body = {"standards": {**SAME, "hold_limit_s": 45}, "note": "Customers asked for it", "version": 0}
        status, after = await server.call("PUT", "/v1/standards", json=body, key="the-key-of-the-team-lead")
        assert status == 200
        assert after["standards"] == {**SAME, "hold_limit_s": 45}
        assert editor.playbook.standards.values["hold_limit_s"] == 45
        (version,) = after["versions"]
        assert version["changes"] == [{"field": "hold_limit_s", "before": 60.0, "after": 45.0}]
        assert (version["version"], version["by"], version["note"]) == (1, "anna", "Customers asked for it")
        assert (await server.call("GET", "/v1/standards"))[1] == after


async def test_what_changes_nothing_makes_no_version(serve: Serve) -> None:
    _, has = parts()
    async with serve(parts=has) as server:
        _, after = await server.call("PUT", "/v1/standards", json={"standards": SAME})
        assert after["version"] == 0


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"standards": {**SAME, "hold_limit_s": -1, "promise_warning": 0.5}}, "standards.hold_limit_s"),
        ({"standards": {**SAME, "reply_s": {"chats": 5}}}, "standards.reply_s.chats"),
        ({"standards": {**SAME, "holds": 5}}, "standards.holds"),
        ({"standards": SAME, "attention": {"new": {"at_once": {"low": -1}}}}, "attention.new.at_once.low"),
        ({}, "standards"),
    ],
)
async def test_a_change_with_a_fault_changes_nothing(serve: Serve, body: dict[str, Any], field: str) -> None:
    editor, has = parts()
    async with serve(parts=has) as server:
        status, problem = await server.call("PUT", "/v1/standards", json=body)
        assert status == 422
        assert problem["errors"][0]["field"] == field
        assert editor.playbook.standards == BUILT_IN
        assert (await server.call("GET", "/v1/standards"))[1]["version"] == 0


async def test_only_a_lead_changes_standards_and_each_workspace_has_its_own(serve: Serve) -> None:
    _, has = parts()
    async with serve(
        parts={**has, "keys": {"an-agents-own-key-here": Who("default", "a1", frozenset({"agent"}))}}
    ) as server:
        body = {"standards": {**SAME, "hold_limit_s": 45}}
        assert (await server.call("PUT", "/v1/standards", json=body, key="an-agents-own-key-here"))[0] == 403
        assert (await server.call("GET", "/v1/standards", key="an-agents-own-key-here"))[0] == 200


async def test_without_a_playbook_to_change_it_says_so(serve: Serve) -> None:
    async with serve() as server:
        assert (await server.call("PUT", "/v1/standards", json={"standards": SAME}))[0] == 501


async def test_nobody_writes_over_what_somebody_else_changed_meanwhile(serve: Serve) -> None:
    editor, has = parts()
    async with serve(parts=has) as server:
        editor.store = server.parts.store
        assert (
            await server.call("PUT", "/v1/standards", json={"standards": {**SAME, "hold_limit_s": 45}, "version": 0})
        )[0] == 200
        status, problem = await server.call(
            "PUT", "/v1/standards", json={"standards": {**SAME, "hold_limit_s": 50}, "version": 0}
        )
        assert (status, problem["title"]) == (409, "Changed meanwhile")
        assert (
            await server.call("PUT", "/v1/standards", json={"standards": {**SAME, "hold_limit_s": 50}, "version": 1})
        )[0] == 200
