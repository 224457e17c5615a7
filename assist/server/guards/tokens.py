"""Tokens that a helpdesk mints for its agents: JWTs, after RFC 7519 and the advice of RFC 8725.

Everything that is not needed is refused before a signature is looked at: headers other than `alg`, `kid` and `typ`,
algorithms that the issuer is not listed with, names that come twice. A `kid` is looked up among the issuer's own keys
and is nothing else. Which issuer's keys to try is read from the claims, and believed once they verify.
"""

import base64
import binascii
import json
import re
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import Key

from assist.errors import NotAuthenticated, TargetUnreachable
from assist.server.guards.auth import Who
from assist.server.guards.key_sets import KeySet
from assist.workspaces import DAY_S, Role

LEEWAY_S = 30.0  # between our clock and the issuer's
MOST_BYTES = 3_500  # of a token, so that it fits into the first frame of a stream
MOST_ID, MOST_NAME = 200, 200
_FORM = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+", re.ASCII)
_HEADERS = {"alg", "kid", "typ"}
_TYPES = {"jwt", "at+jwt"}
_ROLES = {role.value: frozenset({role}) for role in (Role.AGENT, Role.LEAD)}
_PROFILE = ("name", "language", "tenure")

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who may mint tokens for a workspace, and how they are signed."""

    workspace: str
    name: str
    audience: str
    algorithms: tuple[str, ...]
    keys: tuple[Key, ...] = ()
    published: KeySet | None = None  # where the keys are had from, if not given

    def candidates(self, kid: str | None) -> Sequence[Key]:
        """The keys that may have signed: those of this name, or all when there is none."""
        known = self.published.keys if self.published else self.keys
        return [key for key in known if kid is None or key.get("kid") == kid]


class Tokens:
    """The tokens of all workspaces."""

    def __init__(self, issuers: Iterable[Issuer], clock: Callable[[], float] = time.time) -> None:
        self._issuers: dict[str, list[Issuer]] = {}
        for issuer in issuers:
            self._issuers.setdefault(issuer.name, []).append(issuer)
        self._clock = clock

    def who(self, token: str) -> Who:
        """Whom the token is for; NotAuthenticated says what is wrong with one."""
        kid, claims, issuer = self._read(token)
        keys = issuer.candidates(kid)
        verified = next((found for key in keys if (found := _verified(token, key, issuer)) == claims), None)
        if verified is None:
            _refuse("is not signed with a key of its issuer")
        return _who(verified, issuer, self._clock())

    async def learn(self, token: str) -> bool:
        """Have the issuer of a refused token asked for its keys when the token's is not known; whether it now is.

        Waits a moment. TargetUnreachable when the issuer's address does not answer, so that nobody can tell.
        """
        try:
            kid, _, issuer = self._read(token)
        except NotAuthenticated:
            return False
        if issuer.published is None or issuer.candidates(kid):
            return False
        await issuer.published.learn()
        if issuer.candidates(kid):
            return True
        if issuer.published.is_behind:
            raise TargetUnreachable("The keys of the token's issuer cannot be fetched just now; try again in a moment")
        return False

    def _read(self, token: str) -> tuple[str | None, Json, Issuer]:
        """The name of its key, if it says one, its claims, and the issuer that they name; nothing is verified."""
        if len(token) > MOST_BYTES:
            _refuse(f"has more than {MOST_BYTES} characters")
        if not _FORM.fullmatch(token):
            _refuse("is not written as three parts of base64url with dots between them")
        header, claims = (_decoded(part) for part in token.split(".")[:2])
        issuer = self._issuer_of(claims)
        _check_header(header, issuer)
        return header.get("kid"), claims, issuer

    def _issuer_of(self, claims: Json) -> Issuer:
        """The issuer that the claims name, in the workspace that they name if they do."""
        name, workspace = claims.get("iss"), claims.get("workspace")
        known = self._issuers.get(name, []) if isinstance(name, str) else []
        if not known:
            _refuse("has an `iss` that is not known here")
        if workspace is None and len({issuer.workspace for issuer in known}) > 1:
            _refuse("needs a claim `workspace`, as its issuer mints for several")
        meant = [issuer for issuer in known if workspace in (None, issuer.workspace)]
        if not meant:
            _refuse("names a `workspace` that its issuer does not mint for")
        return meant[0]


def _decoded(part: str) -> Json:
    try:
        text = base64.b64decode(part + "=" * (-len(part) % 4), b"-_", validate=True).decode()
        value = json.loads(text, object_pairs_hook=_once, parse_constant=_refused_constant)
    except (binascii.Error, ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        _refuse("cannot be read: header and claims are JSON objects whose names come once")
    return value


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name comes twice")
    return found


def _refused_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")


def _check_header(header: Json, issuer: Issuer) -> None:
    if header.keys() - _HEADERS:
        _refuse("has headers other than `alg`, `kid` and `typ`")
    algorithm, kind, kid = header.get("alg"), header.get("typ", "JWT"), header.get("kid", "")
    if algorithm not in issuer.algorithms:
        _refuse("is signed in another way than its issuer is listed with")
    if not isinstance(kind, str) or kind.lower() not in _TYPES:
        _refuse("has a `typ` other than JWT")
    if not isinstance(kid, str):
        _refuse("has a `kid` that is no text")


def _verified(token: str, key: Key, issuer: Issuer) -> Json | None:
    try:
        return jwt.decode(token, key, algorithms=issuer.algorithms).claims
    except (JoseError, ValueError):
        return None


def _who(claims: Json, issuer: Issuer, now: float) -> Who:
    audience = claims.get("aud")
    if issuer.audience not in (audience if isinstance(audience, list) else [audience]):
        _refuse("has another `aud` than its issuer is listed with")
    issued, expires = _time(claims, "iat"), _time(claims, "exp")
    begins = _time(claims, "nbf") if "nbf" in claims else issued
    if max(issued, begins) > now + LEEWAY_S:
        _refuse("is not valid yet; compare the clocks of its issuer and of this server")
    if expires - issued > DAY_S:
        _refuse("is valid for more than 24 hours; mint shorter ones")
    if expires <= now - LEEWAY_S:
        _refuse("has expired; get a new one")
    role = claims.get("role", Role.AGENT)
    if not isinstance(role, str) or role not in _ROLES:
        _refuse(f"has a `role` other than {' and '.join(_ROLES)}")
    agent = _text(claims, "sub", MOST_ID)
    profile = {name: _text(claims, name, MOST_NAME) for name in _PROFILE if name in claims}
    return Who(
        issuer.workspace,
        agent,
        _ROLES[role],
        profile={"id": agent, **profile},
        token=_text(claims, "jti", MOST_ID) if "jti" in claims else "",
        issued_at=issued,
        expires_at=expires,
    )


def _time(claims: Json, name: str) -> float:
    value = claims.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 10**11:
        _refuse(f"needs a claim `{name}` with seconds since 1970")
    return float(value)


def _text(claims: Json, name: str, most: int) -> str:
    value = claims.get(name)
    if not isinstance(value, str) or not 0 < len(value) <= most or not value.isprintable():
        _refuse(f"needs a claim `{name}` of 1 to {most} printable characters")
    return value


def _refuse(why: str) -> NoReturn:
    raise NotAuthenticated(f"The token {why}")
