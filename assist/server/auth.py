"""Who may come in: keys for everybody, origins for pages in a browser."""

import hashlib
import hmac
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from aiohttp import web

from assist.errors import NotAuthenticated, NotAuthorized, RequestError, TooFast
from assist.server.limits import TokenBucket
from assist.settings import FIREFOX_EXTENSIONS

LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
BURST_S = 2.0


@dataclass(frozen=True, slots=True)
class Who:
    """The workspace that a key opens, and the agent it belongs to (empty for a workspace's own key)."""

    workspace: str
    agent: str = ""


class Keys:
    """The keys of all workspaces. They are compared as digests, all of them, in constant time."""

    def __init__(self, keys: Mapping[str, Who], requests_per_s: float) -> None:
        self._known = {_digest(key): who for key, who in keys.items()}
        self._buckets = {
            digest: TokenBucket(requests_per_s, requests_per_s * BURST_S) for digest in self._known
        }

    def who(self, token: str) -> Who:
        """Whose key this is; NotAuthenticated when nobody's."""
        return self._known[self._match(token)]

    def admit(self, request: web.Request) -> Who:
        """Who makes this request, if not too fast; the key comes in the Authorization header only."""
        refuse_token_in_address(request)
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not token.strip():
            raise NotAuthenticated("No key was shown; send the header `Authorization: Bearer <key>`")
        digest = self._match(token.strip())
        wait = self._buckets[digest].take()
        if wait:
            raise TooFast(f"More requests than this key may make; try again in {max(1, round(wait))} s")
        return self._known[digest]

    def _match(self, token: str) -> bytes:
        shown = _digest(token)
        matches = [known for known in self._known if hmac.compare_digest(known, shown)]
        if not matches:
            raise NotAuthenticated("This key is not known here; check it, or ask for a new one")
        return matches[0]


def refuse_token_in_address(request: web.Request) -> None:
    """A key in an address ends up in logs and histories."""
    if {"token", "key", "api_key", "access_token"} & request.query.keys():
        raise RequestError(
            "A key must never be part of the address; send it in the header or the first frame"
        )


class Origins:
    """The pages that may talk to this server: those on the list, and the server's own."""

    def __init__(self, allowed: Collection[str], *, loopback_only: bool) -> None:
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
            raise NotAuthorized("Pages of this origin may not connect; add it to BISTAND_ALLOWED_ORIGINS")

    def check_host(self, request: web.Request) -> None:
        """Refuse foreign names for a server with a generated key.

        Against DNS rebinding: a foreign page can make its own name point at this machine, and would then
        be of the "same origin". Its name gives it away. With a configured key any name is fine, so that
        a proxy may stand in front.
        """
        if self._loopback_only and host_name(request.host) not in LOOPBACK_NAMES:
            raise NotAuthorized(
                "This server answers to localhost only; set BISTAND_API_KEY to use another name"
            )


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


def _digest(key: str) -> bytes:
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).digest()
