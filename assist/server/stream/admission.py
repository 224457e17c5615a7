"""Who is at the other end of a connection, and for how long: until the token expires or is taken back."""

import time
from collections.abc import Callable
from math import inf

from aiohttp import web

from assist.errors import NotAuthenticated, NotAuthorized
from assist.server.parts import Here, Parts
from assist.server.stream.bell import Bell
from assist.wire.frames import PROTOCOL, frame
from assist.wire.times import write_rfc3339

AGAIN_S = 30.0  # the clock may be set meanwhile


class Admission:
    """Lets a client in by a token, and holds it to that. Call `begin` before anything else."""

    here: Here

    def __init__(
        self, parts: Parts, request: web.Request, bell: Bell, clock: Callable[[], float] = time.time
    ) -> None:
        """`bell` is rung when it is time to `check` again, for the connection to wait for."""
        self._parts = parts
        self._request = request
        self._clock = clock
        self._token = ""  # nosec B105 # none yet
        self._bell = bell

    def begin(self, token: str) -> Here:
        """Who this is; NotAuthenticated for nobody, NotAuthorized when a page of another workspace asks."""
        self.here = self._parts.enter(self._parts.keys.who(token))
        self.here.tenant.origins.check(self._request)
        self._token = token
        return self.here

    def renew(self, token: str) -> None:
        """Stay with a newer token of the same agent; NotAuthenticated or NotAuthorized for others."""
        here = self._parts.enter(self._parts.keys.who(token))
        old, new = self.here.who, here.who
        if (old.workspace, old.agent, old.roles) != (new.workspace, new.agent, new.roles):
            raise NotAuthorized("This connection is somebody else's; connect anew to be another agent or role")
        self.here, self._token = here, token
        self._bell.ring()

    def ready(self) -> bytes:
        """What a client hears that is let in; of a token also until when."""
        who = self.here.who
        ends = {} if who.expires_at == inf else {"expires_at": write_rfc3339(who.expires_at)}
        return frame("ready", protocol=PROTOCOL, workspace=who.workspace, agent=who.agent, **ends)

    def review(self) -> None:
        """Something was taken back: look soon whether it was this."""
        self._bell.ring()

    def check(self, *, anew: bool = False) -> None:
        """NotAuthenticated when the client may not stay; `anew` reads the token again, which takes a while for some."""
        who = self._parts.keys.who(self._token) if anew else self.here.who
        self.here.tenant.revocations.check(who)
        if who.expires_at <= self._clock():
            raise NotAuthenticated("The token has expired; connect with a new one")

    @property
    def left_s(self) -> float:
        """After so many seconds it is time to check again, even if nobody rings: the token may expire."""
        return max(0.0, min(self.here.who.expires_at - self._clock(), AGAIN_S))
