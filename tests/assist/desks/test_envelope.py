"""How a mail comes: as the body, in a form or in JSON."""

import json
from urllib.parse import quote_from_bytes

import pytest

from assist.desks.envelope import mail_in
from assist.errors import BadSignature, InvalidRequest, RequestError
from tests.assist.desks.deliveries import post

MAIL = b"From: lars@holm.example\r\nSubject: bl\xe5 & 100%\r\n\r\nHej \xe5\xe4\xf6 +1\r\n--x\r\n"


def form_data(field: str, mail: bytes = MAIL, boundary: str = "xYzZY") -> tuple[bytes, str]:
    parts = [("to", b"support@fjordby.example"), (field, mail), ("spam_score", b"0.1")]
    body = b"".join(
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'.encode() + value + b"\r\n"
        for name, value in parts
    )
    return body + f"--{boundary}--\r\n".encode(), f'multipart/form-data; boundary="{boundary}"'


@pytest.mark.parametrize("kind", ["message/rfc822", "text/plain; charset=utf-8", "application/octet-stream", "", "odd"])
def test_the_body_itself(kind: str) -> None:
    assert mail_in(post(MAIL, {"Content-Type": kind} if kind else {})) == MAIL


@pytest.mark.parametrize("field", ["email", "body-mime", "message"])
def test_a_field_of_form_data_byte_by_byte(field: str) -> None:
    body, kind = form_data(field)
    assert mail_in(post(body, {"Content-Type": kind})) == MAIL


def test_a_field_of_a_form_byte_by_byte() -> None:
    body = b"recipient=support%40fjordby.example&body-mime=" + quote_from_bytes(MAIL).replace("%20", "+").encode()
    assert mail_in(post(body, {"Content-Type": "application/x-www-form-urlencoded"})) == MAIL


@pytest.mark.parametrize("field", ["RawEmail", "raw"])
def test_a_field_of_json(field: str) -> None:
    body = json.dumps({"From": "x", field: "Subject: å\r\n\r\nHej 👋"}).encode()
    assert (
        mail_in(post(body, {"Content-Type": "application/json; charset=utf-8"})) == "Subject: å\r\n\r\nHej 👋".encode()
    )


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", "message/rfc822"),
        (b" \r\n", ""),
        (b"a=b", "application/x-www-form-urlencoded"),
        (b"email=", "application/x-www-form-urlencoded"),
        (form_data("text")[0], form_data("text")[1]),
        (form_data("email")[0], "multipart/form-data"),
        (b"garbage", "multipart/form-data; boundary=x"),
        (b"{}", "application/json"),
        (b'{"RawEmail": ""}', "application/json"),
    ],
)
def test_a_request_without_a_mail_says_where_one_is_expected(body: bytes, kind: str) -> None:
    if kind == "multipart/form-data":  # its boundary is guessed
        assert mail_in(post(body, {"Content-Type": kind})) == MAIL
        return
    with pytest.raises(InvalidRequest, match="holds no mail: send it as message/rfc822, or raw in one of the fields"):
        mail_in(post(body, {"Content-Type": kind}))


def test_json_that_does_not_fit_is_refused_by_its_field() -> None:
    for body, says in [(b"[]", "must be a JSON object"), (b'{"RawEmail": ["x"]}', "RawEmail must be text")]:
        with pytest.raises(InvalidRequest, match=says):
            mail_in(post(body, {"Content-Type": "application/json"}))
    with pytest.raises(RequestError, match="not valid JSON"):
        mail_in(post(b"{", {"Content-Type": "application/json"}))
    with pytest.raises(BadSignature, match="Content-Type comes 2 times"):
        mail_in(post(b"", {}).__class__("POST", "", {"content-type": ("a/b", "a/b")}, MAIL, 0.0))
