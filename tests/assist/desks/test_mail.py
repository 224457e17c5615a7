"""E-mail: what is verified, and whose words a mail is."""

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assist.core.events import Channel, Event, Role
from assist.desks.desk import Account, Delivery
from assist.desks.mail import DESK, admit, parse
from assist.errors import BadSignature, InvalidRequest
from assist.wire.times import WHEN_RECEIVED
from tests.assist.desks.deliveries import NOW, OLD, SECRET, SchemeContract, hmac_of, post
from tests.assist.desks.test_envelope import form_data

US = Account(sender="fjordby.example, fjordby@gmail.example")
ADDRESS = "https://assist.example.com/v1/webhooks/mail"
HEADERS = {
    "From": "Lars Holm <lars@holm.example>",
    "To": "support@fjordby.example",
    "Subject": "Parcel",
    "Date": "Sat, 28 Nov 2026 10:00:00 +0000",
    "Message-ID": "<1@holm.example>",
}


def mail(body: str = "Where is my parcel?", charset: str = "utf-8", **changes: str) -> bytes:
    names = {name.replace("_", "-"): value for name, value in changes.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in {**HEADERS, **names}.items() if value)
    return f"{head}\r\n{body}".encode(charset)


def told(raw: bytes, account: Account = US, at: float = NOW) -> Delivery:
    return parse(post(raw, {"Content-Type": "message/rfc822"}, at=at), account)


def said(raw: bytes, account: Account = US, at: float = NOW) -> Event:
    (arrival,) = told(raw, account, at).arrivals
    return arrival.events[0]


class TestBearer(SchemeContract):
    """The secret itself in a header."""

    desk = DESK
    signs_body = False

    @staticmethod
    def signed(body: bytes = mail(), secret: str = SECRET, at: float = NOW):
        return post(body, {"Authorization": f"Bearer {secret}"}, at=at, url=ADDRESS)


class TestPassword(SchemeContract):
    """The secret as the password of the address."""

    desk = DESK
    signs_body = False

    @staticmethod
    def signed(body: bytes = mail(), secret: str = SECRET, at: float = NOW):
        shown = base64.b64encode(f"desk:{secret}".encode()).decode()
        return post(body, {"Authorization": f"Basic {shown}"}, at=at, url=ADDRESS)


class TestToken(SchemeContract):
    """The secret in the address."""

    desk = DESK
    signs_body = False
    signs_header = False

    @staticmethod
    def signed(body: bytes = mail(), secret: str = SECRET, at: float = NOW):
        return post(body, at=at, url=f"{ADDRESS}?token={secret}")


class TestStandardWebhooks(SchemeContract):
    """Signed with id and time."""

    desk = DESK
    has_time = True

    @staticmethod
    def signed(body: bytes = mail(), secret: str = SECRET, at: float = NOW):
        shown = hmac_of(secret, f"m1.{at:.0f}.".encode() + body, encoding="base64")
        headers = {"webhook-id": "m1", "webhook-timestamp": f"{at:.0f}", "webhook-signature": f"v1,{shown}"}
        return post(body, headers, url=ADDRESS)


@pytest.mark.parametrize(
    ("headers", "query"),
    [
        ({}, ""),
        ({}, f"?key={SECRET}"),
        ({}, f"?token={OLD}&token={SECRET}"),
        ({"Authorization": SECRET}, ""),
        ({"Authorization": f"Digest {SECRET}"}, ""),
        ({"Authorization": "Basic !"}, ""),
        ({"Authorization": "Basic " + base64.b64encode(SECRET.encode()).decode()}, ""),
        ({"Authorization": "Basic " + base64.b64encode(b"\xff:" + OLD.encode()).decode()}, ""),
        ({"Authorization": "Bearer wrong"}, f"?token={SECRET}"),
        ({"Authorization": f"Bearer {SECRET}", "webhook-signature": "v1,wrong"}, ""),
    ],
)
def test_other_ways_to_show_it_are_refused(headers: dict[str, str], query: str) -> None:
    with pytest.raises(BadSignature):
        DESK.verify(post(mail(), headers, url=ADDRESS + query), [SECRET])


def test_a_stranger_is_turned_away_before_the_body_is_read() -> None:
    with pytest.raises(BadSignature):
        admit(post(b"", url=ADDRESS), [SECRET])
    admit(post(b"", {"Authorization": f"Bearer {SECRET}"}, url=ADDRESS), [SECRET])
    admit(post(b"", {"webhook-signature": "v1,x"}, url=ADDRESS), [SECRET])
    assert DESK.most_bytes == 25 * 1024 * 1024


def test_a_mail_of_the_customer() -> None:
    delivery = told(mail())
    (arrival,) = delivery.arrivals
    (event,) = arrival.events
    assert arrival.conversation.id.startswith("mail-")
    assert arrival.conversation.channel is Channel.EMAIL
    assert (event.role, event.text, event.caller) == (Role.CUSTOMER, "Where is my parcel?", "Lars Holm")
    assert event.caller_id == "mail-lars@holm.example"
    assert (event.id, event.at, event.agent) == (f"message-{delivery.id}", 1795860000.0, None)
    assert "holm" not in arrival.conversation.id + event.id + delivery.id


def test_a_mail_of_ours() -> None:
    event = said(mail(From="Kim <Kim@Fjordby.example>", To="lars@holm.example"))
    assert event.agent is not None
    assert (event.role, event.agent.id, event.agent.name) == (Role.AGENT, "mail-kim@fjordby.example", "Kim")
    assert (event.caller, said(mail(From="fjordby@gmail.example")).role) == ("", Role.AGENT)
    for stranger in ("kim@evil-fjordby.example", "kim@fjordby.example.evil", "other@gmail.example"):
        assert said(mail(From=stranger)).role is Role.CUSTOMER


def test_without_a_sender_everybody_is_a_customer() -> None:
    assert said(mail(From="kim@fjordby.example"), Account()).role is Role.CUSTOMER


def test_a_form_or_a_shared_inbox_passes_on_what_a_customer_wrote() -> None:
    form = mail(From="Web form <form@fjordby.example>", Reply_To='"Lars Holm" <lars@holm.example>')
    assert (said(form).role, said(form).caller) == (Role.CUSTOMER, "Lars Holm")
    group = mail(
        From="'Lars Holm' via Support <support@fjordby.example>",
        Reply_To="Lars Holm <lars@holm.example>",
        List_Id="<support.fjordby.example>",
        Precedence="list",
    )
    assert (said(group).role, said(group).caller) == (Role.CUSTOMER, "Lars Holm")
    answer = mail(From="kim@fjordby.example", To="lars@holm.example", Reply_To="ticket-17@desk.example")
    assert said(answer).role is Role.AGENT


@pytest.mark.parametrize(
    "changes",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Precedence": "bulk"},
        {"Return_Path": "<>"},
        {"List_Id": "<news.shop.example>"},
        {"List_Id": "<news.evil-fjordby.example>"},
        {"Precedence": "list"},
        {"From": "MAILER-DAEMON@mx.example"},
        {"From": ""},
        {"body": "> only what was quoted", "In_Reply_To": "<0@fjordby.example>"},
    ],
)
def test_machines_lists_and_mails_without_words_say_nothing(changes: dict[str, str]) -> None:
    delivery = told(mail(**changes))
    assert delivery.arrivals == ()
    assert delivery.id


def test_a_thread_is_one_conversation_whatever_comes_first() -> None:
    answer = mail(From="kim@fjordby.example", Message_ID="<2@f>", In_Reply_To="<1@holm.example>")
    again = mail(Message_ID="<3@h>", In_Reply_To="<2@f>", References="<1@holm.example> <2@f>")
    for mails in ([mail(), answer, again], [again, answer, mail()]):
        assert len({told(raw).arrivals[0].conversation.id for raw in mails}) == 1
        assert len({told(raw).id for raw in mails}) == 3


def test_the_same_mail_is_the_same_delivery_however_it_comes() -> None:
    forms = [form_data("email", mail(), boundary) for boundary in ("aaa", "bbb")]
    posts = [
        post(mail(), {"Content-Type": "message/rfc822"}),
        *(post(body, {"Content-Type": kind}) for body, kind in forms),
        post(json.dumps({"RawEmail": mail().decode()}).encode(), {"Content-Type": "application/json"}),
    ]
    deliveries = [parse(each, US) for each in posts]
    assert len({delivery.id for delivery in deliveries}) == 1
    assert all(delivery.arrivals == deliveries[0].arrivals for delivery in deliveries)


@pytest.mark.parametrize(
    ("date", "is_kept"),
    [
        ("Sat, 28 Nov 2026 09:00:00 +0000", True),
        ("Sat, 28 Nov 2026 10:04:59 +0000", True),
        ("Sat, 28 Nov 2026 10:05:01 +0000", False),
        ("Thu, 29 Oct 2026 10:00:00 +0000", True),
        ("Wed, 28 Oct 2026 10:00:00 +0000", False),
        ("Thu, 01 Jan 1970 00:00:00 +0000", False),
        ("Fri, 01 Jan 9999 00:00:00 +0000", False),
        ("tomorrow", False),
        ("", False),
    ],
)
def test_a_date_that_makes_no_sense_is_the_time_of_receipt(date: str, is_kept: bool) -> None:
    assert (said(mail(Date=date)).at != WHEN_RECEIVED) == is_kept


def test_latin_1_that_claims_to_be_utf_8() -> None:
    raw = mail("Hej, jag väntar på mitt paket. Não chegou.", "latin-1", Content_Type="text/plain; charset=utf-8")
    assert said(raw).text == "Hej, jag väntar på mitt paket. Não chegou."


def test_a_letter_as_long_as_a_book_is_cut() -> None:
    event = said(mail("ord " * 50_000, From='"' + "x" * 3_000 + '" <lars@holm.example>'))
    assert (len(event.text), len(event.caller)) == (16_000, 200)


def test_what_is_no_mail_is_refused() -> None:
    with pytest.raises(InvalidRequest, match="holds no mail"):
        told(b"")


KINDS = ["message/rfc822", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded", ""]


@given(st.binary(max_size=300), st.sampled_from(KINDS))
def test_any_bytes_are_read_or_refused_in_a_sentence(raw: bytes, kind: str) -> None:
    for body in (
        raw,
        mail().replace(b"Where", raw),
        b"email=" + raw,
        b"--x\nContent-Disposition: x; name=email\n\n" + raw,
    ):
        try:
            delivery = parse(post(body, {"Content-Type": kind}), US)
        except InvalidRequest as refused:
            assert "holds no mail" in refused.detail
            continue
        for arrival in delivery.arrivals:
            event = arrival.events[0]
            event.text.encode()
            assert event.id.isprintable()
            assert "\0" not in event.text
