"""Issuers of tokens with their keys, read when the server starts; keys that protect nothing stop it."""

import json
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from joserfc.errors import JoseError
from joserfc.jwk import JWKRegistry, Key, OctKey, RSAKey

from assist.errors import SetupError
from assist.server.guards.tokens import Issuer
from assist.workspaces import IssuerSettings, Listed

LEAST_BYTES = {"HS256": 32, "HS384": 48, "HS512": 64}  # RFC 7518, section 3.2
LEAST_RSA_BITS = 2048
MOST_KEYS = 20
TYPES = {"RS256": "RSA", "PS256": "RSA", "ES256": "EC", "ES384": "EC", "Ed25519": "OKP"}
CURVES = {"ES256": "P-256", "ES384": "P-384", "Ed25519": "Ed25519"}


def open_issuers(listed: Listed) -> tuple[Issuer, ...]:
    """The issuers of a workspace; SetupError names the field whose keys cannot be used."""
    return tuple(_opened(listed, given, f"issuers.{number}") for number, given in enumerate(listed.issuers))


def _opened(listed: Listed, given: IssuerSettings, place: str) -> Issuer:
    if given.jwks is None:
        where = listed.where(f"{place}.secret_variable")
        keys = _secrets(listed.look_up(given.secret_variable), given, where)
    else:
        where = listed.where(f"{place}.jwks")
        keys = _public_keys(listed.resolved(given.jwks), given, where)
    return Issuer(listed.name, given.issuer, given.audience, given.algorithms, keys)


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
        found = json.loads(path.read_text(encoding="utf-8"))
        keys = tuple(_imported(found["keys"]))
    except OSError as error:
        raise SetupError(f"{where}: {path} cannot be read ({error.strerror})") from None
    except (ValueError, KeyError, TypeError, JoseError):
        raise SetupError(f'{where}: {path} is no JWKS; it holds {{"keys": [...]}} with public keys') from None
    if any(key.key_type == "oct" or key.is_private for key in keys):
        raise SetupError(f"{where}: {path} holds a secret or private key; list public keys alone")
    if any(isinstance(key, RSAKey) and key.public_key.key_size < LEAST_RSA_BITS for key in keys):
        raise SetupError(f"{where}: {path} holds an RSA key of less than {LEAST_RSA_BITS} bits")
    if len(keys) > MOST_KEYS:
        raise SetupError(f"{where}: {path} holds more than {MOST_KEYS} keys")
    for name in given.algorithms:
        if not any(_fits(key, name) for key in keys):
            raise SetupError(f"{where}: {path} holds no key for {name}")
    return keys


def _imported(found: list[dict[str, Any]]) -> Iterator[Key]:
    with warnings.catch_warnings(action="ignore"):  # of short keys, which are refused
        for one in found:
            if one["kty"] in JWKRegistry.key_types:  # RFC 7517, section 5: others are left out
                yield JWKRegistry.import_key(one)


def _fits(key: Key, algorithm: str) -> bool:
    curve = CURVES.get(algorithm)
    return key.key_type == TYPES[algorithm] and (curve is None or key.get("crv") == curve)
