"""`bistand check`."""

import asyncio
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from assist.commands.check import PROBES
from assist.errors import SetupError
from assist.settings import read_settings
from tests.assist.commands.running import ran
from tests.assist.redis_server import RedisServer
from tests.assist.server.guards.test_key_sets import publishing
from tests.assist.server.minting import EC, RSA
from tests.assist.server.receivers import always, receiving
from tests.assist.wording.language_model import language_model


@pytest.fixture
def only(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Has it look at one thing; that it looks at them all, the first test says."""
    return lambda what: monkeypatch.setattr("assist.commands.check.PROBES", {what: PROBES[what]})


def test_check_finds_a_good_workspace_good(data: Path) -> None:
    """Every finding is well."""
    found = json.loads(ran("check", "--data", str(data), "--json"))
    assert found["ok"] is True
    assert [each["what"] for each in found["findings"]] == [
        "settings", "key", "targets", "store", "deliveries", "retention", "encoder", "language model", "workspace",
        "workspaces", "spelling", "desks",
    ]  # fmt: skip


def test_check_names_a_setting_that_cannot_be_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bad value of the environment is named by its variable, with exit code 1."""
    monkeypatch.setenv("BISTAND_STORE", "papyrus")
    assert "BISTAND_STORE" in ran("check", code=1)


@pytest.mark.parametrize(("days", "words"), [("", "everything is kept"), ("30", "erased 30 days after its last event")])
def test_check_says_how_long_conversations_are_kept(
    data: Path, only: Callable[[str], None], monkeypatch: pytest.MonkeyPatch, days: str, words: str
) -> None:
    """What the setting means, and what it means that there is none."""
    only("retention")
    monkeypatch.setenv("BISTAND_RETENTION_DAYS", days)
    found = json.loads(ran("check", "--data", str(data), "--json"))["findings"]
    assert [words in each["detail"] for each in found if each["what"] == "retention"] == [True]


def test_check_names_desks_that_do_not_fit(
    data: Path, only: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A typo in a desk's name, and an address that nothing opens, are named by their variables; a good desk by name."""
    only("desks")
    monkeypatch.setenv("BISTAND_DESK_CHATWOOT_SECRET", "a-secret-of-a-desk")
    words = ("check", "--data", str(data), "--json")
    assert json.loads(ran(*words))["findings"][-1] == {"what": "desks", "is_well": True, "detail": "chatwoot"}
    monkeypatch.setenv("BISTAND_DESK_CHATWOOT_URL", "https://desk.example.com")
    monkeypatch.setenv("BISTAND_DESK_CHATWOT_SECRET", "another-secret")
    found = json.loads(ran(*words, code=1))["findings"][-1]
    assert not found["is_well"]
    assert "BISTAND_DESK_CHATWOT_SECRET: there is no desk of this name; known are chatwoot" in found["detail"]
    assert "BISTAND_DESK_CHATWOOT_URL: without BISTAND_DESK_CHATWOOT_TOKEN" in found["detail"]
    assert "another-secret" not in found["detail"]


def test_check_names_a_target_that_cannot_be_called(
    data: Path, only: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One inside without permission, one without TLS, a token without an address: each with what to mend."""
    only("targets")
    monkeypatch.setenv("BISTAND_WEBHOOK_URLS", "https://127.0.0.1/hook?key=hidden,https://10.0.0.7/hook")
    monkeypatch.setenv("BISTAND_WEBHOOK_SECRET", "whsec_" + "QUJD" * 10)
    monkeypatch.setenv("BISTAND_PRIVATE_TARGETS", "10.0.0.7")
    monkeypatch.setenv("BISTAND_DESK_ZENDESK_URL", "http://8.8.8.8")
    monkeypatch.setenv("BISTAND_DESK_CHATWOOT_TOKEN", "token")
    found = json.loads(ran("check", "--data", str(data), "--json", code=1))
    (targets,) = [each for each in found["findings"] if each["what"] == "targets"]
    assert not targets["is_well"]
    detail = targets["detail"]
    assert detail.startswith("webhook 1: 127.0.0.1 leads to 127.0.0.1")
    assert "BISTAND_PRIVATE_TARGETS" in detail
    assert "zendesk: 8.8.8.8 is to be called without TLS" in detail
    assert "BISTAND_DESK_CHATWOOT_URL" in detail
    assert "webhook 2" not in detail
    assert "hidden" not in detail


def test_check_looks_at_the_connections_of_workspaces(
    monkeypatch: pytest.MonkeyPatch, data: Path, tmp_path: Path
) -> None:
    """A variable not set, an address that may not be called: by file, workspace and field; else what there is."""
    desk = '[[workspaces.acme.desks]]\ndesk = "chatwoot"\nurl = "https://10.0.0.7"\ntoken_variable = "TOKEN"\n'
    hook = '[[workspaces.acme.webhooks]]\nurl = "https://10.0.0.8/hook?key=hidden"\nsecret_variable = "HOOK"\n'
    (tmp_path / "workspaces.toml").write_text(desk + hook, encoding="utf-8")
    monkeypatch.setenv("BISTAND_WORKSPACES", str(tmp_path / "workspaces.toml"))
    monkeypatch.setenv("TOKEN", "t0ken")

    def found() -> str:
        with pytest.raises(SetupError) as wrong:
            PROBES["workspaces"](read_settings(data=data))
        assert not any(secret in wrong.value.detail for secret in ("hidden", "t0ken", "whsec_QUJD"))
        return wrong.value.detail

    assert "workspace acme, field webhooks.0.secret_variable: the variable HOOK is not set" in found()
    monkeypatch.setenv("HOOK", "whsec_" + "QUJD" * 10)
    detail = found()
    assert "workspace acme, field desks.0.url: 10.0.0.7 leads to 10.0.0.7" in detail
    assert "workspace acme, field webhooks.0.url: 10.0.0.8 leads to 10.0.0.8" in detail
    monkeypatch.setenv("BISTAND_PRIVATE_TARGETS", "10.0.0.7,10.0.0.8")
    said = PROBES["workspaces"](read_settings(data=data))
    assert said == "default: 0 keys, 0 issuers, acme: 0 keys, 0 issuers, chatwoot, 10.0.0.8"


def test_check_finds_a_redis_that_forgets(
    data: Path, redis: RedisServer, only: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A Redis without an append-only file is found wrong, with what to set; its password is not shown."""
    only("store")
    monkeypatch.setenv("BISTAND_STORE", redis.url_with_least_rights("PASSWORD"))
    said = ran("check", "--data", str(data), "--json")
    assert json.loads(said)["ok"] is True
    redis.call("CONFIG", "SET", "appendonly", "no")
    found = json.loads(ran("check", "--data", str(data), "--json", code=1))["findings"]
    (wrong,) = [each["detail"] for each in found if not each["is_well"]]
    assert "'appendonly yes'" in wrong
    assert "PASSWORD" not in said + str(found)


async def test_check_asks_for_keys_that_are_published(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """How many an address lists; else what is wrong, by file, workspace and field."""
    async with receiving() as address:
        address.answer = publishing(RSA, EC)
        minting = 'issuer = "https://idp.example"\naudience = "bistand"\nalgorithms = ["RS256"]\n'
        lines = f'[[workspaces.acme.issuers]]\n{minting}jwks_url = "{address.url}?secret=s"\n'
        (tmp_path / "workspaces.toml").write_text(lines, encoding="utf-8")
        monkeypatch.setenv("BISTAND_WORKSPACES", str(tmp_path / "workspaces.toml"))

        async def found() -> str:
            return await asyncio.to_thread(PROBES["workspaces"], read_settings(data=data))

        where = r"workspaces\.toml, workspace acme, field issuers\.0\.jwks_url: "
        with pytest.raises(SetupError, match=where + "127.0.0.1 is to be called without TLS"):
            await found()
        monkeypatch.setenv("BISTAND_PRIVATE_TARGETS", address.host)
        assert await found() == f"default: 0 keys, 0 issuers, acme: 0 keys, 1 issuers, {address.url} lists 2 keys"
        for answer, said in ((publishing(), "lists no key"), (always(404), "answered 404")):
            address.answer = answer
            with pytest.raises(SetupError, match=f"{where}.*{said}") as wrong:
                await found()
            assert "secret" not in wrong.value.detail


async def test_check_asks_the_language_model(
    data: Path, only: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether it answers, as whom; else what to mend, and never the key."""
    only("language model")

    async def found(code: int) -> tuple[bool, str]:
        said = await asyncio.to_thread(ran, "check", "--data", str(data), "--json", code=code)
        assert "SECRET-KEY" not in said
        (one,) = [each for each in json.loads(said)["findings"] if each["what"] == "language model"]
        return one["is_well"], one["detail"]

    assert (await found(0))[1].startswith("off; BISTAND_LLM_BASE_URL")
    async with language_model(say=lambda _: "Thank you for your patience.") as model:
        monkeypatch.setenv("BISTAND_LLM_BASE_URL", model.base_url)
        assert await found(1) == (
            False, "BISTAND_LLM_MODEL: is missing; name the model to ask at BISTAND_LLM_BASE_URL"
        )  # fmt: skip
        monkeypatch.setenv("BISTAND_LLM_MODEL", "tiny")
        monkeypatch.setenv("BISTAND_LLM_API_KEY", "SECRET-KEY")
        is_well, detail = await found(0)
        assert is_well
        assert "answers as tiny, in " in detail
        model.status = 401
        assert "answered 401; check BISTAND_LLM_API_KEY" in (await found(1))[1]
        model.status, model.delay_s = 200, 30
        monkeypatch.setenv("BISTAND_LLM_TIMEOUT_S", "0.5")
        assert "does not answer within BISTAND_LLM_TIMEOUT_S, 0.5 seconds" in (await found(1))[1]
    assert "cannot be reached" in (await found(1))[1]
    monkeypatch.setenv("BISTAND_LLM_BASE_URL", "http://llm.example.com/v1")
    assert "without TLS" in (await found(1))[1]
