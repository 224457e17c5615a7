"""A mail as it travels: who wrote what, when, and in which thread."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assist.desks.letter import Correspondent, Letter, read


def letter(*headers: str, body: str = "Where is my parcel?") -> Letter:
    return read("\r\n".join([*headers, "", body]).encode())


@pytest.mark.parametrize(
    ("header", "who"),
    [
        ("Lars Holm <Lars@Holm.example>", Correspondent("Lars Holm", "lars@holm.example")),
        ('"Holm, Lars" <lars@holm.example>', Correspondent("Holm, Lars", "lars@holm.example")),
        ("=?utf-8?q?J=C3=B8rgen_=C3=85s?= <j@x.example>", Correspondent("Jørgen Ås", "j@x.example")),
        ("=?iso-8859-1?B?xXNh?= <j@x.example>", Correspondent("Åsa", "j@x.example")),
        ("=?utf-8?b?w4Vz?= =?utf-8?b?YSBC?= <j@x.example>", Correspondent("Åsa B", "j@x.example")),
        ("=?utf-8?q?bl=E5?= <j@x.example>", Correspondent("blå", "j@x.example")),
        ("=?nonsense?q?abc?= <j@x.example>", Correspondent("abc", "j@x.example")),
        ("João Conceição <j@x.example>", Correspondent("João Conceição", "j@x.example")),
        ("j@x.example", Correspondent("", "j@x.example")),
        ("j@x.example (Kim)", Correspondent("Kim", "j@x.example")),
        ("<j@x.example>, other@x.example", Correspondent("", "j@x.example")),
        ("undisclosed:;", Correspondent()),
        ("", Correspondent()),
        ("(" * 5_000, Correspondent()),
    ],
)
def test_who_wrote(header: str, who: Correspondent) -> None:
    assert letter(f"From: {header}").sender == who


def test_who_sent_it_where_nobody_wrote() -> None:
    assert letter("Sender: kim@fjordby.example").sender.address == "kim@fjordby.example"


def test_each_mail_of_a_thread_names_the_same_thread() -> None:
    mails = [
        letter("Message-ID: <1@holm>"),
        letter("Message-ID: <2@fjordby>", "In-Reply-To: <1@holm>"),
        letter("Message-ID: <3@holm>", "In-Reply-To: <2@fjordby>", "References: <1@holm>\r\n <2@fjordby>"),
        letter("Message-Id:\r\n <4@fjordby>", "references: 1@holm, 2@fjordby"),
    ]
    assert len({mail.thread for mail in mails}) == 1
    assert len({mail.id for mail in mails}) == 4
    assert letter("Message-ID: <5@holm>").thread != mails[0].thread


def test_a_mail_without_a_name_is_named_by_its_bytes() -> None:
    one, same, other = letter("X: 1"), letter("X: 1"), letter("X: 2")
    assert one.id == same.id != other.id
    assert one.thread == one.id


@pytest.mark.parametrize(
    ("date", "at"),
    [
        ("Sat, 28 Nov 2026 11:00:00 +0100", 1795860000.0),
        ("28 Nov 2026 10:00 GMT", 1795860000.0),
        ("Sat, 28 Nov 2026 10:00:00 -0000", 1795860000.0),
        ("Sat, 28 Nov 2026 10:00:00 +0000 (UTC)", 1795860000.0),
        ("lördag", None),
        ("Sat, 99 Foo 2026 99:99:99 +9999", None),
        ("Sat, 28 Nov 99999999999999 10:00:00", None),
        ("", None),
    ],
)
def test_when(date: str, at: float | None) -> None:
    assert letter(f"Date: {date}").sent_at == at


@pytest.mark.parametrize(
    "header",
    [
        "Auto-Submitted: auto-replied",
        "Auto-Submitted: auto-generated; owner-email=x",
        "Precedence: bulk",
        "Precedence: AUTO_REPLY",
        "Return-Path: <>",
        "Return-Path: < >",
        "X-Autoreply: yes",
        "Content-Type: multipart/report; report-type=delivery-status; boundary=x",
        "From: Mail Delivery Subsystem <MAILER-DAEMON@mx.example>",
    ],
)
def test_machines_are_told(header: str) -> None:
    assert letter(header, "From: x@x.example").is_automatic
    assert not letter("Auto-Submitted: no", "Return-Path: <x@x.example>", "Precedence: normal").is_automatic


def test_lists_are_told() -> None:
    assert letter("List-Id: Our List <News.fjordby.example>").mailing_list == "news.fjordby.example"
    assert letter("List-ID: news.fjordby.example").mailing_list == "news.fjordby.example"
    assert letter("Precedence: list").mailing_list == "unnamed"
    assert letter("Subject: x").mailing_list == ""


def test_the_subject_speaks_for_a_first_mail_without_words() -> None:
    assert letter("Subject: =?utf-8?q?Var_=C3=A4r_paketet=3F?=", body=" ").text == "Var är paketet?"
    assert letter("Subject: Where?", body="In the body.").text == "In the body."
    assert letter("Subject: Re: Where?", "In-Reply-To: <1@holm>", body="> Where?").text == ""


REPLIES = {
    "gmail-sv": "Den fre 5 jan. 2024 kl 10:00 skrev Kim <kim@fjordby.example>:\n\n> Hej!\n> Stämmer adressen?\n",
    "outlook-da": "Fra: Kim <kim@fjordby.example>\nSendt: 5. januar 2024 10:00\nTil: Robin\nEmne: Pakke\n\nEr den?",
    "apple-nb": "5. jan. 2024 kl. 10:00 skrev Kim <kim@fjordby.example>:\n\n> Stemmer det?\n",
    "gmail-pt": "Em sex., 5 de jan. de 2024 às 10:00, Kim <kim@fjordby.example> escreveu:\n\n> Está certo?\n",
    "outlook-en": "________________________________\nFrom: Kim\nSent: Friday, January 5, 2024 10:00\n\nIs it right?",
    "signature": "-- \nRobin Lind\nStorgatan 1?",
}


@pytest.mark.parametrize("quoted", REPLIES.values(), ids=REPLIES)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_quoted_mails_are_left_out(quoted: str, ends: str) -> None:
    said = letter(body=f"Yes, it is.\n\nThanks!\n\n{quoted}".replace("\n", ends)).text
    assert said == "Yes, it is.\n\nThanks!"


def test_quoted_mails_in_html_are_left_out() -> None:
    gmail = (
        '<div dir="ltr">Ja, det stämmer.<br></div><br><div class="gmail_quote"><div class="gmail_attr">Den fre 5 jan. '
        "2024 kl 10:00 skrev Kim &lt;<a>kim@fjordby.example</a>&gt;:<br></div><blockquote>Stämmer det?</blockquote>"
    )
    outlook = (
        "<div>Ja, det stemmer.</div><hr><div><b>Fra:</b> Kim &lt;kim@fjordby.example&gt;<br><b>Sendt:</b> fredag 5. "
        "januar 2024 10:00<br><b>Til:</b> Robin<br><b>Emne:</b> Pakke</div><div>Stemmer det?</div>"
    )
    assert letter("Content-Type: text/html; charset=utf-8", body=gmail).text == "Ja, det stämmer."
    assert letter("Content-Type: text/html; charset=utf-8", body=outlook).text == "Ja, det stemmer."


def test_answers_between_quoted_lines_are_kept() -> None:
    assert letter(body="> When?\nOn Monday.\n> Which size?\n44.").text == "On Monday.\n44."


def test_a_mailbox_file_may_have_been_posted() -> None:
    assert (
        read(b"From lars@holm.example Sat Nov 28 10:00:00 2026\nFrom: a@b.example\n\nHi").sender.address
        == "a@b.example"
    )


HEADS = st.lists(
    st.sampled_from(
        [
            b"From: ",
            b"Date: ",
            b"Message-ID: <",
            b"References: <a@b> ",
            b"Subject: =?utf-8?q?",
            b"Subject: =?x?b?",
            b"Content-Type: multipart/mixed; boundary=",
            b"Content-Type: text/html; charset=",
            b"Content-Type: text/plain; charset*0*=utf-7'",
            b"Content-Transfer-Encoding: base64",
            b"Content-Transfer-Encoding: x-uuencode",
            b"Content-Disposition: attachment; filename*=",
            b"List-Id: ",
            b"Auto-Submitted: ",
            b"\r\n",
            b"\n\n",
            b"\r\n\r\n--x\r\n",
            b"begin 644 x\n",
            b"<b@c>",
            b"x",
            b"\xe5\xff",
            b"\0",
            b'"(;=',
            b"=\r\n",
        ]
    )
    | st.binary(max_size=12),
    max_size=25,
).map(b"".join)


@given(st.binary(max_size=400) | HEADS)
def test_any_bytes_are_a_letter(raw: bytes) -> None:
    told = read(raw)
    assert told.id
    assert told.thread
    told.text.encode("utf-8", "surrogatepass")


@pytest.mark.parametrize(
    "raw",
    [
        b"From: a@b.c\r\n\r\nx" + b"\n" * 3_000_000,
        b"From: a@b.c\r\n" + b"X: y\n" * 1_000_000,
        b"From: " + b"a@b.c, " * 500_000 + b"\r\n\r\nx",
        b"Content-Type: multipart/mixed; " + b"a*0=b; " * 500_000 + b"\r\n\r\nx",
        b'Content-Type: multipart/mixed; a="' + b";" * 1_000_000 + b"\r\n\r\nx",
        b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(300)),
        b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n" * 1_000_000,
        b"Subject: " + b"=?utf-8?q?" * 400_000 + b"\r\n\r\n",
        b"Date: " + b"9" * 400_000 + b"\r\n\r\n",
        b"From: a@b.c\r\n\r\n" + b"From: a\n" * 1_000_000,
    ],
    ids=range(10),
)
def test_mails_made_to_be_slow_are_read(raw: bytes) -> None:
    """Each takes Python's own parser seconds or minutes with its default policy, or ends it in an exception."""
    assert read(raw).id
