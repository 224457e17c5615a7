"""Which workspaces have their prompts reworded, and by which endpoint."""

import asyncio
import sys
from pathlib import Path

import pytest

from assist.core.prompts import Opened
from assist.errors import SetupError
from assist.metrics import Metrics
from assist.ports import Key
from assist.runner import Runner
from assist.settings import read_settings
from assist.stores.sqlite import SqliteStore
from assist.wording.polishing import Polishing
from assist.workspaces import list_workspaces
from tests.assist.redis_server import soon
from tests.assist.stand_ins import understand
from tests.assist.wording.language_model import language_model
from tests.assist.wording.test_polisher import PLAYBOOK
from tests.assist.wording.test_request import PROMPT

FILE = """
[workspaces.default]
[workspaces.quiet]
[workspaces.loud]
language_model = true
"""


async def test_a_further_workspace_has_to_say_so_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Customers' words of one workspace never go to an endpoint that was named for another."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "workspaces.toml").write_text(FILE, encoding="utf-8")
    store = await SqliteStore.open(":memory:")
    async with language_model() as model:
        settings = read_settings(workspaces=tmp_path / "workspaces.toml", llm_base_url=model.base_url, llm_model="tiny")
        polishing = Polishing(settings, store)
        runner = Runner(store, understand, lambda: PLAYBOOK)
        metrics = {one.name: Metrics() for one in list_workspaces(settings)}
        watches = {
            one.name: polishing.watch_of(one.settings, metrics[one.name], lambda: runner)
            for one in list_workspaces(settings)
        }
        assert {name for name, watch in watches.items() if watch is None} == {"quiet"}
        task = asyncio.create_task(polishing.run())
        for name, watch in watches.items():
            if watch:
                watch(Key(name, "c1"), [Opened(0.0, PROMPT)])
        counted = [metrics[name].wordings.labels("dropped", "closed") for name in ("default", "loud")]
        await soon(lambda: [one.collect()[0].samples[0].value for one in counted] == [1, 1])
        assert model.asked == []
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    await store.close()


async def test_nothing_is_asked_and_nothing_runs_by_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    store = await SqliteStore.open(":memory:")
    settings = read_settings(llm_model="tiny")
    polishing = Polishing(settings, store)
    assert polishing.watch_of(settings, Metrics(), lambda: Runner(store, understand, lambda: PLAYBOOK)) is None
    await polishing.run()
    await store.close()


async def test_an_endpoint_without_a_model_stops_the_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    store = await SqliteStore.open(":memory:")
    with pytest.raises(SetupError, match="BISTAND_LLM_MODEL"):
        Polishing(read_settings(llm_base_url="https://llm.example.com/v1"), store)
    await store.close()


async def test_without_the_extra_the_start_says_what_brings_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(sys.modules, "openai", None)
    store = await SqliteStore.open(":memory:")
    with pytest.raises(SetupError, match=r"pip install bistand\[llm\]"):
        Polishing(read_settings(llm_base_url="https://llm.example.com/v1", llm_model="tiny"), store)
    await store.close()
