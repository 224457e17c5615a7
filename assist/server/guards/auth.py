"""Who may come in: keys for everybody, origins for pages in a browser."""

import hashlib
import hmac
from collections import OrderedDict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from math import inf
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from aiohttp import web

from assist.errors import NotAuthenticated, NotAuthorized, RequestError, TooFast
from assist.server.guards.limits import TokenBucket
from assist.settings import FIREFOX_EXTENSIONS
from assist.workspaces import ALL_ROLES, Role

if TYPE_CHECKING:
    from assist.server.guards.tokens import Tokens

LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
BURST_S = 2.0
MOST_BUCKETS = 50_000  # of keys and agents that asked last; one left out begins anew


@dataclass(frozen=True, slots=True)
class Who:
    """The workspace that a key or token opens, what it is for, and the agent it belongs to, if it is one's own.

    `key` and `token` are what it is revoked by; `profile` is what a token says of its agent. Times are seconds since
    the epoch.
    """

    workspace: str
    agent: str = ""
    roles: frozenset[Role] = ALL_ROLES
    key: str = ""
    token: str = ""
    issued_at: float = 0.0
    expires_at: float = inf
    profile: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_bound(self) -> bool:
        """Whether only the agent's own conversations are open to it."""
        return bool(self.agent) and self.roles == {Role.AGENT}


class Keys:
    """The keys of all workspaces, compared as digests, all of them, in constant time; and what reads tokens."""

    def __init__(self, keys: Mapping[str, Who], requests_per_s: float) -> None:
        """`keys` are the server's own."""
        self._own = {digest_of(key): who for key, who in keys.items()}
        self._known = self._own
        self._tokens: Tokens | None = None
        self._rate = requests_per_s
        self._buckets: OrderedDict[object, TokenBucket] = OrderedDict()

    def become(self, digests: Mapping[bytes, Who], tokens: "Tokens | None") -> None:
        """Know, beside the own keys, these from now on, of which nobody here has more than the SHA-256; and tokens."""
        self._known, self._tokens = {**self._own, **digests}, tokens

    def who(self, token: str) -> Who:
        """Whose key or token this is; NotAuthenticated when nobody's, as far as is known here."""
        digest = self._match(token)
        if digest is not None:
            return self._known[digest]
        if self._tokens is not None and "." in token:
            return self._tokens.who(token)
        raise NotAuthenticated("This key is not known here; check it, or ask for a new one")

    async def find(self, token: str) -> Who:
        """The same, once the issuer of a token was asked for a key that is not known here.

        TargetUnreachable when the issuer does not answer.
        """
        try:
            return self.who(token)
        except NotAuthenticated:
            if self._tokens is None or not await self._tokens.learn(token):
                raise
        return self.who(token)

    async def admit(self, request: web.Request) -> Who:
        """Who makes this request, if not too fast; the key comes in the Authorization header only."""
        refuse_token_in_address(request)
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not token.strip():
            raise NotAuthenticated("No key was shown; send the header `Authorization: Bearer <key>`")
        who = await self.find(token.strip(" "))
        wait = self._bucket(who).take()
        if wait:
            raise TooFast(f"More requests than this key may make; try again in {max(1, round(wait))} s")
        return who

    def _match(self, token: str) -> bytes | None:
        shown = digest_of(token)
        matches = [known for known in self._known if hmac.compare_digest(known, shown)]
        return matches[0] if matches else None

    def _bucket(self, who: Who) -> TokenBucket:
        """The key's own; all tokens of an agent share one."""
        name = (who.workspace, who.key, who.agent)
        bucket = self._buckets.setdefault(name, TokenBucket(self._rate, self._rate * BURST_S))
        self._buckets.move_to_end(name)
        if len(self._buckets) > MOST_BUCKETS:
            self._buckets.popitem(last=False)
        return bucket


def refuse_token_in_address(request: web.Request) -> None:
    """A key in an address ends up in logs and histories."""
    if {"token", "key", "api_key", "access_token"} & request.query.keys():
        raise RequestError("A key must never be part of the address; send it in the header or the first frame")


class Origins:
    """The pages that may talk to this server: those on the list, and the server's own."""

    def __init__(self, allowed: Collection[str], *, loopback_only: bool = False) -> None:
        self._allowed = frozenset(allowed)
        self._loopback_only = loopback_only

    def may(self, request: web.Request) -> bool:
        """Whether the request's Origin may; programs outside of a browser send none and need a key anyway."""
        origin = request.headers.get("Origin")
        return origin is None or self._is_listed(origin.lower()) or is_own_origin(origin, request.host)

    def _is_listed(self, origin: str) -> bool:
        is_firefox = FIREFOX_EXTENSIONS in self._allowed and origin.startswith("moz-extension://")
        return origin in self._allowed or is_firefox

    def is_own(self, request: web.Request) -> bool:
        """Whether the request's Origin is this server itself."""
        return is_own_origin(request.headers.get("Origin", ""), request.host)

    def check(self, request: web.Request) -> None:
        """NotAuthorized when the request's Origin may not."""
        if not self.may(request):
            raise NotAuthorized(
                "Pages of this origin may not connect; add it to BISTAND_ALLOWED_ORIGINS, or to the workspace's own"
            )

    def check_host(self, request: web.Request) -> None:
        """Refuse foreign names for a server with a generated key.

        Against DNS rebinding: a foreign page can make its own name point at this machine, and would then
        be of the "same origin". Its name gives it away. With a configured key any name is fine, so that
        a proxy may stand in front.
        """
        if self._loopback_only and host_name(request.host) not in LOOPBACK_NAMES:
            raise NotAuthorized("This server answers to localhost only; set BISTAND_API_KEY to use another name")


def is_own_origin(origin: str, host: str) -> bool:
    """Whether `origin` is that of a page this server itself served under `host`."""
    try:
        parts = urlsplit(origin.lower())
    except ValueError:  # a bracket that never closes
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc) and parts.netloc == host.lower()


def host_name(host: str) -> str:
    """The name in a Host header, without port and brackets."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def digest_of(key: str) -> bytes:
    """What is kept and compared in place of a key."""
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).digest()
