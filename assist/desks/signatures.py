"""How desks sign: over raw bytes, compared in constant time, with any of the secrets that are live.

Two secrets may be live at once, so that one can be replaced without a gap.
"""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Callable, Sequence
from typing import Literal

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from assist.errors import BadSignature

WINDOW_S = 300.0  # how old or how early a signed time may be
Encoding = Literal["hex", "base64"]
Digest = Literal["sha1", "sha256"]


def check_hmac(  # noqa: PLR0913 - the ways in which desks differ
    shown: str,
    message: bytes,
    secrets: Sequence[str | bytes],
    *,
    digest: Digest = "sha256",
    encoding: Encoding = "hex",
    prefix: str = "",
) -> None:
    """BadSignature unless `shown` is `prefix` and the HMAC of `message` under one of `secrets`."""
    if not shown:
        raise BadSignature("The request carries no signature; set the secret at the desk too")
    _check(shown.removeprefix(prefix) if shown.startswith(prefix) else "", secrets, _hmac(message, digest, encoding))


def check_static(shown: str, secrets: Sequence[str | bytes]) -> None:
    """BadSignature unless `shown` is one of `secrets`: for desks that send the secret itself."""
    if not shown:
        raise BadSignature("The request carries no secret; set it at the desk too")
    _check(shown, secrets, lambda secret: secret)


def check_time(seconds: float, now: float) -> None:
    """BadSignature when a signed time is not within five minutes of `now` (both seconds since the epoch)."""
    if not abs(now - seconds) <= WINDOW_S:  # also for NaN
        raise BadSignature("The request is older than five minutes, or from the future; check both clocks")


def check_rsa(shown: str, message: bytes, public_keys: Sequence[str]) -> None:
    """BadSignature unless `shown` (base64) is the RSA-SHA256 PKCS #1 v1.5 signature under one of the PEM keys."""
    try:
        signature = base64.b64decode(shown, validate=True)
    except binascii.Error:
        signature = b""
    if not signature or not any(_is_signed(signature, message, key) for key in public_keys):
        raise BadSignature("The signature does not fit")


def seconds_of(text: str) -> float:
    """A timestamp header in seconds; BadSignature when it is no number."""
    if not (text.isascii() and text.isdigit() and len(text) < 15):
        raise BadSignature("The request carries no usable timestamp")
    return float(text)


def _check(shown: str, secrets: Sequence[str | bytes], make: Callable[[bytes], bytes]) -> None:
    known = [secret.encode() if isinstance(secret, str) else secret for secret in secrets]
    signs = shown.encode("utf-8", "surrogateescape")
    matches = [hmac.compare_digest(make(secret), signs) for secret in known if secret]  # all of them: constant time
    if not any(matches):
        raise BadSignature("The signature does not fit: another secret, or a body that was changed on its way")


def _hmac(message: bytes, digest: Digest, encoding: Encoding) -> Callable[[bytes], bytes]:
    def make(secret: bytes) -> bytes:
        made = hmac.new(secret, message, getattr(hashlib, digest)).digest()
        return made.hex().encode() if encoding == "hex" else base64.b64encode(made)

    return make


def _is_signed(signature: bytes, message: bytes, pem: str) -> bool:
    try:
        key = load_pem_public_key(pem.replace("\\n", "\n").encode())
        if not isinstance(key, rsa.RSAPublicKey):
            return False
        key.verify(signature, message, padding.PKCS1v15(), SHA256())
    except (ValueError, InvalidSignature):
        return False
    return True
