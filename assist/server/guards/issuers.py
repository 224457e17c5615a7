"""Issuers of tokens with their keys, as a workspace lists them; keys that protect nothing stop the start."""

import warnings
from collections.abc import Callable
from pathlib import Path

from joserfc.errors import JoseError
from joserfc.jwk import Key, OctKey

from assist.errors import SetupError, TargetRefused
from assist.server.guards.key_sets import KeySet, read_key_set
from assist.server.guards.tokens import Issuer
from assist.workspaces import IssuerSettings, Listed

LEAST_BYTES = {"HS256": 32, "HS384": 48, "HS512": 64}  # RFC 7518, section 3.2
TYPES = {"RS256": "RSA", "PS256": "RSA", "ES256": "EC", "ES384": "EC", "Ed25519": "OKP"}
CURVES = {"ES256": "P-256", "ES384": "P-384", "Ed25519": "Ed25519"}

Published = Callable[[str], KeySet]


def open_issuers(listed: Listed, published: Published) -> tuple[Issuer, ...]:
    """The issuers of a workspace; SetupError names the field whose keys cannot be used.

    `published` gives the key set of an address, and TargetRefused when it must not be called. It is not asked here.
    """
    return tuple(_opened(listed, given, f"issuers.{number}", published) for number, given in enumerate(listed.issuers))


def _opened(listed: Listed, given: IssuerSettings, place: str, published: Published) -> Issuer:
    issuer = (listed.name, given.issuer, given.audience, given.algorithms)
    if given.jwks_url:
        try:
            return Issuer(*issuer, published=published(given.jwks_url))
        except TargetRefused as error:
            raise SetupError(f"{listed.where(f'{place}.jwks_url')}: {error.detail}") from None
    if given.jwks is not None:
        return Issuer(*issuer, _public_keys(listed.resolved(given.jwks), given, listed.where(f"{place}.jwks")))
    where = listed.where(f"{place}.secret_variable")
    return Issuer(*issuer, _secrets(listed.look_up(given.secret_variable), given, where))


def _secrets(value: str, given: IssuerSettings, where: str) -> tuple[Key, ...]:
    """One secret, or two by a comma while one replaces the other."""
    secrets = [part.strip().encode() for part in value.split(",") if part.strip()]
    if not secrets:
        raise SetupError(f"{where}: the variable {given.secret_variable} is not set; it holds the secret")
    least = max(LEAST_BYTES[name] for name in given.algorithms)
    if any(len(secret) < least for secret in secrets):
        raise SetupError(
            f"{where}: the secret in {given.secret_variable} is shorter than {least} bytes;"
            f" make one with `openssl rand -hex {least}`"
        )
    try:
        with warnings.catch_warnings(action="error"):  # of what looks like a key of another kind
            return tuple(OctKey.import_key(secret) for secret in secrets)
    except (ValueError, JoseError, Warning):
        raise SetupError(f"{where}: {given.secret_variable} holds a public key, which is no secret") from None


def _public_keys(path: Path, given: IssuerSettings, where: str) -> tuple[Key, ...]:
    try:
        keys = read_key_set(path.read_bytes())
    except OSError as error:
        raise SetupError(f"{where}: {path} cannot be read ({error.strerror})") from None
    except ValueError as error:
        raise SetupError(f"{where}: {path} {error}") from None
    for name in given.algorithms:
        if not any(_fits(key, name) for key in keys):
            raise SetupError(f"{where}: {path} holds no key for {name}")
    return keys


def _fits(key: Key, algorithm: str) -> bool:
    curve = CURVES.get(algorithm)
    return key.key_type == TYPES[algorithm] and (curve is None or key.get("crv") == curve)
