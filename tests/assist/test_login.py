"""The Python client's token: the next one comes before it ends, on the connection that is open."""

from typing import Any

import pytest

from assist import login
from assist.login import Login


def ready(life_s: int, **more: Any) -> dict[str, Any]:
    at = f"2001-01-01T00:{life_s // 60:02}:{life_s % 60:02}Z"
    return {"type": "ready", "at": "2001-01-01T00:00:00Z", "expires_at": at, **more}


async def slept(monkeypatch: pytest.MonkeyPatch, life_s: int, mint: Any) -> tuple[list[float], list[str]]:
    """How long a login sleeps, and what it sends, until its token ends."""
    sleeps: list[float] = []
    sent: list[str] = []

    async def sleep(seconds: float) -> None:
        sleeps.append(round(seconds, 2))

    async def send(frame: dict[str, Any]) -> None:
        sent.append(frame["token"])

    monkeypatch.setattr(login.asyncio, "sleep", sleep)
    own = Login(mint)
    own.begin(ready(life_s), send)
    if own._renewing is not None:
        await own._renewing
    return sleeps, sent


@pytest.mark.parametrize(
    ("life_s", "sleeps"), [(3000, [2880, 96, 19.2, 3.84]), (50, [40, 8, 1.6]), (2, [1.6]), (1, [])]
)
async def test_when_it_is_asked_for(monkeypatch: pytest.MonkeyPatch, life_s: int, sleeps: list[float]) -> None:
    """Two minutes before the end or a fifth of the life, by the server's clock; again while none is given."""
    given = iter(range(100))

    async def mint() -> str:
        number = next(given)
        if number == 1:
            raise OSError("the desk is away")
        return f"token {number}"

    assert await slept(monkeypatch, life_s, mint) == (
        sleeps,
        [f"token {number}" for number in range(len(sleeps)) if number != 1],
    )


async def test_a_token_without_successors(monkeypatch: pytest.MonkeyPatch) -> None:
    """A key, or a token that somebody typed: nothing is asked."""
    assert await slept(monkeypatch, 50, "a token") == ([], [])
    assert (await Login("a token").token(), Login("a token").has_successors) == ("a token", False)
