"""Keys of issuers, as they are read when the server starts."""

import json
import warnings
from pathlib import Path
from typing import Any

import pytest
from joserfc.jwk import ECKey, OctKey, RSAKey

from assist.errors import SetupError
from assist.server.guards.issuers import open_issuers
from assist.server.guards.key_sets import KeySet
from assist.server.guards.targets import Targets
from assist.settings import read_settings
from assist.workspaces import IssuerSettings, Listed
from tests.assist.server.minting import EC, ED, RSA, SECRET

with warnings.catch_warnings(action="ignore"):
    SHORT_RSA = RSAKey.generate_key(1024, private=False)


def opened(folder: Path, variables: dict[str, str] | None = None, **given: Any) -> tuple[Any, ...]:
    issuer = IssuerSettings(issuer="https://desk.example.com", audience="bistand", **given)
    look_up = (variables or {}).get
    listed = Listed(read_settings(workspace="acme"), (), (issuer,), folder / "w.toml", lambda name: look_up(name) or "")
    return open_issuers(listed, lambda url: KeySet(url, Targets()))


def jwks(folder: Path, *keys: Any) -> dict[str, Any]:
    (folder / "keys.json").write_text(json.dumps({"keys": keys}))
    return {"jwks": Path("keys.json")}


def test_a_secret(tmp_path: Path) -> None:
    """One, or two by a comma."""
    given = {"algorithms": ["HS256"], "secret_variable": "ACME"}
    (issuer,) = opened(tmp_path, {"ACME": SECRET.replace(",", "")}, **given)
    assert len(issuer.keys) == 1
    (issuer,) = opened(tmp_path, {"ACME": "a" * 32 + " , " + "b" * 32}, **given)
    assert [key.raw_value for key in issuer.keys] == [b"a" * 32, b"b" * 32]


@pytest.mark.parametrize(
    ("secret", "algorithm", "said"),
    [
        ("", "HS256", "ACME is not set"),
        (" , ", "HS256", "ACME is not set"),
        ("x" * 31, "HS256", "shorter than 32 bytes"),
        ("x" * 47, "HS384", "shorter than 48 bytes"),
        ("x" * 63, "HS512", "shorter than 64 bytes"),
        ("x" * 40 + ",short", "HS256", "shorter than 32 bytes"),
        (RSA.as_pem(private=False).decode(), "HS256", "a public key, which is no secret"),
        ("-----BEGIN PUBLIC KEY----- " + "x" * 40, "HS256", "a public key, which is no secret"),
    ],
)
def test_secrets_that_protect_nothing(tmp_path: Path, secret: str, algorithm: str, said: str) -> None:
    """They stop the start; the secret is not said."""
    with pytest.raises(SetupError, match=said) as wrong:
        opened(tmp_path, {"ACME": secret}, algorithms=[algorithm], secret_variable="ACME")
    assert "w.toml, workspace acme, field issuers.0.secret_variable: " in wrong.value.detail
    assert not secret.strip(" ,") or secret not in wrong.value.detail


def test_public_keys(tmp_path: Path) -> None:
    """Of every kind that is known; others are left out."""
    given = jwks(tmp_path, RSA.as_dict(), EC.as_dict(), ED.as_dict(), {"kty": "AKP", "alg": "ML-DSA-65"})
    (issuer,) = opened(tmp_path, algorithms=["RS256", "ES256", "Ed25519"], **given)
    assert [key.kid for key in issuer.keys] == ["k0", "k1", "k2"]


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ([], "no key for RS256"),
        ([EC.as_dict()], "no key for RS256"),
        ([RSA.as_dict(private=True)], "secret or private key"),
        ([OctKey.import_key(SECRET).as_dict()], "secret or private key"),
        ([SHORT_RSA.as_dict()], "less than 2048 bits"),
        ([RSA.as_dict()] * 21, "more than 20"),
        ([{"kty": "RSA"}], "is no JWKS"),
        ([{}], "is no JWKS"),
        ([7], "is no JWKS"),
    ],
)
def test_keys_that_cannot_be_used(tmp_path: Path, keys: list[Any], said: str) -> None:
    """They stop the start."""
    with pytest.raises(SetupError, match=said) as wrong:
        opened(tmp_path, algorithms=["RS256"], **jwks(tmp_path, *keys))
    assert "workspace acme, field issuers.0.jwks: " in wrong.value.detail


@pytest.mark.parametrize("text", ["", "[]", "7", '{"keys": 7}', '{"key": []}', "\udcff"])
def test_files_that_are_no_jwks(tmp_path: Path, text: str) -> None:
    """Each in a sentence."""
    (tmp_path / "keys.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(SetupError, match="is no JWKS"):
        opened(tmp_path, algorithms=["RS256"], jwks=Path("keys.json"))
    with pytest.raises(SetupError, match="cannot be read"):
        opened(tmp_path, algorithms=["RS256"], jwks=Path("none.json"))


def test_a_curve_must_fit(tmp_path: Path) -> None:
    """A key of P-256 signs no ES384."""
    with pytest.raises(SetupError, match="no key for ES384"):
        opened(tmp_path, algorithms=["ES384"], **jwks(tmp_path, ECKey.generate_key("P-256").as_dict(private=False)))
