"""A real server with the real encoder, playbook and handbook, and an endpoint beside it: what an agent's desk sees."""

import asyncio
import json
import os
import re
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp

from tests.assist.wording.language_model import LanguageModel, language_model

ROOT = Path(__file__).resolve().parents[3]
TALKS = {
    "sv": (
        "Det här är helt oacceptabelt! Jag har väntat i tre veckor på mina skidor!",
        "Jag ber verkligen om ursäkt, {customer}. Tre veckor är en lång väntan, och jag förstår att du är besviken.",
    ),
    "da": (
        "Det er fuldstændig uacceptabelt! Jeg har ventet i tre uger på mine ski!",
        "Det er jeg virkelig ked af, {customer}. Tre uger er lang tid, og jeg forstår godt, at du er frustreret.",
    ),
    "nb": (
        "Dette er helt uakseptabelt! Jeg har ventet i tre uker på skiene mine!",
        "Jeg beklager virkelig dette, {customer}. Tre uker er lenge, og jeg forstår godt at du reagerer.",
    ),
    "pt": (
        "Isto é completamente inaceitável! Estou há três semanas à espera dos meus esquis!",
        "Lamento muito, {customer}. Três semanas é muito tempo, e compreendo bem a sua irritação.",
    ),
    "en": (
        "This is completely unacceptable! I have waited three weeks for my skis!",
        "I'm so sorry, {customer}. Three weeks is a long time to wait for skis, and I understand your frustration.",
    ),
}


@asynccontextmanager
async def served(model: LanguageModel, folder: Path) -> AsyncIterator[aiohttp.ClientSession]:
    """`bistand serve` in a process of its own, told of the endpoint."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("BISTAND_")}
    told = {"BISTAND_LLM_BASE_URL": model.base_url, "BISTAND_LLM_MODEL": "tiny", "BISTAND_LLM_TIMEOUT_S": "30"}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "assist", "serve", "--port", "0", "--data", str(folder / "data"), "--json",
        stdout=asyncio.subprocess.PIPE, cwd=folder, env={**inherited, **told, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    try:
        assert process.stdout is not None
        started = json.loads(await process.stdout.readline())
        key = await asyncio.to_thread((folder / started["key_file"]).read_text)
        async with aiohttp.ClientSession(started["url"], headers={"Authorization": f"Bearer {key.strip()}"}) as session:
            yield session
    finally:
        process.terminate()
        await process.wait()


async def log_of(session: aiohttp.ClientSession, conversation: str) -> list[dict[str, Any]]:
    async with session.get(f"/v1/conversations/{conversation}/log") as answer:
        return list((await answer.json())["entries"])


async def reworded(
    session: aiohttp.ClientSession, name: str, said: str
) -> tuple[dict[str, Any], dict[str, Any]] | None:
    """The prompt to apologise as it opened and as it was updated; None when the encoder had no time for one of them."""
    opening = {"id": name, "channel": "chat", "customer": {"name": "Robin"}, "agent": {"id": "a1", "name": "Kim"}}
    await session.post("/v1/conversations", json=opening)
    event = {"id": "e1", "type": "message", "role": "customer", "text": said}
    async with session.post(f"/v1/conversations/{name}/events", json=event) as answer:
        opened = [one for one in (await answer.json())["prompts"] if one["moment"] == "calm_and_apologise"]
    for _ in range(100 if opened else 0):
        updated = [one["prompt"] for one in await log_of(session, name) if one["kind"] == "prompt_updated"]
        if updated:
            return opened[0], updated[0]
        await asyncio.sleep(0.1)
    return None


async def test_an_apology_is_reworded_in_five_languages(tmp_path: Path) -> None:
    """It quotes the same guideline, has one entry more, is numbered like all, and closes as any."""

    def say(asked: dict[str, Any]) -> str:
        angry = json.loads(asked["messages"][1]["content"])["conversation"][-1]["text"]
        return next((better for said, better in TALKS.values() if said == angry), "Hm.")

    async with language_model(say=say) as model, served(model, tmp_path) as session:
        for language, (said, better) in TALKS.items():
            for attempt in range(12):  # a busy machine takes its time
                name = f"{language}-{attempt}"
                if found := await reworded(session, name, said):
                    break
            assert found, language
            plain, prompt = found
            assert prompt["say"] == better.replace("{customer}", "Robin")
            assert prompt["polished"] is True
            kept = ("id", "guidelines", "instruction", "because", "opened_at", "say_language")
            assert [prompt[field] for field in kept] == [plain[field] for field in kept]
            sorry = {"id": "e2", "type": "message", "role": "agent", "text": prompt["say"]}
            await session.post(f"/v1/conversations/{name}/events", json=sorry)
            log = await log_of(session, name)
            assert [entry["seq"] for entry in log] == [*range(1, len(log) + 1)]
            closed = [one["status"] for one in log if one["kind"] == "prompt_closed" and one["prompt"] == prompt["id"]]
            assert closed == ["done"]
        async with session.get("/metrics") as answer:
            figures = await answer.text()
        assert re.search(r'bistand_wordings_total{what="updated",why=""} [5-9]', figures)
        assert 'what="refused",why="purpose"' in figures  # an apology restates no problem
        assert "skis" not in figures
