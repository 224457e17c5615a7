"""Who is at the other end of a connection, and for how long: until the token expires or is taken back."""

import time
from collections.abc import Callable
from math import inf

from aiohttp import web

from assist.errors import NotAuthenticated, NotAuthorized, Restarting
from assist.server.guards.auth import Who
from assist.server.parts import Here, Parts
from assist.server.stream.bell import Bell
from assist.wire.frames import PROTOCOL, frame
from assist.wire.times import write_rfc3339

AGAIN_S = 30.0  # the clock may be set meanwhile


class Admission:
    """Lets a client in by a token, and holds it to that. Call `begin` before anything else."""

    here: Here

    def __init__(self, parts: Parts, request: web.Request, bell: Bell, clock: Callable[[], float] = time.time) -> None:
        """`bell` is rung when it is time to `check` again, for the connection to wait for."""
        self._parts = parts
        self._request = request
        self._clock = clock
        self._token = ""  # nosec B105 # none yet
        self._bell = bell
        self._is_doubtful = False

    async def begin(self, token: str) -> Here:
        """Who this is; NotAuthenticated for nobody, NotAuthorized when a page of another workspace asks."""
        self.here = self._parts.enter(await self._parts.keys.find(token))
        self.here.tenant.origins.check(self._request)
        self._token = token
        return self.here

    async def renew(self, token: str) -> None:
        """Stay with a newer token of the same agent; NotAuthenticated or NotAuthorized for others."""
        here = self._parts.enter(await self._parts.keys.find(token))
        if not self._is_same(here.who):
            raise NotAuthorized("This connection is somebody else's; connect anew to be another agent or role")
        self.here, self._token = here, token
        self._bell.ring()

    def ready(self) -> bytes:
        """What a client hears that is let in; of a token also until when, and what time it is here."""
        who = self.here.who
        ends = {"at": self._clock(), "expires_at": who.expires_at} if who.expires_at < inf else {}
        times = {name: write_rfc3339(at) for name, at in ends.items()}
        return frame("ready", protocol=PROTOCOL, workspace=who.workspace, agent=who.agent, **times)

    def review(self, *, anew: bool = False) -> None:
        """Something was taken back: look soon whether it was this; `anew` when keys may mean something else now."""
        self._is_doubtful |= anew
        self._bell.ring()

    def check(self, *, anew: bool = False) -> None:
        """NotAuthenticated when the client may not stay; `anew` reads the token again, which takes a while for some.

        Restarting when its key is for something else now.
        """
        who = self.here.who
        if anew or self._is_doubtful:
            who = self._parts.keys.who(self._token)
            self._is_doubtful = False
            if not self._is_same(who):
                raise Restarting("This key is for something else now; open another connection")
        self.here.tenant.revocations.check(who)
        if who.expires_at <= self._clock():
            raise NotAuthenticated("The token has expired; connect with a new one")

    def _is_same(self, who: Who) -> bool:
        old = self.here.who
        return (old.workspace, old.agent, old.roles) == (who.workspace, who.agent, who.roles)

    @property
    def left_s(self) -> float:
        """After so many seconds it is time to check again, even if nobody rings: the token may expire."""
        return max(0.0, min(self.here.who.expires_at - self._clock(), AGAIN_S))
