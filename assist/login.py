"""The token that a client shows: given once and for all, or by whoever mints the next one before it ends."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

AHEAD_S = 120.0  # before its end the next token is asked for; of a short life it is a fifth
SHARE = 5
TOO_LATE_S = 1.0  # what is left then helps nobody

Json = dict[str, Any]
Mint = Callable[[], Awaitable[str]]


class Login:
    """A client's token from one connection to the next."""

    def __init__(self, token: str | Mint) -> None:
        self._given = token
        self._renewing: asyncio.Task[None] | None = None

    @property
    def has_successors(self) -> bool:
        """Whether an end of the token is not the end."""
        return not isinstance(self._given, str)

    async def token(self) -> str:
        """The one to show now; raises what the one who mints them raises."""
        return self._given if isinstance(self._given, str) else await self._given()

    def begin(self, ready: Json, send: Callable[[Json], Awaitable[None]]) -> None:
        """The server let us in: when its token ends, have the next one sent before."""
        self.end()
        if self.has_successors and "expires_at" in ready and "at" in ready:
            left = datetime.fromisoformat(ready["expires_at"]) - datetime.fromisoformat(
                ready["at"]
            )  # the server's clock
            self._renewing = asyncio.create_task(self._renew(left.total_seconds(), send))

    def end(self) -> None:
        """The connection is over, or another token has taken over."""
        if self._renewing is not None:
            self._renewing.cancel()

    async def _renew(self, left_s: float, send: Callable[[Json], Awaitable[None]]) -> None:
        """Send the next token; when there is none, ask again until it is too late."""
        while left_s > TOO_LATE_S:
            ahead_s = min(AHEAD_S, left_s / SHARE)
            await asyncio.sleep(left_s - ahead_s)
            left_s = ahead_s
            with contextlib.suppress(Exception):  # it is asked for again, and at last for the next connection
                await send({"type": "authenticate", "token": await self.token()})
