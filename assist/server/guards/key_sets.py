"""The public keys of those who mint tokens: JSON Web Key Sets (RFC 7517), of a file or as an address gives them.

An address is asked beside the requests: on a schedule, and at once when a token names a key that is not known, as an
issuer may sign with a new key as soon as it is published. While it gives nothing, what it gave last is used.
"""

import asyncio
import contextlib
import json
import random
import time
import warnings
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import structlog
from joserfc.errors import JoseError
from joserfc.jwk import JWKRegistry, Key, RSAKey

from assist.desks.desk import Call
from assist.errors import TargetRefused, TargetUnreachable
from assist.server.guards.limits import TokenBucket
from assist.server.guards.targets import Targets

log = structlog.get_logger(__name__)

LEAST_RSA_BITS = 2048
MOST_KEYS = 20
MOST_BYTES = 256 * 1024  # of an answer: chains of certificates may stand beside the keys
KINDS = {"RSA": (None,), "EC": ("P-256", "P-384"), "OKP": ("Ed25519",)}  # with their curves
SECRETS = {"d", "p", "q", "dp", "dq", "qi", "oth", "k"}
NO_SET = 'is no JWKS; it holds {"keys": [...]} with public keys'
HEADERS = {"Accept": "application/jwk-set+json, application/json"}

EVERY_S = 300.0
FAILING_S = 30.0  # until an address that gave nothing is asked again
UNKNOWN_S = 30.0  # names of keys that are not known have an address asked this often, and no oftener
FETCH_S = 5.0  # that an address has for its answer
WAIT_S = 2.0  # that a request waits for it


def read_key_set(data: bytes) -> tuple[Key, ...]:
    """The keys of a JWK Set that may have signed a token; ValueError says why none of it is used.

    Keys of other kinds, and keys for encryption, are left out (RFC 7517, section 5).
    """
    found = _entries(data)
    if len(found) > MOST_KEYS:
        raise ValueError(f"holds more than {MOST_KEYS} keys")
    if any(one["kty"] == "oct" or SECRETS & one.keys() for one in found):
        raise ValueError("holds a secret or private key; list public keys alone")
    keys = tuple(_imported(one) for one in found if _may_sign(one))
    if any(isinstance(key, RSAKey) and key.public_key.key_size < LEAST_RSA_BITS for key in keys):
        raise ValueError(f"holds an RSA key of less than {LEAST_RSA_BITS} bits")
    return keys


def _entries(data: bytes) -> list[dict[str, Any]]:
    try:
        found = json.loads(data)["keys"]
    except (ValueError, TypeError, KeyError, RecursionError):
        found = None
    if not isinstance(found, list) or not all(
        isinstance(one, dict) and isinstance(one.get("kty"), str) for one in found
    ):
        raise ValueError(NO_SET)
    return found


def _may_sign(entry: dict[str, Any]) -> bool:
    return entry.get("crv") in KINDS.get(entry["kty"], ()) and entry.get("use", "sig") == "sig"


def _imported(entry: dict[str, Any]) -> Key:
    try:
        with warnings.catch_warnings(action="ignore"):  # of short keys, which are refused
            return JWKRegistry.import_key(entry)
    except (JoseError, ValueError, TypeError, KeyError, OverflowError):
        raise ValueError(NO_SET) from None


class KeySet:
    """The keys that an address gave last. `trouble` says why it gave none at the last try, "" when it did."""

    def __init__(self, url: str, targets: Targets, clock: Callable[[], float] = time.monotonic) -> None:
        """TargetRefused when the address must not be called, as far as it alone can tell."""
        self._host = targets.checked(url).raw_host or ""
        self.keys: tuple[Key, ...] = ()
        self.trouble = ""
        self.has_lost = False  # a key that it had before; whoever sees to it sets this back
        self._call = Call("GET", url, HEADERS)
        self._targets = targets
        self._clock = clock
        self._due_at = clock()
        self._unknown = TokenBucket(1 / UNKNOWN_S, 1.0, clock)
        self._asking: asyncio.Task[None] | None = None

    @property
    def is_behind(self) -> bool:
        """Whether the address may well have keys that are not known here."""
        return bool(self.trouble) or self._asking is not None

    @property
    def is_due(self) -> bool:
        """Whether it is time to ask again."""
        return self._clock() >= self._due_at

    def ask(self) -> "asyncio.Task[None]":
        """Have the address asked, by one call at a time; the task ends well whatever comes of it."""
        if self._asking is None:
            self._asking = asyncio.create_task(self._ask())
        return self._asking

    async def learn(self) -> None:
        """A key was named that is not known: ask, unless another such name had it asked just now. Waits a moment."""
        if self._asking is None and self._unknown.take():
            return
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(WAIT_S):
                await asyncio.shield(self.ask())

    async def fetch(self) -> None:
        """Ask the address; TargetRefused or TargetUnreachable when it gives no set, and the last one stays."""
        data = await self._targets.read(self._call, most=MOST_BYTES, timeout_s=FETCH_S)
        try:
            keys = read_key_set(data)
        except ValueError as error:
            raise TargetUnreachable(f"what {self._host} answers {error}") from None
        self.has_lost |= not _names(self.keys) <= _names(keys)
        self.keys = keys

    async def close(self) -> None:
        """Leave what is under way."""
        if self._asking is not None:
            self._asking.cancel()
            await asyncio.gather(self._asking, return_exceptions=True)

    async def _ask(self) -> None:
        before, names, self._due_at = self.trouble, _names(self.keys), self._clock() + FAILING_S
        try:
            await self.fetch()
        except (TargetRefused, TargetUnreachable) as error:
            self.trouble = error.detail
        except Exception as error:  # noqa: BLE001 - whatever an answer does to a parser, the keys from before go on
            self.trouble = f"what {self._host} answers cannot be read ({type(error).__name__})"
        else:
            self.trouble = ""
            self._due_at = self._clock() + EVERY_S * random.uniform(0.8, 1.0)  # noqa: S311 - spreads the load
        finally:
            self._asking = None
        if self.trouble and self.trouble != before:
            log.warning("key_set_missing", address=self.address, why=self.trouble, keys=len(self.keys))
        if not self.trouble and (before or names != _names(self.keys)):
            log.info("key_set_read", address=self.address, keys=len(self.keys))

    @property
    def address(self) -> str:
        """As it may be shown: what follows a question mark may be a secret."""
        return urlsplit(self._call.url)._replace(query="").geturl()


def _names(keys: tuple[Key, ...]) -> set[tuple[str | None, str]]:
    return {(key.kid, key.thumbprint()) for key in keys}
