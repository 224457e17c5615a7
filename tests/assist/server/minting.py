"""Tokens as a helpdesk mints them, and as somebody forges them."""

import base64
import hashlib
import hmac
import json
import time
from pathlib import Path
from typing import Any

from joserfc import jwt
from joserfc.jwk import ECKey, OctKey, OKPKey, RSAKey

from assist.workspaces import IssuerSettings, KeySettings, Role

LIFE_S = 20 * 3600  # tokens minted when tests are collected are good until they run
ISSUER, AUDIENCE = "https://desk.example.com", "bistand"
SECRET = "a secret of the helpdesk with more than 32 bytes"
RSA, EC, ED = RSAKey.generate_key(2048), ECKey.generate_key("P-256"), OKPKey.generate_key("Ed25519")
for number, key in enumerate((RSA, EC, ED)):
    key.dict_value["kid"] = f"k{number}"


def claims(**changed: Any) -> dict[str, Any]:
    """Good claims but for what is `changed`; None leaves one out."""
    now = time.time()
    made = {"iss": ISSUER, "aud": AUDIENCE, "sub": "kim", "iat": int(now), "exp": int(now) + LIFE_S, **changed}
    return {name: value for name, value in made.items() if value is not None}


def mint(secret: str = SECRET, **changed: Any) -> str:
    """A good token but for what is `changed`."""
    return jwt.encode({"alg": "HS256"}, claims(**changed), OctKey.import_key(secret))


def lasting(seconds: float, **changed: Any) -> str:
    """A token that ends so many seconds from now."""
    now = time.time()
    return mint(iat=int(now), exp=now + seconds, **changed)


def takes_tokens(folder: Path) -> dict[str, str]:
    """The variables by which a server in a process of its own takes these tokens; its file is put into the folder."""
    file = folder / "workspaces.toml"
    file.write_text(
        f'[[workspaces.default.issuers]]\nissuer = "{ISSUER}"\naudience = "{AUDIENCE}"\n'
        'algorithms = ["HS256"]\nsecret_variable = "DESK"\n',
        encoding="utf-8",
    )
    return {"BISTAND_WORKSPACES": str(file), "DESK": SECRET}


def b64(data: bytes) -> str:
    """Base64url without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def forge(header: Any, payload: Any, secret: bytes = SECRET.encode(), signature: str | None = None) -> str:
    """Any header and payload (bytes as they are), with a true HS256 signature unless another is given."""
    parts = [b64(part if isinstance(part, bytes) else json.dumps(part).encode()) for part in (header, payload)]
    signed = ".".join(parts)
    made = b64(hmac.new(secret, signed.encode("utf-8", "surrogatepass"), hashlib.sha256).digest())
    return f"{signed}.{made if signature is None else signature}"


def key_of(role: str, name: str = "", agent: str = "", workspace: str = "default") -> tuple[str, KeySettings]:
    """A key of a role, and what a file says of it."""
    key = f"key-of-{workspace}-{role}-{name or agent or 'all'}"
    digest = hashlib.sha256(key.encode()).hexdigest()
    return key, KeySettings(id=name or role, role=Role(role), sha256=digest, agent=agent)


def opened_by(*keys: KeySettings, issuer: str = ISSUER, secret: str = SECRET) -> dict[str, Any]:
    """What opens a workspace: these keys, and tokens of an issuer."""
    minting = IssuerSettings(issuer=issuer, audience=AUDIENCE, algorithms=("HS256",), secret_variable="DESK")
    return {"keys": keys, "issuers": (minting,), "look_up": lambda name: secret}
