"""Requests as desks send them, and what every scheme must refuse."""

import base64
import hashlib
import hmac
from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from assist.desks.desk import Desk, Post
from assist.errors import AssistError, BadSignature

NOW = 1795860000.0
SECRET, OLD = "a-live-secret-of-a-desk", "the-secret-before-that"


def post(
    body: bytes,
    headers: Mapping[str, str] | None = None,
    at: float = NOW,
    url: str = "https://assist.example.com/v1/webhooks/desk",
) -> Post:
    named = {name.lower(): (value,) for name, value in (headers or {}).items()}
    return Post("POST", url, named, body, at)


def hmac_of(secret: str | bytes, message: bytes, digest: str = "sha256", encoding: str = "hex") -> str:
    key = secret.encode() if isinstance(secret, str) else secret
    made = hmac.new(key, message, getattr(hashlib, digest)).digest()
    return made.hex() if encoding == "hex" else base64.b64encode(made).decode()


class SchemeContract:
    """What holds for every desk. `signed(body, secret, at)` makes a request as the desk would."""

    desk: Desk
    signed: Callable[..., Post]
    has_time = False
    signs_body = True
    signs_header = True

    def test_a_good_signature_passes(self) -> None:
        self.desk.verify(self.signed(), [SECRET])

    def test_two_secrets_may_be_live(self) -> None:
        self.desk.verify(self.signed(secret=OLD), [SECRET, OLD])
        with pytest.raises(BadSignature):
            self.desk.verify(self.signed(secret=OLD), [SECRET])

    def test_each_changed_byte_is_noticed(self) -> None:
        if not self.signs_body:
            pytest.skip("this desk signs nothing: it shows a secret")
        good = self.signed()
        for place in range(0, len(good.body), 7):
            body = bytearray(good.body)
            body[place] ^= 1
            with pytest.raises(BadSignature):
                self.desk.verify(replace(good, body=bytes(body)), [SECRET])
        with pytest.raises(BadSignature):
            self.desk.verify(replace(good, body=good.body + b" "), [SECRET])

    def test_unsigned_is_refused(self) -> None:
        with pytest.raises(AssistError):  # a secret that stands in the body may be missed as a field
            self.desk.verify(
                replace(self.signed(), headers={}, url="https://assist.example.com/", body=b"{}"), [SECRET]
            )

    @pytest.mark.parametrize("secrets", [[], [""], ["", ""]])
    def test_an_empty_secret_signs_nothing(self, secrets: list[str]) -> None:
        with pytest.raises(BadSignature):
            self.desk.verify(self.signed(secret=""), secrets)
        with pytest.raises(BadSignature):
            self.desk.verify(self.signed(), secrets)

    def test_a_signature_that_comes_twice_is_refused(self) -> None:
        good = self.signed()
        twice = {name: values * 2 for name, values in good.headers.items()}
        if not self.signs_header:
            pytest.skip("this desk sends no header")
        with pytest.raises(BadSignature):
            self.desk.verify(replace(good, headers=twice), [SECRET])

    @pytest.mark.parametrize("shift", [-301, 301, -86_400])
    def test_stale_is_refused(self, shift: int) -> None:
        if not self.has_time:
            pytest.skip("this desk signs no time")
        with pytest.raises(BadSignature):
            self.desk.verify(self.signed(at=NOW + shift), [SECRET])
        self.desk.verify(self.signed(at=NOW - 299), [SECRET])
