"""The primitives of signing; the schemes made of them are tested with each desk."""

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from assist.desks.signatures import check_hmac, check_rsa, check_static, check_time, seconds_of
from assist.errors import BadSignature

KEY = rsa.generate_private_key(65537, 2048)
PEM = KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def test_hmac_of_rfc_4231() -> None:
    """Test case 2 of RFC 4231."""
    shown = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    check_hmac(shown, b"what do ya want for nothing?", ["Jefe"])
    encoded = base64.b64encode(bytes.fromhex(shown)).decode()
    check_hmac("v1," + encoded, b"what do ya want for nothing?", ["Jefe"], encoding="base64", prefix="v1,")


@pytest.mark.parametrize("shown", ["", "00", "5BDCC146", "sha256=", "å", "\udcff"])
def test_other_signatures_are_refused(shown: str) -> None:
    with pytest.raises(BadSignature):
        check_hmac(shown, b"what do ya want for nothing?", ["Jefe"])


def test_the_prefix_must_be_there() -> None:
    with pytest.raises(BadSignature):
        check_hmac(
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
            b"what do ya want for nothing?",
            ["Jefe"],
            prefix="sha256=",
        )


def test_static_secrets() -> None:
    check_static("one", ["two", "one"])
    for shown, secrets in [("", ["one"]), ("one", []), ("", [""]), ("on", ["one"])]:
        with pytest.raises(BadSignature):
            check_static(shown, secrets)


def test_a_time_within_five_minutes() -> None:
    check_time(100.0, 400.0)
    for seconds in (99.0, 701.0, float("nan")):
        with pytest.raises(BadSignature):
            check_time(seconds, 400.0)
    assert seconds_of("17") == 17.0
    for text in ("", "x", "-1", "1.5", "１７", "9" * 20):
        with pytest.raises(BadSignature):
            seconds_of(text)


def test_rsa() -> None:
    shown = base64.b64encode(KEY.sign(b"body", padding.PKCS1v15(), SHA256())).decode()
    check_rsa(shown, b"body", ["no key", PEM])
    check_rsa(shown, b"body", [PEM.replace("\n", "\\n")])
    elliptic = ec.generate_private_key(ec.SECP256R1()).public_key()
    other = elliptic.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    for signature, body, keys in [
        (shown, b"body!", [PEM]),
        (shown, b"body", []),
        ("", b"body", [PEM]),
        ("%", b"body", [PEM]),
        (shown, b"body", [other]),
    ]:
        with pytest.raises(BadSignature):
            check_rsa(signature, body, keys)
